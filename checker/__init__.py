"""Checks whether a US government web page does what the law and good practice ask."""

__version__ = "0.1.0"

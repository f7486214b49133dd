"""Loads a source by the loader that its kind calls for."""

from __future__ import annotations

from checker.page import Page
from checker.targets import Source


def load(source: Source, *, parser: str, max_bytes: int, max_elements: int) -> Page:
    """The page of the source; TargetError where it cannot be judged."""
    from checker.loaders import file

    return file.load(source, parser=parser, max_bytes=max_bytes, max_elements=max_elements)

"""One module per loader subject; found because it is here."""

"""One module per check subject; found because it is here."""

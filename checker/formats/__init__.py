"""One module per format subject; found because it is here."""

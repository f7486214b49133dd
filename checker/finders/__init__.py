"""One module per finder subject; found because it is here."""

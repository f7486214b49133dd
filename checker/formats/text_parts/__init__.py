"""Parts of the text report."""

"""Parts of the SARIF report."""

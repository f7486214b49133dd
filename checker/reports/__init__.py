"""Reports as values: read back, compared, merged, summed, and put into words."""

"""A run from what was asked to a report: options, targets, pages judged, sums."""

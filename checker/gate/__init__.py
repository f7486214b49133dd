"""What fails a build: thresholds, known findings, and what somebody decided to live with."""

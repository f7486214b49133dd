"""Rules as data: reading, checking, trying and explaining rule files."""

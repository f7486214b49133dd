"""What a page's markup and style mean to its readers: visibility, exposure, role and accessible name."""

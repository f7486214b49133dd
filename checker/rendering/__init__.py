"""From what Chromium says about a page to the page that is judged: tree, styles, boxes, source places."""

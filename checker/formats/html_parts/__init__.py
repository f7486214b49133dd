"""What the HTML report shows, part by part, as values that its templates lay out."""

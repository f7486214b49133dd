"""The kinds of page that rules and configurations may name."""

from __future__ import annotations

#: Each type and what it is, in words for a report.
PAGE_TYPES = {
    "home": "home page",
    "article": "news story",
    "press-release": "press release",
    "transcript": "transcript",
    "feature": "feature or commentary",
    "photo": "photo page or gallery",
    "listing": "listing or search results",
    "form": "form",
    "statement": "statement or policy page",
    "document": "document or reference page",
    "error": "error page",
    "other": "page of no special kind",
}


def known_page_types() -> tuple[str, ...]:
    """The names of the page types."""
    return tuple(PAGE_TYPES)

"""What holds the whole page: hidden, it waits for a script that shows it."""

from __future__ import annotations

from checker.page import Element

#: An element of more elements than this, and of most of the page's, holds the page.
_WRAPPER = 100


def is_whole_page(element: Element) -> bool:
    """Whether the element holds the page."""
    size = element.end - element.index
    return element.tag in ("html", "body") or (size > _WRAPPER and size > 0.8 * len(element.scope.elements))

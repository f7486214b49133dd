"""The address at which a page is published, read from the page where nobody said it."""

from __future__ import annotations

from checker.page import Page
from checker.pattern import pattern

_SAVED_FROM = pattern(r"saved from url=\(\d+\)(\S+)")


def address_of(page: Page) -> tuple[str | None, str]:
    """The address and where it stands: canonical link, og:url or a browser's saved-from comment."""
    for selector, attribute, because in (
        ('link[rel~="canonical" i][href]', "href", "from the canonical link"),
        ('meta[property="og:url" i][content]', "content", "from og:url"),
    ):
        for element in page.document.select(selector):
            value = element.attrs[attribute].strip()
            if value.lower().startswith(("http://", "https://")):
                return value, because
    for comment in page.document.comments[:5]:
        match = _SAVED_FROM.search(comment.text)
        if match and match.group(1).startswith("http"):
            return match.group(1), 'from the browser\'s "saved from url" comment'
    return None, ""

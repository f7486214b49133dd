"""The address at which a page is published, read from the page where nobody said it."""

from __future__ import annotations

from urllib.parse import urlsplit

from checker.page import Page
from checker.pattern import pattern

#: A web archive puts its own address before every address of the pages that it keeps.
_ARCHIVED = pattern(
    r"https?://(?:web\.archive\.org|webarchive\.library\.unt\.edu)/(?:web/)?\d{4,14}(?:[a-z]{2}_)?/(https?://.+)"
)
_SAVED_FROM = pattern(r"saved from url=\(\d+\)(\S+)")


def has_host(address: str) -> bool:
    """Whether the text is a whole address of the web, http or https, with a host.

    >>> has_host("https://www.example.gov/a"), has_host("http://[::1/"), has_host("https:///a"), has_host("/a")
    (True, False, False, False)
    >>> has_host("https://www.example.gov:8443/"), has_host("https://www.example.gov:99999/")
    (True, False)
    """
    if not address[:8].lower().startswith(("http://", "https://")):
        return False
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0  # which raises for what is no number of a port
    except ValueError:  # such as an open bracket in the host
        return False


def address_of(page: Page) -> tuple[str | None, str]:
    """The address and where it stands: canonical link, og:url or a browser's saved-from comment.

    Of a page from a web archive it is the address of the page that was archived.
    """
    for selector, attribute, because in (
        ('link[rel~="canonical" i][href]', "href", "from the canonical link"),
        ('meta[property="og:url" i][content]', "content", "from og:url"),
    ):
        for element in page.document.select(selector):
            value = element.attrs[attribute].strip()
            address = _original(value)
            if has_host(address):
                return address, because
    for comment in page.document.comments[:5]:
        match = _SAVED_FROM.search(comment.text)
        if match and has_host(_original(match.group(1))):
            return _original(match.group(1)), 'from the browser\'s "saved from url" comment'
    return None, ""


def _original(address: str) -> str:
    archived = _ARCHIVED.match(address[:4000])
    return archived.group(1) if archived else address

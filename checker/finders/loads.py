"""What a page loads by itself: scripts, style sheets, frames (active) and pictures, sound, video (passive)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from checker.finding import Target
from checker.page import ADDRESS_GIVEN, Element, Page
from checker.pattern import pattern
from checker.registry import finder

_ACTIVE = "script[src], iframe[src], frame[src], object[data], embed[src], base[href], link[href][rel]"
_PASSIVE = (
    "img, video, audio, source, track[src], input[src], image, link[rel~='icon' i][href],"
    " body[background], table[background], td[background]"
)
_ACTIVE_RELATIONS = frozenset(("stylesheet", "preload", "modulepreload", "import", "manifest"))
_PASSIVE_ATTRIBUTES = frozenset(("src", "poster", "href", "xlink:href", "background", "data-src"))
_SOURCE_SETS = frozenset(("srcset", "data-srcset", "imagesrcset"))
_PLAIN = ("http:", "ws:", "ftp:")
#: CSS Values, url(); CSS Cascade, @import. Fonts and sheets can change what the page does; pictures cannot.
_CSS_LOAD = pattern(
    r"(?P<load>@import\s{0,9}(?:url\(\s{0,9})?|url\(\s{0,9})[\"']?\s{0,9}(?P<address>[^\s\"')>;]{1,2000})",
    re.IGNORECASE,
)
_PASSIVE_FILES = (
    *(".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"),
    *(".m4a", ".mp3", ".mp4", ".oga", ".ogg", ".ogv", ".wav", ".webm"),
)
_ACTIVE_FILE = pattern(r"\.(?:css|woff2?|ttf|otf|eot|js)(?:$|[?#])", re.IGNORECASE)

#: HTML, the script element: one of another type is a block of data, and its file is not fetched. Services that delay
#: scripts put something before the type, as "8c1a-text/javascript".
_RUN = pattern(r"^\s*$|^\s*module\s*$|(?:java|ecma|j|live)script")


@finder(parts=("address",))
def loads(page: Page, *, kind: Literal["active", "passive"]) -> Iterable[Target]:
    """Everything of the kind that the page loads by itself, with its address; an unencrypted one where it has several."""
    # Scripts take the scheme of the page for what they add; it tells nothing where the page was not shown with its own.
    untold = frozenset() if _is_shown_encrypted(page) else page.snapshot.made_by_script
    for element in page.select(_ACTIVE if kind == "active" else _PASSIVE):
        if untold and element in untold:
            continue
        if kind == "active" and element.tag == "link" and not _is_active(element):
            continue
        if element.tag == "script" and not _RUN.search(element.attrs.get("type", "").lower()):
            continue
        addresses = _addresses(element, kind)
        if addresses:
            yield Target(element, {"address": _worst(addresses)})
    for element in page.select("style"):
        yield from _of_css(element, element.text, kind)
    if kind == "passive":
        for element in page.select('[style*="url(" i]'):
            yield from _of_css(element, element.attrs["style"], kind)
    if page.network is not None and page.network.mixed:
        yield from _really_asked(page, kind)


def _is_shown_encrypted(page: Page) -> bool:
    """Whether a rendered page was shown at an encrypted address: the one fetched, or given for a file."""
    given = page.url if page.url_because == ADDRESS_GIVEN else None
    address = (page.response.final_url if page.response else None) or given or ""
    return address.lower().startswith("https:")


def _really_asked(page: Page, kind: str) -> Iterator[Target]:
    """What the browser was asked for without encryption by a script or a style sheet of its own, not by an element."""
    written = page.source
    for address in page.network.mixed if page.network and page.body else ():
        path = address.partition("?")[0].lower()
        active = not path.endswith(_PASSIVE_FILES)
        if address not in written and active == (kind == "active"):
            assert page.body is not None
            yield Target(page.body, {"address": address})


def _is_active(link: Element) -> bool:
    relations = set(link.attrs["rel"].lower().split())
    if "preload" in relations and link.attrs.get("as", "").lower() in ("image", "video", "audio", "track"):
        return "stylesheet" in relations
    return not relations.isdisjoint(_ACTIVE_RELATIONS)


def _addresses(element: Element, kind: str) -> list[str]:
    attrs = element.attrs
    if kind == "active":
        return [attrs.get("src") or attrs.get("data") or attrs.get("href") or ""]
    found: list[str] = []
    for name, value in attrs.items():
        if name in _PASSIVE_ATTRIBUTES:
            found.append(value)
        elif name in _SOURCE_SETS:
            found += [one.split()[0] for one in value.split(",") if one.strip()]
    return found


def _of_css(element: Element, css: str, kind: str) -> Iterator[Target]:
    if "url(" not in css.lower() and "@import" not in css.lower():
        return
    addresses = []
    for match in _CSS_LOAD.finditer(css[:500_000]):
        address = match["address"]
        active = match["load"].startswith("@") or _ACTIVE_FILE.search(address) is not None
        if active == (kind == "active"):
            addresses.append(address)
    if addresses:
        yield Target(element, {"address": _worst(addresses)})


def _worst(addresses: list[str]) -> str:
    return next(filter(is_plain, addresses), addresses[0]) if len(addresses) > 1 else addresses[0]


def is_plain(address: str) -> bool:
    """Whether the address asks for an unencrypted connection.

    >>> is_plain(" HTTP://agency.gov/a.js"), is_plain("//agency.gov/a.js")
    (True, False)
    """
    return address[:100].lstrip().lower().startswith(_PLAIN)

"""The ways past what every page of a site repeats: the skip link, the main landmark, headings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote, urldefrag

from checker.accessibility.exposure import exposures
from checker.accessibility.focus import is_focusable, tab_index
from checker.accessibility.name import accessible_name
from checker.finders.banner import banners
from checker.finding import Target
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.registry import finder

#: What skip links say, in the languages that federal sites are written in.
_SKIP = pattern(
    r"\b(?:skip|jump|go(?: directly)?|bypass|pass|straight)\b.{0,40}\b(?:content|main|nav\w*|menu|header|banner|article|body)\b"
    r"|^(?:skip|to)?\s*(?:the )?(?:main |page )?content$|\bmain content\b"
    r"|\b(?:saltar|salta|ir|omitir|pasar|vaya|brincar)\b.{0,30}\b(?:contenido|navegación|menú|principal)\b|contenido principal"
    r"|\b(?:aller|passer)\b.{0,20}\bcontenu\b|\bsote\b.{0,20}\bkontni\b|nội dung chính|본문|콘텐츠로|主要内容|主要內容|основн",
    re.IGNORECASE,
)
_SKIP_NAME = pattern(r"(?:^|[\s_-])skip|visually-hidden-focusable|screen-reader-shortcut", re.IGNORECASE)
_FOCUSABLE = (
    "a[href], area[href], button, input, select, textarea, iframe, summary, [tabindex], audio[controls],"
    " video[controls], [contenteditable]"
)
#: What sites repeat: navigation, by element, role or the names that sites give it.
_REPEATED = "nav, [role=navigation], [id*=nav i], [class*=nav i], [id*=menu i], [class*=menu i], header, [role=banner]"
#: Fewer links are no block that anybody needs to skip.
_FEWEST_LINKS = 4
#: A link whose class alone says that it skips is believed among this many first stops.
_NEAR = 8


class SkipLink(NamedTuple):
    """A link past the repeated blocks; ``before`` is how many stops of the keyboard come first."""

    element: Element
    fragment: str
    before: int


@derived
def skip_link(page: Page) -> SkipLink | None:
    """The first link of the document that offers to skip and leads somewhere, else the first that offers to; or None."""
    stops = _Stops(page)
    first: SkipLink | None = None
    for link in page.document.select('a[href*="#"], button, [role=button], [role=link]'):
        address, _, fragment = link.attrs.get("href", "").strip().partition("#")
        fragment = unquote(fragment.lstrip("#"))
        reaches = target_of(page, fragment) is not None
        if address and not reaches and not _same_page(page, address):
            continue
        marked = _is_marked(link) and fragment and stops.before(link) < _NEAR
        if not marked and not _SKIP.search(_said(link)):
            continue
        found = SkipLink(link, fragment, stops.before(link))
        if reaches:
            return found
        first = first or found
    return first


def _is_marked(link: Element) -> bool:
    return bool(_SKIP_NAME.search(f"{link.attrs.get('class', '')} {link.attrs.get('id', '')}"))


def _said(link: Element) -> str:
    return accessible_name(link).text or " ".join(link.text.split())


def _same_page(page: Page, address: str) -> bool:
    if page.url is None:
        return False
    own = urldefrag(page.url)[0]
    return address == own or own.endswith(f"/{address.lstrip('./')}")


class _Stops:
    """Counts the elements of a page that the Tab key reaches, no further than it is asked."""

    def __init__(self, page: Page) -> None:
        self._stops = _stops(page)
        self._next = next(self._stops, None)
        self._count = 0

    def before(self, element: Element) -> int:
        """How many there are before the element, which must not stand before one that was asked about earlier."""
        while self._next is not None and self._next < element.index:
            self._count += 1
            self._next = next(self._stops, None)
        return self._count


def _stops(page: Page) -> Iterator[int]:
    """The indexes of the elements that the Tab key reaches, in order; those of the official banner count as one."""
    banner = next((one.element for one in banners(page) if one.element.scope is page.document), None)
    banner_met = False
    hidden = exposures(page)[page.document].hidden
    for element in page.document.select(_FOCUSABLE):
        if hidden[element.index] or (tab_index(element) or 0) < 0 or not is_focusable(element):
            continue
        if banner is not None and banner.tag not in ("body", "html", "header") and banner.contains(element):
            if banner_met:
                continue
            banner_met = True
        yield element.index


def target_of(page: Page, fragment: str) -> Element | None:
    """The element that a fragment of the page's address means (HTML, "find a potential indicated element")."""
    named = page.document.by_id(fragment)
    if named is None:
        named = next((one for one in page.document.select("a[name]") if one.attrs["name"] == fragment), None)
    return named


@finder()
def pages_with_repeated_blocks(page: Page) -> Iterable[Target]:
    """The body of a page that begins with navigation, as every page of a site does, or that offers to skip it."""
    body = page.body
    if body is None or not page.is_html:
        return []
    if skip_link(page) is not None:
        return [Target(body)]
    content = _content_start(page)
    hidden = exposures(page)[page.document].hidden
    links = [link.index for link in page.document.select("a[href]") if not hidden[link.index]]
    for block in page.document.select(_REPEATED):
        if block.index >= content:
            break
        # A name may stand on a wrapper of the whole page.
        if block.tag == "nav" or block.end - block.index < (body.end - body.index) * 0.7:
            within = bisect_left(links, block.end) - bisect_left(links, block.index)
            if within >= _FEWEST_LINKS:
                return [Target(body)]
    return []


def _content_start(page: Page) -> int:
    """The index at which the page's own content begins: its main landmark, or else its first h1 that says something."""
    main = next(iter(page.document.select("main, [role=main]")), None)
    if main is not None:
        return main.index
    heading = next((one for one in page.document.tagged("h1") if one.text.strip()), None)
    # An h1 that opens the page is the name of the site.
    return heading.index if heading is not None and heading.index > 40 else len(page.document.elements)

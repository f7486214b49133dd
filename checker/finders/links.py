"""The page's links as readers and search engines know them, and the footer that the site repeats on every page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import add
from typing import NamedTuple

from checker.finders.document import spoken_language
from checker.finding import Target
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.registry import finder

#: Names that sites of every kind give to the block that closes their pages.
_FOOTER = 'footer, [role="contentinfo" i], .usa-identifier, usa-identifier, [id*="footer" i], [class*="footer" i], [id="foot" i]'
#: What a footer belongs to when it is not the page's own.
_SECTIONING = frozenset(("article", "aside", "blockquote", "dialog", "figure", "li", "main", "section"))
#: The footer of a part, by its class or id.
_OF_A_PART = pattern(
    r"(?:card|modal|dialog|panel|table|article|entry|post|teaser|media|comment|widget)[\w-]{0,20}foot", re.I
)
_HEADER = frozenset(("header", "thead"))
#: Where no block is named a footer, the last part of the page stands for it.
_LAST_PART = 2 / 3
#: What tells a page of a site from its print view.
_FRAME_TAGS = frozenset("nav main header footer search map frameset usa-banner select textarea".split())
_FRAME = (
    "[role=navigation], [role=main], [role=banner], [role=contentinfo], [role=search], [id*=nav i], [class*=nav i],"
    " [id*=menu i], [class*=menu i], [id*=footer i], [class*=footer i], [id*=banner i], [class*=banner i]"
)
#: So many links outside paragraphs are a menu.
_MENU = 20
#: Names of links that sites put around every page.
_OF_THE_SITE = ("home", "privacy", "contact us", "about us", "site map", "inicio", "contacto")
#: In words, outside the footer: "Agency improves accessibility of parks" is a headline, not the name of a page.
_LONGEST_NAME = 5
_QUOTES = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-"})


class PageLink(NamedTuple):
    """A link: its text with the names that images and labels give it, in lower case, and its address.

    A relative address begins with a slash, so that a part such as "/about" means a step of the path. ``content`` is
    the text alone, as the markup has it.
    """

    element: Element
    text: str
    address: str
    content: str


#: The tuple's own constructor, for the many links of a page.
_link = tuple.__new__


class Links:
    """All links of a page, searched by phrase in one text each for their names and their addresses."""

    def __init__(self, links: Sequence[PageLink]) -> None:
        self.links = links
        self._texts, self._text_starts = _joined([link.text for link in links])
        self._addresses, self._address_starts = _joined([link.address for link in links])
        self._addresses = self._addresses.lower()

    def within(self, element: Element) -> Sequence[PageLink]:
        """The links inside the element, in their order."""
        first = bisect_left(self.links, element.index, key=lambda link: link.element.index)
        last = bisect_left(self.links, element.end, lo=first, key=lambda link: link.element.index)
        return self.links[first:last]

    def any_name_has(self, phrases: Iterable[str]) -> bool:
        """Whether one of the phrases, given in lower case, stands in the name of some link."""
        return any(phrase in self._texts for phrase in phrases)

    def any_address_has(self, signs: Iterable[str]) -> bool:
        """Whether one of the signs, given in lower case, stands in the address of some link."""
        return any(sign in self._addresses for sign in signs)

    def named(self, texts: Sequence[str], addresses: Sequence[str]) -> Iterator[PageLink]:
        """The links whose name has one of the texts as whole words, or whose address has one of the parts."""
        for phrase in texts:
            for place in _places(self._texts, phrase, words=True):
                link = self.links[bisect_right(self._text_starts, place) - 1]
                if link.text.count(" ") < _LONGEST_NAME or in_footer(link.element):
                    yield link
        for part in addresses:
            for place in _places(self._addresses, part, words=False):
                yield self.links[bisect_right(self._address_starts, place) - 1]


def _joined(texts: Sequence[str]) -> tuple[str, list[int]]:
    ends = accumulate(map(len, texts), initial=0)
    return "\n".join(texts), list(map(add, ends, range(len(texts))))


def _places(text: str, phrase: str, *, words: bool) -> Iterator[int]:
    place = text.find(phrase)
    while place >= 0:
        end = place + len(phrase)
        if not words or not (text[place - 1 : place].isalnum() or text[end : end + 1].isalnum()):
            yield place
        place = text.find(phrase, end)


def link_name(element: Element) -> str:
    """The link's text and the names of what it holds, folded, in its own letter case."""
    return _with_names(element, element.text)


def _with_names(element: Element, content: str) -> str:
    attrs = element.attrs
    if element.end - element.index == 1 and "title" not in attrs and "aria-label" not in attrs:
        return " ".join(content.split())
    parts = [content]
    if element.end - element.index > 1:
        parts += [one.attrs.get("alt") or one.attrs.get("aria-label", "") for one in element.descendants()]
    if "aria-label" in attrs:
        parts.append(attrs["aria-label"])
    if "title" in attrs:
        parts.append(attrs["title"])
    return " ".join(" ".join(parts).split())


@derived
def page_links(page: Page) -> Links:
    """Every link of the document, in its order."""
    found = page.document.select("a[href], area[href]")
    # Letters are folded for all names at once: a page has hundreds of links.
    contents = [one.text for one in found]
    names = "\n".join(map(_with_names, found, contents)).lower().translate(_QUOTES).split("\n")
    addresses = [_rooted(one.attrs["href"].strip()) for one in found]
    # Of no links there is one empty name.
    return Links([_link(PageLink, one) for one in zip(found, names, addresses, contents, strict=False)])


def _rooted(address: str) -> str:
    """The address, a relative one with a slash before it, so that parts of addresses begin alike."""
    if address.startswith(("/", "#", "http")) or ":" in address[:12]:
        return address
    return "/" + address


@derived
def footers(page: Page) -> list[Element]:
    """The blocks that the page marks as its footer, outermost only; none where nothing is marked."""
    found: list[Element] = []
    for element in page.document.select(_FOOTER):
        if found and element.index < found[-1].end:
            continue
        if element.tag in ("html", "body", "link", "script", "style", "a", "p", "form"):
            continue
        if _OF_A_PART.search(f"{element.attrs.get('class', '')} {element.attrs.get('id', '')}"):
            continue
        if any(one.tag in _SECTIONING for one in element.ancestors()) and not _is_identifier(element):
            continue
        found.append(element)
    return found


def _is_identifier(element: Element) -> bool:
    return "usa-identifier" in element.attrs.get("class", "") or element.tag == "usa-identifier"


def in_footer(element: Element) -> bool:
    """Whether the element stands in the footer; where none is marked, at the end of the page outside its header."""
    marked = footers(element.page)
    if marked:
        return in_marked_footer(element)
    if any(one.tag in _HEADER or one.tag == "main" for one in element.ancestors()):
        return False
    main = element.page.select("main, [role~='main' i]")
    if main:
        return element.index >= main[-1].end
    body = element.page.body
    return body is not None and element.index >= body.index + (body.end - body.index) * _LAST_PART


def in_marked_footer(element: Element) -> bool:
    """Whether the element stands in a block that the page marks as its footer."""
    return any(one.contains(element) for one in footers(element.page))


@derived
def stands_alone(page: Page) -> bool:
    """Whether the page has nothing of a site around its text: no landmark, menu, field or list of links, as in a print view.

    Whether a site's rules about what every page carries bind such a page, a reader of the page alone cannot say.
    """
    document = page.document
    if not _FRAME_TAGS.isdisjoint(document.tags) or document.select(_FRAME):
        return False
    if any(one.attrs.get("type", "").lower() != "hidden" for one in document.tagged("input")):
        return False
    if next(page_links(page).named(_OF_THE_SITE, ()), None) is not None:
        return False
    return sum(1 for one in document.select("a[href]") if one.closest("p") is None) < _MENU


@finder(parts=("links", "language"))
def footer_links(page: Page) -> Iterable[Target]:
    """The page's footer with its links in order, each as a line of name, tab and address; and the page's language."""
    marked = footers(page)
    links = (link for one in marked for link in page_links(page).within(one) if link.text)
    lines = [f"{link_name(link.element)}\t{link.address}" for link in links]
    if lines:
        yield Target(marked[-1], {"links": "\n".join(lines), "language": spoken_language(page)})


@finder()
def links_named(page: Page, *, texts: Sequence[str]) -> Iterable[Target]:
    """The links whose name has one of the texts, given in lower case, as whole words."""
    seen: set[int] = set()
    for link in page_links(page).named(texts, ()):
        if link.element.index not in seen:
            seen.add(link.element.index)
            yield Target(link.element)


#: What languages call themselves, as language switches of government sites show it.
LANGUAGE_NAMES = {
    "español": "es",
    "en español": "es",
    "français": "fr",
    "kreyòl ayisyen": "ht",
    "kreyòl": "ht",
    "tiếng việt": "vi",
    "한국어": "ko",
    "中文": "zh",
    "简体中文": "zh",
    "繁體中文": "zh",
    "русский": "ru",
    "العربية": "ar",
    "português": "pt",
    "deutsch": "de",
    "italiano": "it",
    "polski": "pl",
    "日本語": "ja",
    "فارسی": "fa",
}


@finder(parts=("language",))
def language_links(page: Page) -> Iterable[Target]:
    """The links that read as a language's own name and as nothing else, with that language's code."""
    names, found = tuple(LANGUAGE_NAMES), page_links(page)
    if not found.any_name_has(names):
        return
    for link in [link for link in found.links if link.text.startswith(names)]:
        code = LANGUAGE_NAMES.get(" ".join(link.element.text.lower().split()))
        if code:
            yield Target(link.element, {"language": code})


#: An absolute address's host, for the many links of a page; anything odd is left to urlsplit.
_HOST = pattern(r"\s*https?://(?:[^/?#@\s]*@)?([^/?#:\s]+)", re.IGNORECASE)


def quick_host(address: str) -> str:
    """The host of an absolute http or https address in lower case; empty for every other address."""
    match = _HOST.match(address[:400])
    return match.group(1).lower().rstrip(".") if match else ""

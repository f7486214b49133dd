"""The document's own facts: title, language, description, timed refresh, and what it says of its address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from checker.finding import Target
from checker.page import HTML, Element, Page, derived
from checker.pattern import pattern
from checker.reading import folded, visible_lines
from checker.registry import finder

#: HTML, "shared declarative refresh steps" (https://html.spec.whatwg.org/#shared-declarative-refresh-steps):
#: digits (or a dot, for 0), what is left of the number, then the end, or a separator and an address.
_REFRESH = pattern(r"[\t\n\f\r ]*(?P<seconds>[0-9]+|(?=\.))[0-9.]*(?:$|[;,\t\n\f\r ](?P<rest>.*))", re.DOTALL)
_ADDRESS_PREFIX = pattern(r"[\t\n\f\r ]*[;,]?[\t\n\f\r ]*(?:url[\t\n\f\r ]*=[\t\n\f\r ]*)?['\"]?", re.IGNORECASE)


@derived
def title_element(page: Page) -> Element | None:
    """The title element that ``document.title`` reads: the first HTML one, wherever it stands.

    Source: https://html.spec.whatwg.org/#the-title-element-2; titles of SVG pictures do not count.
    """
    return next((one for one in page.document.tagged("title") if one.namespace == HTML), None)


@derived
def document_title(page: Page) -> str | None:
    """The document's title with white space folded, or None where it has none or a blank one."""
    element = title_element(page)
    if element is None:
        return None
    return folded("".join(child for child in element.children if isinstance(child, str))) or None


def document_language(page: Page) -> str | None:
    """The ``lang`` of the document element without spaces around it; None where there is no such attribute."""
    root = page.root
    value = root.attrs.get("lang") if root is not None else None
    return None if value is None else value.strip()


#: Words that carry no subject, so that every text of the language is full of them.
_FUNCTION_WORDS = {
    "en": frozenset("the of and to in for is that with on by from are this".split()),
    "es": frozenset("de la que el en los las del para una con por se su".split()),
}


@derived
def spoken_language(page: Page) -> str:
    """The primary subtag of the page's language: as declared, else as its first thousand words tell.

    Empty where its words are neither English nor Spanish; English where there are too few to tell.
    """
    declared = document_language(page)
    if declared:
        return declared.partition("-")[0].lower()
    words: list[str] = []
    for line in visible_lines(page):
        words += line.text.lower().split()
        if len(words) > 1000:
            break
    shares = {name: sum(word in known for word in words) for name, known in _FUNCTION_WORDS.items()}
    best = max(shares, key=shares.__getitem__)
    if len(words) < 50:
        return "en"
    return best if shares[best] * 12 > len(words) else ""


def meta_contents(page: Page, name: str) -> list[tuple[Element, str]]:
    """The ``meta`` elements of that name or property, in any letter case, with their folded contents."""
    name = name.lower()
    return [(element, content) for known, element, content in _metas(page) if known == name]


@derived
def _metas(page: Page) -> list[tuple[str, Element, str]]:
    found = []
    for element in page.document.tagged("meta"):
        name = element.attrs.get("name") or element.attrs.get("property")
        if name:
            found.append((name.strip().lower(), element, folded(element.attrs.get("content", ""))))
    return found


@derived
def own_address(page: Page) -> str | None:
    """The address that tells the page from others: its canonical link if that is absolute, else where it stands."""
    for element in page.document.select('link[rel~="canonical" i][href]'):
        href = element.attrs["href"].strip()
        if href.lower().startswith(("http://", "https://")):
            return href
    return page.url


def host_of(address: str | None) -> str | None:
    """The host of an absolute address in lower case, or None where it has none or cannot be read."""
    if not address:
        return None
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


@finder(parts={"text": "the title", "address": ""})
def page_title(page: Page) -> Iterable[Target]:
    """The title of the page, where it is not blank."""
    element, text = title_element(page), document_title(page)
    if element is not None and text:
        yield Target(element, {"text": text, "address": own_address(page)})


@finder(parts={"text": "the description", "address": ""})
def page_description(page: Page) -> Iterable[Target]:
    """The first description of the page that is not blank."""
    for element, content in meta_contents(page, "description"):
        if content:
            yield Target(element, {"text": content, "address": own_address(page)})
            return


@finder(parts=("seconds",))
def timed_refresh(page: Page) -> Iterable[Target]:
    """The first ``meta`` element that browsers obey as a refresh or redirect, with its delay in seconds.

    Those inside ``noscript`` are left out: browsers with script never see them.
    """
    for element in page.document.select('meta[http-equiv="refresh" i][content]'):
        seconds = refresh_seconds(element.attrs["content"])
        if seconds is not None and element.closest("noscript") is None:
            yield Target(element, {"seconds": str(seconds)})
            return


def refresh_seconds(content: str) -> int | None:
    """The delay that the content of a refresh asks for, or None where browsers ignore it.

    >>> refresh_seconds("30; URL='https://agency.gov/'")
    30
    >>> refresh_seconds("0: https://agency.gov/") is None
    True
    """
    match = _REFRESH.match(content[:2000])
    if match is None:
        return None
    address = _ADDRESS_PREFIX.sub("", match["rest"] or "", count=1)
    try:
        urlsplit(address)
    except ValueError:
        return None
    # Nobody waits 10^15 seconds; int() refuses numbers of thousands of digits.
    return int(match["seconds"][:15] or 0)


@finder()
def passages_with_language(page: Page) -> Iterable[Target]:
    """The HTML elements of the body, of shadow trees and of frames in it, that have a lang attribute with a value."""
    for scope in page.snapshot.scopes:
        within = "[lang]" if scope.kind == "shadow" else "body[lang], body [lang]"
        for element in scope.select(within):
            if element.attrs["lang"] and element.namespace == HTML:
                yield Target(element)

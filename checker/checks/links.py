"""Statements about links that a page must have, and where they lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Literal

from checker.finders.document import spoken_language
from checker.finders.links import PageLink, footers, in_footer, link_name, page_links, stands_alone
from checker.finding import Target, Verdict, no, unknown, yes
from checker.page import Element, Page
from checker.quoting import quotation
from checker.registry import check

#: Addresses that templates leave behind where nobody filled in the real one.
_PLACEHOLDERS = frozenset(
    ("", "#", "javascript:void(0)", "javascript:void(0);", "javascript:;", "javascript:", "#0", "#!")
)
#: What is said of a page that may be a print view, for which the page that it was made from has the site's links.
_PRINT_VIEW = "the page has no menu, header or footer, as a print view has none"
_SCRIPTED = ("on", "data-", "aria-", "role", "ng-", "@", "v-")
_EXAMPLE_HOSTS = ("://example.gov", "://www.example.gov", "://example.com", "://www.example.com", "://example.org")


@check
def page_links_to(
    target: Target,
    *,
    thing: str,
    texts: Sequence[str] = (),
    addresses: Sequence[str] = (),
    within: Literal["page", "footer"] = "page",
) -> Verdict:
    """Some link of the page, or its footer, has one of the texts as whole words, or one of the parts in its address.

    Texts and parts are given in lower case with straight quotation marks; ``thing`` names the link to readers.
    The page that the link would lead to needs none.
    """
    page = target.page
    if page.url and any(part in page.url.lower() for part in addresses):
        return yes(f"this is {thing} itself")
    found = page_links(page).named(texts, addresses)
    first = next(found, None)
    if first is not None:
        return _in_place(first, found, thing, within)
    if within == "page" and not page_links(page).links and page.document.tagged("script"):
        return unknown("the markup holds no link at all; a script may draw them")
    if stands_alone(page):
        return unknown(f"{_PRINT_VIEW}, and no link to {thing}")
    return no(f"the {within} has no link to {thing}", at=_place_for(page), missing=True)


def _in_place(first: PageLink, others: Iterator[PageLink], thing: str, within: str) -> Verdict:
    """Whether one of the links stands where it is asked for."""
    if within == "page":
        return yes(f"the page links to {thing}", at=first.element)
    inside = next((link for link in chain([first], others) if in_footer(link.element)), None)
    if inside is not None:
        return yes(f"the footer links to {thing}", at=inside.element)
    return no(f"the link to {thing} stands outside the footer", at=first.element)


@check
def link_reads(target: Target, *, thing: str, texts: Sequence[str], accepted: Sequence[str]) -> Verdict:
    """The links with one of the texts, if there are any, have one of the accepted wordings among their names.

    Only English and Spanish names are prescribed; pages in other languages translate them.
    """
    if spoken_language(target.page) not in ("en", "es"):
        return yes("no name is prescribed in the language of the page")
    found = list(page_links(target.page).named(texts, ()))
    if not found or next(page_links(target.page).named(accepted, ()), None) is not None:
        return yes(f"the link to {thing} has its prescribed name")
    return no(f"the link to {thing} reads {quotation(link_name(found[0].element), 80)}", at=found[0].element)


@check
def link_has_real_target(target: Target) -> Verdict:
    """The link leads somewhere: its address is no placeholder of a template.

    Of its own: script may handle a link whose address leads nowhere.

    >>> holds(link_has_real_target, '<a href="javascript:void(0)">FOIA</a>')
    False
    """
    attrs = target.element.attrs
    href = "".join(attrs.get("href", "").split()).lower()
    if any(name.startswith(_SCRIPTED) for name in attrs):
        return yes("script handles the link")
    if href in _PLACEHOLDERS or any(host in href for host in _EXAMPLE_HOSTS):
        return no(f"the link leads to “{href or 'nothing'}”, which no reader can follow")
    return yes(f"the link leads to {href}")


def _place_for(page: Page) -> Element | None:
    """Where a missing link of the footer belongs."""
    marked = footers(page)
    return marked[-1] if marked else page.body

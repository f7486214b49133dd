"""Statements about the document as a whole: what it is, its title, what it contains."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from checker.finders.document import document_language, document_title, title_element
from checker.finders.page_structure import address_segments
from checker.finding import Related, Target, Verdict, no, unknown, yes
from checker.page import Element, Page
from checker.pattern import pattern
from checker.registry import check


@check
def page_media_type(target: Target, *, types: Sequence[str]) -> Verdict:
    """The page is of one of the media types."""
    found = target.page.media_type
    return yes(f"the page is {found}") if found in types else no(f"the page is {found}")


@check
def page_type_is(target: Target, *, types: Sequence[str]) -> Verdict:
    """The page is of one of the types; unknown where its type is only guessed.

    A guess for another type is taken as it is: the doubt is about what the page may be.
    """
    chosen = target.page.settings.page_type
    if chosen.name not in types:
        return no(f"the page is of the type {chosen.name}")
    return (
        yes(f"the page is of the type {chosen.name}")
        if chosen.certain
        else unknown(f"the page may be of the type {chosen.name}")
    )


@check
def page_language_is(target: Target, *, languages: Sequence[str]) -> Verdict:
    """The page declares that it is in one of the ``languages``; one that declares none is taken to be in English.

    >>> holds(page_language_is, '<html lang="en-US">', languages=["en"])
    True
    """
    language = (document_language(target.page) or "en").partition("-")[0].lower()
    found = f"the page is in “{language}”"
    return yes(found) if language in languages else no(found)


@check
def page_is_home(target: Target) -> Verdict:
    """The page is the home page of a site; unknown where neither its address nor its type says.

    Of its own: an address of one step may be that of a part of the site with a home page of its own.

    An address of one step may be that of a part of the site with a home page of its own.
    """
    chosen = target.page.settings.page_type
    if chosen.name == "home":
        return yes("the page is a home page")
    steps = address_segments(target.page)
    if len(steps) > 1 or (chosen.certain and chosen.name not in ("other", "listing")):
        return no("the page is not the home page")
    return unknown("the page may be a home page")


@check
def title_given(target: Target) -> Verdict:
    """The document has a title that is more than white space."""
    page = target.page
    element = title_element(page)
    if element is None:
        return no("the page has no title element", at=page.head or target.element, missing=True)
    title = document_title(page)
    return yes(f"the title is “{title}”", at=element) if title else no("the page's title is empty", at=element)


@check
def contains(
    target: Target,
    *,
    select: str,
    thing: str,
    at_least: int = 1,
    at_most: int = 0,
    place: Literal["head", "body"] = "body",
) -> Verdict:
    """The page contains elements that the selector matches, at least and at most so many (0: any number).

    ``thing`` names one of them, with its article; ``place`` is where a missing one belongs.
    """
    page = target.page
    found = page.select(select)
    if len(found) < at_least:
        return no(
            f"the page has no {_bare(thing)}" if not found else _counted(found, thing),
            at=_holder(page, place),
            missing=True,
        )
    if at_most and len(found) > at_most:
        return no(_counted(found, thing), at=found[at_most], related=(Related(f"the first {_bare(thing)}", found[0]),))
    return yes(f"the page has {thing}" if len(found) == 1 else _counted(found, thing), at=found[0] if found else None)


def _bare(thing: str) -> str:
    article, _, rest = thing.partition(" ")
    return rest if article in ("a", "an", "the") and rest else thing


def _counted(found: Sequence[Element], thing: str) -> str:
    return f"{thing} stands on the page {len(found)} times"


def _holder(page: Page, place: str) -> Element | None:
    return page.head if place == "head" else page.body


@check
def tag_is(target: Target, *, names: Sequence[str]) -> Verdict:
    """The element is one of these.

    >>> holds(tag_is, "<marquee>News</marquee>", names=["marquee", "blink"])
    True
    """
    tag = target.element.tag
    return yes(f"the page uses the element {tag}") if tag in names else no(f"the element is {tag}")


@check
def analytics_tag_given(target: Target) -> Verdict:
    """The page loads the script of the Digital Analytics Program and names its agency.

    Of its own: the tag counts only with the agency in its address, and a tag manager may bring it.

    Unknown where a tag manager may load it, or where no address says that this is a .gov page.
    """
    page = target.page
    for element in page.select('script[src*="universal-federated-analytics" i]'):
        agency = pattern(r"[?&]agency=([^&#]*)", re.IGNORECASE).search(element.attrs["src"])
        if agency and agency.group(1).strip():
            return yes("the page has the tag of the Digital Analytics Program", at=element)
        return no("the tag of the Digital Analytics Program names no agency", at=element)
    found = "the page has no tag of the Digital Analytics Program"
    if page.url is None or "googletagmanager.com" in page.source:
        return unknown(found, at=page.head, missing=True)
    return no(found, at=page.head, missing=True)

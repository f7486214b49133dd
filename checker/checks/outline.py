"""Statements about headings, lists, tables and ids: how the page's parts hang together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from checker.accessibility.visibility import is_rendered
from checker.finding import Related, Target, Verdict, no, yes
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.quoting import quotation
from checker.reading import folded
from checker.registry import check

_HEADINGS = "h1, h2, h3, h4, h5, h6, [role='heading' i][aria-level]"
_HEADING_TAG = pattern(r"h[1-6]")
#: What script hangs on a link that only looks like a jump within the page: attributes, and words of class names.
_SCRIPTED = ("on", "data-", "aria-", "role", "ng-", "@", "v-")
_SCRIPTED_CLASS = pattern(
    r"btn|button|toggle|menu|share|shr|tab|accordion|modal|dropdown|slide|carousel|popup", re.IGNORECASE
)

_IN_PLACE = yes("it stands where it belongs")


@derived
def heading_levels(page: Page) -> dict[Element, tuple[int, Element | None]]:
    """Each shown heading with its level and the shown heading before it."""
    found: dict[Element, tuple[int, Element | None]] = {}
    before: Element | None = None
    for element in page.document.select(_HEADINGS):
        level = _level(element)
        if level and element.text.strip() and is_rendered(element):
            found[element] = (level, before)
            before = element
    return found


def _level(element: Element) -> int:
    stated = element.attrs.get("aria-level", "").strip()
    if stated.isdecimal():
        return int(stated[:3])
    return int(element.tag[1]) if _HEADING_TAG.fullmatch(element.tag) else 0


@check
def heading_level_follows(target: Target) -> Verdict:
    """The heading is at most one level below the shown heading before it; the first may have any level.

    Of its own: it walks the outline of the headings that are shown.
    """
    levels = heading_levels(target.page)
    level, before = levels.get(target.element, (0, None))
    if before is None:
        return yes("no heading comes before it")
    above = levels[before][0]
    if level <= above + 1:
        return yes(f"a heading of level {level} follows one of level {above}")
    return no(
        f"the heading {quotation(target.element.text, 80)} is of level {level}, right after one of level {above}",
        related=(Related("the heading before it", before),),
    )


@check
def stands_within(target: Target, *, called: str, tags: Sequence[str], roles: Sequence[str] = ()) -> Verdict:
    """The element stands in ``called``: in one of these elements, one with one of the roles, or a custom element.

    Blocks without meaning may stand between (WAI-ARIA 1.2, "Required Context Role").

    >>> holds(stands_within, "<li>One</li>", called="a list", tags=["ul", "ol"])
    False
    """
    element = target.element
    one = element.parent
    while one is not None:
        if one.tag in tags or "-" in one.tag or one.tag == "template":
            return _IN_PLACE
        if "role" in one.attrs and one.attrs["role"].strip().lower() in roles:
            return _IN_PLACE
        one = one.parent
    return no(f"{quotation(element.text, 60)} ({element.tag}) does not stand in {called}")


@check
def fragment_target_exists(target: Target) -> Verdict:
    """What the link's fragment names stands on the page, or script handles the link.

    Of its own: HTML says how a browser looks for the place, and scripts take links for buttons.

    Source: https://html.spec.whatwg.org/#scrolling-to-a-fragment: an id, or the name of an anchor; "top" always is.

    >>> holds(fragment_target_exists, '<a href="#main">Skip</a>')
    False
    """
    element = target.element
    fragment = element.attrs.get("href", "").strip()[1:].partition(":~:")[0]
    if not fragment or fragment.lower() == "top" or fragment.startswith(("/", "!")):
        return yes("the link leads to the top of the page")
    scripted = any(name.startswith(_SCRIPTED) for name in element.attrs)
    if scripted or _SCRIPTED_CLASS.search(element.attrs.get("class", "")):
        return yes("script handles the link")
    name = unquote(fragment)
    if element.scope.by_id(fragment) or element.scope.by_id(name) or name in anchor_names(element.page):
        return yes(f"the link leads to “{name}”")
    return no(f"the link leads to “#{fragment}”, and nothing on the page has that id")


@derived
def anchor_names(page: Page) -> frozenset[str]:
    """The names that anchors of the document give to their places."""
    return frozenset(one.attrs["name"] for one in page.document.select("a[name]"))


@check
def referenced_ids_unique(target: Target, *, names: Sequence[str]) -> Verdict:
    """Every id that the attributes refer to stands on one element only.

    Of its own: it counts ids across the page, where others only look one up.
    """
    ids = target.element.scope.ids
    for name in names:
        for reference in target.element.attrs.get(name, "").split():
            found = ids.get(reference, ())
            if len(found) > 1:
                return no(
                    f"{len(found)} elements have the id “{reference}” that {name} refers to",
                    related=(Related("the first of them", found[0]), Related("the second", found[1])),
                )
    return yes("each id that it refers to stands once")


@check
def link_marks_language(target: Target) -> Verdict:
    """The link stands in text whose ``lang`` is the language that the link names.

    Of its own: the nearest lang attribute counts, on the link, in it or around it, but not that of the page.
    """
    element = target.element
    code = target.part("language")
    name = folded(element.text)
    for one in (element, *element.descendants(), *element.ancestors()):
        stated = one.attrs.get("lang", "").lower().partition("-")[0]
        if stated == code:
            return yes(f"the link is marked as {stated}")
        if stated and one.tag != "html":
            return no(f"the link “{name}” is marked as {stated}")
    return no(f"the link “{name}” does not say that it is in another language")

"""Whether a pointer can hit what it aims at (WCAG 2.2, 2.5.8)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from urllib.parse import urljoin

from checker.accessibility.around import flat_parent, holds
from checker.accessibility.backdrop import rendered
from checker.accessibility.called import called
from checker.accessibility.sheets import lacks_style_sheets
from checker.finders.rendered_targets import PointerTarget, blocks, may_be_larger, pointer_targets, texts_around
from checker.finding import Related, Target, Verdict, no, unknown, yes
from checker.page import HTML, Element, Need, Page, Scope, derived
from checker.registry import check
from checker.rendering.tree import STYLE_AT, Box

#: CSS px; so much less is a browser's rounding.
_ROUNDING = 0.1
#: Targets are sought by squares of the page of so many px.
_SQUARE = 64
#: A target over more squares, or a square with more targets, is not looked through.
_MOST_SQUARES, _MOST_IN_SQUARE = 2_000, 60
#: What Chromium makes of controls that no style touches.
_OWN_TICK, _OWN_FONT, _OWN_HEIGHT = 13, "13.3333px", 19
_OWN_GROUNDS = ("rgb(239, 239, 239)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
_FORM = frozenset({"button", "input", "select", "textarea"})


@check(needs={Need.STYLE, Need.LAYOUT})
def pointer_target_at_least(target: Target, *, size: int) -> Verdict:
    """The target is that wide and high, or as far from others as if it were, or excepted; size in CSS px.

    Of its own: it measures sizes and distances, and knows the exceptions of the criterion.
    """
    element = target.element
    one = pointer_targets(element.page)[element]
    if not _is_undersized(one, size):
        return yes("it is large enough")
    excepted = _excepted(one)
    if excepted:
        return yes(f"it is small, {excepted}")
    near = next(_in_the_way(one, size), None)
    if near is None:
        return yes("it is small, with room around it")
    measured = f"{called(element)} is {one.box.width:.3g} by {one.box.height:.3g} px"
    found = f"{measured}, and {called(near.element)} is too near"
    doubt = next(_doubts(one, near, size), "")
    related = (Related("the other target", near.element),)
    return unknown(f"{found}; {doubt}", related=related) if doubt else no(found, related=related)


def _is_undersized(one: PointerTarget, size: int) -> bool:
    box = one.box
    return box.width < size - _ROUNDING or box.height < size - _ROUNDING


def _excepted(one: PointerTarget) -> str:
    """By which exception of the criterion a small target is none the worse; empty where by none."""
    if _is_in_line(one.element) and texts_around(one.element.page).get(_block(one.element)):
        return "within a line of text"
    return "as the browser itself makes it" if _is_browsers_own(one) else ""


def _is_in_line(element: Element) -> bool:
    return rendered(element.page).style(element, "display").startswith("inline")


def _block(element: Element) -> Element:
    """The element in whose lines the target stands."""
    return blocks(element.page).at(flat_parent(element)) or element


def _is_browsers_own(one: PointerTarget) -> bool:
    """Whether no style has changed the size of a form control."""
    element = one.element
    if element.tag not in _FORM or element.namespace != HTML:
        return False
    values, box = rendered(element.page).styles.get(element), rendered(element.page).boxes.get(element)
    if values is None or box is None:
        return False
    kind = element.attrs.get("type", "").lower() if element.tag == "input" else ""
    if kind in ("checkbox", "radio"):
        return box.width == box.height == _OWN_TICK
    if kind == "image":
        return False
    own_ground = values[STYLE_AT["background-color"]] in _OWN_GROUNDS and values[STYLE_AT["background-image"]] == "none"
    return own_ground and values[STYLE_AT["font-size"]] == _OWN_FONT and box.height >= _OWN_HEIGHT


def _in_the_way(one: PointerTarget, size: int) -> Iterator[PointerTarget]:
    """The other targets that a circle of that size around the target's middle meets, or whose own circle it meets."""
    x, y = one.centre
    radius = size / 2 - _ROUNDING
    squares = _squares(one.element.page).get(one.document, {})
    seen: set[Element] = {one.element}
    for column in range(int(x - size) // _SQUARE, int(x + size) // _SQUARE + 1):
        for row in range(int(y - size) // _SQUARE, int(y + size) // _SQUARE + 1):
            for other in squares.get((column, row), ())[:_MOST_IN_SQUARE]:
                if other.element in seen:
                    continue
                seen.add(other.element)
                is_near = _is_undersized(other, size) and math.dist(one.centre, other.centre) < 2 * radius
                if not is_near and not any(_distance(x, y, part) < radius for part in other.parts):
                    continue
                if not holds(other.element, one.element) and not holds(one.element, other.element):
                    yield other


def _distance(x: float, y: float, box: Box) -> float:
    """How far the point is from the box."""
    across = max(box.x - x, 0, x - box.x - box.width)
    down = max(box.y - y, 0, y - box.y - box.height)
    return math.hypot(across, down)


@derived
def _squares(page: Page) -> dict[Scope, dict[tuple[int, int], list[PointerTarget]]]:
    """The targets by document and by the squares that they or the circles around them lie in."""
    found: dict[Scope, dict[tuple[int, int], list[PointerTarget]]] = defaultdict(lambda: defaultdict(list))
    for one in pointer_targets(page).values():
        squares = found[one.document]
        for x, y, width, height in (*one.parts, (*one.centre, 0, 0)):
            columns = range(int(x) // _SQUARE, int(x + width) // _SQUARE + 1)
            rows = range(int(y) // _SQUARE, int(y + height) // _SQUARE + 1)
            if len(columns) * len(rows) > _MOST_SQUARES:
                continue  # as good as a ground that others stand on
            for square in product(columns, rows):
                here = squares[square]
                if not here or here[-1] is not one:
                    here.append(one)
    return found


def _doubts(one: PointerTarget, near: PointerTarget, size: int) -> Iterator[str]:
    """Why a small target may be right all the same."""
    element, page = one.element, one.element.page
    if lacks_style_sheets(page):
        yield "a style sheet of the page could not be loaded"
    if element.namespace != HTML or any(
        up.attrs.get("role", "").lower() == "application" for up in element.ancestors()
    ):
        yield "its place may be essential, as on a map"
    if may_be_larger(element):
        yield "what style adds to it may be larger"
    if _is_in_line(element) and _block(element) in texts_around(page):
        yield "it stands in a line with other signs"
    if any(_distance(*one.centre, part) == 0 for part in near.parts) or _layer(element) is not _layer(near.element):
        yield "one may lie over the other"
    if _address(element) in _addresses_of_large(page, size):
        yield "a larger link leads to the same place"


def _layer(element: Element) -> Element | None:
    """The nearest element, this one or one around it, that does not scroll with the page."""
    node: Element | None = element
    while node is not None and rendered(node.page).style(node, "position") not in ("fixed", "sticky"):
        node = flat_parent(node)
    return node


def _address(element: Element) -> str:
    href = element.attrs.get("href", "").strip()
    return urljoin(element.page.url or "", href) if href and element.tag == "a" and href != "#" else ""


def _addresses_of_large(page: Page, size: int) -> frozenset[str]:
    """Where the links that are large enough lead."""
    known = _addresses_by_size(page)
    if size not in known:
        large = (_address(one.element) for one in pointer_targets(page).values() if not _is_undersized(one, size))
        known[size] = frozenset(filter(None, large))
    return known[size]


@derived
def _addresses_by_size(page: Page) -> dict[int, frozenset[str]]:
    """What is known so far."""
    return {}

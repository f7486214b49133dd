"""Whether content keeps upright when the display is turned (WCAG 2.2, 1.3.4)."""

from __future__ import annotations

import math

from checker.accessibility.around import flat_parent
from checker.finders.state_texts import texts_in
from checker.finding import Target, Verdict, no, unknown, yes
from checker.page import Element, Page
from checker.pattern import pattern
from checker.registry import check
from checker.rendering.states import State, state_of

_MATRIX = pattern(r"matrix(?:3d)?\(([^)]*)\)")
_UNITS = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}
_ANGLE = pattern(r"(-?[\d.]+(?:e-?\d+)?)(deg|grad|rad|turn)")
#: In degrees; what is turned by a quarter, give or take so much, lies on its side.
_QUARTER, _TOLERANCE = 90, 5


@check(states={"landscape", "portrait"})
def keeps_upright(target: Target) -> Verdict:
    """The element is not turned by a quarter between the two orientations of a display (ACT b33eff).

    Unknown where it holds no text: a sign may be meant to turn.

    Of its own: it compares angles of two states.
    """
    element, page = target.element, target.page
    turned = (_turn(state_of(page, "portrait"), element) - _turn(state_of(page, "landscape"), element)) % 360
    found = f"from landscape to portrait the {element.tag} is turned by {turned if turned <= 180 else turned - 360:g}°"
    if abs(turned % 180 - _QUARTER) > _TOLERANCE:
        return yes(found)
    if not _holds_text(page, element):
        return unknown(f"{found}; it holds no text, and may be a sign that is meant to turn")
    return no(f"{found}, so that it keeps to one orientation of the display")


def _turn(state: State, element: Element) -> float:
    """By how many degrees style turns the element clockwise, with what is around it."""
    total = 0.0
    node: Element | None = element
    while node is not None:
        total += turn_of(state.style(node, "rotate"), state.style(node, "transform"))
        node = flat_parent(node)
    return round(total, 1)


def turn_of(rotate: str, transform: str) -> float:
    """By how many degrees computed values of ``rotate`` and ``transform`` turn an element clockwise around the z-axis.

    >>> turn_of("none", "matrix(0, 1, -1, 0, 0, 0)")
    90.0
    >>> turn_of("0.25turn", "none")
    90.0
    >>> turn_of("x 45deg", "none")
    0.0
    """
    angle = 0.0
    match = _ANGLE.search(rotate)
    if match:
        axis = rotate[: match.start()].split()
        sign = _around_z(axis)
        angle += sign * float(match[1]) * _UNITS[match[2]]
    match = _MATRIX.match(transform)
    if match:
        numbers = [float(one) for one in match[1].split(",")]
        angle += math.degrees(math.atan2(numbers[1], numbers[0]))
    return round(angle, 1)


def _around_z(axis: list[str]) -> int:
    """1 where the axis of a rotation leads to the reader, -1 where it leads away, 0 where it lies across."""
    if not axis or axis == ["z"]:
        return 1
    if len(axis) == 3 and float(axis[0]) == float(axis[1]) == 0:
        return 1 if float(axis[2]) > 0 else -1
    return 0


def _holds_text(page: Page, element: Element) -> bool:
    texts = texts_in(page, state_of(page, "portrait"))
    return any(one in texts and any(text.text.strip()[2:] for text in texts[one]) for one in _with_inner(element))


def _with_inner(element: Element) -> list[Element]:
    return [element, *element.descendants(), *(element.shadow.elements if element.shadow is not None else ())]

"""The texts that readers see in a further state of a rendered page, and what cuts them off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from checker.accessibility.around import flat_parent
from checker.accessibility.exposure import is_programmatically_hidden
from checker.finders.rendered_text import can_be_seen
from checker.finding import Target
from checker.page import HTML, Element, Page
from checker.registry import finder
from checker.rendering.states import State, state_of
from checker.rendering.tree import Box, RenderedSnapshot, Text

_CUTS = ("hidden", "clip")
#: A line's box reaches above and below its letters by about so much of its height; px are rounded.
_LEADING, _ROUNDING = 0.25, 1.0
#: What these show moves inside them when it is typed or chosen.
_CONTROLS = ("input", "option", "optgroup", "select", "textarea")


class Held(NamedTuple):
    """A text in a box that cuts off what does not fit: the element with the text, and those of its lines as far as boxes
    further in let them be seen."""

    element: Element
    text: Text
    lines: tuple[Box, ...]


@finder(states={"zoom-200"})
def boxes_when_enlarged(page: Page) -> Iterable[Target]:
    """The elements that cut off what does not fit into them, with visible text inside, at 200 %."""
    return map(Target, held_texts(page, state_of(page, "zoom-200")))


@finder(states={"text-spacing"})
def boxes_when_spaced(page: Page) -> Iterable[Target]:
    """The elements that cut off what does not fit into them, with visible text inside, with wide text spacing."""
    return map(Target, held_texts(page, state_of(page, "text-spacing")))


def texts_in(page: Page, state: State) -> Mapping[Element, list[Text]]:
    """The HTML elements with text of their own that can be seen in the state, and those texts."""
    key = (texts_in, state)
    found: Mapping[Element, list[Text]] | None = page.remembered.get(key)
    if found is None:
        found = page.remembered[key] = dict(_seen(state))
    return found


def _seen(state: RenderedSnapshot) -> Iterable[tuple[Element, list[Text]]]:
    for element, texts in state.texts.items():
        if element.namespace != HTML or _visibility(state, element) != "visible" or _is_put_off(state, element):
            continue
        seen = [one for one in texts if one.lines and one.text.strip() and can_be_seen(element, one.box, state)]
        if seen:
            yield element, seen


def _visibility(state: RenderedSnapshot, element: Element) -> str:
    node: Element | None = element
    while node is not None and node not in state.styles:
        node = flat_parent(node)
    return state.style(node, "visibility") if node is not None else "visible"


def _is_put_off(state: RenderedSnapshot, element: Element) -> bool:
    """Whether the element stands where layout is put off, as in closed details."""
    node = flat_parent(element)
    while node is not None:
        if state.style(node, "content-visibility") == "hidden":
            return True
        if node.tag == "details" and "open" not in node.attrs and not _is_in_summary(element, node):
            return True
        node = flat_parent(node)
    return False


def _is_in_summary(element: Element, details: Element) -> bool:
    """Whether the element stands in the summary of the details."""
    return any(one.tag == "summary" and one.contains(element) for one in details.elements[:1])


def held_texts(page: Page, state: RenderedSnapshot) -> Mapping[Element, list[Held]]:
    """The elements that cut off what does not fit into them, in document order, and the visible texts inside.

    What an element cuts off whose own text fits is found all the same, and by whom: the answer of ``cut_by``. The
    document itself is left out: it scrolls, or a script has stopped it.
    """
    key = (held_texts, state)
    known: Mapping[Element, list[Held]] | None = page.remembered.get(key)
    if known is None:
        texts = texts_in(page, state) if isinstance(state, State) else dict(_seen(state))
        known = page.remembered[key] = _held(state, texts)
    return known


def _held(state: RenderedSnapshot, texts: Mapping[Element, list[Text]]) -> dict[Element, list[Held]]:
    found: dict[Element, list[Held]] = {}
    for element, seen in texts.items():
        if is_programmatically_hidden(element) or element.tag in _CONTROLS:
            continue
        around = list(_clippers(state, element))
        for text in seen:
            lines = text.lines
            for one in around:
                if state.style(one, "overflow-x") in _CUTS or state.style(one, "overflow-y") in _CUTS:
                    found.setdefault(one, []).append(Held(element, text, lines))
                lines = tuple(part for line in lines if (part := _within(line, state, one)) is not None)
    order = {scope: number for number, scope in enumerate(state.scopes)}
    return {one: found[one] for one in sorted(found, key=lambda one: (order[one.scope], one.index))}


def _clippers(state: RenderedSnapshot, element: Element) -> Iterable[Element]:
    """The elements around the text of an element that do not show what flows over their edge, the nearest first.

    What is positioned absolutely is cut off by those around the element that it is placed by (CSS Overflow 3, 3.1).
    """
    node: Element | None = element
    skips = ""
    while node is not None and node.tag not in ("html", "body"):
        if node in state.styles:
            position = state.style(node, "position")
            holds = position != "static" if skips == "absolute" else False
            if skips and (holds or _is_moved(state, node)):
                skips = ""
            if not skips:
                if state.style(node, "overflow-x") != "visible" or state.style(node, "overflow-y") != "visible":
                    yield node
                if position in ("absolute", "fixed"):
                    skips = position
        node = flat_parent(node) if node.scope.kind != "frame" or node.parent is not None else None


def _is_moved(state: RenderedSnapshot, element: Element) -> bool:
    """Whether style moves the element as a whole, so that what is positioned inside is placed by it; as loaded, nobody
    asked."""
    return isinstance(state, State) and state.style(element, "transform") not in ("", "none")


def _within(line: Box, state: RenderedSnapshot, around: Element) -> Box | None:
    """As much of the line as the box around it shows, or lets one scroll to."""
    box = state.boxes[around]
    left, top, right, bottom = line.x, line.y, line.x + line.width, line.y + line.height
    if state.style(around, "overflow-x") != "visible":
        left, right = max(left, box.x), min(right, box.x + box.width)
    if state.style(around, "overflow-y") != "visible":
        top, bottom = max(top, box.y), min(bottom, box.y + box.height)
    return Box(left, top, right - left, bottom - top) if right > left and bottom > top else None


def cut_by(state: RenderedSnapshot, box: Element, held: Held) -> str:
    """Where the box cuts the text off: "side", "end" (above or below), or empty where it does not."""
    around = state.boxes[box]
    for line in held.lines:
        slack = line.height * _LEADING
        if state.style(box, "overflow-x") in _CUTS and (
            line.x < around.x - _ROUNDING or line.x + line.width > around.x + around.width + _ROUNDING
        ):
            return "side"
        if state.style(box, "overflow-y") in _CUTS and (
            line.y + slack < around.y or line.y + line.height - slack > around.y + around.height
        ):
            return "end"
    return ""

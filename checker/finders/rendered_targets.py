"""What a pointer can hit on a rendered page, and how much of the page each such target takes.

https://www.w3.org/TR/WCAG22/#dfn-targets
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checker.accessibility.around import flat_parent
from checker.accessibility.backdrop import document_of, has_size, rendered
from checker.accessibility.focus import is_summary_of_details
from checker.accessibility.focus_order import is_inert
from checker.accessibility.labels import labels_of
from checker.accessibility.role import role
from checker.finders.rendered_text import can_be_seen, is_disabled_part
from checker.finding import Target
from checker.page import Element, Page, Scope, derived
from checker.registry import finder
from checker.rendering.tree import STYLE_AT, Box, PseudoBox

_SELECTOR = (
    "a[href], button, input, select, textarea, summary, [role], [onclick], [contenteditable='true' i],"
    " [contenteditable='']"
)
_NATIVE = frozenset({"a", "button", "input", "select", "textarea"})
_WIDGETS = frozenset(
    "button checkbox combobox link menuitem menuitemcheckbox menuitemradio option radio searchbox slider spinbutton"
    " switch tab textbox treeitem".split()
)
_TICKED = ("checkbox", "radio")
#: What is not larger, in px, is a trace of something hidden from the eye.
_TRACE = 2


class PointerTarget(NamedTuple):
    """A target with the box around it, and the boxes of the parts that take the pointer."""

    element: Element
    box: Box
    parts: tuple[Box, ...]
    document: Scope

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of its box."""
        return self.box.x + self.box.width / 2, self.box.y + self.box.height / 2


@finder()
def targets_of_pointers(page: Page) -> Iterable[Target]:
    """The links, controls and other things that a mouse or a finger can hit as the page stands."""
    return [Target(one) for one in pointer_targets(page)]


@derived
def pointer_targets(page: Page) -> dict[Element, PointerTarget]:
    """The targets that can be seen and used as the page stands, in document order; no areas of image maps."""
    candidates = [one for one in page.select(_SELECTOR) if _is_target(one)]
    extents = _extents(candidates)
    found: dict[Element, PointerTarget] = {}
    for element in candidates:
        parts = tuple(one for one in _parts(element, extents) if one.width > 0 and one.height > 0)
        if parts:
            found[element] = PointerTarget(element, around(parts), parts, document_of(element))
    return found


def around(boxes: tuple[Box, ...]) -> Box:
    """The smallest box that holds them all."""
    left, top = min(one.x for one in boxes), min(one.y for one in boxes)
    right, bottom = max(one.x + one.width for one in boxes), max(one.y + one.height for one in boxes)
    return Box(left, top, right - left, bottom - top)


def _is_target(element: Element) -> bool:
    values = rendered(element.page).styles.get(element)
    if values is None or values[STYLE_AT["pointer-events"]] == "none":
        return False
    if element.tag == "input" and element.attrs.get("type", "").lower() == "hidden":
        return False
    acts = (
        (element.tag in _NATIVE and (element.tag != "a" or "href" in element.attrs))
        or is_summary_of_details(element)
        or role(element) in _WIDGETS
        or not element.attrs.keys().isdisjoint(("onclick", "contenteditable"))
    )
    return acts and not is_disabled_part(element) and not is_inert(element)


def _parts(element: Element, extents: dict[Element, tuple[Box, ...]]) -> Iterator[Box]:
    """The boxes of the target that can be seen; a label is part of the box that it ticks."""
    snapshot = rendered(element.page)
    if _is_shown(element):
        yield from (one for one in extents.get(element, ()) if can_be_seen(element, one))
    if element.tag == "input" and element.attrs.get("type", "").lower() in _TICKED:
        for label in labels_of(element):
            box = snapshot.boxes.get(label)
            if box is not None and _is_shown(label) and can_be_seen(label, box):
                yield box


def _is_shown(element: Element) -> bool:
    snapshot = rendered(element.page)
    box = snapshot.boxes.get(element)
    if box is None or snapshot.style(element, "visibility") != "visible":
        return False
    return snapshot.style(element, "overflow-x") == "visible" or (box.width > _TRACE and box.height > _TRACE)


def _extents(candidates: list[Element]) -> dict[Element, tuple[Box, ...]]:
    """The boxes of each candidate and of what stands in it, where it does not cut that off: one walk over them all."""
    extents: dict[Element, tuple[Box, ...]] = {}
    merged: dict[Element, Box] = {}
    end, scope = 0, None
    for outermost in sorted(candidates, key=lambda one: (id(one.scope), one.index)):
        if outermost.scope is scope and outermost.index < end:
            continue
        scope, end = outermost.scope, outermost.end
        for element in reversed(scope.elements[outermost.index : end]):
            boxes = _own_boxes(element)
            inner = [merged[child] for child in element.elements if child in merged]
            if boxes:
                extents[element] = (*boxes, *(() if _cuts_off(element) else inner))
            elif inner:
                extents[element] = tuple(inner)
            if element in extents:
                merged[element] = around(extents[element])
    return extents


def _own_boxes(element: Element) -> list[Box]:
    """The lines of an element within a line, else its box; and what style adds to it."""
    snapshot = rendered(element.page)
    values, box = snapshot.styles.get(element), snapshot.boxes.get(element)
    if values is None or box is None or values[STYLE_AT["visibility"]] != "visible":
        return []
    if min(box.width, box.height) <= _TRACE and values[STYLE_AT["position"]] == "absolute":
        return []
    boxes = [box]
    if values[STYLE_AT["display"]] == "inline":
        lines = [line for text in snapshot.texts.get(element, ()) for line in text.lines]
        boxes = lines or boxes
    boxes += [added.box for added in _added(element) if has_size(added)]
    return [one for one in boxes if one.x + one.width > 0 and one.y + one.height > 0]


def _added(element: Element) -> Iterator[PseudoBox]:
    """What style adds to the element that takes the pointer."""
    snapshot = rendered(element.page)
    for name in ("before", "after"):
        added = snapshot.pseudo_boxes.get((element, name))
        if added is not None and added.styles[STYLE_AT["pointer-events"]] != "none":
            yield added


def may_be_larger(element: Element) -> bool:
    """Whether style adds something to the element, or in it, that stands free and has a size that is not known."""
    return any(
        not has_size(added) and added.styles[STYLE_AT["position"]] == "absolute"
        for one in (element, *element.descendants())
        for added in _added(one)
    )


def _cuts_off(element: Element) -> bool:
    return rendered(element.page).style(element, "overflow-x") != "visible"


@derived
def texts_around(page: Page) -> dict[Element, bool]:
    """The blocks with text in their lines that belongs to no target, and whether there are words in it."""
    targets = pointer_targets(page)
    blocks: dict[Element, Element | None] = {}
    found: dict[Element, bool] = {}
    for element, texts in rendered(page).texts.items():
        block = block_of(element, blocks)
        if block is None or found.get(block) or not any(one.text.strip() and one.lines for one in texts):
            continue
        if not _is_in_target(element, block, targets):
            worded = any(sum(map(str.isalnum, one.text)) > 1 for one in texts)
            found[block] = found.get(block, False) or worded
    return found


def _is_in_target(element: Element, block: Element, targets: dict[Element, PointerTarget]) -> bool:
    node: Element | None = element
    while node is not None:
        if node in targets:
            return True
        if node is block:
            return False
        node = flat_parent(node)
    return False


def block_of(element: Element, known: dict[Element, Element | None]) -> Element | None:
    """The element whose lines the element stands in: itself where it is a block."""
    path: list[Element] = []
    node: Element | None = element
    while node is not None and node not in known:
        display = rendered(node.page).style(node, "display")
        if display and display not in ("inline", "contents"):
            known[node] = node
            break
        path.append(node)
        node = flat_parent(node)
    block = known[node] if node is not None else None
    for one in path:
        known[one] = block
    return block

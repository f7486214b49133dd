"""What a pointer can hit on a rendered page, and how much of the page each such target takes.

https://www.w3.org/TR/WCAG22/#dfn-targets
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checker.accessibility.around import Nearest, flat_parent
from checker.accessibility.backdrop import document_of, has_size, rendered
from checker.accessibility.focus import is_summary_of_details
from checker.accessibility.focus_order import is_inert
from checker.accessibility.labels import labels_of
from checker.accessibility.role import role
from checker.finders.rendered_text import can_be_seen, is_disabled_part
from checker.finding import Target
from checker.page import Element, Page, Scope, derived
from checker.pattern import pattern
from checker.registry import finder
from checker.rendering.tree import STYLE_AT, Box, PseudoBox, RenderedSnapshot

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
_DISPLAY = STYLE_AT["display"]
#: The values of ``display`` of what stands in the lines of a block around it.
_IN_LINES = ("inline", "contents", "")
#: More than one letter or digit.
_WORDED = pattern(r"[^\W_].*?[^\W_]", re.DOTALL)
#: What is not larger, in px, is a trace of something hidden from the eye.
_TRACE = 2


class PointerTarget(NamedTuple):
    """A target with the box around it, the middle of that, and the boxes of the parts that take the pointer."""

    element: Element
    box: Box
    centre: tuple[float, float]
    parts: tuple[Box, ...]
    document: Scope


@finder()
def targets_of_pointers(page: Page) -> Iterable[Target]:
    """The links, controls and other things that a mouse or a finger can hit as the page stands."""
    return [Target(one) for one in pointer_targets(page)]


@derived
def pointer_targets(page: Page) -> dict[Element, PointerTarget]:
    """The targets that can be seen and used as the page stands, in document order; no areas of image maps."""
    snapshot = rendered(page)
    candidates = [one for one in page.select(_SELECTOR) if _is_target(one, snapshot)]
    extents = _extents(candidates, snapshot)
    found: dict[Element, PointerTarget] = {}
    for element in candidates:
        parts = tuple([one for one in _parts(element, extents, snapshot) if one.width > 0 and one.height > 0])
        if parts:
            box = around(parts)
            centre = box.x + box.width / 2, box.y + box.height / 2
            found[element] = PointerTarget(element, box, centre, parts, document_of(element))
    return found


def around(boxes: tuple[Box, ...]) -> Box:
    """The smallest box that holds them all."""
    if len(boxes) == 1:
        return boxes[0]
    left, top = min([one.x for one in boxes]), min([one.y for one in boxes])
    right, bottom = max([one.x + one.width for one in boxes]), max([one.y + one.height for one in boxes])
    return Box(left, top, right - left, bottom - top)


def _is_target(element: Element, snapshot: RenderedSnapshot) -> bool:
    values = snapshot.styles.get(element)
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


def _parts(element: Element, extents: dict[Element, tuple[Box, ...]], snapshot: RenderedSnapshot) -> Iterator[Box]:
    """The boxes of the target that can be seen; a label is part of the box that it ticks."""
    if _is_shown(element, snapshot):
        for one in extents.get(element, ()):
            if can_be_seen(element, one):
                yield one
    if element.tag == "input" and element.attrs.get("type", "").lower() in _TICKED:
        for label in labels_of(element):
            box = snapshot.boxes.get(label)
            if box is not None and _is_shown(label, snapshot) and can_be_seen(label, box):
                yield box


def _is_shown(element: Element, snapshot: RenderedSnapshot) -> bool:
    box = snapshot.boxes.get(element)
    if box is None or snapshot.style(element, "visibility") != "visible":
        return False
    return snapshot.style(element, "overflow-x") == "visible" or (box.width > _TRACE and box.height > _TRACE)


def _extents(candidates: list[Element], snapshot: RenderedSnapshot) -> dict[Element, tuple[Box, ...]]:
    """The boxes of each candidate and of what stands in it, where it does not cut that off: one walk over them all."""
    extents: dict[Element, tuple[Box, ...]] = {}
    merged: dict[Element, Box] = {}
    end, scope = 0, None
    for outermost in sorted(candidates, key=lambda one: (id(one.scope), one.index)):
        if outermost.scope is scope and outermost.index < end:
            continue
        scope, end = outermost.scope, outermost.end
        for element in reversed(scope.elements[outermost.index : end]):
            boxes = _own_boxes(element, snapshot)
            if element.end > element.index + 1 and not (boxes and snapshot.style(element, "overflow-x") != "visible"):
                boxes += [merged[child] for child in element.elements if child in merged]
            if boxes:
                extents[element] = tuple(boxes)
                merged[element] = around(extents[element])
    return extents


def _own_boxes(element: Element, snapshot: RenderedSnapshot) -> list[Box]:
    """The lines of an element within a line, else its box; and what style adds to it."""
    values, box = snapshot.styles.get(element), snapshot.boxes.get(element)
    if values is None or box is None or values[STYLE_AT["visibility"]] != "visible":
        return []
    if min(box.width, box.height) <= _TRACE and values[STYLE_AT["position"]] == "absolute":
        return []
    boxes = [box]
    if values[STYLE_AT["display"]] == "inline":
        lines = [line for text in snapshot.texts.get(element, ()) for line in text.lines]
        boxes = lines or boxes
    boxes += [added.box for added in _added(element, snapshot) if has_size(added)]
    return [one for one in boxes if one.x + one.width > 0 and one.y + one.height > 0]


def _added(element: Element, snapshot: RenderedSnapshot) -> list[PseudoBox]:
    """What style adds to the element that takes the pointer."""
    known = snapshot.pseudo_boxes
    found = [known[element, name] for name in ("before", "after") if (element, name) in known] if known else []
    return [added for added in found if added.styles[STYLE_AT["pointer-events"]] != "none"]


def may_be_larger(element: Element) -> bool:
    """Whether style adds something to the element, or in it, that stands free and has a size that is not known."""
    snapshot = rendered(element.page)
    return any(
        not has_size(added) and added.styles[STYLE_AT["position"]] == "absolute"
        for one in (element, *element.descendants())
        for added in _added(one, snapshot)
    )


@derived
def texts_around(page: Page) -> dict[Element, bool]:
    """The blocks with text in their lines that belongs to no target, and whether there are words in it."""
    targets, block_of = pointer_targets(page), blocks(page)
    found: dict[Element, bool] = {}
    for element, texts in rendered(page).texts.items():
        block = block_of.at(element)
        if block is None or found.get(block) or not any(one.lines and one.text.strip() for one in texts):
            continue
        if not _is_in_target(element, block, targets):
            found[block] = any(_WORDED.search(one.text) for one in texts)
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


@derived
def blocks(page: Page) -> Nearest:
    """Leads from each element to the one in whose lines it stands: itself where it is a block."""
    return Nearest(page, rendered(page).styled(lambda values: values[_DISPLAY] not in _IN_LINES))

"""What a browser laid out, as the tables that decide whether elements are seen and heard.

An element without a layout box is not rendered, unless it only lends its place to its children (``display: contents``),
or lies where browsers put layout off: closed details, ``content-visibility``, what a canvas or a select holds. There the
style sheets as they are read without a browser decide.
"""

from __future__ import annotations

from checker.accessibility.generated import content_text
from checker.accessibility.slots import put_into
from checker.accessibility.whole_page import is_whole_page
from checker.page import Element, Scope
from checker.rendering.tree import STYLE_AT, RenderedSnapshot

_VISIBILITY, _CONTENT_VISIBILITY = STYLE_AT["visibility"], STYLE_AT["content-visibility"]
#: Elements whose children need no box of their own to be there.
_WITHOUT_BOXES = frozenset({"canvas", "select", "optgroup", "map", "object", "math", "svg"})


class Laid:
    """What the browser's layout says about the elements of a scope: one byte an element in each table.

    ``none`` is not laid out, ``unseen`` has a visibility other than visible, ``skipped`` lies where layout is put off;
    ``hidden`` are the elements at which any of that begins.
    """

    def __init__(self, scope: Scope, snapshot: RenderedSnapshot) -> None:
        size = len(scope.elements)
        self.none, self.unseen, self.skipped = bytearray(size), bytearray(size), bytearray(size)
        self.hidden: list[Element] = []
        self._waits = False
        styles, boxed = snapshot.styles, _with_boxes(scope, snapshot)
        index = 0
        while index < size:
            element = scope.elements[index]
            if boxed[index]:
                self._see(element, styles.get(element))
                index += 1
            elif is_whole_page(element) or _puts_layout_off(element.parent, snapshot):
                self.skipped[index : element.end] = b"\1" * (element.end - index)
                index = element.end
            else:
                self.none[index : element.end] = b"\1" * (element.end - index)
                self.hidden.append(element)
                index = element.end

    def _see(self, element: Element, values: tuple[str, ...] | None) -> None:
        parent = element.parent
        around = parent is not None and self.unseen[parent.index] != 0
        unseen = values[_VISIBILITY] != "visible" if values is not None else around
        if unseen and is_whole_page(element):
            self._waits = True  # for a script; what it will show is not known
        if unseen and not self._waits:
            self.unseen[element.index] = 1
            if not around:
                self.hidden.append(element)


def _with_boxes(scope: Scope, snapshot: RenderedSnapshot) -> bytearray:
    """One byte an element: it, its text or something below it has a box."""
    boxed = bytearray(len(scope.elements))
    styles, texts = snapshot.styles, snapshot.texts
    for element in reversed(scope.elements):
        index = element.index
        if not boxed[index] and (element in styles or element in texts):
            boxed[index] = 1
        if not boxed[index] and element.shadow is not None:
            boxed[index] = any(one in styles or one in texts for one in element.shadow.elements)
        if not boxed[index] and element.tag == "slot":
            boxed[index] = _fills(element, snapshot)
        if boxed[index] and element.parent is not None:
            boxed[element.parent.index] = 1
    return boxed


def _fills(slot: Element, snapshot: RenderedSnapshot) -> bool:
    """Whether an element that was put into the slot, which itself has no box by default, has one."""
    slots = [slot]
    for one in slots:  # which grows by the slots that are put into slots
        for child in put_into(one):
            if isinstance(child, str):  # which counts as the slot's own text
                continue
            within = child.scope.elements[child.index : child.end]
            if any(inner in snapshot.styles or inner in snapshot.texts for inner in within):
                return True
            slots += [inner for inner in within if inner.tag == "slot"]
    return False


def _puts_layout_off(parent: Element | None, snapshot: RenderedSnapshot) -> bool:
    if parent is None:
        return False
    if parent.tag in _WITHOUT_BOXES or (parent.tag == "details" and "open" not in parent.attrs):
        return True
    values = snapshot.styles.get(parent)
    return values is not None and values[_CONTENT_VISIBILITY] != "visible"


def added_texts(scope: Scope, snapshot: RenderedSnapshot, pseudo: str) -> dict[int, str]:
    """The texts that ``::before`` or ``::after`` show, by the index of their element."""
    found: dict[int, str] = {}
    for (element, name), value in snapshot.pseudo_content.items():
        if name == pseudo and element.scope is scope:
            box = snapshot.pseudo_boxes.get((element, name))
            if box is not None and box.styles[_VISIBILITY] != "visible":
                continue
            text = content_text(value, element)
            if text:
                found[element.index] = text
    return found

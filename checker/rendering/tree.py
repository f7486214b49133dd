"""Builds a page's scopes from Chromium's DOM snapshot, with computed styles and boxes beside the elements.

The input is what ``DOMSnapshot.captureSnapshot`` returns
(https://chromedevtools.github.io/devtools-protocol/tot/DOMSnapshot/#method-captureSnapshot): arrays by node, whose
numbers point into one table of strings. The nodes stand in flat-tree order: what a slot shows stands inside the slot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import count, repeat
from typing import Any, NamedTuple

from checker.page import HTML, MATHML, SVG, Element, Page, Scope, Snapshot

ELEMENT_NODE, TEXT_NODE, DOCTYPE_NODE = 1, 3, 10

#: The computed styles that rules ask for, in the order in which the snapshot gives them.
STYLES = (
    "display",
    "visibility",
    "opacity",
    "content",
    "position",
    "overflow-x",
    "overflow-y",
    "clip",
    "clip-path",
    "background-color",
    "background-image",
    "font-size",
    "font-weight",
    "text-shadow",
    "pointer-events",
    "content-visibility",
    "letter-spacing",
    "word-spacing",
    "line-height",
    "white-space",
    "filter",
    "mix-blend-mode",
    "-webkit-text-fill-color",
)
#: Where each of them stands.
STYLE_AT = {name: place for place, name in enumerate(STYLES)}


#: A page has some thousand boxes and texts: the tuple's own constructor makes them in half the time.
_new = tuple.__new__


class Box(NamedTuple):
    """An element's border box in CSS px, from the top left of its document."""

    x: float
    y: float
    width: float
    height: float


class Text(NamedTuple):
    """A text node as it is laid out: the box around it, and the boxes of its lines."""

    text: str
    box: Box
    lines: tuple[Box, ...]


class PseudoBox(NamedTuple):
    """The box that style adds to an element, with its styles in the order of STYLES."""

    box: Box
    styles: tuple[str, ...]


class Focus(NamedTuple):
    """What shows that an element has the focus.

    ``changes`` are the computed styles of the element that differ then, each with its values without and with the focus;
    None where it was not tried. Where no style differs, ``without`` and ``with_it`` are the SHA-256 sums of pictures of
    the window, and ``steady`` says that nothing else changes them.
    """

    changes: tuple[str, ...] | None
    without: str = ""
    with_it: str = ""
    steady: bool = True


class Shadows(NamedTuple):
    """What the snapshot's flat tree does not tell of an author's shadow trees, as backend ids.

    ``hosts`` have a shadow root each; ``filled`` are the slots that show what was put into them, not their own content.
    """

    hosts: frozenset[int]
    filled: frozenset[int]


NO_SHADOWS = Shadows(frozenset(), frozenset())


class _Nodes:
    """One document of the snapshot, its arrays behind names. ``strings`` have the empty one last: it is written as -1."""

    def __init__(self, document: Mapping[str, Any], strings: list[str]) -> None:
        nodes, layout = document["nodes"], document["layout"]
        self.strings = strings
        #: What Chromium shows in a frame that it could not load is no part of the page.
        self.is_error_page = strings[document["documentURL"]].startswith("chrome-error:")
        self.parent: list[int] = nodes["parentIndex"]
        self.kind: list[int] = nodes["nodeType"]
        self.name: list[int] = nodes["nodeName"]
        self.value: list[int] = nodes["nodeValue"]
        self.attributes: list[list[int]] = nodes["attributes"]
        self.backend: list[int] = nodes["backendNodeId"]
        self.frame_document: dict[int, int] = dict(self._pairs(nodes.get("contentDocumentIndex")))
        self.pseudo = self._sparse(nodes.get("pseudoType"))
        #: By node the row of the layout's arrays.
        self.row_of: dict[int, int] = dict(zip(layout["nodeIndex"], count()))
        self.boxes: list[Box] = list(map(_new, repeat(Box), layout["bounds"]))
        self._styles: list[list[int]] = layout["styles"]
        self._styles_of: dict[tuple[int, ...], tuple[str, ...]] = {}
        self.paint_order: list[int] = layout.get("paintOrders", [])
        self._names: dict[int, _Name] = {}
        text_boxes = document["textBoxes"]
        self.lines: defaultdict[int, list[Box]] = defaultdict(list)
        for row, box in zip(text_boxes["layoutIndex"], map(_new, repeat(Box), text_boxes["bounds"]), strict=True):
            self.lines[row].append(box)

    def trees(self, shadows: Shadows) -> Mapping[int, Iterable[tuple[int, int]]]:
        """The nodes of the document, under -1, and of each shadow tree, under its host's number, in document order.

        Each comes with the node around it in that tree, -1 around a root. What a slot shows is a child of the host
        (DOM, "Finding flattened slottables": https://dom.spec.whatwg.org/#find-flattened-slotables).
        """
        if shadows.hosts.isdisjoint(self.backend):
            return {-1: enumerate(self.parent)}
        found: dict[int, list[tuple[int, int]]] = {-1: []}
        host_of: list[int] = []  # by node, that of the tree which it is part of
        for node, parent in enumerate(self.parent):
            host, around = (host_of[parent], parent) if parent >= 0 else (-1, -1)
            if parent >= 0 and node not in self.pseudo:
                if self.backend[parent] in shadows.hosts:
                    host, around = parent, -1
                elif self.backend[parent] in shadows.filled:
                    host, around = host_of[host], host
            host_of.append(host)
            found.setdefault(host, []).append((node, around))
        return found

    @staticmethod
    def _pairs(rare: Mapping[str, Any] | None) -> list[tuple[int, int]]:
        return list(zip(rare["index"], rare["value"], strict=True)) if rare else []

    def _sparse(self, rare: Mapping[str, Any] | None) -> dict[int, str]:
        return {node: self.strings[value] for node, value in self._pairs(rare)}

    def styles_of(self, row: int) -> tuple[str, ...]:
        """The computed styles of what is laid out there; equal ones, as those of the items of a list, are one value."""
        numbers = tuple(self._styles[row])
        values = self._styles_of.get(numbers)
        if values is None:
            strings = self.strings
            values = self._styles_of[numbers] = tuple([strings[one] for one in numbers])
        return values

    def attributes_of(self, node: int) -> dict[str, str]:
        """The attributes of the node by name, values as in the DOM."""
        strings, flat = self.strings, self.attributes[node]
        if not flat:
            return {}
        if len(flat) == 2:  # as most have, so that there is nothing to loop over
            return {strings[flat[0]]: strings[flat[1]]}
        return {strings[name]: strings[value] for name, value in zip(flat[::2], flat[1::2], strict=True)}

    def name_of(self, node: int) -> _Name:
        """What the name of the node, an element, says."""
        number = self.name[node]
        known = self._names.get(number)
        if known is None:
            known = self._names[number] = _Name.read(self.strings[number])
        return known


class _Name(NamedTuple):
    """An element's name, as it is and as an HTML element has it, and the namespace, None for that around it.

    HTML element names stand in capitals in an HTML document; foreign ones keep theirs.
    """

    as_is: str
    in_html: str
    namespace: str | None

    @classmethod
    def read(cls, name: str) -> _Name:
        """The name as the snapshot has it."""
        roots = {"svg": SVG, "math": MATHML}
        is_html = name.upper() == name and name.lower() != name
        return cls(name, name.lower(), HTML if is_html else roots.get(name))


class RenderedSnapshot(Snapshot):
    """A snapshot with what only a browser knows, by element.

    ``texts`` are the text nodes that an element lays out, ``pseudo_content`` is what ``::before`` and ``::after`` show; ``backend`` Chromium's own id of the node.
    ``picture`` is a PNG of the page, ``axe`` what axe-core says about it, each only where it was asked for.
    """

    __slots__ = (
        "axe",
        "backend",
        "boxes",
        "paint_order",
        "picture",
        "pseudo_boxes",
        "pseudo_content",
        "styles",
        "texts",
    )

    def __init__(self) -> None:
        super().__init__()
        self.styles: dict[Element, tuple[str, ...]] = {}
        self.boxes: dict[Element, Box] = {}
        self.texts: dict[Element, list[Text]] = {}
        self.paint_order: dict[Element, int] = {}
        self.pseudo_content: dict[tuple[Element, str], str] = {}
        self.pseudo_boxes: dict[tuple[Element, str], PseudoBox] = {}
        self.backend: dict[Element, int] = {}
        self.picture: bytes | None = None
        self.axe: Mapping[str, Any] | None = None

    def styled(self, test: Callable[[tuple[str, ...]], bool]) -> set[Element]:
        """The elements whose computed styles pass the test, which is asked once of styles that elements share."""
        styles = self.styles
        distinct = {id(values): values for values in styles.values()}
        passing = {number for number, values in distinct.items() if test(values)}
        return {element for element, values in styles.items() if id(values) in passing} if passing else set()

    def style(self, element: Element, name: str) -> str:
        """The computed value of one of STYLES; empty for an element that is not rendered."""
        values = self.styles.get(element)
        return values[STYLE_AT[name]] if values else ""


def build_snapshot(page: Page, captured: Mapping[str, Any], shadows: Shadows = NO_SHADOWS) -> RenderedSnapshot:
    """The snapshot's scopes: the document, each author shadow root, each frame that the snapshot holds."""
    snapshot = RenderedSnapshot()
    strings = [*captured["strings"], ""]
    documents = [_Nodes(document, strings) for document in captured["documents"]]
    waiting: list[tuple[int, Scope]] = [(0, Scope(page))] if documents else []
    while waiting:
        number, scope = waiting.pop()
        frames = _Builder(snapshot, documents[number], shadows).build(scope)
        shown = [(frame, element) for frame, element in frames if not documents[frame].is_error_page]
        waiting += [(frame, Scope(page, "frame", element)) for frame, element in reversed(shown)]
    return snapshot


class _Builder:
    """Makes the scopes of one document of the snapshot."""

    def __init__(self, snapshot: RenderedSnapshot, nodes: _Nodes, shadows: Shadows) -> None:
        self._snapshot = snapshot
        self._nodes = nodes
        self._trees = nodes.trees(shadows)
        #: By node its element; None is around all of a shadow tree, and of a document.
        self._made: dict[int, Element | None] = {-1: None, 0: None}
        #: What is laid out in a slot, by the slot's node: text of the host, whose styles are the slot's.
        self._in_slots: list[tuple[int, Text]] = []
        #: The frames: the number of the document that each shows, and its element.
        self._frames: list[tuple[int, Element]] = []

    def build(self, document: Scope) -> list[tuple[int, Element]]:
        """Fill the document's scope and those of its shadow trees; gives the number of what each frame shows, with the frame."""
        waiting = [(-1, document)]
        while waiting:
            tree, scope = waiting.pop()
            self._snapshot.scopes.append(scope)
            below = self._fill(scope, tree)
            waiting += reversed(below)
        self._take_tables()
        for slot, text in self._in_slots:
            element = self._made.get(slot)
            if element is not None:
                self._snapshot.texts.setdefault(element, []).append(text)
        return self._frames

    def _fill(self, scope: Scope, tree: int) -> list[tuple[int, Scope]]:
        """Number the nodes of the tree into the scope; gives the shadow trees that hang in it, each with its scope."""
        nodes, made, elements = self._nodes, self._made, scope.elements
        kinds, strings = nodes.kind, nodes.strings
        shadows: list[tuple[int, Scope]] = []
        for node, around in self._trees[tree]:
            if around not in made:  # what stands in a box that style adds
                continue
            kind, parent = kinds[node], made[around]
            if kind == TEXT_NODE:
                self._text(node, around, scope.host if around < 0 else parent)
            elif kind == DOCTYPE_NODE:
                scope.doctype = strings[nodes.name[node]]
            elif kind == ELEMENT_NODE and node in nodes.pseudo:
                self._pseudo(node, parent)
            elif kind == ELEMENT_NODE:
                name = nodes.name_of(node)
                namespace = name.namespace or (parent.namespace if parent is not None else HTML)
                tag = name.in_html if namespace is HTML else name.as_is
                element = Element(tag, nodes.attributes_of(node), parent, scope, len(elements), None, None, namespace)
                made[node] = element
                elements.append(element)
                if parent is not None:
                    parent.children.append(element)
                if node in self._trees:
                    element.shadow = Scope(scope.page, "shadow", element)
                    shadows.append((node, element.shadow))
                elif node in nodes.frame_document:
                    self._frames.append((nodes.frame_document[node], element))
        _close(elements)
        return shadows

    def _take_tables(self) -> None:
        """Take what the browser knows of the elements that were made of the nodes."""
        snapshot, nodes, made = self._snapshot, self._nodes, self._made
        row_of, backend = nodes.row_of, nodes.backend
        snapshot.backend.update({one: backend[node] for node, one in made.items() if one is not None})
        rows = [(one, row_of[node]) for node, one in made.items() if one is not None and node in row_of]
        snapshot.styles.update({one: nodes.styles_of(row) for one, row in rows})
        snapshot.boxes.update({one: nodes.boxes[row] for one, row in rows})
        if nodes.paint_order:
            snapshot.paint_order.update({one: nodes.paint_order[row] for one, row in rows})

    def _text(self, node: int, around: int, owner: Element | None) -> None:
        """Take a text, which is laid out in its owner; none of the tree is ``around`` one at the top of a shadow tree."""
        nodes = self._nodes
        text = nodes.strings[nodes.value[node]]
        if owner is not None and around >= 0:
            owner.children.append(text)
        row = nodes.row_of.get(node)
        if row is None or owner is None:
            return
        laid_out = _new(Text, (text, nodes.boxes[row], tuple(nodes.lines.get(row, ()))))
        if around >= 0 and nodes.parent[node] != around:
            self._in_slots.append((nodes.parent[node], laid_out))
        else:
            self._snapshot.texts.setdefault(owner, []).append(laid_out)

    def _pseudo(self, node: int, parent: Element | None) -> None:
        nodes = self._nodes
        row = nodes.row_of.get(node)
        if parent is None or row is None:
            return
        values = nodes.styles_of(row)
        name = nodes.pseudo[node]
        self._snapshot.pseudo_boxes[parent, name] = PseudoBox(nodes.boxes[row], values)
        if values[STYLE_AT["content"]]:
            self._snapshot.pseudo_content[parent, name] = values[STYLE_AT["content"]]


def _close(elements: list[Element]) -> None:
    """Say where the subtree of each element ends."""
    for element in reversed(elements):
        parent = element.parent
        if parent is not None and parent.end < element.end:
            parent.end = element.end

"""Builds a page's scopes from Chromium's DOM snapshot, with computed styles and boxes beside the elements.

The input is what ``DOMSnapshot.captureSnapshot`` returns
(https://chromedevtools.github.io/devtools-protocol/tot/DOMSnapshot/#method-captureSnapshot): arrays by node, whose
numbers point into one table of strings. The nodes stand in flat-tree order: what a slot shows stands inside the slot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    "color",
    "background-color",
    "background-image",
    "font-size",
    "font-weight",
    "text-decoration-line",
    "text-shadow",
    "pointer-events",
    "content-visibility",
    "letter-spacing",
    "word-spacing",
    "line-height",
    "white-space",
    "z-index",
    "filter",
    "mix-blend-mode",
    "-webkit-text-fill-color",
)
#: Where each of them stands.
STYLE_AT = {name: place for place, name in enumerate(STYLES)}


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


class _Nodes:
    """One document of the snapshot, its arrays behind names."""

    def __init__(self, document: Mapping[str, Any], strings: list[str]) -> None:
        nodes = document["nodes"]
        self.strings = strings
        #: What Chromium shows in a frame that it could not load is no part of the page.
        self.is_error_page = strings[document["documentURL"]].startswith("chrome-error:")
        self.parent: list[int] = nodes["parentIndex"]
        self.kind: list[int] = nodes["nodeType"]
        self.name: list[int] = nodes["nodeName"]
        self.value: list[int] = nodes["nodeValue"]
        self.attributes: list[list[int]] = nodes["attributes"]
        self.backend: list[int] = nodes["backendNodeId"]
        self.shadow_type = self._sparse(nodes.get("shadowRootType"))
        self.frame_document: dict[int, int] = dict(self._pairs(nodes.get("contentDocumentIndex")))
        self.pseudo = self._sparse(nodes.get("pseudoType"))
        layout = document["layout"]
        self.layout_of = {node: row for row, node in enumerate(layout["nodeIndex"])}
        self._styles: list[list[int]] = layout["styles"]
        self.bounds: list[list[float]] = layout["bounds"]
        self._styles_of: dict[tuple[int, ...], tuple[str, ...]] = {}
        self.paint_order: list[int] = layout.get("paintOrders", [])
        text_boxes = document["textBoxes"]
        self.lines: dict[int, list[list[float]]] = {}
        for row, bounds in zip(text_boxes["layoutIndex"], text_boxes["bounds"], strict=True):
            self.lines.setdefault(row, []).append(bounds)

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
            values = self._styles_of[numbers] = tuple([strings[one] if one >= 0 else "" for one in numbers])
        return values

    def attributes_of(self, node: int) -> dict[str, str]:
        """The attributes of the node by name, values as in the DOM."""
        flat = self.attributes[node]
        strings = self.strings
        # An empty string is written as -1.
        return {strings[flat[at]]: strings[flat[at + 1]] if flat[at + 1] >= 0 else "" for at in range(0, len(flat), 2)}


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


def build_snapshot(page: Page, captured: Mapping[str, Any], hosts: frozenset[int]) -> RenderedSnapshot:
    """The snapshot's scopes: the document, each author shadow root, each frame that the snapshot holds.

    ``hosts`` are the backend ids of the shadow hosts: the snapshot marks a node as being in a shadow tree, but not
    where one shadow tree ends and the next begins.
    """
    snapshot = RenderedSnapshot()
    documents = [_Nodes(document, captured["strings"]) for document in captured["documents"]]
    if documents:
        _Builder(page, snapshot, documents, hosts).document(0, None)
    return snapshot


class _Builder:
    def __init__(self, page: Page, snapshot: RenderedSnapshot, documents: list[_Nodes], hosts: frozenset[int]) -> None:
        self._page = page
        self._snapshot = snapshot
        self._documents = documents
        self._hosts = hosts

    def document(self, number: int, host: Element | None) -> None:
        """Add the document's scopes, and those of the frames inside it."""
        nodes = self._documents[number]
        scope = Scope(self._page, "document" if host is None else "frame", host)
        self._snapshot.scopes.append(scope)
        children: list[list[int]] = [[] for _ in nodes.parent]
        for node, parent in enumerate(nodes.parent):
            if parent >= 0:
                children[parent].append(node)
        frames: list[tuple[int, Element]] = []
        self._scope(nodes, children, scope, children[0] if children else [], frames)
        for frame, element in frames:
            if not self._documents[frame].is_error_page:
                self.document(frame, element)

    def _scope(
        self,
        nodes: _Nodes,
        children: list[list[int]],
        scope: Scope,
        roots: list[int],
        frames: list[tuple[int, Element]],
    ) -> None:
        """Number the nodes below the roots into the scope; shadow trees become scopes of their own."""
        shadows: list[tuple[Element, list[int]]] = []
        elements = scope.elements
        stack: list[tuple[list[int], int, Element | None]] = [(roots, 0, None)]
        while stack:
            siblings, at, parent = stack.pop()
            if at == len(siblings):
                if parent is not None:
                    parent.end = len(elements)
                continue
            stack.append((siblings, at + 1, parent))
            node = siblings[at]
            kind = nodes.kind[node]
            if kind == TEXT_NODE:
                self._text(nodes, node, parent, scope)
            elif kind == DOCTYPE_NODE:
                scope.doctype = nodes.strings[nodes.name[node]]
            elif kind == ELEMENT_NODE:
                if node in nodes.pseudo:
                    self._pseudo(nodes, node, parent)
                    continue
                element = self._element(nodes, node, parent, scope)
                below = children[node]
                if nodes.backend[node] in self._hosts:
                    inside = [child for child in below if child in nodes.shadow_type]
                    shadows.append((element, inside))
                    below = _light_children(nodes, children, below)
                elif node in nodes.frame_document:
                    frames.append((nodes.frame_document[node], element))
                stack.append((below, 0, element))
        for host, inside in shadows:
            shadow = Scope(self._page, "shadow", host)
            host.shadow = shadow
            self._snapshot.scopes.append(shadow)
            self._scope(nodes, children, shadow, inside, frames)

    def _element(self, nodes: _Nodes, node: int, parent: Element | None, scope: Scope) -> Element:
        name = nodes.strings[nodes.name[node]]
        namespace = _namespace(name, parent)
        tag = name.lower() if namespace == HTML else name
        element = Element(tag, nodes.attributes_of(node), parent, scope, len(scope.elements), namespace=namespace)
        scope.elements.append(element)
        if parent is not None:
            parent.children.append(element)
        self._snapshot.backend[element] = nodes.backend[node]
        row = nodes.layout_of.get(node)
        if row is not None:
            self._snapshot.styles[element] = nodes.styles_of(row)
            self._snapshot.boxes[element] = Box._make(nodes.bounds[row])
            if nodes.paint_order:
                self._snapshot.paint_order[element] = nodes.paint_order[row]
        return element

    def _text(self, nodes: _Nodes, node: int, parent: Element | None, scope: Scope) -> None:
        text = nodes.strings[nodes.value[node]] if nodes.value[node] >= 0 else ""
        if parent is not None:
            parent.children.append(text)
        owner = scope.host if parent is None and scope.kind == "shadow" else parent
        row = nodes.layout_of.get(node)
        if row is not None and owner is not None:
            lines = tuple(map(Box._make, nodes.lines.get(row, ())))
            self._snapshot.texts.setdefault(owner, []).append(Text(text, Box._make(nodes.bounds[row]), lines))

    def _pseudo(self, nodes: _Nodes, node: int, parent: Element | None) -> None:
        row = nodes.layout_of.get(node)
        if parent is None or row is None:
            return
        values = nodes.styles_of(row)
        name = nodes.pseudo[node]
        self._snapshot.pseudo_boxes[parent, name] = PseudoBox(Box._make(nodes.bounds[row]), values)
        if values[STYLE_AT["content"]]:
            self._snapshot.pseudo_content[parent, name] = values[STYLE_AT["content"]]


def _light_children(nodes: _Nodes, children: list[list[int]], below: list[int]) -> list[int]:
    """The host's own children: those outside its shadow tree, among them what its slots show."""
    found: list[int] = []
    stack = list(reversed(below))
    while stack:
        node = stack.pop()
        if node not in nodes.shadow_type:
            found.append(node)
        else:
            stack.extend(reversed(children[node]))
    return sorted(found)


def _namespace(name: str, parent: Element | None) -> str:
    """HTML element names stand in capitals in an HTML document; foreign ones keep theirs."""
    if name == "svg":
        return SVG
    if name == "math":
        return MATHML
    if name.upper() == name and name.lower() != name:
        return HTML
    return parent.namespace if parent is not None else HTML

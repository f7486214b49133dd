"""Builds a page's scopes from Chromium's DOM snapshot, with computed styles and boxes beside the elements.

The input is what ``DOMSnapshot.captureSnapshot`` returns
(https://chromedevtools.github.io/devtools-protocol/tot/DOMSnapshot/#method-captureSnapshot): arrays by node, whose
numbers point into one table of strings. The nodes stand in flat-tree order: what a slot shows stands inside the slot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
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
        self.shadow_type = self._sparse(nodes.get("shadowRootType"))
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

    @cached_property
    def children(self) -> list[list[int]]:
        """The nodes inside each, in the flat tree."""
        found: list[list[int]] = [[] for _ in self.parent]
        for node, parent in enumerate(self.parent):
            if parent >= 0:
                found[parent].append(node)
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


def build_snapshot(page: Page, captured: Mapping[str, Any], hosts: frozenset[int]) -> RenderedSnapshot:
    """The snapshot's scopes: the document, each author shadow root, each frame that the snapshot holds.

    ``hosts`` are the backend ids of the shadow hosts: the snapshot marks a node as being in a shadow tree, but not
    where one shadow tree ends and the next begins.
    """
    snapshot = RenderedSnapshot()
    strings = [*captured["strings"], ""]
    documents = [_Nodes(document, strings) for document in captured["documents"]]
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
        frames: list[tuple[int, Element]] = []
        if self._hosts.isdisjoint(nodes.backend):
            self._scope(nodes, scope, enumerate(nodes.parent), frames)
        else:
            self._scope(nodes, scope, self._below(nodes, nodes.children[0]), frames)
        for frame, element in frames:
            if not self._documents[frame].is_error_page:
                self.document(frame, element)

    def _below(self, nodes: _Nodes, roots: list[int]) -> Iterator[tuple[int, int]]:
        """The nodes below the roots, those themselves included, each with the node around it; no shadow trees."""
        stack = [(node, -1) for node in reversed(roots)]
        while stack:
            node, around = stack.pop()
            yield node, around
            below = nodes.children[node]
            if nodes.backend[node] in self._hosts:
                below = _light_children(nodes, below)
            stack += [(child, node) for child in reversed(below)]

    def _scope(
        self, nodes: _Nodes, scope: Scope, order: Iterable[tuple[int, int]], frames: list[tuple[int, Element]]
    ) -> None:
        """Number the nodes, which come with the one around each, into the scope; shadow trees become scopes of their own."""
        elements, kinds, strings = scope.elements, nodes.kind, nodes.strings
        made: dict[int, Element | None] = {-1: None, 0: None}  # around all of a shadow tree, and of a document
        shadows: list[tuple[int, Element]] = []
        outside = scope.host if scope.kind == "shadow" else None
        for node, around in order:
            if around not in made:  # what stands in a box that style adds
                continue
            kind, parent = kinds[node], made[around]
            if kind == TEXT_NODE:
                self._text(nodes, node, parent, parent or outside)
            elif kind == DOCTYPE_NODE:
                scope.doctype = strings[nodes.name[node]]
            elif kind == ELEMENT_NODE and node in nodes.pseudo:
                self._pseudo(nodes, node, parent)
            elif kind == ELEMENT_NODE:
                name = nodes.name_of(node)
                namespace = name.namespace or (parent.namespace if parent is not None else HTML)
                tag = name.in_html if namespace is HTML else name.as_is
                element = Element(tag, nodes.attributes_of(node), parent, scope, len(elements), None, None, namespace)
                made[node] = element
                elements.append(element)
                if parent is not None:
                    parent.children.append(element)
                if nodes.backend[node] in self._hosts:
                    shadows.append((node, element))
                elif node in nodes.frame_document:
                    frames.append((nodes.frame_document[node], element))
        _close(elements)
        self._take_tables(nodes, made)
        for node, host in shadows:
            host.shadow = Scope(self._page, "shadow", host)
            self._snapshot.scopes.append(host.shadow)
            inside = [child for child in nodes.children[node] if child in nodes.shadow_type]
            self._scope(nodes, host.shadow, self._below(nodes, inside), frames)

    def _take_tables(self, nodes: _Nodes, made: Mapping[int, Element | None]) -> None:
        """Take what the browser knows of the elements that were made of the nodes."""
        snapshot, row_of, backend = self._snapshot, nodes.row_of, nodes.backend
        snapshot.backend.update({one: backend[node] for node, one in made.items() if one is not None})
        rows = [(one, row_of[node]) for node, one in made.items() if one is not None and node in row_of]
        snapshot.styles.update({one: nodes.styles_of(row) for one, row in rows})
        snapshot.boxes.update({one: nodes.boxes[row] for one, row in rows})
        if nodes.paint_order:
            snapshot.paint_order.update({one: nodes.paint_order[row] for one, row in rows})

    def _text(self, nodes: _Nodes, node: int, parent: Element | None, owner: Element | None) -> None:
        text = nodes.strings[nodes.value[node]]
        if parent is not None:
            parent.children.append(text)
        row = nodes.row_of.get(node)
        if row is not None and owner is not None:
            lines = tuple(nodes.lines.get(row, ()))
            self._snapshot.texts.setdefault(owner, []).append(_new(Text, (text, nodes.boxes[row], lines)))

    def _pseudo(self, nodes: _Nodes, node: int, parent: Element | None) -> None:
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


def _light_children(nodes: _Nodes, below: list[int]) -> list[int]:
    """The host's own children: those outside its shadow tree, among them what its slots show."""
    found: list[int] = []
    stack = list(reversed(below))
    while stack:
        node = stack.pop()
        if node not in nodes.shadow_type:
            found.append(node)
        else:
            stack.extend(reversed(nodes.children[node]))
    return sorted(found)

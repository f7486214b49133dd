"""Builds a page's tree with turbohtml: parsed as browsers do, with the place of each start tag."""

from __future__ import annotations

import codecs
import importlib
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, Any

from checker.page import HTML, MATHML, SVG, Comment, Element, Page, Scope, Snapshot
from checker.parse.core import CData, Document, Namespace, SelectorSyntaxError, ShadowRoot, parse, parse_xml
from checker.parse.core import Comment as CommentNode
from checker.parse.core import Doctype as DoctypeNode
from checker.parse.core import Element as Node
from checker.parse.core import Text as TextNode
from checker.parse.limits import Limits, check_source

if TYPE_CHECKING:
    from checker.parse.xml import XmlTree

_NAMESPACES = {Namespace.HTML: HTML, Namespace.SVG: SVG, Namespace.MATHML: MATHML}
#: Every element of another namespace is one of these, or below one.
_ROOTS = frozenset((SVG, MATHML))


def compiles(selector: str) -> bool:
    """Whether turbohtml accepts the CSS selector."""
    try:
        parse("").select(selector)
    except (SelectorSyntaxError, ValueError):
        return False
    return True


def decoder(name: str) -> Callable[[bytes, str], tuple[str, int]]:
    """The Encoding standard's decoder of that name; LookupError where there is none."""
    importlib.import_module("turbohtml.detect")  # registers the codecs "whatwg-..."; 60 ms
    return codecs.lookup(f"whatwg-{name}").decode


def build(page: Page, limits: Limits) -> None:
    """Give the page its scopes and elements, from its source text.

    Scripting is off, as no script runs on a page judged from its bytes: what stands in ``noscript`` are elements.
    Declarative shadow roots and the documents that stand in ``srcdoc`` become scopes of their own; the contents of
    other templates are no part of the document, as in the DOM.
    """
    document = _parsed(page.source, limits, positions=True)
    snapshot = Snapshot()
    page.states["as-loaded"] = snapshot
    scope = Scope(page)
    snapshot.scopes.append(scope)
    waiting: list[tuple[Scope, Document | ShadowRoot]] = [(scope, document)]
    while waiting:
        scope, container = waiting.pop()
        for host, root in _fill(scope, container):
            host.shadow = Scope(page, kind="shadow", host=host)
            snapshot.scopes.append(host.shadow)
            waiting.append((host.shadow, root))
        for frame in scope.tagged("iframe") if "srcdoc" in page.source else ():
            if "srcdoc" in frame.attrs:
                inner = Scope(page, kind="frame", host=frame)
                snapshot.scopes.append(inner)
                waiting.append((inner, _parsed(frame.attrs["srcdoc"], limits, positions=False)))


def _parsed(source: str, limits: Limits, *, positions: bool) -> Document:
    check_source(source, limits, lambda text: _count(parse(text, positions=False), limits.elements + 1))
    document = parse(source, positions=positions)
    limits.check_elements(_count(document, limits.elements + 1))
    return document


def select_in_xml(tree: XmlTree) -> None:
    """Give the tree's scope turbohtml's selectors."""
    from checker.parse.xml import markup_of

    elements = tree.scope.elements
    nodes: dict[Node, Element] = {}
    read: list[Document] = []

    def query(selector: str) -> list[Element]:
        if not read:
            read.append(parse_xml(markup_of(tree)))
            nodes.update(zip(read[0].iter_elements(), elements, strict=True))
        return [nodes[node] for node in read[0].select(selector)]

    tree.scope.selects_with(query)


def _count(document: Document, most: int) -> int:
    """The number of elements, counted no further than ``most``."""
    return sum(1 for _ in islice(document.iter_elements(), most))


def _fill(scope: Scope, container: Document | ShadowRoot) -> list[tuple[Element, ShadowRoot]]:  # noqa: PLR0912  one loop: a call per node would cost a third more
    """Number the elements below the container into the scope; gives the shadow roots that hang on them."""
    elements = scope.elements
    number = 0
    by_node: dict[object, Element] = {}
    shadows: list[tuple[Element, ShadowRoot]] = []
    parent_node: object = container
    parent: Element | None = None
    children: list[Element | str] = []  # the parent's; what stands beside the document element is nobody's
    node: Any  # its class, compared below for speed, tells which of the kinds it is
    for node in container.descendants:
        kind = type(node)
        # Nodes are the same object while one is held, so that "is" tells where a subtree ends.
        if (above := node.parent) is not parent_node:
            known = by_node.get(above)
            if known is None and above is not container:
                continue
            while parent is not None and parent is not known:
                parent.end = number
                parent = parent.parent
            parent_node = above
            children = parent.children if parent is not None else []
        if kind is Node:
            written = node.attrs.items()
            attrs = dict(written)
            for name, value in written:
                if value.__class__ is not str:
                    attrs[name] = " ".join(value) if value else ""
            tag: str = node.tag
            position = node.position
            line, column = (position[0], position[1] + 1) if position else (None, None)
            namespace = parent.namespace if parent is not None else HTML
            if namespace is not HTML or tag in _ROOTS:
                namespace = _NAMESPACES[node.namespace]
            element = Element(tag, attrs, parent, scope, number, line, column, namespace)
            number += 1
            elements.append(element)
            by_node[node] = element
            children.append(element)
            root = node.shadow_root
            if root is not None:
                shadows.append((element, root))
            parent, parent_node, children = element, node, element.children
        elif kind is TextNode or kind is CData:
            children.append(node.data)
        elif kind is CommentNode:
            scope.comments.append(Comment(node.data, number))
        elif kind is DoctypeNode:
            scope.doctype = node.name
    while parent is not None:
        parent.end = number
        parent = parent.parent

    def query(selector: str) -> list[Element]:
        return [found for node in container.select(selector) if (found := by_node.get(node)) is not None]

    scope.selects_with(query)
    return shadows

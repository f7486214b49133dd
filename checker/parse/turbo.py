"""Builds a page's tree with turbohtml: parsed as browsers do, with the place of each start tag."""

from __future__ import annotations

import turbohtml
from turbohtml import Comment as CommentNode
from turbohtml import Document, SelectorSyntaxError
from turbohtml import Element as Node
from turbohtml import Text as TextNode

from checker.errors import LimitError
from checker.page import Comment, Element, Page, Scope, Snapshot
from checker.source import decode

_XML_TYPES = ("image/svg+xml", "application/xml", "text/xml")


def compiles(selector: str) -> bool:
    """Whether turbohtml accepts the CSS selector."""
    try:
        turbohtml.parse("").select(selector)
    except (SelectorSyntaxError, ValueError):
        return False
    return True


def build(page: Page, *, charset: str | None, max_elements: int) -> None:
    """Give the page its source text, encoding, scopes and elements."""
    page.encoding, page.source = decode(page.content, charset=charset)
    if page.media_type in _XML_TYPES:
        document = _parse_xml(page.source)
    else:
        document = turbohtml.parse(page.source, positions=True)
    count = 0
    for _ in document.iter_elements():
        count += 1
        if count > max_elements:
            raise LimitError(
                f"the page has more than {max_elements:,} elements; --max-elements raises the limit",
                kind="too-many-elements",
            )
    snapshot = Snapshot()
    page.states["as-loaded"] = snapshot
    scope = Scope(page)
    snapshot.scopes.append(scope)
    _fill(scope, document, snapshot)


def _parse_xml(source: str) -> Document:
    """The document of XML text; where it is not well-formed, what the HTML parser makes of it."""
    try:
        return turbohtml.parse_xml(source)
    except ValueError:
        return turbohtml.parse(source, positions=True)


def _fill(scope: Scope, container: Document | turbohtml.ShadowRoot, snapshot: Snapshot) -> None:
    """Number the elements below the container into the scope, and those of shadow roots into scopes of their own."""
    elements = scope.elements
    by_node: dict[Node, Element] = {}
    shadows: list[tuple[Element, turbohtml.ShadowRoot]] = []
    # (nodes still to visit, the element they are children of), innermost last
    stack = [(iter(container.children), None)]
    parent: Element | None = None
    while stack:
        nodes, parent = stack[-1]
        for node in nodes:
            kind = type(node)
            if kind is TextNode:
                if parent is not None:
                    parent.children.append(node.data)  # type: ignore[attr-defined]
            elif kind is Node:
                position = node.position
                line, column = (position[0], position[1] + 1) if position else (None, None)
                attrs = {
                    name: value if value.__class__ is str else _joined(value)
                    for name, value in node.attrs.items()  # type: ignore[attr-defined]
                }
                namespace = node.namespace.value  # type: ignore[attr-defined]
                element = Element(
                    node.tag,  # type: ignore[attr-defined]
                    attrs,
                    parent,
                    scope,
                    len(elements),
                    line,
                    column,
                    namespace,
                )
                elements.append(element)
                by_node[node] = element  # type: ignore[index]
                if parent is not None:
                    parent.children.append(element)
                root = node.shadow_root  # type: ignore[attr-defined]
                if root is not None:
                    shadows.append((element, root))
                stack.append((iter(node.children), element))
                break
            elif kind is CommentNode:
                scope.comments.append(Comment(node.data, len(elements)))  # type: ignore[attr-defined]
            elif kind is turbohtml.Doctype:
                scope.doctype = node.name  # type: ignore[attr-defined]
        else:
            stack.pop()
            if parent is not None:
                parent.end = len(elements)

    def query(selector: str) -> list[Element]:
        return [by_node[node] for node in container.select(selector) if node in by_node]

    scope.selects_with(query)
    for host, root in shadows:
        shadow = Scope(scope.page, kind="shadow", host=host)
        host.shadow = shadow
        snapshot.scopes.append(shadow)
        _fill(shadow, root, snapshot)


def _joined(value: list[str] | None) -> str:
    return " ".join(value) if value else ""

"""Lets selectors run over elements that no parser made: a turbohtml tree in the shape of ours.

One selector engine answers for static and rendered pages, so that a rule cannot mean two things. The tree is built
when a scope is first asked.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from checker.page import HTML, Element, Scope
from checker.parse.core import Document, DocumentFragment, Text, parse, parse_fragment
from checker.parse.core import Element as Node
from checker.parse.core import Node as AnyNode
from checker.pattern import pattern

_UNNAMEABLE = pattern(r"[\s\0/=>\"'<]")


def selects(scope: Scope) -> None:
    """Give the scope the parser's selector engine."""
    query: list[Callable[[str], list[Element]]] = []

    def first_then(selector: str) -> list[Element]:
        if not query:
            query.append(_query(scope))
        return query[0](selector)

    scope.selects_with(first_then)


def _query(scope: Scope) -> Callable[[str], list[Element]]:
    nodes: dict[Element, Node] = {}
    for element in reversed(scope.elements):  # children before their parents
        below = [Text(child) if isinstance(child, str) else nodes[child] for child in element.children]
        nodes[element] = _node(element, below)
    roots = [nodes[element] for element in scope.elements if element.parent is None]
    tree = _document(roots[0]) if len(roots) == 1 else _fragment(roots)
    by_node = {node: element for element, node in nodes.items()}
    return lambda selector: [by_node[node] for node in tree.select(selector) if node in by_node]


def _document(root: Node) -> Document:
    document = parse("<!doctype html>")
    if document.root is not None:
        document.root.extract()
    document.children[0].insert_after(root)
    return document


def _fragment(roots: Sequence[Node]) -> DocumentFragment:
    """What a shadow tree is, which may have any number of roots."""
    fragment = DocumentFragment()
    for root in roots:
        fragment.append(root)
    return fragment


def _node(element: Element, children: Sequence[AnyNode]) -> Node:
    if element.namespace == HTML:
        try:
            return Node(element.tag, element.attrs, children)
        except ValueError:  # a name that broken markup makes, and that no selector can name
            attrs = {name: value for name, value in element.attrs.items() if not _UNNAMEABLE.search(name)}
            return Node("x-broken" if _UNNAMEABLE.search(element.tag) else element.tag, attrs, children)
    node = _foreign(element.namespace, element.tag)
    for name, value in element.attrs.items():
        if not _UNNAMEABLE.search(name):
            node.attrs[name] = value
    node.extend(children)
    return node


def _foreign(namespace: str, tag: str) -> Node:
    """A fresh element of SVG or MathML: constructors know HTML alone, the parser knows all three."""
    markup = _foreign_markup(namespace, "x-broken" if _UNNAMEABLE.search(tag) else tag)
    root = parse_fragment(markup).children[0]
    node = root if tag == namespace else root.children[0]
    assert isinstance(node, Node)
    node.extract()
    return node


@functools.cache
def _foreign_markup(namespace: str, tag: str) -> str:
    return f"<{namespace}></{namespace}>" if tag == namespace else f"<{namespace}><{tag}></{tag}></{namespace}>"

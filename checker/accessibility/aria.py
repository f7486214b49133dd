"""What WAI-ARIA says of its attributes: which exist, which values they take, which roles they belong to."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from checker.accessibility.around import flat_parent
from checker.accessibility.role import role
from checker.accessibility.slots import put_into
from checker.page import Element, Page, derived
from checker.pattern import pattern

_DATA = Path(__file__).parent.parent / "data" / "aria.json"
_KINDS = {
    "integer": pattern(r"[+-]?\d+"),
    "number": pattern(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"),
}
_FREE = frozenset({"id", "ids", "string"})
_LIST = "list of "
_TRANSPARENT = frozenset({"", "generic", "none"})


class Aria(NamedTuple):
    """The tables of ``data/aria.json``: the type of each attribute, and by role the attributes and roles around it."""

    attributes: dict[str, str]
    everywhere: frozenset[str]
    allowed: dict[str, frozenset[str]]
    required: dict[str, frozenset[str]]
    parents: dict[str, frozenset[str]]
    children: dict[str, frozenset[str]]
    prohibited: dict[str, frozenset[str]]


@functools.cache
def aria() -> Aria:
    """The tables, read once."""
    data = json.loads(_DATA.read_text(encoding="utf-8"))

    def names(table: str, prefix: str = "") -> dict[str, frozenset[str]]:
        return {role: frozenset(prefix + name for name in text.split()) for role, text in data[table].items()}

    return Aria(
        data["attributes"],
        frozenset("aria-" + name for name in data["global"].split()),
        names("allowed", "aria-"),
        names("required", "aria-"),
        names("parents"),
        names("children"),
        names("prohibited", "aria-"),
    )


def is_valid_value(name: str, value: str) -> bool:
    """Whether the known attribute may have the value (WAI-ARIA 1.2, 6.2.4); letter case and blanks around are forgiven.

    >>> is_valid_value("aria-checked", "mixed"), is_valid_value("aria-level", "2.5"), is_valid_value("aria-live", "on")
    (True, False, False)
    """
    kind = aria().attributes[name]
    value = value.strip().lower()
    if kind in _FREE:
        return True
    if kind in _KINDS:
        return _KINDS[kind].fullmatch(value) is not None
    tokens = frozenset(kind.removeprefix(_LIST).split())
    return tokens.issuperset(value.split()) if kind.startswith(_LIST) else value in tokens


def allowed_values(name: str) -> str:
    """The values of the known attribute, in words.

    >>> allowed_values("aria-live")
    'assertive, off or polite'
    """
    kind = aria().attributes[name]
    if kind in _KINDS:
        return "a whole number" if kind == "integer" else "a number"
    *most, last = kind.removeprefix(_LIST).split()
    return f"{', '.join(most)} or {last}"


def aria_attributes(element: Element) -> list[str]:
    """The names of the element's attributes that begin with ``aria-``."""
    return [name for name in element.attrs if name.startswith("aria-")]


@derived
def elements_with_aria(page: Page) -> list[Element]:
    """The elements with such an attribute, the document's first."""
    found: list[Element] = []
    for scope in page.snapshot.scopes:
        having = {one for name, some in scope.attributes.items() if name.startswith("aria-") for one in some}
        found += sorted(having, key=lambda one: one.index)
    return found


@derived
def _owners(page: Page) -> dict[Element, Element]:
    """The elements that ``aria-owns`` puts into others, with those."""
    owners: dict[Element, Element] = {}
    for owner in page.select("[aria-owns]"):
        for name in owner.attrs["aria-owns"].split():
            owned = owner.scope.by_id(name)
            if owned is not None and not owned.contains(owner):
                owners.setdefault(owned, owner)
    return owners


def parent_in_tree(element: Element) -> Element | None:
    """The nearest element around this one in the accessibility tree that has a role of its own."""
    owners = _owners(element.page)
    node: Element | None = element
    seen: set[Element] = set()
    while node is not None and node not in seen:
        seen.add(node)
        is_root = (
            node.parent is None and node.scope.kind != "shadow"
        )  # of a document, which a frame shows but does not own
        node = owners.get(node) or (flat_parent(node) if not is_root else None)
        if node is not None and role(node) not in _TRANSPARENT:
            return node
    return None


def children_in_tree(element: Element) -> Iterator[Element]:
    """The elements in this one in the accessibility tree: what has a role of its own, or no role but a text of its own."""
    owners = _owners(element.page)
    met = {element}
    waiting = _below(element)
    while waiting:
        around, child = waiting.pop()
        if child in met or owners.get(child, around) is not around:
            continue
        met.add(child)
        kind = role(child)
        if kind not in _TRANSPARENT or (kind != "none" and _has_text(child)):
            yield child
        else:
            waiting += _below(child)


def _below(element: Element) -> list[tuple[Element, Element]]:
    """The element with each of those in it, the last first: those shown in it and those it owns."""
    if element.shadow is not None:
        shown = [one for one in element.shadow.elements if one.parent is None]
    else:
        shown = [one for one in put_into(element) if isinstance(one, Element)] or element.elements
    owned = [element.scope.by_id(name) for name in element.attrs.get("aria-owns", "").split()]
    return [(element, one) for one in reversed([*shown, *owned]) if one is not None]


def _has_text(element: Element) -> bool:
    return any(isinstance(child, str) and child.strip() for child in element.children)

"""What is around an element of a rendered page, across the borders of shadow trees and frames."""

from __future__ import annotations

from collections.abc import Iterator, Set

from checker.accessibility.slots import slot_of
from checker.page import Element, Page, derived


def flat_parent(element: Element) -> Element | None:
    """The element around this one as it is shown, across the borders of shadow trees, their slots, and frames."""
    parent = element.parent
    if parent is None:
        return element.scope.host
    return parent if parent.shadow is None else slot_of(element) or parent


def holds(outer: Element, inner: Element) -> bool:
    """Whether the outer element is the inner one or around it, across those borders."""
    scope = outer.scope
    node: Element | None = inner
    while node is not None and node.scope is not scope:
        node = flat_parent(node)
    return node is not None and outer.index <= node.index < outer.end


class Nearest:
    """Leads from an element up through the picked ones alone, by a table of the nearest for each.

    Few elements of a page paint, clip or position: what looks upwards for these skips the others.
    """

    def __init__(self, page: Page, picked: Set[Element]) -> None:
        self._found: dict[Element | None, Element | None] = {None: None}
        found = self._found
        if any(scope.kind == "shadow" for scope in page.snapshot.scopes):
            for element in page.elements():
                self._climb(element, picked)
        else:  # each element comes behind the one around it
            for element in page.elements():
                found[element] = element if element in picked else found[element.parent or element.scope.host]

    def _climb(self, element: Element, picked: Set[Element]) -> None:
        """Take in the element and all around it: a slot around it may stand in a later scope."""
        way: list[Element] = []
        around: Element | None = element
        while around is not None and around not in self._found:
            way.append(around)
            around = flat_parent(around)
        nearest = self._found[around]
        for one in reversed(way):
            nearest = self._found[one] = one if one in picked else nearest

    def up_from(self, element: Element | None) -> Iterator[Element]:
        """The picked elements from this one, itself included, upwards."""
        found = self._found
        node = found[element]
        while node is not None:
            yield node
            node = found[flat_parent(node)]

    def at(self, element: Element | None) -> Element | None:
        """The nearest picked element, this one or around it."""
        return self._found[element]


@derived
def roots_of_frames(page: Page) -> frozenset[Element]:
    """The outermost elements of the documents in the page's frames."""
    frames = [scope for scope in page.snapshot.scopes if scope.kind == "frame"]
    return frozenset(one for scope in frames for one in scope.elements if one.parent is None)

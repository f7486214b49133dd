"""What is around an element of a rendered page, across the borders of shadow trees and frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from checker.page import Element, Page, derived


def flat_parent(element: Element) -> Element | None:
    """The element around this one, across the borders of shadow trees and frames."""
    return element.parent or element.scope.host


def holds(outer: Element, inner: Element) -> bool:
    """Whether the outer element is the inner one or around it, across those borders."""
    scope = outer.scope
    node: Element | None = inner
    while node is not None and node.scope is not scope:
        node = node.scope.host
    return node is not None and outer.index <= node.index < outer.end


class Nearest:
    """Leads from an element up through the picked ones alone, by a table of the nearest for each.

    Few elements of a page paint, clip or position: what looks upwards for these skips the others. ``elements`` are all
    that may be asked about, each behind the one around it.
    """

    def __init__(self, elements: Iterable[Element], picked: Set[Element]) -> None:
        found: dict[Element | None, Element | None] = {None: None}
        for element in elements:
            found[element] = element if element in picked else found[element.parent or element.scope.host]
        self._found = found

    def up_from(self, element: Element | None) -> Iterator[Element]:
        """The picked elements from this one, itself included, upwards."""
        found = self._found
        node = found[element]
        while node is not None:
            yield node
            node = found[node.parent or node.scope.host]

    def at(self, element: Element | None) -> Element | None:
        """The nearest picked element, this one or around it."""
        return self._found[element]


@derived
def roots_of_frames(page: Page) -> frozenset[Element]:
    """The outermost elements of the documents in the page's frames."""
    frames = [scope for scope in page.snapshot.scopes if scope.kind == "frame"]
    return frozenset(one for scope in frames for one in scope.elements if one.parent is None)

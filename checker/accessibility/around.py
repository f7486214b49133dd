"""What is around an element of a rendered page, across the borders of shadow trees and frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.page import Element


def flat_parent(element: Element) -> Element | None:
    """The element around this one, across the borders of shadow trees and frames."""
    return element.parent or element.scope.host


class Nearest:
    """Leads from an element up through those alone that a test picks; each element is tested once, however often asked.

    Few elements of a page paint, clip or position: what looks upwards for these skips the others.
    """

    def __init__(self, picks: Callable[[Element], bool]) -> None:
        self._picks = picks
        self._found: dict[Element | None, Element | None] = {None: None}

    def up_from(self, element: Element | None) -> Iterator[Element]:
        """The picked elements from this one, itself included, upwards."""
        node = self.at(element)
        while node is not None:
            yield node
            node = self.at(flat_parent(node))

    def at(self, element: Element | None) -> Element | None:
        """The nearest picked element, this one or around it."""
        found = self._found
        passed: list[Element] = []
        while element is not None and element not in found:
            passed.append(element)
            if self._picks(element):
                found[element] = element
                break
            element = flat_parent(element)
        nearest = found[element]
        for one in passed:
            found[one] = nearest
        return nearest

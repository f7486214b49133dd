"""What style turns in one orientation of the display and not, or otherwise, in the other."""

from __future__ import annotations

from collections.abc import Iterable

from checker.finders.rendered_text import can_be_seen
from checker.finding import Target
from checker.page import HTML, Element, Page
from checker.registry import finder
from checker.rendering.states import State, state_of

_PROPERTIES = ("rotate", "transform")


@finder(states={"landscape", "portrait"})
def turned_by_orientation(page: Page) -> Iterable[Target]:
    """The visible HTML elements whose ``rotate`` or ``transform`` differs between landscape and portrait."""
    both = state_of(page, "landscape"), state_of(page, "portrait")
    return [
        Target(one)
        for one in page.elements()
        if one.namespace == HTML and _differs(one, *both) and _is_seen(one, *both)
    ]


def _differs(element: Element, landscape: State, portrait: State) -> bool:
    if element not in landscape.styles or element not in portrait.styles:
        return False
    return any(landscape.style(element, name) != portrait.style(element, name) for name in _PROPERTIES)


def _is_seen(element: Element, *both: State) -> bool:
    """Whether neither orientation hides the element; what is turned may be turned out of reach."""
    return all(state.style(element, "visibility") == "visible" for state in both) and any(
        can_be_seen(element, state.boxes[element], state) for state in both
    )

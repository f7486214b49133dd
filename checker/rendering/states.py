"""The further states of a rendered page, as rules read them: other boxes, styles and texts of the elements as loaded.

Rules of every page know of states, so that nothing here needs a browser; ``state_capture`` records them.
"""

from __future__ import annotations

from typing import Any

from checker.page import Element, Page
from checker.rendering.tree import STYLES, RenderedSnapshot

#: The computed styles that further states may hold: those of the page as loaded, and some that say how text is cut off
#: and turned.
STATE_STYLES = (*STYLES, "text-overflow", "-webkit-line-clamp", "padding-top", "padding-bottom", "rotate", "transform")
_AT = {name: place for place, name in enumerate(STATE_STYLES)}


class State(RenderedSnapshot):
    """The page in a further state, in a window of that size in CSS px; its scopes are those of the page as loaded.

    ``styles`` are in the order of STATE_STYLES, empty where they were not asked for; ``values`` are what a probe
    says of single elements, as the probe has it.
    """

    __slots__ = ("values", "window")

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.scopes = page.snapshot.scopes
        self.made_by_script = page.snapshot.made_by_script
        self.window = (0, 0)
        self.values: dict[Element, Any] = {}

    def style(self, element: Element, name: str) -> str:
        """The computed value of one of STATE_STYLES; empty for an element that is not rendered, or not asked for."""
        values = self.styles.get(element)
        return values[_AT[name]] if values else ""


def state_of(page: Page, name: str) -> State:
    """The page's state of that name; KeyError where it was not recorded."""
    state = page.states[name]
    assert isinstance(state, State)
    return state

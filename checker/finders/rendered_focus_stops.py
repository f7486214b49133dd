"""What the Tab key reaches on a rendered page, as the browser says."""

from __future__ import annotations

from collections.abc import Iterable

from checker.finding import Target
from checker.page import Page
from checker.registry import finder
from checker.rendering.states import state_of


@finder(states={"focus"})
def focus_stops(page: Page) -> Iterable[Target]:
    """The elements of the document and its open shadow trees that took the focus, but not frames, in document order."""
    stops = state_of(page, "focus").values if page.is_html else {}
    order = {scope: number for number, scope in enumerate(page.snapshot.scopes)}
    return [Target(one) for one in sorted(stops, key=lambda one: (order[one.scope], one.index))]

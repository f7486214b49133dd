"""Frames by what the keyboard meets in them."""

from __future__ import annotations

from collections.abc import Iterable

from checker.accessibility.backdrop import rendered
from checker.accessibility.focus_order import in_focus_order, is_inert
from checker.finders.rendered_text import can_be_seen
from checker.finding import Target
from checker.page import Element, Page
from checker.registry import finder

#: A frame that is not larger, with the border that browsers give it, shows nothing, in px.
_NOTHING = 6


@finder()
def frames_with_controls(page: Page) -> Iterable[Target]:
    """The frames of a rendered page that hold something visible in the focus order of their document."""
    found = []
    for scope in page.snapshot.scopes:
        frame = scope.host
        if scope.kind != "frame" or frame is None or frame.tag != "iframe" or is_inert(frame):
            continue
        box = rendered(page).boxes.get(frame)
        if box is None or box.width <= _NOTHING or box.height <= _NOTHING:
            continue
        if can_be_seen(frame, box) and any(in_focus_order(one) and _is_seen(one) for one in scope.elements):
            found.append(Target(frame))
    return found


def _is_seen(element: Element) -> bool:
    box = rendered(element.page).boxes.get(element)
    return box is not None and can_be_seen(element, box)

"""What a narrow window does not hold: content that readers have to scroll sideways for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from checker.accessibility.around import flat_parent
from checker.accessibility.role import role
from checker.finders.rendered_text import can_be_seen
from checker.finders.state_texts import texts_in
from checker.page import HTML, Element, Page
from checker.rendering.states import State, state_of
from checker.rendering.tree import Box

#: In CSS px: so much may stick out, for a shadow, a border or a bar of the browser.
_TOLERANCE = 8
#: A picture or control no wider than this is there for other reasons than to be seen.
_POINT = 2
#: WCAG 2.2, 1.4.10: what needs two dimensions for its use or meaning.
_TWO_DIMENSIONAL = frozenset("canvas code embed iframe kbd map math object pre samp svg video xmp".split())
_TWO_DIMENSIONAL_ROLES = frozenset(
    "application grid img image math menubar scrollbar slider table tablist toolbar tree treegrid".split()
)
_CONTROLS = frozenset("button input meter progress select textarea".split())
#: What has a box of its own also in a line of text.
_BOXES = _CONTROLS | {"img"}


class Sticking(NamedTuple):
    """What sticks out: the outermost element that does, the content in it that does, by how many px, and why it may be
    meant."""

    element: Element
    content: Element
    by: float
    doubt: str


class _Edge:
    """The edge of the window beyond which readers have to scroll sideways, or down where lines run from top to bottom."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._down = state.window[0] > state.window[1]
        self.overflow = "overflow-y" if self._down else "overflow-x"

    def excess(self, box: Box) -> float:
        """How many px of the box stand beyond it."""
        width, height = self.state.window
        return box.y + box.height - height if self._down else box.x + box.width - width

    def is_before(self, box: Box) -> bool:
        """Whether the box begins before it."""
        width, height = self.state.window
        return box.y < height if self._down else box.x < width

    def is_passed_by(self, element: Element) -> bool:
        """Whether the element's own box stands beyond it; around text in a line there is none but the text's."""
        box = self.state.boxes.get(element)
        if box is None or (self.state.style(element, "display") == "inline" and element.tag not in _BOXES):
            return False
        return self.excess(box) > _TOLERANCE


def sticking_out(page: Page) -> list[Sticking]:
    """What a window 320 CSS px wide (or 256 high, for lines from top to bottom) does not hold, in document order.

    Left out is what scrolls or is cut off in a box of its own, and what WCAG excepts: data tables, code, drawings and
    the like. Frames are judged by themselves, as pages.
    """
    edge = _Edge(state_of(page, "width-320"))
    found: dict[Element, Sticking] = {}
    for content, box in _contents(page, edge.state):
        if content.scope.kind == "frame" or edge.excess(box) <= _TOLERANCE:
            continue
        around = list(_around(content))
        if any(map(_is_excepted, around)) or any(_holds(one, edge) for one in around):
            continue
        outermost = next((one for one in reversed(around) if edge.is_passed_by(one)), content)
        known = found.get(outermost)
        if known is None or known.doubt:
            doubt = _doubt(content, box, around, edge)
            if known is None or not doubt:
                found[outermost] = Sticking(outermost, content, edge.excess(box), doubt)
    return sorted(found.values(), key=lambda one: (one.element.scope.host is not None, one.element.index))


def _contents(page: Page, state: State) -> Iterator[tuple[Element, Box]]:
    """The lines of visible texts, and visible pictures and controls."""
    for element, texts in texts_in(page, state).items():
        for text in texts:
            for line in text.lines:
                yield element, line
    for element in page.select("button, img, input, meter, progress, select, textarea"):
        box = state.boxes.get(element)
        if (
            box is not None
            and element.namespace == HTML
            and box.width > _POINT
            and state.style(element, "visibility") == "visible"
            and can_be_seen(element, box, state)
        ):
            yield element, box


def _around(element: Element) -> Iterator[Element]:
    """The element and those around it, the innermost first."""
    node: Element | None = element
    while node is not None:
        yield node
        node = flat_parent(node)


def _is_excepted(element: Element) -> bool:
    return element.tag in _TWO_DIMENSIONAL or (element.tag != "img" and role(element) in _TWO_DIMENSIONAL_ROLES)


def _holds(element: Element, edge: _Edge) -> bool:
    """Whether the element is a box inside the window that scrolls, or hides what does not fit."""
    if element.tag in ("html", "body") or element not in edge.state.boxes:
        return False
    return edge.state.style(element, edge.overflow) != "visible" and not edge.is_passed_by(element)


def _doubt(content: Element, box: Box, around: list[Element], edge: _Edge) -> str:
    """Why readers may do without what sticks out; empty where nothing says so."""
    state = edge.state
    wraps = state.style(content, "white-space") in ("normal", "pre-line")
    doubts = (
        (not edge.is_before(box), "it begins outside of the window, and may be meant to come in by itself"),
        (content.tag == "img", "it is a picture, which may need its size"),
        (any(one.tag == "table" for one in around), "it stands in a table, which may be one of data"),
        (any(state.style(one, "transform") not in ("", "none") for one in around), "style moves it"),
        (
            wraps and content.tag not in _CONTROLS and not any(map(edge.is_passed_by, around)),
            "it may be a long word or address without a place to break it",
        ),
    )
    return next((why for holds, why in doubts if holds), "")

"""Parts of a rendered page that scroll by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.accessibility.backdrop import rendered
from checker.finders.rendered_text import visible_texts
from checker.finding import Target
from checker.page import HTML, Element, Page
from checker.registry import finder
from checker.rendering.tree import STYLE_AT, Box

_SCROLLS = ("auto", "scroll")
#: Borders, and the bars of the browser, may take so many px of a box.
_EDGE = 20


@finder()
def scrolling_parts(page: Page) -> Iterable[Target]:
    """The HTML elements that scroll and hold visible text or pictures beyond their edge, but the page itself."""
    snapshot = rendered(page)
    beyond: dict[Element, None] = {}
    for element, box in _contents(page):
        scroller = _clipped_by(element)
        if scroller is None or scroller in beyond or scroller.tag in ("html", "body") or scroller.namespace != HTML:
            continue
        values, around = snapshot.styles[scroller], snapshot.boxes[scroller]
        right, bottom = box.x + box.width - around.x - around.width, box.y + box.height - around.y - around.height
        if (values[STYLE_AT["overflow-x"]] in _SCROLLS and right > _EDGE) or (
            values[STYLE_AT["overflow-y"]] in _SCROLLS and bottom > _EDGE
        ):
            beyond[scroller] = None
    return [Target(one) for one in sorted(beyond, key=lambda one: (one.scope.host is not None, one.index))]


def _contents(page: Page) -> Iterator[tuple[Element, Box]]:
    for element, texts in visible_texts(page).items():
        for text in texts:
            yield element, text.box
    snapshot = rendered(page)
    for picture in page.select("img"):
        if picture in snapshot.boxes and snapshot.boxes[picture].width > 1:
            yield picture, snapshot.boxes[picture]


def _clipped_by(element: Element) -> Element | None:
    """The nearest element, this one or one around it, that does not show what flows over its edge.

    What is placed absolutely flows with the nearest element around it that is placed as well (CSS Position 3, 2.1).
    """
    styles = rendered(element.page).styles
    node: Element | None = element
    leaves = False
    while node is not None:
        values = styles.get(node)
        if values is not None:
            position = values[STYLE_AT["position"]]
            leaves = leaves and position == "static"
            if not leaves and values[STYLE_AT["overflow-x"]] != "visible" and node.tag != "img":
                return node
            if position == "fixed":
                return None
            leaves = leaves or position == "absolute"
        node = node.parent
    return None

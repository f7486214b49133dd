"""Whether the banner of a rendered page can really be seen."""

from __future__ import annotations

from checker.accessibility.backdrop import backdrop, rendered
from checker.accessibility.colour import colour_of, contrast
from checker.finders.banner import Banner
from checker.finders.rendered_text import visible_texts
from checker.finding import Absent
from checker.page import Element, Page
from checker.rendering.tree import STYLE_AT, Text

#: Less contrast is the same colour to the eye, and less of a text's colour, in percent, is a text under something else.
_SAME, _COVERED = 1.1, 10


def unseen(banner: Banner) -> Absent | None:
    """Why the banner's header line is not seen as the page stands; None where it is.

    Where a part of the page could not be loaded, that may be the reason.
    """
    header = banner.parts.get("header")
    said = header.element if header is not None and not header.drawn else banner.element
    shown = seen_texts(said)
    if not shown:
        found = "the official banner cannot be seen: it is hidden, has no size or lies outside the page"
        return Absent(found, at=banner.element, certain=_is_complete(banner.element.page))
    if all(_has_colour_of_ground(element, text) for element, text in shown):
        found = "the official banner cannot be seen: its text has the colour of its background"
        return Absent(found, at=banner.element, certain=_is_complete(banner.element.page))
    if all(_is_covered(element) for element, _ in shown):
        found = "something else lies over the official banner when the page opens"
        return Absent(found, at=banner.element, certain=False)
    return None


def _is_complete(page: Page) -> bool:
    return page.network is None or not (page.network.refused or page.network.failed)


def seen_texts(element: Element) -> list[tuple[Element, Text]]:
    """The texts that can be seen in the element and in shadow trees below it, each with the element that holds it."""
    page = element.page
    return [(one, text) for one, texts in visible_texts(page).items() if _is_within(one, element) for text in texts]


def _is_within(element: Element, other: Element) -> bool:
    node: Element | None = element
    while node is not None and not other.contains(node):
        node = node.scope.host if node.scope is not other.scope else None
    return node is not None


def _has_colour_of_ground(element: Element, text: Text) -> bool:
    values = rendered(element.page).styles.get(element)
    ink = colour_of(values[STYLE_AT["-webkit-text-fill-color"]]) if values is not None else None
    grounds = backdrop(element, text).colours
    return ink is not None and bool(grounds) and all(contrast(ink.over(one), one) < _SAME for one in grounds)


def _is_covered(element: Element) -> bool:
    """Whether nothing of the text's colour was seen where it stands; not known where no picture was taken."""
    from checker.rendering.states import State

    state = element.page.states.get("behind-text")
    found = state.values.get(element) if isinstance(state, State) else None
    return found is not None and 0 <= found[6] < _COVERED


def seen_banners(page: Page, found: list[Banner]) -> list[Banner]:
    """Those of the banners that can be seen, or are only covered for now."""
    return [one for one in found if (why := unseen(one)) is None or not why.certain]

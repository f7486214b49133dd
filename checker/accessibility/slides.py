"""Slides of a carousel that wait until it is their turn: hidden now, and shown to every reader who waits.

https://www.w3.org/WAI/ARIA/apg/patterns/carousel/
"""

from __future__ import annotations

from collections.abc import Callable

from checker.accessibility.exposure import is_programmatically_hidden
from checker.page import Element
from checker.pattern import pattern

_CAROUSEL = pattern(
    r"(?:^|[\s_-])(?:carousel|flexslider|glide|owl|rotator|slick|slider|slides|slideshow|splide|swiper)(?:$|[\s_-])"
)
#: What scripts double so that the last slide is followed by the first.
_DOUBLE = pattern(r"clone|duplicate")
#: So many levels may lie between a slide and what is named for the carousel.
_LEVELS = 4


def waits_in_carousel(element: Element) -> bool:
    """Whether the element is hidden only because its slide is not the one that is shown."""
    if not is_programmatically_hidden(element):
        return False
    slide = element
    while slide.parent is not None and is_programmatically_hidden(slide.parent):
        slide = slide.parent
    place = slide.parent
    if slide is element or place is None or _DOUBLE.search(slide.attrs.get("class", "").lower()):
        return False
    shown = (one for one in place.elements if one is not slide and not is_programmatically_hidden(one))
    return any(map(_is_like(slide), shown)) and _is_carousel(place)


def _is_like(slide: Element) -> Callable[[Element], bool]:
    """Whether another element is a slide as this one is: of its kind, and with a class or description of it."""
    described, classes = slide.attrs.get("aria-roledescription"), set(slide.classes)

    def is_alike(other: Element) -> bool:
        alike = not classes.isdisjoint(other.classes) or (
            described is not None and other.attrs.get("aria-roledescription") == described
        )
        return other.tag == slide.tag and alike

    return is_alike


def _is_carousel(element: Element) -> bool:
    node: Element | None = element
    for _ in range(_LEVELS):
        if node is None or node.tag in ("body", "main"):
            return False
        names = f"{node.attrs.get('class', '')} {node.attrs.get('id', '')}".lower()
        if node.attrs.get("aria-roledescription", "").lower() == "carousel" or _CAROUSEL.search(names):
            return True
        node = node.parent
    return False

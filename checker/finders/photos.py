"""Captions with their photos and credits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from checker.finders.caption_search import Caption
from checker.finders.captions import captions
from checker.finding import Target
from checker.page import Element, Page
from checker.reading import folded
from checker.registry import finder


@finder(parts=("photo", "src", "alt", "caption", "layout", "credit", "tied", "dated"))
def captioned_photo(page: Page) -> Iterable[Target]:
    """Each caption with its picture; a caption of two pictures is two targets.

    ``photo`` is None for a caption without a picture; ``alt`` is the alternative text as written or another
    name that the picture has; ``layout`` the caption with its line breaks and blank lines.
    """
    for one in captions(page):
        yield Target(one.element, _parts(one))


def _parts(one: Caption) -> dict[str, Element | str | None]:
    picture = one.picture
    return {
        "photo": picture.element if picture else None,
        "src": picture.src if picture else None,
        "alt": (picture.name or picture.alt) if picture else None,
        "caption": one.text,
        "layout": one.layout,
        "credit": one.credit,
        "tied": "tied" if one.tied else None,
        "dated": one.dated,
    }


def photo_facts(page: Page) -> list[dict[str, Any]]:
    """The report's ``facts.captioned_photos``."""
    facts = []
    for one in captions(page):
        picture = one.picture
        alt = picture.alt if picture else None
        facts.append(
            {
                "src": picture.src if picture else None,
                "alt": folded(alt) if alt is not None else None,
                "caption": one.text,
                "credit": one.credit,
                "line": (picture.element if picture else one.element).line,
            }
        )
    return facts

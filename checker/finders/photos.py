"""Captions with their photos and credits: the report's facts."""

from __future__ import annotations

from typing import Any

from checker.finders.captions import captions
from checker.page import Page
from checker.reading import folded


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

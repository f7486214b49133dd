"""The parts of a news story."""

from __future__ import annotations

from typing import Any

from checker.page import Page


def story_facts(page: Page) -> dict[str, Any]:
    """The report's facts about the story: headline, byline, dateline, published."""
    return {"headline": None, "byline": None, "dateline": None, "published": None}

"""The facts of a page that a report states: what the finders of the rules read on it."""

from __future__ import annotations

from typing import Any

from checker.page import Page


def facts_of(page: Page) -> dict[str, Any]:
    """The page's facts with the keys and values of the report's ``facts``."""
    from checker.finders.banner import banner_facts
    from checker.finders.document import document_language, document_title
    from checker.finders.photos import photo_facts
    from checker.finders.story import story_facts

    story = story_facts(page)
    return {
        "banner": banner_facts(page),
        "headline": story["headline"],
        "byline": story["byline"],
        "dateline": story["dateline"],
        "published": story["published"],
        "language": document_language(page),
        "title": document_title(page),
        "captioned_photos": photo_facts(page),
    }

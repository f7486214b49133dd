"""The parts of a news story together: the report's facts, and where the story stands."""

from __future__ import annotations

from typing import TypedDict

from checker.finders.byline import found_byline
from checker.finders.dateline import found_dateline
from checker.finders.headline import headline
from checker.finders.machine_dates import is_day_of_review, machine_dates, printed_day
from checker.finders.metadata import meta
from checker.finders.page_type import page_type
from checker.finders.prose import layout
from checker.finders.published import printed_date
from checker.page import Element, Page, derived

#: Types of pages that tell a story, with an author, a place and a day of their own.
STORIES = frozenset({"article", "feature", "press-release", "transcript", "photo", "statement", "unknown"})
#: Types that hold several stories or none: what looks like a byline there is another page's.
_NO_STORY = frozenset({"home", "listing", "form", "error"})


class StoryFacts(TypedDict):
    """The report's facts about the story; None for what the page has not."""

    headline: str | None
    byline: str | None
    dateline: str | None
    published: str | None


@derived
def story_facts(page: Page) -> StoryFacts:
    """The facts about the page's story."""
    chosen = page.settings.page_type
    kind = (chosen if chosen.name != "unknown" else page_type(page)).name
    top = headline(page)
    facts: StoryFacts = {
        "headline": top.text if top else None,
        "byline": None,
        "dateline": None,
        "published": None,
    }
    if kind in _NO_STORY:
        return facts
    byline, dateline = found_byline(page), found_dateline(page)
    tells = kind in STORIES or (byline is not None and bool(byline.byline.lead))
    known_place = dateline is not None and dateline.dateline.known
    # A text that begins with a place is news, whatever else the page says: its bare date is that of publication.
    facts["published"] = published_day(page) if tells or known_place else stated_day(page)
    # On a page that may be no story, only what says of itself, or the site says, that it is a byline or dateline is one.
    if byline is not None and (tells or "byline" in page.settings.selectors):
        facts["byline"] = byline.text
    if dateline is not None and (tells or known_place):
        facts["dateline"] = dateline.dateline.text
    return facts


def published_day(page: Page) -> str | None:
    """The ISO day of publication, the printed one before the machine-readable."""
    printed = printed_day(page)
    if printed is not None:
        return printed.isoformat()
    return next((one.day.isoformat() for one in machine_dates(page) if one.day is not None), None)


def stated_day(page: Page) -> str | None:
    """The ISO day that a document prints as that of its publication, in so many words or by calling itself an article."""
    printed, day = printed_date(page), printed_day(page)
    if printed is None or day is None:
        return None
    told = (meta(page, "og:type") or "").casefold() == "article" and not is_day_of_review(page, day)
    return day.isoformat() if printed.labelled or told else None


@derived
def story_element(page: Page) -> Element | None:
    """The element at which something missing from the story's head is reported: the headline, or what comes first."""
    found = layout(page)
    if found.headline is not None:
        return found.headline.element
    return found.first.block if found.first is not None else page.body

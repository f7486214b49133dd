"""The days that the page tells machines: when it was published, changed and reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from checker.finders.chrome import chrome
from checker.finders.dates import loose_day, machine_day
from checker.finders.metadata import described_articles, json_ld, meta_contents
from checker.finders.published import printed_date
from checker.page import Element, Page, derived
from checker.reading import text_of

_PUBLISHED_META = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "citation_publication_date",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "sailthru.date",
    "cdc:first_published",
    "date",
)
_MODIFIED_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dc.date.modified",
    "dcterms.modified",
    "last-modified",
)
_REVIEWED_META = ("cdc:last_reviewed", "cdc:last_updated", "dcterms.reviewed", "lastreviewed", "last-reviewed")


class MachineDate(NamedTuple):
    """A date for machines: where it is said, the value, its day (None if unreadable), and the element."""

    source: str
    value: str
    day: date | None
    element: Element | None


@derived
def machine_dates(page: Page) -> tuple[MachineDate, ...]:
    """The publication dates that the page tells machines, the most explicit first."""
    found = [
        MachineDate("the page’s JSON-LD data", one["datePublished"], loose_day(one["datePublished"]), None)
        for one in (*described_articles(page), *json_ld(page))
        if isinstance(one.get("datePublished"), str)
    ]
    contents = meta_contents(page)
    metas = {
        (e.attrs.get("property") or e.attrs.get("name") or e.attrs.get("itemprop") or "").strip().lower(): e
        for e in reversed(page.document.tagged("meta"))
    }
    found += [
        MachineDate(f"the meta element {name}", contents[name][0], loose_day(contents[name][0]), metas.get(name))
        for name in _PUBLISHED_META
        if name in contents
    ]
    found += _in_markup(page)
    return tuple(dict.fromkeys(found))


@derived
def printed_day(page: Page) -> date | None:
    """The day that the printed date of publication means; None where none is printed.

    Of numbers that can mean two days, such as 05.11.2026, they mean the day that machines are told too.
    """
    found = printed_date(page)
    if found is None:
        return None
    other = found.printed.other_day
    told = [one.day for one in machine_dates(page)] if other is not None else []
    return other if other in told and found.day not in told else found.day


def _in_markup(page: Page) -> Iterator[MachineDate]:
    printed = printed_date(page)
    outside = chrome(page)
    for element in page.document.select("time[datetime], [itemprop=datePublished]")[:30]:
        value = element.attrs.get("datetime") or element.attrs.get("content") or text_of(element)
        stated = element.attrs.get("itemprop") == "datePublished" or "pubdate" in element.attrs
        near = printed is not None and (
            element.contains(printed.line.runs[0].element)
            or printed.element.contains(element)
            or element.parent is printed.element
            or machine_day(value) == printed.day
        )
        if (stated or near) and not outside.holds(element):
            yield MachineDate("the time element", value, loose_day(value), element)


@derived
def modified_day(page: Page) -> date | None:
    """The day on which the page says, to machines, that it was last changed."""
    for one in (*described_articles(page), *json_ld(page)):
        if isinstance(one.get("dateModified"), str):
            day = machine_day(one["dateModified"])
            if day is not None:
                return day
    contents = meta_contents(page)
    return next(
        (day for name in _MODIFIED_META for value in contents.get(name, ()) if (day := machine_day(value))), None
    )


def is_day_of_review(page: Page, day: date) -> bool:
    """Whether the page tells machines that it was last reviewed or changed on the day, and not that it came out then."""
    contents = meta_contents(page)
    reviewed = {machine_day(value) or loose_day(value) for name in _REVIEWED_META for value in contents.get(name, ())}
    if day not in reviewed and day != modified_day(page):
        return False
    return all(one.day != day for one in machine_dates(page) if one.source != "the time element")

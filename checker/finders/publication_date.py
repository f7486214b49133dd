"""The publication date as rules ask about it: as it is written, and beside the days that machines are told."""

from __future__ import annotations

from collections.abc import Iterable

from checker.finders.dates import PrintedDate
from checker.finders.machine_dates import machine_dates, modified_day, printed_day
from checker.finders.published import printed_date
from checker.finding import Passage, Target
from checker.page import Page
from checker.registry import finder


@finder(
    parts={
        "text": "the date",
        "numeric": "a date in numbers alone",
        "short-year": "a year of two digits",
        "ordinal": "an ordinal",
        "year-without-comma": "a year without a comma before it",
        "printed-day": "the printed day",
        "told-day": "the day that machines are told",
        "changed-day": "the day of the last change",
        "day-of-the-check": "the day of the check",
    }
)
def publication_date(page: Page) -> Iterable[Target]:
    """The printed date of publication; nothing where none is printed. Days are ISO days.

    ``numeric``, ``short-year``, ``ordinal`` and ``year-without-comma`` are ways in which it may be written;
    ``told-day`` is the one of those told to machines that comes nearest to the printed day.
    """
    found, day = printed_date(page), printed_day(page)
    if found is None or day is None:
        return
    told = [one.day for one in machine_dates(page) if one.day is not None and _of_publication(one.source)]
    changed = modified_day(page)
    nearest = min(told, key=lambda one: abs(one - day), default=None)
    yield Target(
        found.element,
        {
            "text": found.printed.text,
            **_ways(found.printed),
            "printed-day": day.isoformat(),
            "told-day": nearest.isoformat() if nearest else None,
            "changed-day": changed.isoformat() if changed else None,
            "day-of-the-check": page.settings.as_of.isoformat(),
        },
    )


def _of_publication(source: str) -> bool:
    """Whether the source means publication: Dublin Core's bare date and creation may be other days."""
    return not source.endswith((" dc.date", " dcterms.date", " date", ".created"))


def _ways(written: PrintedDate) -> dict[str, Passage | None]:
    """In which of the ways the date is written that rules may not want."""
    text = written.text
    ways = {
        "numeric": (written.form == "numeric", f"the date is written {text}, in numbers alone"),
        "short-year": (written.short_year, f"the year in {text} has two digits"),
        "ordinal": (written.ordinal, f"the day in {text} is written as an ordinal"),
        "year-without-comma": (not written.comma, f"no comma stands before the year in {text}"),
    }
    return {way: Passage(text, found=found) if so else None for way, (so, found) in ways.items()}

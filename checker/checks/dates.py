"""Statements about the day of publication: that it is printed, how, and that machines are told the same."""

from __future__ import annotations

import re
from datetime import timedelta

from checker.finders.dates import AP_MONTHS, FULL_MONTHS, WEEKDAYS
from checker.finders.document import document_language
from checker.finders.published import doubtful_date_line, machine_dates, modified_day, printed_date
from checker.finding import Target, Verdict, no, unknown, yes
from checker.pattern import pattern
from checker.reading import visible_lines
from checker.registry import check

_ENGLISH = frozenset(name for full in FULL_MONTHS for name in (full.lower(), full[:3].lower(), full[:4].lower()))
_NONE = "no date of publication is printed"
_UPDATED = pattern(
    r"\b(?:updated?|last modified|last reviewed|modified|corrected|correction|revised|actualizad[oa]|editor.s note)\b",
    re.IGNORECASE,
)
#: Time zones make a day of difference.
_ONE_DAY = timedelta(days=1)


@check
def publication_date_printed(target: Target) -> Verdict:
    """A reader sees the day of publication by the headline.

    >>> holds(publication_date_printed, "<main><h1>Ship comes home</h1><p>NEWS | Nov. 3, 2022</p></main>")
    True
    >>> holds(publication_date_printed, "<main><h1>Ship comes home</h1><p>Updated: Nov. 3, 2022</p></main>")
    >>> holds(publication_date_printed, "<main><h1>Ship comes home</h1><p>By Ann Lee</p></main>")
    False
    """
    found = printed_date(target.page)
    if found is not None:
        return yes(f"the date is printed as {found.printed.text}", at=found.element)
    doubtful = doubtful_date_line(target.page)
    if doubtful is not None:
        return unknown(f"the only date by the headline stands in “{doubtful.text}”", at=doubtful.element)
    told = next((one for one in machine_dates(target.page) if one.day is not None), None)
    if told is not None:
        return no(f"the date is told to machines only ({told.value}), and not printed", at=target.element, missing=True)
    return no("no date of publication is printed by the headline", at=target.element, missing=True)


@check
def date_in_words(target: Target) -> Verdict:
    """The date is written with the name of its month; numbers alone are read in two ways.

    >>> holds(date_in_words, "<h1>Ship comes home</h1><p>Published 11/03/2022</p>")
    False
    """
    found = printed_date(target.page)
    if found is None:
        return unknown(_NONE)
    if found.printed.form == "numeric":
        return no(f"the date is written {found.printed.text}, in numbers alone")
    return yes(f"the date is written {found.printed.text}")


@check
def date_year_in_full(target: Target) -> Verdict:
    """The year of the date has four digits.

    >>> holds(date_year_in_full, "<h1>Ship comes home</h1><p>Published 11/03/22</p>")
    False
    """
    found = printed_date(target.page)
    if found is None:
        return unknown(_NONE)
    return (
        no(f"the year in {found.printed.text} has two digits") if found.printed.short_year else yes(found.printed.text)
    )


@check
def date_without_ordinal(target: Target) -> Verdict:
    """The day of the date is a plain number (3, not 3rd).

    >>> holds(date_without_ordinal, "<h1>Ship comes home</h1><p>Published November 3rd, 2022</p>")
    False
    """
    found = printed_date(target.page)
    if found is None:
        return unknown(_NONE)
    return (
        no(f"the day in {found.printed.text} is written as an ordinal")
        if found.printed.ordinal
        else yes(found.printed.text)
    )


@check
def date_month_as_ap(target: Target, *, full_names: bool = False) -> Verdict:
    """The month is shortened as AP shortens it before a day (Nov., but March); ``full_names`` are as good.

    >>> holds(date_month_as_ap, "<h1>Ship comes home</h1><p>Published November 3, 2022</p>")
    False
    >>> holds(date_month_as_ap, "<h1>Ship comes home</h1><p>Published November 3, 2022</p>", full_names=True)
    True
    """
    found = printed_date(target.page)
    if found is None:
        return unknown(_NONE)
    if found.printed.form != "month-first" or not _in_english(target):
        return yes(f"the date is written {found.printed.text}")
    month = found.printed.month
    if month.rstrip(".").lower() not in _ENGLISH:
        return yes(f"the month is written {month}")
    if month == AP_MONTHS[found.day.month - 1] or (full_names and month == FULL_MONTHS[found.day.month - 1]):
        return yes(f"the month is written {month}")
    return no(f"the month in {found.printed.text} is not written as AP does ({AP_MONTHS[found.day.month - 1]})")


def _in_english(target: Target) -> bool:
    return (document_language(target.page) or "en").lower().startswith("en")


@check
def date_with_comma(target: Target) -> Verdict:
    """A comma stands between the day and the year.

    >>> holds(date_with_comma, "<h1>Ship comes home</h1><p>Published Nov. 3 2022</p>")
    False
    """
    found = printed_date(target.page)
    if found is None:
        return unknown(_NONE)
    if found.printed.comma or not _in_english(target):
        return yes(f"the date is written {found.printed.text}")
    return no(f"no comma stands before the year in {found.printed.text}")


@check
def date_weekday_right(target: Target) -> Verdict:
    """The day of the week that is printed with the date is the one that the date has.

    >>> holds(date_weekday_right, "<h1>Ship comes home</h1><p>Friday, Nov. 3, 2022</p>")
    False
    """
    found = printed_date(target.page)
    if found is None:
        return unknown(_NONE)
    right = WEEKDAYS[found.day.weekday()]
    if found.printed.weekday and not right.startswith(found.printed.weekday):
        return no(f"{found.printed.text} was a {right.capitalize()}")
    return yes(f"the date is {found.printed.text}")


@check
def date_not_in_future(target: Target) -> Verdict:
    """The date is not after the day of the check, or of the page's capture.

    >>> holds(date_not_in_future, "<h1>Ship comes home</h1><p>Published Nov. 3, 2090</p>")
    False
    """
    found = printed_date(target.page)
    if found is None:
        return unknown(_NONE)
    today = target.page.settings.as_of
    if found.day - today > _ONE_DAY:
        return no(f"the date {found.printed.text} is after today, {today.isoformat()}")
    return yes(f"the date is {found.printed.text}")


@check
def machine_date_given(target: Target) -> Verdict:
    """The page tells machines its day of publication in a form that they read (ISO 8601).

    >>> holds(machine_date_given, '<meta property="article:published_time" content="2022-11-03"><p>x')
    True
    """
    told = machine_dates(target.page)
    readable = next((one for one in told if one.day is not None), None)
    if readable is not None:
        return yes(f"{readable.source} says {readable.value}")
    if told:
        return no(f"{told[0].source} says “{told[0].value}”, which is no date that machines read", at=told[0].element)
    return no("nothing tells machines the date of publication")


@check
def machine_date_agrees(target: Target) -> Verdict:
    """The printed date and those told to machines are the same day, give or take a time zone.

    >>> html = '<meta property="article:published_time" content="2022-10-03"><main><h1>Ship comes home</h1><p>Nov. 3, 2022</p></main>'
    >>> holds(machine_date_agrees, html)
    False
    """
    printed = printed_date(target.page)
    if printed is None:
        return unknown(_NONE)
    told = [one for one in machine_dates(target.page) if one.day is not None and _of_publication(one.source)]
    if any(one.day is not None and abs(one.day - printed.day) <= _ONE_DAY for one in told) or not told:
        return yes(f"the date is {printed.printed.text}")
    return no(f"{printed.printed.text} is printed, but {told[0].source} says {told[0].value}", at=printed.element)


def _of_publication(source: str) -> bool:
    """Whether the source means publication: Dublin Core's bare date and creation may be other days."""
    return not source.endswith((" dc.date", " dcterms.date", " date", ".created"))


@check
def modified_after_published(target: Target) -> Verdict:
    """The day of the last change is not before that of publication.

    >>> html = '<meta property="article:modified_time" content="2022-10-03"><main><h1>Ship comes home</h1><p>Nov. 3, 2022</p></main>'
    >>> holds(modified_after_published, html)
    False
    """
    printed, modified = printed_date(target.page), modified_day(target.page)
    if printed is None or modified is None or printed.day - modified <= _ONE_DAY:
        return yes("the dates are in order")
    return no(f"the page was last changed on {modified.isoformat()}, before the printed date {printed.printed.text}")


@check
def changed_after_publication(target: Target) -> Verdict:
    """The page tells machines that it was changed more than a day after its publication.

    >>> html = '<meta property="article:modified_time" content="2022-12-03"><main><h1>Ship comes home</h1><p>Nov. 3, 2022</p></main>'
    >>> holds(changed_after_publication, html)
    True
    """
    published, modified = printed_date(target.page), modified_day(target.page)
    if published is None or modified is None:
        return no("no change after publication is told")
    if modified - published.day > _ONE_DAY:
        return yes(f"the page was last changed on {modified.isoformat()}")
    return no("the page was not changed after the day of publication")


@check
def update_note_printed(target: Target) -> Verdict:
    """A line tells readers of an update or correction.

    >>> holds(update_note_printed, "<h1>Ship comes home</h1><p>Updated Dec. 3, 2022</p>")
    True
    """
    for line in visible_lines(target.page):
        if len(line.text) < 250 and _UPDATED.search(line.text[:80]):
            return yes(f"the page says “{line.text[:60]}”", at=line.element)
    modified = modified_day(target.page)
    when = f"on {modified.isoformat()} " if modified else ""
    return no(f"the page was changed {when}after publication, and no line says so", at=target.element, missing=True)

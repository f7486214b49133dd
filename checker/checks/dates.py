"""Statements about the day of publication: that it is printed, how, and that machines are told the same."""

from __future__ import annotations

from datetime import date

from checker.finders.dates import AP_MONTHS, FULL_MONTHS, WEEKDAYS
from checker.finders.published import printed_date
from checker.finding import Target, Verdict, no, spoken, text_of_part, unknown, yes
from checker.registry import check

_ENGLISH = frozenset(name for full in FULL_MONTHS for name in (full.lower(), full[:3].lower(), full[:4].lower()))
_NONE = "no date of publication is printed"


@check
def date_month_as_ap(target: Target, *, full_names: bool = False) -> Verdict:
    """The month is shortened as AP shortens it before a day (Nov., but March); ``full_names`` are as good.

    Of its own: AP's table of months.

    >>> holds(date_month_as_ap, "<h1>Ship comes home</h1><p>Published November 3, 2022</p>")
    False
    >>> holds(date_month_as_ap, "<h1>Ship comes home</h1><p>Published November 3, 2022</p>", full_names=True)
    True
    """
    found = printed_date(target.page)
    if found is None:
        return unknown(_NONE)
    if found.printed.form != "month-first":
        return yes(f"the date is written {found.printed.text}")
    month = found.printed.month
    if month.rstrip(".").lower() not in _ENGLISH:
        return yes(f"the month is written {month}")
    if month == AP_MONTHS[found.day.month - 1] or (full_names and month == FULL_MONTHS[found.day.month - 1]):
        return yes(f"the month is written {month}")
    return no(f"the month in {found.printed.text} is not written as AP does ({AP_MONTHS[found.day.month - 1]})")


@check
def date_weekday_right(target: Target) -> Verdict:
    """The day of the week that is printed with the date is the one that the date has.

    Of its own: it reckons the calendar.

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
def days_after(target: Target, *, other: str, at_least: int = -100_000, at_most: int = 100_000) -> Verdict:
    """The day comes so many days after that of the part ``other``; before it, the number is negative.

    Both are ISO days. Unknown where the other is not there.
    """
    own, theirs = target.words or "", text_of_part(target.part(other))
    if not theirs:
        return unknown(f"{spoken(other)} is not known")
    number = (date.fromisoformat(own) - date.fromisoformat(theirs)).days
    apart = f"{abs(number)} {'day' if abs(number) == 1 else 'days'} {'after' if number > 0 else 'before'}"
    found = f"{target.name} is {own}, {apart if number else 'the same as'} {spoken(other)}" + (
        f", {theirs}" if number else ""
    )
    return yes(found) if at_least <= number <= at_most else no(found)

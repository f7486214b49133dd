"""Dates as pages print them and as machines read them: the grammar, in the languages that agencies publish in."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from checker.pattern import pattern

#: Names of months in English, Spanish, Portuguese, French and Haitian Creole, with the English short forms.
_MONTH_NAMES = (
    "january jan enero janeiro janvier janvye",
    "february feb febrero fevereiro février fevrier fevriye",
    "march mar marzo março marco mars mas",
    "april apr abril avril",
    "may mayo maio mai me",
    "june jun junio junho juin jen",
    "july jul julio julho juillet jiyè",
    "august aug agosto août aout out",
    "september sep sept septiembre setiembre setembro septembre septanm",
    "october oct octubre outubro octobre oktòb",
    "november nov noviembre novembro novembre novanm",
    "december dec diciembre dezembro décembre decembre desanm",
)
MONTHS = {name: number for number, row in enumerate(_MONTH_NAMES, 1) for name in row.split()}
#: AP Stylebook: these months are shortened when a day follows, the others never
#: (https://www.apstylebook.com/, "months").
AP_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
FULL_MONTHS = "January February March April May June July August September October November December".split()
#: Days of the week; a printed one is kept by its first three letters.
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_PATTERN = (
    r"(?P<weekday>\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    r"(?:"
    r"(?:\b|(?-i:(?<=[a-z0-9])(?=[A-Z])))(?P<month>{names})(?P<dot>\.?),?\s+(?P<day>\d{1,2})(?P<ordinal>st|nd|rd|th)?(?P<comma>,\s*|\s+)(?P<year>\d{4})(?!\d)"
    r"|\b(?P<day2>\d{1,2})(?P<ordinal2>st|nd|rd|th|er|º)?[\s-]+(?:de\s+|of\s+)?(?P<month2>{names})(?![^\W\d_])\.?,?"
    r"[\s-]*(?:de\s*|del\s*)?(?P<year2>\d{4})\b"
    r"|(?<![\d/.-])(?P<iso>\d{4})(?P<sep>[-/.])(?P<month3>\d{1,2})(?P=sep)(?P<day3>\d{1,2})(?!\d)"
    r"|(?<![\d/.-])(?P<month4>\d{1,2})(?P<sep2>[-/.])(?P<day4>\d{1,2})(?P=sep2)(?P<year4>\d{4}|\d{2})(?![\d/.-]*\d)"
    r")"
)
_DATE = pattern(_PATTERN.replace("{names}", "|".join(sorted(MONTHS, key=len, reverse=True))), re.IGNORECASE)
#: Two-digit years before this one are of this century.
_PIVOT = 70
#: Lines longer than this are prose; a date in them is looked for in their beginning only.
BOUND = 400


class PrintedDate(NamedTuple):
    """A date in a text: as written, where it begins and ends there, its day, and how it is written.

    ``form`` is month-first, day-first, iso or numeric; ``month`` the month as written.
    """

    text: str
    start: int
    end: int
    day: date
    form: str
    month: str = ""
    weekday: str = ""
    ordinal: bool = False
    short_year: bool = False
    comma: bool = True

    @property
    def other_day(self) -> date | None:
        """The day that numbers alone mean where the day comes before the month; None where they can mean one day only.

        >>> str(dates_in("05.11.2026")[0].other_day), dates_in("25.11.2026")[0].other_day
        ('2026-11-05', None)
        """
        if self.form != "numeric" or self.day.day > len(AP_MONTHS) or self.day.day == self.day.month:
            return None
        return self.day.replace(month=self.day.day, day=self.day.month)


_DIGIT = pattern(r"\d")


def dates_in(text: str) -> list[PrintedDate]:
    """The dates that the text holds, in their order; impossible days are no dates.

    >>> [str(one.day) for one in dates_in("Thursday, Nov. 3, 2022 / 27 de noviembre de2018, 11/3/22")]
    ['2022-11-03', '2018-11-27', '2022-11-03']
    """
    text = text[:BOUND]
    if not _DIGIT.search(text):
        return []
    found = []
    for match in _DATE.finditer(text):
        one = _printed(match)
        if one is not None:
            found.append(one)
    return found


def _printed(match: re.Match[str]) -> PrintedDate | None:
    group = match.groupdict()
    text = match.group()
    weekday = (group["weekday"] or "").strip(" ,.").lower()[:3]
    month: int | None
    if group["year"]:
        month, form, name = MONTHS.get(group["month"].lower()), "month-first", group["month"] + group["dot"]
        year, day = group["year"], group["day"]
    elif group["year2"]:
        month, form, name = MONTHS.get(group["month2"].lower()), "day-first", group["month2"]
        year, day = group["year2"], group["day2"]
    elif group["iso"]:
        month, form, name, year, day = int(group["month3"]), "iso", "", group["iso"], group["day3"]
    else:
        month, form, name, year, day = int(group["month4"]), "numeric", "", group["year4"], group["day4"]
        if month > len(AP_MONTHS):
            # 25/08/2019: only the day can be so large a number.
            month, day = int(day), group["month4"]
    if month is None:
        return None
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < _PIVOT else 1900
    try:
        when = date(number, month, int(day))
    except ValueError:
        return None
    if not 1900 <= number <= 2100:
        return None
    return PrintedDate(
        text,
        match.start(),
        match.end(),
        when,
        form,
        name,
        weekday,
        bool(group["ordinal"] or group["ordinal2"]) and form in ("month-first", "day-first"),
        len(year) == 2,
        form != "month-first" or "," in (group["comma"] or ""),
    )


_ISO = pattern(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


def machine_day(value: str) -> date | None:
    """The day of an ISO 8601 date or date and time; None where the value is no such thing.

    >>> str(machine_day("2022-11-03T21:14:00-04:00"))
    '2022-11-03'
    """
    match = _ISO.match(value)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def loose_day(value: str) -> date | None:
    """The day of a machine-readable value, also where it is written as people write dates."""
    day = machine_day(value)
    if day is None:
        printed = dates_in(value)
        day = printed[0].day if printed else None
    return day

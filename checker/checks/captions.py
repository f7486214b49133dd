"""Statements about the wording of captions and their credits."""

from __future__ import annotations

import re
from datetime import date, timedelta

from checker.checks.alt_text import VIRIN
from checker.checks.photos import photo_of, shortened, text_part
from checker.finders.credits import Credit, credit_in
from checker.finders.dates import dates_in
from checker.finding import Target, Verdict, no, unknown, yes
from checker.page import Page, derived
from checker.pattern import pattern
from checker.registry import check

#: "(U.S. Air Force photo)": an organization, nobody's name.
_UNNAMED = pattern(
    r"(?:(?!courtesy\b|file\b)[\w.’'-]+\s+){1,6}(?:photo(?:graph)?|image|graphic|illustration|video)s?(?:\s*/\s*released)?",
    re.IGNORECASE,
)
_WEEKDAY = pattern(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
_RELATIVE = pattern(r"\b(?:yesterday|last (?:week|month|night|year)|this (?:week|morning|afternoon))\b", re.IGNORECASE)
_ON_DATE = pattern(
    r"\bon (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}\b(?! through)", re.IGNORECASE
)
_DATELINE = pattern(r"(?:[A-Z][A-Z.'’-]+ ?){1,6}(?:, [A-Z][A-Za-z. ]{1,25})?(?: \([A-Za-z0-9, ]{2,30}\))? ?(?:--|–|—) ")


def _credit(target: Target) -> Credit | None:
    """The credit that the caption ends with."""
    return credit_in(text_part(target, "caption"))


@check
def caption_has_credit(target: Target) -> Verdict:
    """The caption ends with a credit, or a line beside it is one."""
    if target.part("credit"):
        return yes(f"the credit is “{target.part('credit')}”")
    return no(f"the caption {shortened(text_part(target, 'caption'))} has no credit")


@check
def credit_in_parentheses(target: Target) -> Verdict:
    """The credit, where there is one, stands in parentheses of which the closing one is there."""
    credit, text = _credit(target), target.part("credit")
    if not text:
        return yes("there is no credit to read")
    if credit is None or not credit.opened:
        return no(f"the credit “{text}” is not in parentheses")
    return yes("the credit is in parentheses") if credit.closed else no("the credit has no closing parenthesis")


@check
def credit_spaced(target: Target) -> Verdict:
    """A space stands before the credit's opening parenthesis."""
    credit, caption = _credit(target), text_part(target, "caption")
    if credit is None or not credit.opened or credit.start == 0 or caption[credit.start - 1] == " ":
        return yes("a space stands before the credit")
    before = caption[max(0, credit.start - 12) : credit.start].split()[-1:]
    return no(f"no space stands between “{''.join(before)}” and “({shortened(credit.text, 3).strip('“”…')}”")


@check
def credit_joined(target: Target) -> Verdict:
    """The credit follows the caption, not on a line of its own after blank lines."""
    credit, layout = _credit(target), text_part(target, "layout")
    if credit is None or "\n\n" not in layout:
        return yes("the credit follows the caption")
    blank = layout.rfind("\n\n")
    if layout[blank:].strip().startswith("(") and credit_in(layout[blank:].strip()) is not None:
        return no("blank lines stand between the caption and its credit")
    return yes("the credit follows the caption")


@check
def credit_ends_caption(target: Target) -> Verdict:
    """Nothing, not even a period, follows the credit's closing parenthesis."""
    credit = _credit(target)
    if credit is None or not credit.rest:
        return yes("the credit ends the caption")
    return no(f"“{credit.rest}” follows the closing parenthesis of the credit")


@check
def credit_names_maker(target: Target) -> Verdict:
    """The credit, where there is one, names who took the photo or says that it is a courtesy."""
    text = text_part(target, "credit")
    if text and _UNNAMED.fullmatch(text):
        return no(f"the credit “{text}” names nobody")
    return yes("the credit names its maker")


@check
def caption_in_one_block(target: Target) -> Verdict:
    """No two blank lines, line breaks or empty paragraphs stand inside the caption."""
    if "\n\n\n" in text_part(target, "layout"):
        return no("several blank lines stand inside the caption")
    return yes("the caption is one block")


@check
def caption_complete(target: Target) -> Verdict:
    """The caption does not break off with dots."""
    caption = text_part(target, "caption")
    if caption.endswith(("...", "…")):
        return no(f"the caption {shortened(caption)} breaks off with dots")
    return yes("the caption is complete")


@check
def caption_without_weekday(target: Target) -> Verdict:
    """The caption names no day of the week beside a date."""
    caption = text_part(target, "caption")
    match = _WEEKDAY.search(caption) if "day" in caption else None
    return no(f"the caption names the weekday “{match.group()}”") if match else yes("the caption names no weekday")


@check
def caption_without_relative_date(target: Target) -> Verdict:
    """The caption uses no words, such as "yesterday", whose meaning changes with the day of reading."""
    caption = text_part(target, "caption")
    match = _RELATIVE.search(caption) if "last " in caption or "this " in caption or "day" in caption else None
    return no(f"the caption says “{match.group()}”") if match else yes("the caption gives no relative date")


@check
def caption_date_without_on(target: Target) -> Verdict:
    """No "on" stands before the caption's date."""
    caption = text_part(target, "caption")
    match = _ON_DATE.search(caption) if "on " in caption else None
    return no(f"the caption says “{match.group()}”") if match else yes("no “on” stands before a date")


@check
def caption_without_dateline(target: Target) -> Verdict:
    """The caption does not open with a dateline."""
    match = _DATELINE.match(text_part(target, "caption")[:120])
    return (
        no(f"the caption opens with “{match.group().strip()}”") if match else yes("the caption opens with its sentence")
    )


def _days(target: Target) -> list[date]:
    return [one.day for one in dates_in(text_part(target, "caption")[:2000])]


@derived
def _published(page: Page) -> date | None:
    from checker.finders.story import story_facts

    day = story_facts(page)["published"]
    return date.fromisoformat(day) if day else None


@check
def caption_has_date(target: Target) -> Verdict:
    """The caption holds a date with its year."""
    days = _days(target)
    return yes(f"the caption's date is {days[0].isoformat()}") if days else no("the caption holds no date")


@check
def caption_not_after_publication(target: Target) -> Verdict:
    """No date in the caption is later than that of its story, or of its item in a list; unknown where there is none."""
    dated = dates_in(text_part(target, "dated"))
    day = dated[0].day if dated else _published(target.page)
    if day is None:
        return unknown("no date of publication was found")
    late = [one for one in _days(target) if one > day + timedelta(days=1)]
    if not late:
        return yes("the caption's date is not after the publication")
    return no(f"the caption says {late[0].isoformat()}, after the publication on {day.isoformat()}")


@check
def publication_dated(target: Target) -> Verdict:
    """The caption's story, or its item in a list, has a date of publication."""
    if target.part("dated") or _published(target.page):
        return yes("there is a date of publication")
    return no("there is no date of publication")


def _virin(target: Target) -> str | None:
    match = VIRIN.search(text_part(target, "caption")) or VIRIN.search(text_part(target, "src")[-200:])
    return match.group() if match else None


@check
def photo_has_virin(target: Target) -> Verdict:
    """The caption or the photo's address holds a VIRIN, such as 090311-A-AZ411-078."""
    virin = _virin(target)
    return yes(f"the VIRIN is {virin}") if virin else no("there is no VIRIN")


@check
def virin_agrees_with_caption(target: Target) -> Verdict:
    """The day in the VIRIN is that of the caption; captions of old photos, with days years apart, are not compared."""
    virin, days = _virin(target), _days(target)
    if virin is None or len(days) != 1:
        return yes("there is nothing to compare")
    try:
        taken = date(2000 + int(virin[:2]), int(virin[2:4]), int(virin[4:6]))
    except ValueError:
        return no(f"the VIRIN {virin} does not begin with a day", at=photo_of(target))
    apart = abs((taken - days[0]).days)
    if 1 < apart < 60:
        return no(f"the VIRIN {virin} says {taken.isoformat()}, the caption {days[0].isoformat()}", at=photo_of(target))
    return yes("the VIRIN agrees with the caption")

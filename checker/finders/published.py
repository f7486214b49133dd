"""When the page was published: the day that it prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from checker.finders.chrome import chrome
from checker.finders.dateline import found_dateline
from checker.finders.dates import MONTHS, PrintedDate, dates_in, machine_day
from checker.finders.links import in_marked_footer
from checker.finders.prose import in_caption, layout
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.reading import Line, folded, lines_within, visible_texts

#: Words before a date that make it another date than that of publication.
_OTHER = pattern(
    r"date and time|when:|updat|modif|review|revis|expir|effectiv|deadline|due|event|current as of|as of\b|accessed|captur|taken|meeting|hearing"
    r"|actualiza|última|modifica|starts?|ends?\b|until|through|valid|birth|born|since|mis à jour|deployed|closes?",
    re.IGNORECASE,
)
_LABEL = pattern(
    r"(?:publi(?:shed|cation date|cado|é)|posted|post date|release(?:d| date)?|date(?: posted| published| of release)?|for (?:immediate )?release|"
    r"issued|fecha|news|created|submitted|dated|dat(?:e|a|um)\b|publicación)",
    re.IGNORECASE,
)
_YEAR = pattern(
    r"^(?!.*(?:copyright|©|\(c\)|rights reserved|derechos reservados)).*"
    rf"(?:(?<!\d)(?:19|20)\d\d(?!\d)|\b(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?\s+\d{{1,2}}\b)",
    re.IGNORECASE,
)
#: From when to when something is open or held: "March 3, 2026, 10 a.m. to 2 p.m."
_HOURS = pattern(
    r"[\s,|@·•–—-]*(?:(?:time|hours|hora)\s*:?\s*)?(?:at |from )?\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[–—-]|to|until|a)\s*\d{1,2}(?::\d\d)?\s*[ap]\.?m\b",
    re.IGNORECASE,
)
_BY_SOMEONE = pattern(r"\b(?i:by|por)\s+[A-Z]")
#: A section label before the date: "NEWS | Nov. 3, 2022".
_BARRED = pattern(r"[^|]{2,40}\|\s*")
#: A line is a date line if so many characters stand beside its date, or it names a label or byline.
_BESIDE = 42
#: Month, day and year, none longer than "September".
_PIECES, _LONGEST_PIECE = 3, 9
_DASH = pattern(r"\s*(?:--|[–—]|-\s)")
_OPENING = 40


class Printed(NamedTuple):
    """The printed date of publication: the date as written, its line and element, and whether a kicker or label named it."""

    printed: PrintedDate
    line: Line
    element: Element
    labelled: bool

    @property
    def day(self) -> date:
        """The day."""
        return self.printed.day


@derived
def printed_date(page: Page) -> Printed | None:
    """The publication date that a reader sees by the headline; None where there is none.

    Dates of related stories, captions and updates are not taken for it.
    """
    own = page.settings.selectors.get("published")
    if own:
        return _told(page, own)
    found = layout(page)
    below = _first_date(page, _with_labels(found.header))
    above = _first_date(page, _with_labels(found.above, near_first=True))
    # A label above the headline outweighs a date below it without one, with which the text may begin.
    if below is not None or above is not None:
        return above if below is None or (above is not None and above.labelled and not below.labelled) else below
    for line in (*found.after, *_labelled_lines(page, (*found.header, *found.body))):
        made = _by_headline(page, line, "", only_labelled=line not in found.after)
        if made is not None and made.printed.start <= 60:
            return made
    return _in_pieces(found.header) or _in_pieces(found.above) or _in_dateline(page)


def _in_pieces(lines: Sequence[Line]) -> Printed | None:
    """A date whose month, day and year stand in elements of their own, as on the leaf of a calendar."""
    for number, line in enumerate(lines):
        texts = [folded(run.text) for run in line.runs]
        for other in lines[number + 1 : number + _PIECES]:
            texts += [folded(run.text) for run in other.runs]
        pieces = [one for one in texts if one][:_PIECES]
        if all(len(one) <= _LONGEST_PIECE for one in pieces):
            found = dates_in(" ".join(pieces))
            if found and found[0].start == 0:
                return Printed(found[0], line, line.element, False)
    return None


def _first_date(page: Page, lines: Iterable[tuple[Line, str]]) -> Printed | None:
    """The first date of publication in the lines, each with the line before it."""
    return next((made for line, before in lines if (made := _by_headline(page, line, before)) is not None), None)


def _told(page: Page, selector: str) -> Printed | None:
    for element in page.select(selector):
        for line in lines_within(element):
            found = dates_in(line.text)
            if found:
                return Printed(found[0], line, element, True)
    return None


def _with_labels(lines: Sequence[Line], *, near_first: bool = False) -> Iterator[tuple[Line, str]]:
    """Each line with the text of the line before it, which may be its label."""
    pairs = [(line, lines[number - 1].text if number else "") for number, line in enumerate(lines)]
    return iter(reversed(pairs) if near_first else pairs)


def _labelled_lines(page: Page, lines: Iterable[Line]) -> list[Line]:
    """Lines that begin with "Posted:", "Published:" and the like."""
    return [line for line in lines if len(line.text) < 90 and _LABEL.match(line.text) and not in_caption(page, line)]


def _by_headline(page: Page, line: Line, before: str, *, only_labelled: bool = False) -> Printed | None:
    text = line.text
    if len(text) > 300:
        return None
    inner = line.runs[0].element
    if inner.closest("label", "button", "figure") is not None or in_caption(page, line):
        return None
    for one in dates_in(text):
        lead, tail = text[: one.start], text[one.end :]
        if _OTHER.search(lead[-40:]) or (not lead.strip() and _is_label_of_other(before)):
            continue
        if _HOURS.match(tail if tail.strip() else _next_lines(page, line)):
            continue
        label = bool(_LABEL.search(lead[-40:])) or (
            not lead.strip() and len(before) < 40 and bool(_LABEL.match(before))
        )
        label = label or _BARRED.fullmatch(lead) is not None
        beside = len(lead.strip()) + len(tail.strip())
        from_byline = bool(
            pattern(r"(?:by|por|story by)\b", re.IGNORECASE).match(text) or pattern(r"\bby\s+[A-Z]").search(tail)
        )
        if only_labelled and not (label and lead.strip() and len(lead) < 40):
            continue
        # A line may begin with the date in an element of its own, or parted from the rest by a sign.
        first = not lead.strip() and (
            tail.lstrip()[:1] in ("/", "•", "·", "-", "–", "—") or line.runs[0].text.strip() == one.text
        )
        set_off = first or "|" in text or _is_time(line)
        if not ((label and len(lead) < 160) or beside <= _BESIDE or from_byline or set_off):
            continue
        if tail.rstrip().endswith(".") and beside > 20 and not label:
            continue
        return Printed(one, line, line.element, label)
    return _unread_time(line)


def _next_lines(page: Page, line: Line) -> str:
    """The two lines after the line: a label, and what it labels."""
    return " ".join(visible_texts(page)[line.number + 1 : line.number + 3])


def _is_label_of_other(before: str) -> bool:
    """Whether the line before a date says that it is another date than that of publication; who did it is no label."""
    return len(before) < 40 and _OTHER.search(before) is not None and _BY_SOMEONE.search(before) is None


def _is_time(line: Line) -> bool:
    return line.element.closest("time") is not None


def _unread_time(line: Line) -> Printed | None:
    """A date in a language whose months are not known, in a ``time`` element that says its day to machines."""
    element = line.runs[0].element.closest("time")
    if element is None or dates_in(line.text):
        return None
    day = machine_day(element.attrs.get("datetime", ""))
    if day is None or not any(map(str.isdigit, line.text)):
        return None
    return Printed(PrintedDate(line.text, 0, len(line.text), day, "other"), line, element, False)


def _in_dateline(page: Page) -> Printed | None:
    found = found_dateline(page)
    if found is None:
        return _opens_text(page)
    if not (found.dateline.date or found.dateline.date_first):
        return None
    dates = dates_in(found.dateline.text)
    return Printed(dates[0], found.line, found.element, False) if dates else None


def _opens_text(page: Page) -> Printed | None:
    """The date that the text begins with, before a dash, where a dateline has its place."""
    first = layout(page).first
    dates = dates_in(first.text[:_OPENING]) if first is not None else []
    if first is None or not dates or dates[0].start or not _DASH.match(first.text, dates[0].end):
        return None
    return Printed(dates[0], first, first.runs[0].element, False)


@derived
def doubtful_date_line(page: Page) -> Line | None:
    """A line by the headline that may hold the date in a form or language that is not known here, or that of an update."""
    found = layout(page)
    outside = chrome(page)
    for line in (*found.header, *reversed(found.above), *found.after):
        if len(line.text) >= 80 or not _YEAR.search(line.text) or in_caption(page, line):
            continue
        inner = line.runs[0].element
        if not outside.holds(inner) and not in_marked_footer(inner):
            return line
    return None

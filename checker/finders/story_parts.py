"""The story as rules ask about it: what the head of the page has, what it lacks, and what stands there instead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from itertools import islice

from checker.finders.byline import found_byline, name_without_by, person_in_metadata
from checker.finders.chrome import chrome
from checker.finders.dateline import found_dateline
from checker.finders.dates import dates_in
from checker.finders.headline import headline
from checker.finders.machine_dates import machine_dates, modified_day, printed_day
from checker.finders.prose import layout
from checker.finders.published import doubtful_date_line, printed_date
from checker.finders.story import story_element
from checker.finding import Absent, Parts, Passage, Related, Target
from checker.page import Page, derived
from checker.pattern import pattern
from checker.quoting import quotation
from checker.reading import visible_lines
from checker.registry import finder

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LIKE_HEADINGS = ("title", "headline", "heading", "header")
#: A first sentence that says whose story it is.
_ATTRIBUTION = pattern(
    r"\W*(?:this (?:story|article|post|blog|release|column) (?:comes|is|was|appeared|originally|first)|(?:news|press) release from"
    r"|blog post (?:from|by)|(?:story|article|contribution) from|courtesy of|guest (?:post|blog)|originally published|editor.s note)",
    re.IGNORECASE,
)
_UPDATED = pattern(
    r"\b(?:updated?|last modified|last reviewed|modified|corrected|correction|revised|actualizad[oa]|editor.s note)\b",
    re.IGNORECASE,
)
#: Time zones make a day of difference.
_ONE_DAY = timedelta(days=1)


@finder(
    parts=(
        *("headline", "unmarked-headline", "lower-heading", "second-h1", "first-paragraph"),
        *("byline", "dateline", "printed-date", "machine-date", "later-change", "update-note"),
    )
)
def story(page: Page) -> Iterable[Target]:
    """The page's one story, at its headline.

    ``unmarked-headline`` is one that is no heading, ``lower-heading`` one in another heading than h1; ``machine-date``
    what machines are told of the day of publication, ``later-change`` a change more than a day after it.
    """
    element = story_element(page)
    if element is not None:
        yield Target(element, _parts(page))


@derived
def _parts(page: Page) -> Parts:
    return Parts(
        {},
        headline=lambda: _headline(page),
        unmarked_headline=lambda: _unmarked(page),
        lower_heading=lambda: _lower_heading(page),
        second_h1=lambda: _second_h1(page),
        first_paragraph=lambda: first.block if (first := layout(page).first) else None,
        byline=lambda: _byline(page),
        dateline=lambda: _dateline(page),
        printed_date=lambda: _printed_date(page),
        machine_date=lambda: _machine_date(page),
        later_change=lambda: _later_change(page),
        update_note=lambda: _update_note(page),
    )


def _headline(page: Page) -> Passage | Absent:
    found = headline(page)
    return Passage(found.text, found.element) if found else Absent("no headline stands above the story", missing=True)


def _unmarked(page: Page) -> Passage | Absent | None:
    """A headline that is no heading; in doubt where nothing but its words says that it is the headline."""
    found = headline(page)
    if found is None or found.heading in _HEADINGS or found.element.closest(*_HEADINGS):
        return None
    if found.element.attrs.get("role") == "heading":
        return None
    near = (found.element, *islice(found.element.ancestors(), 2))
    named = " ".join(one.attrs.get("class", "") for one in near).lower()
    if found.element.closest("strong", "b", "font", "big", "center") or any(word in named for word in _LIKE_HEADINGS):
        fact = f"the headline “{found.text}” is styled text in {found.heading}, not a heading"
        return Passage(found.text, found.element, fact)
    return Absent(f"“{found.text}” may be the headline, and is no heading", at=found.element, certain=False)


def _lower_heading(page: Page) -> Passage | None:
    found = headline(page)
    if found is None or not found.heading.startswith("h") or found.heading == "h1":
        return None
    if found.element.attrs.get("aria-level") == "1":
        return None
    return Passage(found.text, found.element, f"the headline “{found.text}” is in {found.heading}")


def _second_h1(page: Page) -> Passage | None:
    """The first h1 of the page's own content that is not the headline, where that is one."""
    found, outside = headline(page), chrome(page)
    if found is None or found.heading != "h1":
        return None
    for one in page.document.tagged("h1"):
        same = one is found.element or one.contains(found.element) or found.element.contains(one)
        if not same and not outside.holds(one) and not outside.heads(one) and one.text.strip():
            related = (Related("headline", found.element),)
            return Passage(one.text, one, "the page has another h1 beside its headline", related)
    return None


def _byline(page: Page) -> Passage | Absent:
    found = found_byline(page)
    if found is not None:
        return Passage(found.text, found.element)
    unsigned = name_without_by(page)
    if unsigned is not None:
        return Absent(f"“{unsigned.text}” may name the author, without “By”", at=unsigned.element, certain=False)
    person = person_in_metadata(page)
    if person is not None:
        told = f"the page’s metadata name {person} as the author, but no byline is printed"
        return Absent(told, certain=False, missing=True)
    first = layout(page).first
    if first is not None and _ATTRIBUTION.match(first.text[:160]):
        told = f"no byline is printed, but the story begins {quotation(first.text, 70)}"
        return Absent(told, certain=False, missing=True)
    return Absent("no author is named between the headline and the first paragraph", missing=True)


def _dateline(page: Page) -> Passage | Absent:
    found = found_dateline(page)
    if found is not None:
        return Passage(found.dateline.text, found.element)
    first = layout(page).first
    if first is None:
        return Absent("no paragraph of the story was found", certain=False)
    begins = " ".join(first.text.split()[:5])
    return Absent(f"the first paragraph begins “{begins} …”, without a dateline", at=first.block, missing=True)


def _printed_date(page: Page) -> Passage | Absent:
    found = printed_date(page)
    if found is not None:
        return Passage(found.printed.text, found.element)
    doubtful = doubtful_date_line(page)
    if doubtful is not None:
        told = f"the only date by the headline stands in “{doubtful.text}”"
        return Absent(told, at=doubtful.element, certain=False)
    top = headline(page)
    if top is not None and dates_in(top.text):
        return Absent(f"a day is named in the headline alone, “{top.text}”", at=top.element, certain=False)
    machine = next((one for one in machine_dates(page) if one.day is not None), None)
    if machine is not None:
        return Absent(f"the date is told to machines only ({machine.value}), and not printed", missing=True)
    return Absent("no date of publication is printed by the headline", missing=True)


def _machine_date(page: Page) -> Passage | Absent:
    told = machine_dates(page)
    readable = next((one for one in told if one.day is not None), None)
    if readable is not None:
        return Passage(readable.value)
    if told:
        found = f"{told[0].source} says “{told[0].value}”, which is no date that machines read"
        return Absent(found, at=told[0].element)
    return Absent("nothing tells machines the date of publication")


def _later_change(page: Page) -> str | None:
    published, modified = printed_day(page), modified_day(page)
    late = published is not None and modified is not None and modified - published > _ONE_DAY
    return modified.isoformat() if late and modified is not None else None


def _update_note(page: Page) -> Passage | Absent:
    for line in visible_lines(page):
        if len(line.text) < 250 and _UPDATED.search(line.text[:80]):
            return Passage(line.text, line.element)
    modified = modified_day(page)
    when = f"on {modified.isoformat()} " if modified else ""
    return Absent(f"the page was changed {when}after publication, and no line says so", missing=True)

"""The section label (kicker) by the headline: "NEWS | Nov. 3, 2022", "Commentary"."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from checker.finders.dates import PrintedDate, dates_in
from checker.finders.prose import layout
from checker.finding import Absent, Target
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.reading import Line
from checker.registry import finder

_BAR = pattern(r"(?P<label>[^|]{2,40}?)\s*\|\s*(?P<rest>.{0,60})$")
_HINTS = ("kicker", "eyebrow", "category", "section-label", "article-type", "content-type", "post-type")


@functools.cache
def page_type_words() -> Mapping[str, Any]:
    """The words of ``data/page_types.json`` that tell types of pages apart."""
    path = Path(__file__).parent.parent / "data" / "page_types.json"
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


class SectionLabel(NamedTuple):
    """A section label: its words, what stands after its bar, the date there if it is one, its line and element."""

    label: str
    rest: str
    date: PrintedDate | None
    line: Line
    element: Element
    barred: bool


@derived
def found_section_label(page: Page) -> SectionLabel | None:
    """The label by the headline, or None where there is none."""
    found = layout(page)
    if found.headline is None:
        return None
    known = _known_labels()
    for line in (*reversed(found.above[-4:]), *found.header[:6]):
        if len(line.text) > 100:
            continue
        match = _BAR.match(line.text)
        label = (match["label"] if match else line.text).strip()
        folded_label = label.casefold().rstrip(":")
        hinted = any(hint in line.element.attrs.get("class", "").lower() for hint in _HINTS)
        if not (folded_label in known or (hinted and len(label) <= 40 and not dates_in(label))):
            continue
        rest = match["rest"].strip() if match else ""
        dates = dates_in(rest)
        return SectionLabel(label, rest, dates[0] if dates else None, line, line.element, "|" in line.text)
    return None


@functools.cache
def _known_labels() -> frozenset[str]:
    extra = ("announcement", "announcements", "update", "updates")
    return frozenset(extra).union(*page_type_words()["labels"].values())


@finder(parts={"label": "the section label", "rest": "what follows the bar of the section label", "date": "the date"})
def section_label(page: Page) -> Iterable[Target]:
    """The section label with a bar, as AFPIMS prints it before the date; nothing where there is none."""
    found = found_section_label(page)
    if found is not None and found.barred:
        yield Target(found.element, {"label": found.label, "rest": found.rest, "date": _date(found)})


def _date(label: SectionLabel) -> str | Absent:
    if label.date is not None:
        return label.date.text
    if not label.rest:
        return Absent(f"nothing stands after the bar of the section label “{label.line.text}”")
    return Absent(f"the date in the section label “{label.line.text}” cannot be read")

"""The dateline of the page's story, at the beginning of its body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checker.finders.captions import captions
from checker.finders.dateline_grammar import Dateline, parse_dateline
from checker.finders.prose import Layout, in_caption, layout
from checker.finding import Absent, Passage, Target
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.reading import Line
from checker.registry import finder

#: A sentence before the story says where it comes from, or is a note: the dateline follows it.
_PREFACE = pattern(
    r"\W*(?:(?:news|press|media) release\b|blog post\b|editor’?'?s?’? note|note:|this (?:story|article|release) |by |courtesy|for (?:immediate )?release"
    r"|updated?\b|correction)",
    re.IGNORECASE,
)
_DECK = (
    "summary",
    "subtitle",
    "subhead",
    "deck",
    "dek",
    "lede",
    "description",
    "teaser",
    "intro",
    "abstract",
    "standfirst",
)
_LONGEST_PREFACE = 400
#: Fewer letters after a place and a dash are another field of a line: "Boise, Idaho – Full time".
_SHORTEST_REST = 25


class FoundDateline(NamedTuple):
    """A dateline with the line of the page that begins with it."""

    dateline: Dateline
    line: Line
    element: Element


def _candidates(page: Page, found: Layout) -> Iterator[tuple[Line, bool]]:
    """Lines that may begin with the dateline; True where it must have a dash: no prose, or not the first paragraph.

    A summary, a call to listen or a box may stand as one paragraph before the text, and nothing tells it from that.
    """
    for line in found.header:
        if len(line.text) >= 4:
            yield line, True
    begun = False
    for number, line in enumerate(found.body[:3]):
        yield line, begun
        if begun:
            break
        begun = not _is_preface(line, first=number == 0) and not _is_photos(page, line)


def _is_photos(page: Page, line: Line) -> bool:
    """Whether the paragraph is the caption of a photo that stands above the text."""
    return any(one.element.contains(line.runs[0].element) for one in captions(page))


def _is_preface(line: Line, *, first: bool) -> bool:
    """Whether the paragraph stands before the story: an attribution, a note, a quotation set apart, a summary in its own kind of element."""
    if len(line.text) > _LONGEST_PREFACE:
        return False
    if _PREFACE.match(line.text) or line.text.startswith("("):
        return True
    element = line.element
    if line.block.closest("blockquote", "aside") is not None:
        return True
    if first and element.tag in ("em", "i", "strong", "b"):
        return True
    for node in (element, *element.ancestors()):
        names = node.attrs.get("class", "").lower()
        if names and any(word in names for word in _DECK):
            return True
        if node is line.block or node.tag in ("article", "main", "body"):
            break
    return False


@derived
def found_dateline(page: Page) -> FoundDateline | None:
    """The story's dateline, or None where its body begins with none."""
    own = page.settings.selectors.get("dateline")
    if own:
        return _own(page, own)
    found = layout(page)
    for line, needs_dash in _candidates(page, found):
        dateline = parse_dateline(line.text)
        if dateline is None or in_caption(page, line):
            continue
        if needs_dash and not (dateline.dash and (dateline.capitals or dateline.regions)):
            continue
        rest = len(line.text) - dateline.end
        if needs_dash and rest and (not dateline.known or (rest < _SHORTEST_REST and not dateline.capitals)):
            continue
        if (
            needs_dash
            and line.block.closest("h1", "h2", "h3", "li", "th", "td") is not None
            and dateline.end < len(line.text)
        ):
            continue
        return FoundDateline(dateline, line, line.runs[0].element)
    return None


def _own(page: Page, selector: str) -> FoundDateline | None:
    from checker.reading import lines_within

    for element in page.select(selector):
        for line in lines_within(element):
            text = line.text.rstrip(" -—–")
            dateline = parse_dateline(line.text) or parse_dateline(text + " -- ")
            if dateline is None:
                dateline = Dateline(text, text, (), "", "", "", len(line.text), text.isupper(), False)
            return FoundDateline(dateline, line, element)
    return None


@finder(
    parts={
        "text": "the dateline",
        "place": "the place in the dateline",
        "state": "the state or country in the dateline",
        "with-dash": "the dateline",
        "before-place": "what stands before the place",
    }
)
def dateline(page: Page) -> Iterable[Target]:
    """The story's dateline; nothing where it has none. ``with-dash`` is the dateline with its dash and the blanks around it."""
    found = found_dateline(page)
    if found is None:
        return
    line = found.dateline
    state = ", ".join(line.regions) or (line.place if line.known else None)
    end = " " if line.end >= len(found.line.text) else ""
    yield Target(
        found.element,
        {
            "text": line.text,
            "place": line.place,
            "state": state or Absent(f"“{line.place}” stands without a state or country", certain=False),
            "with-dash": f"{line.text}{line.dash}{end}",
            "before-place": _before_place(line),
        },
    )


def _before_place(line: Dateline) -> Passage | None:
    """The date or bracket with which the dateline begins."""
    if line.date_first:
        return Passage(line.text, found=f"the dateline “{line.text}” begins with its date")
    if line.text[:1] in "([":
        return Passage(line.text, found=f"the dateline “{line.text}” stands in brackets")
    return None

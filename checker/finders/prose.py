"""How a page's story lies in its lines: what stands above the headline, between it and the first paragraph, the paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from checker.finders.byline_grammar import parse_byline
from checker.finders.chrome import Chrome, chrome
from checker.finders.credits import leads_with_credit
from checker.finders.dateline_grammar import parse_dateline
from checker.finders.dates import dates_in
from checker.finders.headline import Headline, headline
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.reading import Line, visible_lines

#: What opens a list of other stories or closes a story, in English and Spanish.
_OPENINGS = (
    "related; more (?:news|stories|from|like|in|on); latest; recent; you (?:may|might) also; also (?:in|of interest)"
    r"; in the \w+ news; connect with; share this; recommended; read next; up next; next story; previous story; trending"
    r"; popular; noticias relacionadas; más noticias; artículos relacionados; topics?\b; tags?\b; comments?\b; ###; -30-"
    "; leave a (?:reply|comment)"
).split("; ")
_RELATED = pattern("|".join(_OPENINGS), re.IGNORECASE)
#: Few other lines begin with the same three letters.
_RELATED_LETTERS = frozenset(one[:3] for one in _OPENINGS)
_CAPTIONS = "figure, figcaption, [class*=caption i], [class*=photo-credit i], [class*=image-credit i], [class*=photocredit i], .da_media_item, [class*=gallery i], [class*=carousel i]"
_CREDIT = pattern(r"\([^()]*\b(?:photo|photograph|graphic|illustration|video|image)\b[^()]*\)\W*$", re.IGNORECASE)
_END = frozenset(".!?:”\"’')…。")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NO_PARAGRAPH = frozenset((*_HEADINGS, *"li th button label dt dd a address legend".split()))
#: Shorter lines are labels.
_SHORTEST = 45
#: A title of fewer words is taken for a name.
_FEWEST_SPACES = 3
#: So many lines above the headline, and so many below it, are looked at for its date and author.
_ABOVE, _BELOW = 10, 60
#: Between a paragraph that sums up the story and its text stand few lines; a date line has few letters beside the date.
_BETWEEN, _BESIDE_DATE = 8, 24
#: No byline and no line of dates is longer.
_LONGEST_METADATA = 200


class Layout(NamedTuple):
    """The lines of a page as a story has them; every tuple may be empty.

    ``above`` the lines before the headline, nearest last; ``header`` those between it and the first
    paragraph; ``body`` the paragraphs of prose; ``after`` the rest of the story's own part of the page.
    """

    headline: Headline | None
    above: tuple[Line, ...]
    header: tuple[Line, ...]
    body: tuple[Line, ...]
    after: tuple[Line, ...]
    container: Element | None

    @property
    def first(self) -> Line | None:
        """The first paragraph."""
        return self.body[0] if self.body else None


@derived
def caption_ranges(page: Page) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where captions, figures and galleries stand, as first and last element numbers."""
    starts: list[int] = []
    ends: list[int] = []
    most = len(page.document.elements) // 2
    headings = [one.index for one in page.document.tagged("h1")]
    for element in page.document.select(_CAPTIONS):
        # A block with the headline in it is the story, whatever its class calls it.
        if bisect_left(headings, element.index) < bisect_left(headings, element.end):
            continue
        if element.tag in ("html", "body", "main", "article") or element.end - element.index > max(most, 20):
            continue
        if not ends or element.index >= ends[-1]:
            starts.append(element.index)
            ends.append(element.end)
    return tuple(starts), tuple(ends)


def in_caption(page: Page, line: Line) -> bool:
    """Whether the line stands in a figure or caption, or ends or begins with a photo credit."""
    starts, ends = caption_ranges(page)
    index = line.runs[0].element.index
    place = bisect_right(starts, index) - 1
    if place >= 0 and index < ends[place]:
        return True
    if line.text[-2:].endswith((")", ".")) and "(" in line.text[-160:] and _CREDIT.search(line.text[-160:]) is not None:
        return True
    return leads_with_credit(line.text)


def is_prose(page: Page, line: Line, outside: Chrome) -> bool:
    """Whether the line is a paragraph of sentences, not a label, a heading, a caption or a list of links."""
    if not _reads_as_sentences(line.text) or _is_metadata(line.text):
        return False
    if outside.holds(line.runs[0].element) or in_caption(page, line):
        return False
    node: Element | None = line.element
    while node is not None and node.tag not in _NO_PARAGRAPH:
        if node is line.block:
            return not _mostly_linked(line)
        node = node.parent
    return False


def _reads_as_sentences(text: str) -> bool:
    """Whether the text is long enough, and ends, as sentences do; languages without spaces end them with 。."""
    if len(text) < _SHORTEST:
        return False
    spaces = text.count(" ")
    if text[-1] in _END:
        return spaces >= 8 or text[-1] == "。"
    return spaces >= 20


def _is_metadata(text: str) -> bool:
    """Whether the line, however long, is a byline or holds little beside dates and times."""
    if len(text) > _LONGEST_METADATA:
        return False
    if text[:3].casefold() in ("by ", "por", "sto", "wri", "pos"):
        return parse_byline(text) is not None
    found = dates_in(text)
    if not found or found[0].start > _BESIDE_DATE:
        return False
    if parse_byline(text) is not None:
        return True
    letters = sum(map(str.isalpha, text)) - sum(sum(map(str.isalpha, one.text)) for one in found)
    return letters <= _BESIDE_DATE


def _mostly_linked(line: Line) -> bool:
    linked = sum(len(run.text) for run in line.runs if run.element.tag == "a") if len(line.runs) > 1 else 0
    return 10 * linked > 6 * len(line.text)


@derived
def layout(page: Page) -> Layout:
    """The page's story as it lies in the lines."""
    lines = visible_lines(page)
    outside = chrome(page)
    top = headline(page)
    start = top.last + 1 if top else 0
    own = page.settings.selectors.get("body")
    if own:
        holders = page.select(own)
        prose = [
            line for line in lines if any(one.contains(line.runs[0].element) for one in holders) and len(line.text) > 20
        ]
    else:
        prose = _paragraphs(page, lines, start, outside)
    container = _container(prose[0]) if prose else None
    if container is not None:
        prose = [line for line in prose if container.contains(line.runs[0].element)]
    if own is None and _is_deck(page, lines, prose):
        prose = prose[1:]
    first = prose[0].number if prose else min(start + _BELOW, len(lines))
    last = prose[-1].number + 1 if prose else first
    header = [line for line in lines[max(start, first - _BELOW) : first] if not outside.holds(line.runs[0].element)]
    header = _until_teaser(header) if top is not None else header[-20:]
    return Layout(
        top,
        _above(lines, top, outside),
        tuple(header),
        tuple(prose),
        _after(lines, last, container, outside),
        container,
    )


def _paragraphs(page: Page, lines: Sequence[Line], start: int, outside: Chrome) -> list[Line]:
    found: list[Line] = []
    for line in lines[start:]:
        length = len(line.text)
        if length >= _SHORTEST and is_prose(page, line, outside):
            found.append(line)
        elif found and length < 60 and _closes_story(line.text) and not outside.holds(line.runs[0].element):
            break
    return found


def _closes_story(text: str) -> bool:
    """Whether the line opens a list of other stories, or is the last of its own."""
    return text[:3].lower() in _RELATED_LETTERS and _RELATED.match(text) is not None


def _is_deck(page: Page, lines: Sequence[Line], prose: Sequence[Line]) -> bool:
    """Whether the first paragraph sums up the story above its byline or date, which stand before the second."""
    if len(prose) < 3 or prose[1].number - prose[0].number > _BETWEEN or prose[0].block is prose[1].block:
        return False
    between = lines[prose[0].number + 1 : prose[1].number]
    return any(
        len(line.text) < 120 and not in_caption(page, line) and _is_byline_or_date(line.text) for line in between
    )


def _is_byline_or_date(text: str) -> bool:
    if parse_byline(text) is not None:
        return True
    found = dates_in(text)
    return bool(found) and len(text) - (found[0].end - found[0].start) <= _BESIDE_DATE


def _until_teaser(header: list[Line]) -> list[Line]:
    """The lines up to a linked title in a heading: with it another story begins.

    An author's name has fewer words, and where the story was written is no title.
    """
    for number, line in enumerate(header):
        inner = line.runs[0].element
        if (
            line.text.count(" ") >= _FEWEST_SPACES
            and inner.closest("a") is not None
            and inner.closest("h2", "h3", "h4", "h5") is not None
            and not _is_place(line.text)
        ):
            return header[:number]
    return header


def _is_place(text: str) -> bool:
    """Whether the text is the name of a place that a dateline could print."""
    found = parse_dateline(f"{text} --")
    return found is not None and found.known


def _container(line: Line) -> Element | None:
    return line.block.closest("article") or line.block.closest("main")


def _above(lines: Sequence[Line], top: Headline | None, outside: Chrome) -> tuple[Line, ...]:
    if top is None:
        return ()
    near = lines[max(0, top.first - 3 * _ABOVE) : top.first]
    kept = [
        line
        for line in near
        if not outside.holds(inner := line.runs[0].element)
        and not outside.heads(inner)
        and not (line.block.tag == "li" and line.element.closest("a") is not None)
        and line.block.closest("ul") is None
    ]
    return tuple(kept[-_ABOVE:])


def _after(lines: Sequence[Line], last: int, container: Element | None, outside: Chrome) -> tuple[Line, ...]:
    found: list[Line] = []
    for line in lines[last : last + _BELOW]:
        inner = line.runs[0].element
        if container is not None and not container.contains(inner):
            break
        if line.block.tag in _HEADINGS or line.element.closest(*_HEADINGS) is not None:
            break
        if not outside.holds(inner):
            found.append(line)
    return tuple(found[:12])

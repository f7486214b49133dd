"""The headline of a page's story: which of its headings it is, and what else names the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checker.finders.chrome import Chrome, chrome
from checker.finders.document import document_title
from checker.finders.metadata import described_articles, meta
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.reading import Line, folded, lines_within, visible_lines

_HEADINGS = ("h1", "h2", "h3", "h4")
#: What sites mark a headline with where it is no heading, or beside the heading; support, never proof.
_MARKED = (
    "[itemprop~=headline], .headline, .article-title, .entry-title, .page-title, .post-title, .news-title,"
    " .story-title, .documentFirstHeading, .title, .articleheadline, .maintitle"
)
_LABEL = pattern(r"(?:HEADLINE|TITLE|SUBJECT)\s*:\s*(?=\S)", re.IGNORECASE)
_RELEASE = pattern(r"(?:news|press|media) release|for (?:immediate )?release", re.IGNORECASE)
_TOKEN = pattern(r"[^\W_]+")
#: Candidates after so many are not looked at.
_MOST_H1 = 20
_MOST = {"h2": 20, "h3": 10, "h4": 5}
#: Scores of an h1 that the page's titles repeat, and of one about which they say nothing.
_SURE, _FAIR = 8, 4


class Headline(NamedTuple):
    """The headline: its text as printed, its element, its first and last line, and whether it is marked up as h1."""

    text: str
    element: Element
    first: int
    last: int
    heading: str


@derived
def other_titles(page: Page) -> tuple[tuple[str, str], ...]:
    """What else names the page: (title, its text), (og:title, ...), (headline in the JSON-LD data, ...)."""
    found = [("the title", document_title(page)), ("og:title", meta(page, "og:title", "twitter:title", "dc.title"))]
    found += [
        ("the headline in the page’s JSON-LD data", one["headline"])
        for one in described_articles(page)[:1]
        if isinstance(one.get("headline"), str)
    ]
    return tuple((name, folded(text)) for name, text in found if text and folded(text))


def tokens(text: str) -> list[str]:
    """The words of the text, folded for comparison.

    >>> tokens("U.S.–South Korea’s Alliance")
    ['u', 's', 'south', 'korea', 's', 'alliance']
    """
    return [token.casefold() for token in _TOKEN.findall(text)]


def agreement(one: str, other: str) -> float:
    """The share of the words of the shorter text that the other has as well.

    >>> agreement("Take Stock of Alliance", "Take Stock of Alliance | DOD News")
    1.0
    """
    first, second = set(tokens(one)), set(tokens(other))
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


@derived
def _title_words(page: Page) -> tuple[frozenset[str], ...]:
    """The words of each other title of the page that has three or more."""
    return tuple(words for _, text in other_titles(page) if len(words := frozenset(tokens(text))) >= 3)


def _names_page(text: str, titles: Sequence[frozenset[str]]) -> bool:
    words = set(tokens(text))
    return len(words) >= 3 and any(10 * len(words & title) >= 8 * min(len(words), len(title)) for title in titles)


@derived
def headline(page: Page) -> Headline | None:
    """The page's headline, or None where nothing stands out as one."""
    own = page.settings.selectors.get("headline")
    if own:
        return next((made for element in page.select(own) if (made := _made(element)) is not None), None)
    outside = chrome(page)
    titles = _title_words(page)
    score, best = _best(page.document.tagged("h1")[:_MOST_H1], outside, titles)
    # An h1 that the page's titles repeat leaves no doubt; nor is there any where they say nothing.
    if best is None or score < (_SURE if titles else _FAIR):
        other_score, other = _best(_other_candidates(page, titles), outside, titles)
        if other is not None and other_score > score:
            score, best = other_score, other
    if best is not None and score >= _FAIR // 2:
        return best
    return _labelled(page) or _styled(page, outside, titles)


def _best(
    elements: Iterable[Element], outside: Chrome, titles: Sequence[frozenset[str]]
) -> tuple[int, Headline | None]:
    """The first candidate with the best score, and the score."""
    best: tuple[int, Headline | None] = (-99, None)
    for element in elements:
        made = _made(element)
        score = _score(made, outside, titles) if made is not None else None
        if score is not None and score > best[0]:
            best = (score, made)
    return best


def _other_candidates(page: Page, titles: Sequence[frozenset[str]]) -> list[Element]:
    """Other headings, and what is marked as a headline, where the page's titles hold their first word."""
    document = page.document
    every = frozenset().union(*titles)
    found = [one for tag, most in _MOST.items() for one in document.tagged(tag)[:most]]
    marked = document.select(_MARKED)[:_MOST_H1]
    found += [one for one in marked if one.tag not in _HEADINGS and one.closest(*_HEADINGS) is None]
    told = (one for one in found if "itemprop" in one.attrs or _begins_with_one_of(one.text, every))
    return sorted(told, key=lambda element: element.index)


def _begins_with_one_of(text: str, words: frozenset[str]) -> bool:
    match = _TOKEN.search(text)
    return match is not None and match.group().casefold() in words


def _made(element: Element) -> Headline | None:
    lines = lines_within(element)
    if not lines or len(lines) > 5:
        return None
    text = " ".join(line.text for line in lines)
    tag = element.tag
    if tag not in _HEADINGS:
        inner = next((one.tag for one in element.descendants() if one.tag in _HEADINGS), None)
        tag = inner or tag
    return Headline(text, element, lines[0].number, lines[-1].number, tag) if len(text) <= 400 else None


def _score(made: Headline, outside: Chrome, titles: Sequence[frozenset[str]]) -> int | None:
    """How much speaks for the candidate; None where it cannot be the headline."""
    element = made.element
    if outside.holds(element):
        return None
    words = len(tokens(made.text))
    named = _names_page(made.text, titles)
    if made.heading != "h1" and not named and element.attrs.get("itemprop") != "headline":
        return None
    score = 4 if made.heading == "h1" else 1 if made.heading in _HEADINGS else 0
    score += 4 if named else 0
    score += 3 if "headline" in element.attrs.get("itemprop", "") else 0
    classes = element.attrs.get("class", "").lower()
    score -= 4 if "site" in classes or "logo" in classes or "brand" in classes else 0
    score -= 3 if outside.heads(element) else 0
    score -= 2 if words < 3 else 0
    if made.heading == "h1" and element.closest("main", "article") is not None:
        score += 1
    link = element.closest("a") or next((one for one in element.elements if one.tag == "a"), None)
    if link is not None and link.attrs.get("href", "").rstrip("/") in ("", "..", ".", "index.html"):
        score -= 3
    return score


def _labelled(page: Page) -> Headline | None:
    """A release's line "HEADLINE: ..."."""
    for line in visible_lines(page)[:80]:
        match = _LABEL.match(line.text)
        if match is not None and len(line.text) < 300:
            return Headline(line.text[match.end() :], line.element, line.number, line.number, line.block.tag)
    return None


def _styled(page: Page, outside: Chrome, titles: Sequence[frozenset[str]]) -> Headline | None:
    """A line that says the page's title although nothing marks it as a heading."""
    every = frozenset().union(*titles)
    for line in visible_lines(page) if titles else ():
        if not 12 <= len(line.text) <= 250 or not _begins_with_one_of(line.text, every):
            continue
        words = set(tokens(line.text))
        if len(words) < 3 or not any(words <= one and 2 * len(words) >= len(one) for one in titles):
            continue
        element = line.element
        if not outside.holds(element) and element.closest("a") is None and not _RELEASE.search(line.text):
            return _with_neighbours(page, line, every)
    return None


def _with_neighbours(page: Page, line: Line, every: frozenset[str]) -> Headline:
    """The headline with the lines beside it that go on with the title's words."""
    lines = visible_lines(page)

    def goes_on(number: int) -> bool:
        other = lines[number] if 0 <= number < len(lines) else None
        words = set(tokens(other.text)) if other is not None and len(other.text) <= 120 else set()
        return len(words) > 1 and words <= every and other is not None and other.element.tag == line.element.tag

    first, last = line.number, line.number
    if goes_on(first - 1):
        first -= 1
    if goes_on(last + 1):
        last += 1
    text = " ".join(one.text for one in lines[first : last + 1])
    return Headline(text, lines[first].element, first, last, line.block.tag)

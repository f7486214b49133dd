"""Teasers: the items of a list of news, each a title, perhaps a captioned photo, a date and the first words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import compress, count
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import urldefrag

from checker.finders.caption_text import is_heading, reads_as_sentence
from checker.finders.pictures import Picture, pictures
from checker.finding import Absent, Passage, Target
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.quoting import opening, quotation
from checker.reading import Line, folded, visible_lines, visible_texts
from checker.registry import finder

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
#: "July 26, 2024 - Tamiok Strike 2024, ..." (requirements, "Findings the sample page must give").
DATED = pattern(rf"({_MONTH} \d{{1,2}}, \d{{4}})\s*(?:--|[-–—|:])\s*(?=\S+\s\S)", re.IGNORECASE)
_MONTHS = frozenset(
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
)
_DATE_ALONE = pattern(rf"(?:\w+day, )?{_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}", re.IGNORECASE)
_SPOTLIGHT = pattern(r"spotlight\s*:\s*\S", re.IGNORECASE)
_ITEM_TAGS = ("li", "article", "tr", "dd")
#: More lines than these between two teasers belong to something else.
_LONGEST_ITEM = 8


class Teaser(NamedTuple):
    """An item: ``title``, ``between`` (what stands between title and teaser) and ``dated``, the line with date and text.

    ``picture`` is the item's picture; ``first`` and ``last`` the indexes of elements that the item spans.
    """

    title: Line
    between: tuple[Line, ...]
    dated: Line
    date: str
    text: str
    picture: Picture | None
    item: Element
    first: int
    last: int


def _common(one: Element, other: Element) -> Element:
    node = one
    while not node.contains(other) and node.parent is not None:
        node = node.parent
    return node


@derived
def teasers(page: Page) -> list[Teaser]:
    """The dated items of the page's lists of news, in document order.

    An item ends with its dated line and begins after the one before it. Two of them make a list; a single dated
    line may open a story.
    """
    lines, texts = visible_lines(page), visible_texts(page)
    with_month = compress(count(), map(_MONTHS.__contains__, map(itemgetter(slice(3)), texts)))
    dated = [(number, match) for number in with_month if (match := DATED.match(texts[number]))]
    if len(dated) < 2:
        return []
    shown = pictures(page)
    found: list[Teaser] = []
    before = -1
    for number, match in dated:
        begin = max(before + 1, number - _LONGEST_ITEM)
        begin = _own_lines(lines, begin, number)
        teaser = _teaser(lines, begin, number, match, shown, lines[before].after + 1 if before >= 0 else 0)
        if teaser is not None:
            found.append(teaser)
        before = number
    return found if len(found) > 1 else []


def _own_lines(lines: list[Line], begin: int, number: int) -> int:
    """Where the item begins: with its list item, else its last heading, else the last line that is no sentence."""
    item = lines[number].block.closest(*_ITEM_TAGS)
    if item is not None:
        begin = next((n for n in range(begin, number) if item.contains(lines[n].block)), number)
    titles = [n for n in range(begin, number) if is_heading(lines[n]) or _may_be_title(lines[n].text)]
    if not titles:
        return begin
    if item is None:
        return titles[-1]
    return next((n for n in titles if is_heading(lines[n])), titles[0])


def _may_be_title(text: str) -> bool:
    return not reads_as_sentence(text) and text[:1] != "(" and len(text) < 200


def _teaser(
    lines: list[Line], begin: int, number: int, match: re.Match[str], shown: list[Picture], floor: int
) -> Teaser | None:
    if begin >= number:
        return None
    title, dated = lines[begin], lines[number]
    if len(title.text) > 240:
        return None
    item = _common(title.block, dated.block)
    climb = dated.block.closest(*_ITEM_TAGS)
    if climb is not None and climb.contains(item):
        item = climb
    first = max(floor, item.index if item.tag in _ITEM_TAGS else floor)
    low = bisect_left(shown, first, key=lambda picture: picture.element.index)
    high = bisect_right(shown, dated.after, key=lambda picture: picture.element.index)
    own = [picture for picture in shown[low:high] if not picture.icon and _near(picture, lines, begin, number)]
    return Teaser(
        title,
        tuple(lines[begin + 1 : number]),
        dated,
        match.group(1),
        dated.text[match.end() :],
        own[-1] if own else None,
        item,
        first,
        dated.after,
    )


def _near(picture: Picture, lines: list[Line], begin: int, number: int) -> bool:
    """Whether no line of text stands between the picture and the item."""
    following = bisect_left(lines, picture.element.index, key=lambda line: line.after)
    return begin <= following <= number


@finder(
    parts={
        **dict.fromkeys(("title", "date", "link", "picture_link"), ""),
        **dict.fromkeys(("text", "written"), "the teaser"),
        "second-link": "a second link to the same page",
    }
)
def teaser(page: Page) -> Iterable[Target]:
    """The items of lists of news; ``written`` is the teaser's line as in the source, ``link`` the title's link.

    ``second-link`` is the photo's, where a keyboard meets two links to one address one after the other.
    """
    for one in teasers(page):
        link = one.title.runs[0].element.closest("a") or (one.title.block.closest("a"))
        pictured = one.picture.element.closest("a") if one.picture is not None else None
        yield Target(
            one.dated.block,
            {
                "title": one.title.text,
                "link": link,
                "date": one.date,
                "text": one.text,
                "written": one.dated.raw,
                "picture_link": pictured,
                "second-link": _second_link(one.title.text, link, pictured),
            },
        )


def _second_link(title: str, link: Element | None, pictured: Element | None) -> Passage | None:
    if link is None or pictured is None or link is pictured:
        return None
    one, other = (urldefrag(each.attrs.get("href", "").strip()).url for each in (link, pictured))
    hidden = pictured.attrs.get("tabindex", "").strip() == "-1" or pictured.attrs.get("aria-hidden") == "true"
    if not one or one != other or hidden:
        return None
    return Passage(other, pictured, f"the photo and the title {opening(title)} are two links to one page")


@finder(parts=("title",))
def news_list(page: Page) -> Iterable[Target]:
    """The list of news, by its first item that no list or article holds, else by its first item."""
    found = teasers(page)
    loose = [one for one in found if one.dated.block.closest("li", "article", "dd", "tr") is None]
    for one in (loose or found)[:1]:
        yield Target(one.dated.block, {"title": one.title.text})


@finder(parts=("link",))
def spotlight(page: Page) -> Iterable[Target]:
    """The lines such as "Spotlight: Focus on the Pacific" that announce another page within a story.

    Of several links, ``link`` is the first that says more than "Spotlight".
    """
    for line in visible_lines(page):
        if (
            line.text[0] in "Ss"
            and line.text[:9].lower() == "spotlight"
            and _SPOTLIGHT.match(line.text)
            and len(line.text) < 200
        ):
            links = line.block.select("a[href]")
            telling = (link for link in links if folded(link.text).rstrip(":").lower() != "spotlight")
            link = next(telling, None) or line.block.closest("a") or next(iter(links), None)
            yield Target(line.block, {"link": link or Absent(f"the line {quotation(line.text, 80)} is not a link")})

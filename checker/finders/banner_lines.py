"""The lines at the top of a page that say a part of an official banner."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.finders.banner_texts import Phrase, lock_icons, phrases, squeezed, without_spaces
from checker.page import Element, Page
from checker.pattern import pattern
from checker.reading import Line, all_lines

#: A banner opens the page; below this many lines (a mega menu may come first) it is no banner.
FIRST_LINES = 250
#: ... nor below this many characters: menus are short lines, and long ones are the story.
_FIRST_CHARACTERS = 8_000
#: Lines without one of these have no part of a banner, in any language.
_WORDS = (
    "official web", "official site", "official u", "official gov", "government web", "how you know", "https", ".gov",
    ".mil", "sitio oficial", "sitio web oficial", "sitios web", "puede verificarlo", "ofisyèl", "pou konnen",
    "공식", "아실 수", "chính thức", "nhận biết",
)  # fmt: skip
#: Blink and the HTML standard's advice stop at 512 levels.
_DEEPEST = 512
#: Longer than any line of a banner, even where the whole banner is one.
_LONGEST = 1500

#: A header line in other words than the prescribed ones.
HEADER = pattern(
    r"(?:this is )?(?:an? |the )?official (?:u\.?s\.? )?(?:government )?(?:web ?site|site) (?:of|for) (?:the )?\S.{2,90}$"
    r"|this is (?:an? )?(?:official )?(?:u\.?s\.?|united states) (?:federal )?government (?:web ?)?site\b.{0,40}$"
    r"|(?:an? |the )?official \S.{2,60} (?:web ?)?site\.?$"
    r"|un sitio (?:web )?oficial del? \S.{2,90}$",
    re.IGNORECASE,
)
_ACTION = pattern(r"(?:here(?:['’]s| is) )?how (?:do )?you know\b.{0,40}$|learn how to verify.{0,40}$", re.IGNORECASE)
_DOMAIN = pattern(r"(?<![a-z0-9@/._-])\.(?:gov|mil)(?![a-z0-9/])", re.IGNORECASE)
#: The word, not an address.
_HTTPS = pattern(r"(?<![\w/])https(?::/{0,2})?(?![\w/.:-])", re.IGNORECASE)
_FOOTER_WORD = pattern(r"(?:^|[-_ ])(?:footer|identifier|colophon)(?:$|[-_ ])|^(?:footer|identifier)", re.IGNORECASE)


class Said(NamedTuple):
    """A part of a banner and where it is said.

    ``phrase`` is the known wording, None for any other; ``added`` what stands beside it in the same piece of text;
    ``within`` that other words lead up to it in its line; ``line`` and ``last`` number its lines. ``drawn`` says that
    a script draws it and the source does not hold it.
    """

    part: str
    text: str
    element: Element
    phrase: Phrase | None
    added: str
    line: int
    last: int
    drawn: bool = False
    within: bool = False


def around(element: Element) -> Iterator[Element]:
    """The element and what holds it below ``body``, nearest first, as deep as browsers nest elements."""
    node: Element | None = element
    for _ in range(_DEEPEST):
        if node is None or node.tag in ("body", "html"):
            return
        yield node
        node = node.parent


def in_footer(element: Element) -> bool:
    """Whether the element stands in the page's footer, an identifier, or what is named so."""
    for node in around(element):
        if node.tag == "footer" or node.attrs.get("role") == "contentinfo":
            return True
        names = f"{node.attrs.get('class', '')} {node.attrs.get('id', '')}"
        # A wrapper of the whole page may be named for its sticky footer: it holds the main content too.
        if len(names) > 1 and _FOOTER_WORD.search(names) and not _holds_content(node):
            return True
    return False


def _holds_content(element: Element) -> bool:
    return any(element.contains(one) for one in element.scope.tagged("main", "h1", "header", "nav"))


def in_main(element: Element) -> bool:
    """Whether the element stands in the page's main content."""
    return any(node.tag in ("main", "article") or node.attrs.get("role") == "main" for node in around(element))


def _opening(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines in which a banner may stand."""
    room = _FIRST_CHARACTERS
    for number, line in enumerate(lines[:FIRST_LINES]):
        room -= len(line.text)
        if room < 0:
            return lines[: number + 1]
    return lines[:FIRST_LINES]


def _telling(lines: Sequence[Line]) -> list[int]:
    """The numbers of the lines that have a word of a banner."""
    text = " ".join([line.text for line in lines]).lower()
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.text) + 1)
    found: set[int] = set()
    for word in _WORDS:
        place = text.find(word)
        while place >= 0:
            number = bisect_right(starts, place) - 1
            found.add(min(number, len(lines) - 1))
            place = text.find(word, starts[min(number + 1, len(lines))])
    return sorted(found)


def _chunks(numbers: Sequence[int], count: int) -> Iterator[range]:
    """Runs of lines around the telling ones: a part may be broken over several lines.

    >>> list(_chunks([0, 2, 30], 36)), list(_chunks([], 36))
    ([range(0, 11), range(26, 36)], [])
    """
    start = end = -1
    for number in numbers:
        if end < 0 or number - 4 > end:
            if end >= 0:
                yield range(start, end + 1)
            start = max(0, number - 4)
        end = min(count - 1, number + 8)
    if end >= 0:
        yield range(start, end + 1)


def _known(lines: Sequence[Line], chunk: range) -> Iterator[Said]:
    """The known wordings in the run of lines, wherever the markup breaks them."""
    starts: list[int] = []
    pieces: list[str] = []
    length = 0
    for number in chunk:
        piece = without_spaces(lines[number].text) if len(lines[number].text) <= _LONGEST else ""
        starts.append(length)
        pieces.append(piece)
        length += len(piece)
    text = "".join(pieces)
    for first, last in reversed(lock_icons(text)):
        text = text[:first] + text[last:]
        starts = [start - max(0, min(last, start) - first) for start in starts]
    taken: dict[str, list[tuple[int, int]]] = {}
    for phrase in phrases():
        place = text.find(phrase.squeezed)
        while place >= 0:
            end = place + len(phrase.squeezed)
            spans = taken.setdefault(phrase.part, [])
            if not any(first < end and place < last for first, last in spans):
                spans.append((place, end))
                first_line = bisect_right(starts, place) - 1
                last_line = bisect_right(starts, end - 1) - 1
                yield _said(phrase, lines, chunk[first_line], chunk[last_line])
            place = text.find(phrase.squeezed, end)


def _said(phrase: Phrase, lines: Sequence[Line], first: int, last: int) -> Said:
    line = lines[first]
    within = False
    if phrase.part == "header" and not line.text.lower().startswith(("skip", "jump", "saltar")):
        lead, found, _ = squeezed(line.text).partition(phrase.squeezed)
        within = bool(found) and not _harmless(lead)
    for number in range(first, last + 1):
        for run in lines[number].runs:
            said = squeezed(run.text)
            if phrase.squeezed in said:
                before, _, after = said.partition(phrase.squeezed)
                added = "" if _harmless(before + after) else before + after
                text = " ".join(run.text.split())
                return Said(phrase.part, text, run.element, phrase, added, first, last, within=within)
    element = line.element if first == last else line.block
    return Said(phrase.part, phrase.text, element, phrase, "", first, last, within=within)


def _harmless(rest: str) -> bool:
    """Whether what stands beside the wording is punctuation, or other parts of the banner."""
    if not rest:
        return True
    for phrase in phrases():
        if phrase.squeezed in rest:
            rest = rest.replace(phrase.squeezed, "")
    return not any(character.isalnum() for character in rest)


def _unknown(lines: Sequence[Line], numbers: Sequence[int], known: set[tuple[int, str]]) -> Iterator[Said]:
    """Lines that say a part of a banner in other words."""
    for number in numbers:
        line = lines[number]
        text = line.text
        if len(text) > 400:
            continue
        kinds = {part for at, part in known if at == number}
        if "header" not in kinds and (match := HEADER.match(text)):
            yield Said("header", match.group(), line.element, None, "", number, number)
            if "action" not in kinds and pattern(r"how you know", re.IGNORECASE).search(text):
                yield Said("action", "How you know", line.element, None, "", number, number)
        elif "action" not in kinds and len(text) < 60 and (match := _ACTION.match(text)):
            yield Said("action", text, line.element, None, "", number, number)
        guidance = kinds & {"domain-heading", "domain-text", "https-heading", "https-text"}
        # Menus and stories speak of HTTPS and .gov too.
        if not guidance and line.block.closest("nav", "main", "article", "h1") is None:
            if _HTTPS.search(text):
                yield Said("https-text", text, line.element, None, "", number, number)
            elif _DOMAIN.search(text):
                yield Said("domain-text", text, line.element, None, "", number, number)


def said_on(page: Page) -> list[Said]:
    """What the top of the page says of a banner, in document order, without its footer."""
    lines = _opening(all_lines(page))
    numbers = _telling(lines)
    known = [one for chunk in _chunks(numbers, len(lines)) for one in _known(lines, chunk)]
    places = {(number, one.part) for one in known for number in range(one.line, one.last + 1)}
    # A header line in other words may have no telling word itself: the line before the label is looked at too.
    asked = sorted({*numbers, *(number - 1 for number in numbers if number)})
    found = [*known, *_unknown(lines, asked, places)]
    return sorted(
        (one for one in found if not in_footer(one.element)), key=lambda one: (one.line, one.part != "header")
    )

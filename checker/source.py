"""The page's source text: the map between places and offsets, start tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from operator import add

from checker.page import Element, Page, derived
from checker.pattern import pattern

#: A start tag as the HTML tokenizer ends it: quotes count only where a value begins. Every quantifier is possessive,
#: so the time is linear.
_START_TAG = pattern(
    r"""<[^\t\n\f\r />]++
    (?: [\t\n\f\r /]++
      | (?: =[^\t\n\f\r />=]*+ | [^\t\n\f\r />=]++ )
        (?: [\t\n\f\r ]*+ = [\t\n\f\r ]*+ (?: "[^"]*+" | '[^']*+' | (?=>) | [^\t\n\f\r >"'][^\t\n\f\r >]*+ ) )?+
    )*+ >?+""",
    re.VERBOSE,
)


class SourceMap:
    """Maps (line, column) to offsets in the source text, both counted as parsers do.

    A line ends with LF, CR LF or CR; lines and columns count from 1, columns in code points.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        if "\r" in text:
            self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
        else:  # the usual page, without a step of Python for each of its lines
            lines = text.split("\n")
            self._starts = list(map(add, accumulate(map(len, lines), initial=0), range(len(lines))))

    def offset(self, line: int, column: int) -> int:
        """The offset of the place in the text."""
        return self._starts[line - 1] + column - 1

    def place(self, offset: int) -> tuple[int, int]:
        """The (line, column) of the offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of the line without its end."""
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end].rstrip("\r\n")


@derived
def source_map(page: Page) -> SourceMap:
    """The map of the page's source text."""
    return SourceMap(page.source)


def byte_offset(page: Page, line: int, column: int) -> int:
    """The offset of the place in the page's bytes, a byte-order mark counted."""
    from checker.parse.encoding import byte_offset as offset_of

    return offset_of(page.content, page.encoding, page.source, source_map(page).offset(line, column))


def start_tag(element: Element) -> str | None:
    """The start tag as it stands in the source, or None for an element without one."""
    if element.line is None or element.column is None:
        return None
    places = source_map(element.page)
    match = _START_TAG.match(places.text, places.offset(element.line, element.column))
    return match.group() if match else None


def end_of_start_tag(element: Element, tag: str | None) -> tuple[int, int] | None:
    """The (line, column) just after the element's start tag, or None for an element without one."""
    if tag is None or element.line is None or element.column is None:
        return None
    if "\n" not in tag and "\r" not in tag:
        return element.line, element.column + len(tag)
    places = source_map(element.page)
    return places.place(places.offset(element.line, element.column) + len(tag))

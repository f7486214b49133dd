"""The page's source text: its encoding, the map between places and offsets, start tags and snippets."""

from __future__ import annotations

import re

from checker.page import Element, Page, derived

_START_TAG = re.compile(r"""<[^\s/>]+(?:[^>"']|"[^"]*"|'[^']*')*>?""")


def decode(content: bytes, *, charset: str | None = None) -> tuple[str, str]:
    """The name of the encoding and the text of the bytes, as the HTML standard sniffs them.

    Order: byte-order mark, what the transport said, ``<meta charset>`` in the first 1024 bytes, then
    UTF-8 where the bytes are valid UTF-8, else windows-1252
    (https://html.spec.whatwg.org/#determining-the-character-encoding).
    """
    for mark, name in ((b"\xef\xbb\xbf", "UTF-8"), (b"\xfe\xff", "UTF-16BE"), (b"\xff\xfe", "UTF-16LE")):
        if content.startswith(mark):
            return name, content[len(mark) :].decode(name, "replace")
    return "UTF-8", content.decode(charset or "utf-8", "replace")


class SourceMap:
    """Maps (line, column) to offsets in the source text, both counted as parsers do.

    A line ends with LF, CR LF or CR; lines and columns count from 1, columns in code points.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]

    def offset(self, line: int, column: int) -> int:
        """The offset of the place in the text."""
        return self._starts[line - 1] + column - 1

    def place(self, offset: int) -> tuple[int, int]:
        """The (line, column) of the offset."""
        from bisect import bisect_right

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


def start_tag(element: Element) -> str | None:
    """The start tag as it stands in the source, or None for an element without one."""
    if element.line is None or element.column is None:
        return None
    places = source_map(element.page)
    match = _START_TAG.match(places.text, places.offset(element.line, element.column))
    return match.group() if match else None


def end_of_start_tag(element: Element) -> tuple[int, int] | None:
    """The (line, column) just after the start tag, or None for an element without one."""
    tag = start_tag(element)
    if tag is None or element.line is None or element.column is None:
        return None
    places = source_map(element.page)
    return places.place(places.offset(element.line, element.column) + len(tag))

"""Text for a terminal: wrapped by display width, coloured on request, never with a page's own control characters."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from checker.pattern import pattern

#: What a terminal would obey, or what would make text look like other text: C0, DEL and C1, bidi controls
#: (Unicode TR 9 and 36), invisible formats, tags, line separators and lone surrogates.
_UNSAFE = pattern(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
#: A character that may take no column, or two: none of Latin letters, and of the marks of a printed text.
_OTHER_WIDTH = pattern("[^\x00-\u02ff\u2010-\u2027]")
#: Paragraphs that are remembered: the remedies and authorities that many pages are told.
_MOST_LAID_OUT = 5_000
_SGR = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}


class Span(NamedTuple):
    """Text in one style; ``style`` holds names such as "bold red"."""

    text: str
    style: str = ""


Text = str | Span


def printable(text: str) -> str:
    r"""The text on one line, white space folded, and each unsafe character as an escape that can be read.

    >>> printable("a\x1b[31m\u202e b\n c")
    'a\\x1b[31m\\u202e b c'
    """
    if text.isprintable() and "  " not in text:  # no other white space is printable, nor what is unsafe
        return text.strip(" ")
    return _UNSAFE.sub(_escape, " ".join(text.split()))


def _escaped(text: str) -> str:
    # Nothing unsafe is printable in Python's sense, and that is told much sooner.
    return text if text.isprintable() else _UNSAFE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


@functools.lru_cache(maxsize=20_000)
def display_width(text: str) -> int:
    """How many columns the text takes.

    >>> display_width("미국 gov")
    8
    """
    if text.isascii() or not _OTHER_WIDTH.search(text):
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


class Paper:
    """Gathers the lines of a text report."""

    def __init__(self, *, width: int = 80, colour: bool = False) -> None:
        self.width = width
        self._colour = colour
        self._lines: list[str] = []
        self._laid_out: dict[tuple[str, int, int], list[str]] = {}

    def text(self) -> str:
        """Everything written, without blank lines at the end."""
        while self._lines and not self._lines[-1]:
            self._lines.pop()
        return "\n".join(self._lines) + "\n" if self._lines else ""

    def blank(self) -> None:
        """One blank line, never two."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def write(self, *texts: Text, indent: int = 0, hang: int | None = None) -> None:
        """A paragraph, wrapped between words; ``hang`` is the indent of its other lines. Long words stay whole."""
        hang = indent if hang is None else hang
        if not self._colour:
            self._write_plain("".join([one if isinstance(one, str) else one.text for one in texts]), indent, hang)
            return
        line: list[Span] = []
        column = indent
        for word in _words(texts):
            size = sum(display_width(piece.text) for piece in word)
            if line and column + 1 + size > self.width:
                self._put(line, indent)
                line, column, indent = [], hang, hang
            if line:
                # A space between two words of one style has it too: one escape sequence for the run.
                line.append(Span(" ", word[0].style if line[-1].style == word[0].style else ""))
                column += 1
            line += word
            column += size
        self._put(line, indent)

    def _write_plain(self, text: str, indent: int, hang: int) -> None:
        """The same where there are no colours to be kept; what many pages are told is laid out once."""
        key = text, indent, hang
        if key not in self._laid_out:
            if len(self._laid_out) > _MOST_LAID_OUT:
                self._laid_out.clear()
            self._laid_out[key] = self._plain_lines(text, indent, hang)
        self._lines += self._laid_out[key]

    def _plain_lines(self, text: str, indent: int, hang: int) -> list[str]:
        text = printable(text)
        if text.isascii() or not _OTHER_WIDTH.search(text):
            return list(_filled(text, self.width, indent, hang))
        lines: list[str] = []
        line, column = "", indent
        for word in text.split(" "):
            size = display_width(word)
            if line and column + 1 + size > self.width:
                lines.append(" " * indent + line)
                line, column, indent = "", hang, hang
            if line:
                line += " "
                column += 1
            line += word
            column += size
        return [*lines, (" " * indent + line).rstrip(" ")]

    def raw(self, *texts: Text, indent: int = 0) -> None:
        """One line as it is, spaces kept."""
        if not self._colour:
            text = "".join([one if isinstance(one, str) else one.text for one in texts])
            self._lines.append((" " * indent + _escaped(text)).rstrip(" "))
            return
        self._put([Span(_escaped(one.text), one.style) for one in map(_span, texts)], indent)

    def _put(self, line: Iterable[Span], indent: int) -> None:
        painted = "".join(self._paint(Span("".join(one.text for one in run), style)) for style, run in _runs(line))
        self._lines.append((" " * indent + painted).rstrip(" "))

    def _paint(self, span: Span) -> str:
        if not (self._colour and span.style):
            return span.text
        return f"\x1b[{';'.join(_SGR[name] for name in span.style.split())}m{span.text}\x1b[0m"


def _filled(text: str, width: int, indent: int, hang: int) -> Iterator[str]:
    """The lines of a text whose characters all take one column: as many words as fit, at least one.

    >>> list(_filled("one two three incomprehensibilities four", 12, 2, 4))
    ['  one two', '    three', '    incomprehensibilities', '    four']
    """
    start = 0
    while len(text) - start > width - indent:
        end = text.rfind(" ", start, start + max(width - indent, 0) + 1)
        end = end if end >= 0 else text.find(" ", start)
        if end < 0:
            break
        yield " " * indent + text[start:end]
        start, indent = end + 1, hang
    yield (" " * indent + text[start:]).rstrip(" ")


def _runs(line: Iterable[Span]) -> Iterator[tuple[str, Iterator[Span]]]:
    """The spans of a line by their style, neighbours of the same style together."""
    return groupby(line, key=lambda span: span.style)


def _span(text: Text) -> Span:
    return Span(text) if isinstance(text, str) else text


def _words(texts: Sequence[Text]) -> list[list[Span]]:
    """The words of the texts, each as its pieces: a word may run on from one text to the next."""
    words: list[list[Span]] = []
    glued = False
    for span in map(_span, texts):
        pieces = [Span(printable(word), span.style) for word in span.text.split()]
        if pieces and words and glued and not span.text[0].isspace():
            words[-1].append(pieces.pop(0))
        words += [[piece] for piece in pieces]
        if span.text:
            glued = not span.text[-1].isspace()
    return words


def wrapped(text: str, width: int, *, most: int) -> list[str]:
    """The text in at most ``most`` lines of that width; what does not fit is cut off with "…".

    >>> wrapped("one two three four", 9, most=2)
    ['one two', 'three …']
    """
    words = printable(text).split(" ")
    lines = [""]
    for number, word in enumerate(words):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        room = width - (2 if len(lines) == most and number < len(words) - 1 else 0)
        if display_width(joined) <= room or (not lines[-1] and len(lines) < most):
            lines[-1] = joined
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} …" if lines[-1] else _cut(word, width)
            break
    return [line if display_width(line) <= width else _cut(line, width) for line in lines]


def _cut(word: str, width: int) -> str:
    """As much of the word as fits, with "…"."""
    kept = word[: width - 1]
    while display_width(kept) > width - 1:
        kept = kept[:-1]
    return f"{kept}…"

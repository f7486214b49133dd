"""The running text of a page in blocks, as a copy editor reads it.

Menus, controls, code, addresses and rows of data are no running text. A block is a line of text, or several that
single ``br`` elements divide. Rules about slips ask for the blocks with a sign of theirs and for the rest of the
text as one target, so that a clean page costs next to nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import accumulate, chain, pairwise, starmap
from typing import Literal, NamedTuple

from checker.finders.banner import banners
from checker.finders.document import spoken_language
from checker.finding import Target
from checker.lexicon import doubtful, military_terms
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.reading import Line, all_lines, visible_lines
from checker.registry import finder

Sign = Literal["repeated-word", "quotation-mark", "bracket", "space", "doubtful-word", "military-term"]

_NOT_COPY = (
    "nav, code, pre, kbd, samp, address, button, label, legend, dl, blockquote.twitter-tweet, [role=navigation],"
    " [role=menu], [role=menubar], [translate=no], .notranslate"
)
#: A cell with fewer words holds data, not sentences.
_WORDS_OF_PROSE = 10
#: Lines of one or two words are names and labels.
_FEWEST_BLANKS = 2
PUNCTUATION = ".,;:!?()[]{}\"“”‘’'–—…*•|/"
_CODE = pattern(r"&(?:[a-z]{2,7}|#\w{2,6});")
#: Marks of what a template or an unfinished draft leaves behind.
_FILLER = ("orem ipsum", "OREM IPSUM", "TK TK", *"{{|<%|{%|TKTK|[TK]|(TK)".split("|"))
#: Before these stands no blank.
_CLOSING = ",.;!?"


class Block(NamedTuple):
    """A paragraph, heading or item: its text as read, and its lines."""

    text: str
    lines: tuple[Line, ...]
    english: bool
    number: int

    @property
    def element(self) -> Element:
        """The element to report: the one that holds the block, or the ``br`` before it."""
        line = self.lines[0]
        opened = line.block.scope.elements[line.after]
        return opened if opened.tag == "br" and line.block.contains(opened) else line.block

    @property
    def raw(self) -> str:
        """The text as written, a unit separator between its runs and each source line break one blank."""
        runs = [run.text for line in self.lines for run in line.runs]
        return "\x1f".join([_one_line(text) if "\n" in text else text for text in runs])


#: The tuple's own constructor, for the many blocks of a page.
_new = tuple.__new__


def _one_line(text: str) -> str:
    return " ".join([part.strip(" \t\r") for part in text.split("\n")])


class Copy:
    """The blocks of a page in document order, and what is asked of all of them at once."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks

    @cached_property
    def english(self) -> list[Block]:
        """The blocks that are in English as far as their language is said."""
        return [block for block in self.blocks if block.english]

    @cached_property
    def split(self) -> list[list[str]]:
        """The words of each English block as written, with the punctuation around them."""
        return [block.text.split() for block in self.english]

    @cached_property
    def written(self) -> frozenset[str]:
        """The different words of the English blocks as written: a few hundred of thousands."""
        return frozenset(chain.from_iterable(self.split))

    @cached_property
    def joined(self) -> str:
        """The text of the English blocks, one a line."""
        return "\n".join([block.text for block in self.english])

    @cached_property
    def _ends(self) -> list[int]:
        """Where each English block's line ends in the joined text: the offset after it."""
        return list(accumulate([len(block.text) + 1 for block in self.english]))

    def holding(self, marks: Iterable[str]) -> list[Block]:
        """The English blocks with one of the texts in them."""
        found: set[int] = set()
        for mark in marks:
            # Single characters are looked for many times faster than texts of several.
            at = self.joined.find(mark) if all(map(self.joined.__contains__, mark)) else -1
            while at >= 0:
                number = bisect_right(self._ends, at)
                found.add(number)
                at = self.joined.find(mark, self._ends[number])
        return [self.english[number] for number in sorted(found)]

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the English blocks as written, without the punctuation around them."""
        return frozenset([word if word.isalnum() else word.strip(PUNCTUATION) for word in self.written])


@derived
def _prescribed(page: Page) -> list[tuple[int, int]]:
    """Where the lines of official banners stand, as numbers of the elements opened before them."""
    lines = all_lines(page)
    return [(lines[one.first].after, lines[one.last].after) for one in banners(page) if one.first >= 0]


def is_prescribed(page: Page, line: Line) -> bool:
    """Whether the line is part of the official banner, whose words are prescribed."""
    return any(first <= line.after <= last for first, last in _prescribed(page))


def _skipped(page: Page) -> Iterator[tuple[int, int]]:
    """The ranges of elements that hold no running text, in document order."""
    end = -1
    for element in page.document.select(_NOT_COPY):
        if element.index >= end:
            end = element.end
            yield element.index, end


def _foreign(page: Page) -> list[tuple[int, int, bool]]:
    """The ranges with a language of their own, outermost first, and whether it is English."""
    return [
        (element.index, element.end, element.attrs["lang"].strip().lower()[:2] in ("en", ""))
        for element in page.document.select("[lang]")
    ]


def _continues(line: Line, former: Line) -> bool:
    """Whether exactly one ``br`` stands between the lines of one block."""
    between = line.block.scope.elements[former.runs[-1].after + 1 : line.after + 1]
    return sum(element.tag == "br" for element in between) == 1


def _cells(page: Page) -> bytearray:
    """One byte for each element of the document: whether it stands in a cell of a table; empty where there is none."""
    table = bytearray()
    for cell in page.document.tagged("td", "th"):
        table = table or bytearray(len(page.document.elements))
        if not table[cell.index]:
            table[cell.index : cell.end] = b"\1" * (cell.end - cell.index)
    return table


@derived
def page_copy(page: Page) -> Copy:
    """The running text of the page."""
    skipped = list(_skipped(page))
    languages = _foreign(page)
    prescribed = _prescribed(page)
    cells = _cells(page)
    last_prescribed = max((last for _, last in prescribed), default=-1)
    blocks: list[Block] = []
    lines: list[Line] = []
    position = spoken = 0
    open_languages: list[tuple[int, bool]] = []
    page_is_english = spoken_language(page) == "en"
    english = page_is_english
    for line in visible_lines(page):
        blanks = line.text.count(" ")
        if blanks < _FEWEST_BLANKS and "{" not in line.text:
            continue
        start = line.runs[0].element.index
        while position < len(skipped) and skipped[position][1] <= start:
            position += 1
        if position < len(skipped) and skipped[position][0] <= start:
            continue
        if cells and cells[start] and blanks < _WORDS_OF_PROSE:  # data, not sentences
            continue
        if start <= last_prescribed and is_prescribed(page, line):
            continue
        if lines and not (line.block is lines[-1].block and _continues(line, lines[-1])):
            blocks.append(_block(lines, english, len(blocks)))
            lines = []
        while spoken < len(languages) and languages[spoken][0] <= start:
            open_languages.append(languages[spoken][1:])
            spoken += 1
        while open_languages and open_languages[-1][0] <= start:
            open_languages.pop()
        english = open_languages[-1][1] if open_languages else page_is_english
        lines.append(line)
    if lines:
        blocks.append(_block(lines, english, len(blocks)))
    return Copy(blocks)


def _block(lines: list[Line], english: bool, number: int) -> Block:
    text = lines[0].text if len(lines) == 1 else " ".join([line.text for line in lines])
    return _new(Block, (text, tuple(lines), english, number))


def _repeated(copy: Copy) -> Iterable[Block]:
    """Blocks in which a word ends with the word after it: every repeat and every echo does."""
    spoken = {word: word.lower().replace(",", "").replace(".", "") for word in copy.written}
    for block, written in zip(copy.english, copy.split, strict=True):
        words = filter(None, map(spoken.__getitem__, written))
        if any(starmap(str.endswith, pairwise(words))):
            yield block


def _holding(*marks: str) -> Callable[[Copy], Iterable[Block]]:
    return lambda copy: copy.holding(marks)


def _spaced(copy: Copy) -> Iterable[Block]:
    """Blocks with two blanks in a row, a no-break space, a blank before punctuation, dashes of two kinds, or filler."""
    begins = {word[0] for word in copy.written}
    marks = [*_FILLER, *[f" {sign}" for sign in _CLOSING if sign in begins]]
    if "&" in copy.joined and _CODE.search(copy.joined):
        marks.append("&")
    signed = {block.number for block in copy.holding(marks)}
    signed.update(block.number for block in copy.holding((" -- ",)) if _has_two_dashes(block.text))
    signed.update(_widely_spaced(copy))
    return [block for block in copy.english if block.number in signed] if signed else []


def _widely_spaced(copy: Copy) -> list[int]:
    """The numbers of the blocks with two blanks in a row or a no-break space, as written."""
    every = "\n".join([run.text for block in copy.english for line in block.lines for run in line.runs])
    if "  " not in every and "\xa0" not in every:
        return []
    return [
        block.number
        for block in copy.english
        for line in block.lines
        for run in line.runs
        if "  " in run.text or "\xa0" in run.text
    ]


def _has_two_dashes(text: str) -> bool:
    """Whether a text with a dash typed as two hyphens has a real one too."""
    return "—" in text or " – " in text


def _with_words(doubted: Callable[[frozenset[str]], list[str]]) -> Callable[[Copy], Iterable[Block]]:
    """Blocks with a word that the lexicon knows something about."""

    def blocks(copy: Copy) -> Iterable[Block]:
        return copy.holding(doubted(copy.words))

    return blocks


_SIGNS: dict[Sign, Callable[[Copy], Iterable[Block]]] = {
    "repeated-word": _repeated,
    "quotation-mark": _holding('"', "“", "”"),
    "bracket": _holding("(", ")", "[", "]"),
    "space": _spaced,
    "doubtful-word": _with_words(doubtful),
    "military-term": _with_words(military_terms),
}


@finder(parts=("text", "raw", "before", "after"))
def copy_block(page: Page, *, sign: Sign) -> Iterable[Target]:
    """The blocks of running text with the sign, each with its neighbours' text; the rest as one target.

    >>> page = page_of("<p>Sum of the the parts.</p><p>Two more words.</p>")
    >>> [(t.element.tag, t.parts["text"]) for t in copy_block(page, sign="repeated-word")]
    [('body', ''), ('p', 'Sum of the the parts.')]
    """
    copy = page_copy(page)
    body = page.body
    if not copy.blocks or body is None:
        return
    yield Target(body, {"text": "", "raw": "", "before": None, "after": None})
    for block in _SIGNS[sign](copy):
        before = copy.blocks[block.number - 1].text if block.number else None
        after = copy.blocks[block.number + 1].text if block.number + 1 < len(copy.blocks) else None
        yield Target(block.element, {"text": block.text, "raw": block.raw, "before": before, "after": after})

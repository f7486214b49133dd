"""Statements about running text: words that stand twice, and brackets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, count, islice, repeat

from checker.finding import Target, Verdict, no, yes
from checker.pattern import pattern
from checker.quoting import opening
from checker.reading import text_of
from checker.registry import check

_PUNCTUATION = ".,;:!?()[]{}\"“”‘’'–—…"
#: Words that sentences do repeat, and names made of one word twice.
_MAY_REPEAT = frozenset(
    "had that very far many much so no is do her his you it what who blah knock win ha ho hush tut now there pom aye"
    " cha can tom yo chop long big really way bye go hear dear more again yes well walla pago bora baden sing duran"
    " puka aku wagga boutros new york never ever over out up poo choo zig".split()
)
#: Words that no name is: repeated, they are a slip whatever their case.
_NEVER_NAMES = frozenset("the a an of to in and for on with at by from are was be or as our their this which".split())
_SHORTEST_ECHO = 5
_SHORTEST_NAMED_ECHO = 7
_SHORTEST_FRONT = 3


def copy_text(target: Target, part: str = "text") -> str:
    """The target's part as text; of a target without parts, the text of its element."""
    if not target.parts:
        return text_of(target.element) if part == "text" else target.element.text
    text = target.parts.get(part)
    return text if isinstance(text, str) else ""


def _repeats(former: str, word: str) -> bool:
    """Whether the word repeats the one before it by a slip."""
    folded = word.lower()
    if former.lower() != folded or not folded.isalpha() or folded in _MAY_REPEAT:
        return False
    return (folded in _NEVER_NAMES and word != "A") or (former.islower() and word.islower() and len(word) > 1)


def _echoes(former: str, word: str) -> bool:
    """Whether the word repeats the end of the one before it."""
    shortest = _SHORTEST_ECHO if word.islower() else _SHORTEST_NAMED_ECHO
    return (
        len(word) >= shortest
        and len(former) >= len(word) + _SHORTEST_FRONT
        and word.isalpha()
        and former.isalpha()
        and former.lower().endswith(word.lower())
    )


def _suspicious(words: list[str]) -> Iterator[int]:
    """The places of the words that end with the word after them, but for case and the punctuation after that."""
    folded = list(map(str.lower, words))
    return compress(count(), map(str.endswith, folded, map(str.rstrip, islice(folded, 1, None), repeat(_PUNCTUATION))))


@check
def words_not_doubled(target: Target) -> Verdict:
    """No word repeats the one before it, or the end of it.

    Of its own: many words may stand twice, and names do.

    >>> holds(words_not_doubled, "<p>an intercontinental continental missile")
    False
    >>> holds(words_not_doubled, "<p>Paris in the <b>the</b> spring")
    False
    >>> holds(words_not_doubled, "<p>All that he had had was in Walla Walla.")
    True
    """
    words = copy_text(target).split()
    for place in _suspicious(words):
        former, written = words[place], words[place + 1]
        word = written.strip(_PUNCTUATION)
        if not word or not former[-1].isalnum() or not written[0].isalnum():
            continue
        first = former.lstrip(_PUNCTUATION)
        if _repeats(first, word):
            return no(f"“{first} {word}” has the same word twice")
        if _echoes(first, word):
            return no(f"“{first} {word}” repeats the end of the word before it")
    return yes("no word is doubled")


#: "a)" and "1)" of lists, and faces such as ":)" close nothing.
_LONE_CLOSING = pattern(r"(?:(?<!\S)[A-Za-z0-9]{1,4}|[:;]-?)\)")
_PAIRS = {")": "(", "]": "["}
_CUT_OFF = ("...", "…", "more", "More")


@check
def brackets_paired(target: Target) -> Verdict:
    """Every bracket that is opened is closed, and the other way round.

    Of its own: it matches brackets, and knows those of lists and faces.

    >>> holds(brackets_paired, "<p>The plan (see below) has steps a) and b).")
    True
    >>> holds(brackets_paired, "<p>The plan (see below has two steps.")
    False
    """
    text = copy_text(target)
    if text.count("(") == text.count(")") and text.count("[") == text.count("]"):
        return yes("brackets are paired")
    marked = _LONE_CLOSING.sub(lambda match: match[0] if _opened(text, match.start()) else " " * len(match[0]), text)
    opened: list[int] = []
    for place, character in enumerate(marked):
        if character in "([":
            opened.append(place)
        elif character in ")]":
            if not opened or marked[opened[-1]] != _PAIRS[character]:
                return no(f"“{excerpt(text, place)}” closes a bracket that is not open")
            opened.pop()
    if opened and not text.endswith(_CUT_OFF):
        return no(f"“{excerpt(text, opened[-1])}” opens a bracket that nothing closes")
    return yes("brackets are paired")


def _opened(text: str, place: int) -> bool:
    return text.count("(", 0, place) > text.count(")", 0, place)


def excerpt(text: str, place: int) -> str:
    """The words around a place of the text, at most five of them.

    >>> excerpt("one two three four five six seven", 14)
    'two three four five'
    """
    before = text[:place].rsplit(" ", 3)[1:] if text[:place].count(" ") > 2 else [text[:place]]
    after = text[place:].split(" ", 2)[:2]
    return (" ".join(before) + " ".join(after)).strip()


#: A stop or a word right before a bracket that holds words; "employee(s)", "401(k)" and "f(x)" are as they should be.
_TIGHT_OPENING = pattern(r"\((?:(?<=[.,;!?%]\()|(?<=[a-z]{3}\())(?!s\)|es\)|ies\))[A-Za-z][^()\x1f]{3,}")
_TIGHT_CLOSING = pattern(r"\([^()\x1f]{4,}\)[A-Za-z]{2,}")
_ADDRESS = pattern(r"https?:|www\.|@|//")


@check
def brackets_spaced(target: Target) -> Verdict:
    """A blank stands before an opening bracket and after a closing one.

    Of its own: plurals, calls and addresses have brackets inside words.

    >>> holds(brackets_spaced, "<p>the meeting (ADMM)-Plus.(DoD photo by A. Smith)")
    False
    >>> holds(brackets_spaced, "<p>Each employee(s) of section 501(c)(3) (the law).")
    True
    """
    raw = copy_text(target, "raw")
    for tight, side in ((_TIGHT_OPENING, "before"), (_TIGHT_CLOSING, "after")):
        found = tight.search(raw)
        if found:
            word = pattern(r"[\s\x1f]").split(raw[max(0, found.start() - 30) : found.start()])[-1]
            if not _ADDRESS.search(word + found[0]):
                return no(f"{opening(word + found[0], 4)} has no blank {side} the bracket")
    return yes("brackets have their blanks")

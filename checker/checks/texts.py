"""Statements about a text: what it says, and how long it is.

The text is that of the part that the expectation is ``of``; else the part "text" of the target; else all text that the
element holds. Which words are meant stands in the rule; what a message calls them is ``called``, with its article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from checker.finders.dateline_grammar import in_capitals as are_capitals
from checker.finders.headline import tokens
from checker.finding import Target, Verdict, no, text_of_part, yes
from checker.pattern import pattern as compiled
from checker.quoting import quotation
from checker.reading import folded
from checker.registry import check

Ask = Callable[[Target], Verdict]

#: What may stand around a text that is otherwise one of the phrases.
_AROUND = " .:-|–—»>"
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
#: Patterns look no further into a text, so that none of them takes long.
_SEARCHED = 10_000
_QUOTED = 80


def words_of(target: Target) -> str:
    """The text that the target is, has as its part "text", or holds."""
    if target.words is not None:
        return target.words
    if "text" in target.parts:
        part = target.parts["text"]
        return part if isinstance(part, str) else text_of_part(part) or ""
    return folded(target.element.text)


def _named(target: Target) -> str:
    return target.name or "the text"


def _folded_phrase(text: str) -> str:
    return folded(text).translate(_STRAIGHT).casefold().strip(_AROUND)


@check(binds=True)
def reads_as(*, phrases: Sequence[str]) -> Ask:
    """The text is one of the phrases, whatever its letter case, blanks and quotation marks and what stands around it.

    >>> holds(reads_as, "<p>“Home”  Page |", phrases=['"home" page'])
    True
    """
    known = frozenset(map(_folded_phrase, phrases))

    def ask(target: Target) -> Verdict:
        text = words_of(target)
        found = f"{_named(target)} is {quotation(text)}"
        return yes(found) if _folded_phrase(text) in known else no(found)

    return ask


@check(binds=True)
def text_has(*, phrases: Sequence[str], called: str, as_written: bool = False) -> Ask:
    """The text has ``called``: one of the phrases as whole words, in any letter case unless ``as_written``.

    >>> holds(text_has, "<p>On Monday, May 3", phrases=["monday"], called="a day of the week")
    True
    >>> holds(text_has, "<p>On Mondays", phrases=["monday"], called="a day of the week")
    False
    """
    words = "|".join(re.escape(phrase) for phrase in phrases)
    return _search(compiled(rf"(?<!\w)(?:{words})(?!\w)", 0 if as_written else re.IGNORECASE), called)


@check(binds=True)
def text_matches(*, pattern: str, called: str) -> Ask:
    """The text has ``called``.

    The pattern is a regular expression, short and without a repeat inside a repeat; "(?i)" makes it blind to case.

    >>> holds(text_matches, "<p>Nov. 3rd", pattern=r"\\d(?:st|nd|rd|th)\\b", called="a day with an ending")
    True
    """
    return _search(compiled(pattern), called)


def _search(form: re.Pattern[str], called: str) -> Ask:
    def ask(target: Target) -> Verdict:
        text = words_of(target) if target.words is None else target.words
        found = form.search(text[:_SEARCHED])
        told = f"{target.name or 'the text'} {quotation(text, _QUOTED)}"
        if found is None:
            return no(f"{told} is without {called}")
        match = found.group().strip()
        # Blanks and the like cannot be shown, and the whole text is shown already.
        return yes(f"{told} has {called}" + (f", {quotation(match, _QUOTED)}" if match not in ("", text) else ""))

    return ask


@check
def text_length(target: Target, *, at_least: int = 0, at_most: int = 0) -> Verdict:
    """The text is at least, and at most (0: no limit), so many characters long."""
    text = folded(words_of(target))
    length = len(text)
    found = f"{_named(target)} {quotation(text, _QUOTED)} is {length} characters long"
    if length < at_least:
        return no(f"{found}, fewer than {at_least}")
    return no(f"{found}, more than {at_most}") if at_most and length > at_most else yes(found)


@check
def word_count(target: Target, *, at_least: int = 0, at_most: int = 0) -> Verdict:
    """The text has at least, and at most (0: no limit), so many words.

    >>> holds(word_count, "<h1>Band plays on</h1>", at_least=3), holds(word_count, "<h1>News</h1>", at_least=3)
    (True, False)
    """
    text = words_of(target)
    number = len(tokens(text))
    found = f"{_named(target)} {quotation(text, _QUOTED)} has {number} {'word' if number == 1 else 'words'}"
    if number < at_least:
        return no(f"{found}, fewer than {at_least}")
    return no(f"{found}, more than {at_most}") if at_most and number > at_most else yes(found)


@check
def in_capitals(target: Target, *, letters: int = 0) -> Verdict:
    """The text is in capitals, but for small words such as "of", and has at least so many letters.

    >>> holds(in_capitals, "<p>FORT McCOY"), holds(in_capitals, "<p>Fort McCoy"), holds(in_capitals, "<p>NASA", letters=9)
    (True, False, False)
    """
    text = words_of(target)
    told = f"{_named(target)}, {quotation(text)}, is"
    if sum(map(str.isalpha, text)) >= letters and are_capitals(text):
        return yes(f"{told} in capitals")
    return no(f"{told} not in capitals")

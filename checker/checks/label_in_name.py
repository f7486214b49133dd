"""Whether people who speak to their computer can call a control by the words that they see on it."""

from __future__ import annotations

import unicodedata

from checker.accessibility.name import accessible_name
from checker.accessibility.sheets import unread_sheets
from checker.checks.names import quoted, thing
from checker.finders.exposed import shown_text
from checker.finding import Target, Verdict, no, unknown, yes
from checker.pattern import pattern
from checker.registry import check

_PARENTHESES = pattern(r"\([^()]*\)")
#: One word may be a symbol, or the name of a glyph in an icon font.
_FEWEST_WORDS = 2


def words(text: str) -> list[str]:
    """The words of the text as ACT's "label in name algorithm" parts them, for languages that write spaces.

    >>> words("Search by date (YYYY-MM-DD) >>>")
    ['search', 'by', 'date']
    """
    text = unicodedata.normalize("NFKD", _PARENTHESES.sub("", text).casefold())
    return "".join(sign if unicodedata.category(sign)[0] in "LNM" else " " for sign in text).split()


@check
def label_in_name(target: Target) -> Verdict:
    """The words that the element shows stand in its accessible name, in their order.

    No only where a word of them is missing; unknown where it may be an abbreviation, and where style may hide words.

    Of its own: words are compared in order, and may be cut short or hidden by style.

    >>> holds(label_in_name, '<a href="/" aria-label="Read the story of the day">Read the story</a>')
    True
    >>> holds(label_in_name, '<a href="/" aria-label="Go">Read the story</a>')
    False
    >>> holds(label_in_name, '<a href="/" aria-label="University Avenue">University Ave.</a>') is None
    True
    """
    element = target.element
    shown, name = shown_text(element), accessible_name(element).text
    seen, spoken = words(shown), words(name)
    if any(spoken[at : at + len(seen)] == seen for at in range(len(spoken) - len(seen) + 1)):
        return yes("its name holds the words that it shows")
    if len(shown) == 1 and shown.isalpha():
        return yes(f"“{shown}” is a symbol")
    found = f"{thing(element)} shows “{quoted(shown)}”, but is called “{quoted(name)}”"
    missing = [word for word in seen if not any(_alike(word, other) for other in spoken)]
    if len(seen) < _FEWEST_WORDS or not missing or not all(word.isalpha() for word in seen):
        return unknown(found)
    styled = any("class" in one.attrs or "style" in one.attrs for one in (element, *element.descendants()))
    if styled or unread_sheets(element.page):
        return unknown(f"{found}, unless style hides the words")
    return no(found)


def _alike(one: str, other: str) -> bool:
    """Whether one word may be the other's abbreviation or part."""
    return one[0] == other[0] or one in other or other in one

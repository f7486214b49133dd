"""How messages quote what a page says: white space folded, and cut where it is long."""

from __future__ import annotations

from functools import lru_cache

#: How much of a text a message shows, in characters.
SHOWN = 160
#: A text is cut before the word that would be torn, unless that is longer: an address, or a language without spaces.
_LONGEST_WORD = 20


@lru_cache(maxsize=512)  # several rules quote the same captions and alternative texts
def cut(text: str, longest: int = SHOWN) -> str:
    """The text, white space folded, of at most so many characters, with "…" where some are left out.

    >>> cut("one  two three", 14), cut("one  two three", 9), cut("https://www.example.gov/news", 20)
    ('one two three', 'one two…', 'https://www.example…')
    """
    text = text[: 3 * longest]
    # Most texts are folded already; no white space but the blank is printable.
    text = text.strip(" ") if text.isprintable() and "  " not in text else " ".join(text.split())
    if len(text) <= longest:
        return text
    start, following = text[: longest - 1], text[longest - 1]
    whole, _, torn = start.rpartition(" ")
    return (whole if following != " " and whole and len(torn) < _LONGEST_WORD else start).rstrip() + "…"


def quotation(text: str, longest: int = SHOWN) -> str:
    """The text in quotation marks, cut where it is long.

    >>> quotation("one  two three", 9)
    '“one two…”'
    """
    return f"“{cut(text, longest)}”"


def opening(text: str, words: int = 8) -> str:
    """The first words of the text, in quotation marks.

    >>> opening("one two three", 2)
    '“one two…”'
    """
    parts = text.split(None, words)
    return f"“{' '.join(parts[:words])}{'…' if len(parts) > words else ''}”"

"""Statements about the spelling of words: only those of which the right form is known."""

from __future__ import annotations

from checker.checks.copy import copy_text
from checker.finding import Target, Verdict, no, yes
from checker.lexicon import correction
from checker.registry import check

_PUNCTUATION = ".,;:!?()[]{}\"“”‘’'–—…*•|/"


@check
def words_spelt_as_known(target: Target) -> Verdict:
    """No word is a known misspelling, or the name of a place with one slip in it.

    Of its own: it compares words with lists, one slip apart.

    >>> holds(words_spelt_as_known, "<p>en route to Jakarta, Indoenesia, to attend")
    False
    >>> holds(words_spelt_as_known, "<p>the District of Columbia and Indonesian forces")
    True
    """
    text = copy_text(target)
    meant = {
        word: right
        for word in (one.strip(_PUNCTUATION) for one in text.split())
        if word and (right := correction(word))
    }
    if not meant:
        return yes("no word is misspelt as far as the lists know")
    return no("; ".join(f"“{word}” looks like a slip for “{right}”" for word, right in meant.items()))

"""What the tool knows about words: common misspellings, names of places, military names and ranks.

The lists are data (``data/words.json``, ``data/terms.json``) and small on purpose: a word is only
doubted where the right one is known.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"
#: Half of a name that one slip leaves whole; so names are at least twice as long.
_HALF = 4
_SURE_LENGTH = 2 * _HALF


@functools.cache
def _words() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((_DATA / "words.json").read_text(encoding="utf-8"))
    return data


@functools.cache
def terms() -> dict[str, Any]:
    """Military names, ranks and countries, as ``data/terms.json`` holds them."""
    data: dict[str, Any] = json.loads((_DATA / "terms.json").read_text(encoding="utf-8"))
    return data


@functools.cache
def _misspellings() -> dict[str, str]:
    return {wrong: right for right, wrongs in _words()["misspelt"].items() for wrong in wrongs.split()}


@functools.cache
def _places() -> dict[str, frozenset[str]]:
    """Names of places by their first and last half-length letters, and every known name under the empty text."""
    names = _words()["places"].split()
    halves: dict[str, set[str]] = {}
    for name in names:
        if len(name) >= _SURE_LENGTH:
            halves.setdefault(name[:_HALF] + "-", set()).add(name)
            halves.setdefault("-" + name[-_HALF:], set()).add(name)
    known = {*names, *_words()["no_place"].split()}
    return {"": frozenset(known), **{half: frozenset(found) for half, found in halves.items()}}


def _one_slip(word: str, name: str) -> bool:
    """Whether one letter too many, too few, wrong or swapped makes the name the word, not at its end."""
    shorter, longer = sorted((word, name), key=len)
    head = 0
    while head < len(shorter) and shorter[head] == longer[head]:
        head += 1
    tail = 0
    while tail < len(shorter) - head and shorter[-1 - tail] == longer[-1 - tail]:
        tail += 1
    if not tail:
        return False
    differing = len(longer) - head - tail
    if len(shorter) < len(longer):
        return differing == 1
    return differing == 1 or (differing == 2 and word[head : head + 2] == name[head : head + 2][::-1])


def correction(word: str) -> str | None:
    """The word that was meant, or None where the word is right or not known.

    >>> correction("Indoenesia"), correction("recieve"), correction("Indonesian"), correction("Columbia")
    ('Indonesia', 'receive', None, None)
    """
    right = _misspellings().get(word.lower())
    if right is not None:
        return right.capitalize() if word[0].isupper() else right
    word = word.removesuffix("'s").removesuffix("’s")
    if len(word) < _SURE_LENGTH - 1 or not word[0].isupper() or not word[1:].islower():
        return None
    places = _places()
    near = places.get(word[:_HALF] + "-", frozenset()) | places.get("-" + word[-_HALF:], frozenset())
    if not near or word in places[""]:
        return None
    meant = [name for name in near if abs(len(name) - len(word)) < 2 and _one_slip(word, name)]
    return meant[0] if len(meant) == 1 else None


def doubtful(words: Iterable[str]) -> list[str]:
    """Those of the words that are misspelt as far as the lists know."""
    return list(filter(_is_doubtful, words))


@functools.lru_cache(maxsize=50_000)
def _is_doubtful(word: str) -> bool:
    """Remembered, for the pages of a site have most of their words in common."""
    likely = word.lower() in _misspellings() or (len(word) >= _SURE_LENGTH - 1 and word[0].isupper() and _is_near(word))
    return likely and correction(word) is not None


def _is_near(word: str) -> bool:
    """Whether half of the word is half of a place's name; cheap, and true for every slip."""
    places = _places()
    word = word.removesuffix("'s").removesuffix("’s")
    return f"{word[:_HALF]}-" in places or f"-{word[-_HALF:]}" in places


@functools.cache
def _term_words() -> frozenset[str]:
    data = terms()
    names = {name for names in data["aircraft"].values() for name in names}
    countries = {name.split()[-1] for name in data["no_article"]}
    return frozenset(names | countries | {rank.split()[-1] for rank in data["ranks"]})


def military_terms(words: frozenset[str]) -> list[str]:
    """Those of the words that belong to a name, country or rank with a usual form."""
    return list(words & _term_words())

"""The words that the official banner is made of, in every language and version known, and how they are compared.

The wording is data: ``checker/data/banner.json``.
"""

from __future__ import annotations

import functools
import json
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from checker.pattern import pattern

#: The parts of a banner that are words, in the order in which they are read.
PARTS = ("header", "action", "domain-heading", "domain-text", "https-heading", "https-text")

_QUOTES = str.maketrans("’‘ʼʹ`´′＇“”„«»", "''''''''\"\"\"\"\"")
_INVISIBLE = pattern("[\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff]")
#: The lock may be a picture, its name or a sign, mostly in brackets: it is no part of the sentence.
_LOCK = pattern(r"(?<=lock|dado)(?:\([^()]{0,60}\)|[^\w\s.,:;()']{1,3})")


class Phrase(NamedTuple):
    """A wording of one part of the banner.

    ``status`` is current, variant, translation, outdated, or what makes it doubtful: mixed (the organization of the
    other domain), approval (a .mil site outside the Department) or renamed (the Department's other name).
    ``squeezed`` is the text as it is compared.
    """

    part: str
    text: str
    language: str
    status: str
    tld: str | None
    squeezed: str


def without_spaces(text: str) -> str:
    """The text with NFKC applied, case and quotation marks folded and every space taken out."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text.translate(_QUOTES)))
    elif "`" in text:
        text = text.replace("`", "'")
    return "".join(text.casefold().split())


def lock_icons(text: str) -> list[tuple[int, int]]:
    """Where lock icons, their names and their brackets stand in a text without spaces."""
    return [match.span() for match in _LOCK.finditer(text)]


def squeezed(text: str) -> str:
    """The text as banner texts are compared: NFKC, folded case and quotation marks, no spaces, no lock icon.

    >>> squeezed("A lock ( \\u00a0Lock ) or HTTPS:// means you\\u2019ve")
    "alockorhttps://meansyou've"
    """
    return _LOCK.sub("", without_spaces(text))


@functools.cache
def _data() -> Mapping[str, Any]:
    path = Path(__file__).parent.parent / "data" / "banner.json"
    loaded: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _tld_named(text: str) -> str | None:
    named = {tld for tld in ("gov", "mil") if f".{tld}" in text}
    return named.pop() if len(named) == 1 else None


@functools.cache
def phrases() -> tuple[Phrase, ...]:
    """Every wording of every part, the longer before the shorter of a part."""
    found = []
    for part in PARTS:
        for row in _data()[part]:
            for tld in (".gov", ".mil") if "{tld}" in row["text"] else ("",):
                text = row["text"].replace("{tld}", tld)
                found.append(
                    Phrase(part, text, row["language"], row["status"], _tld_named(text), squeezed(text).rstrip("."))
                )
    order = {part: number for number, part in enumerate(PARTS)}
    return tuple(sorted(found, key=lambda one: (order[one.part], -len(one.squeezed))))


def prescribed_text(part: str, language: str, tld: str) -> str:
    """The current wording of the part in the language, English where none is prescribed."""
    current = [one for one in phrases() if one.part == part and one.status == "current" and one.tld in (None, tld)]
    own = [one for one in current if one.language == language] or [one for one in current if one.language == "en"]
    return own[0].text


def component_tags() -> Sequence[str]:
    """The names of custom elements that draw the whole banner."""
    tags: Sequence[str] = _data()["component"]["tags"]
    return tags


def component_text(part: str, language: str, tld: str) -> str:
    """What the web component prints for a part without a slot: English where it does not know the language."""
    texts: Mapping[str, str] = _data()["component"].get(language) or _data()["component"]["en"]
    return texts[part].replace("{tld}", tld)


def phrase_of(part: str, text: str) -> Phrase | None:
    """The wording of the part that the text is, exactly; None for any other text."""
    said = squeezed(text).strip(".")
    return next((one for one in phrases() if one.part == part and one.squeezed.strip(".") == said), None)

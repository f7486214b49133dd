"""Credits that markup tells rather than words: an element of its own in a caption, or below it."""

from __future__ import annotations

import re

from checker.finders.caption_search import BETWEEN, CaptionSearch
from checker.finders.caption_text import class_words, same_item, text_of_line
from checker.page import Element
from checker.pattern import pattern
from checker.reading import folded, lines_within

_CREDIT_LABEL = pattern(r"(?:photo |image |picture )?(?:credits?|source|cr[eé]ditos?)\s*:?", re.IGNORECASE)


def credited_by_markup(search: CaptionSearch) -> None:
    """Credits told by their element alone, such as "NASA" below a caption, for captions whose text tells none."""
    for element in search.page.document.select('[class*="credit" i]'):
        if not class_words(element) & {"credit", "credits"}:
            continue
        lines = [line for line in lines_within(element) if _CREDIT_LABEL.fullmatch(line.text) is None]
        if len(lines) != 1 or len(lines[0].text.split()) > 20:
            continue
        picture = search.before(lines[0])
        known = search.caption_of(picture) if picture is not None else None
        if picture is None or known is None:
            continue
        text = _bare(text_of_line(lines[0]))
        if known.element.contains(element):
            if known.credit is None or (known.credit == known.text and known.text.endswith(text)):
                search.tell_credit(picture, text)
        elif (
            known.credit is None
            and search.lines_between(picture, lines[0]) <= BETWEEN
            and same_item(picture.element, element)
        ):
            search.tell_credit(picture, text)
    for known in [one for one in search.captions if one.credit is None and one.picture is not None]:
        inner = next((one for one in known.element.elements if _names_source(one)), None)
        text = folded(inner.text) if inner is not None else ""
        if known.picture is not None and text and len(text.split()) <= 20 and known.text.endswith(text):
            search.tell_credit(known.picture, _bare(text))


def _names_source(element: Element) -> bool:
    """Whether the part of a caption is where the picture comes from: cite, or a class that says so."""
    return element.tag == "cite" or bool(class_words(element) & {"source", "attribution", "photographer", "copyright"})


def _bare(text: str) -> str:
    """The text without parentheses around the whole of it."""
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text

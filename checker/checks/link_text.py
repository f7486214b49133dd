"""Statements about what links say of their targets."""

from __future__ import annotations

from itertools import islice

from checker.finders.link_context import words_of_type
from checker.finding import Target, Verdict, no, unknown, yes
from checker.page import Element
from checker.pattern import pattern
from checker.registry import check

_WORD = pattern(r"[^\W\d_]{3,}")
_ENOUGH_WORDS = 2
#: A card is small: words further away are not the link's own.
_LARGEST_CARD = 20


def _text(target: Target, part: str) -> str:
    value = target.parts.get(part)
    return value if isinstance(value, str) else ""


def _card_says(link: Element) -> bool:
    """Whether the card, row or item that holds the link has words of its own."""
    for outer in link.ancestors():
        if outer.tag in ("body", "main") or outer.end - outer.index > _LARGEST_CARD:
            return False
        if _has_words(outer.text.replace(link.text, " ", 1)):
            return True
    return False


def _has_words(text: str) -> bool:
    """Whether there are words enough in the text to say anything; it is read no further than that."""
    return sum(1 for _ in islice(_WORD.finditer(text), _ENOUGH_WORDS)) == _ENOUGH_WORDS


@check
def link_context_tells_purpose(target: Target) -> Verdict:
    """The words around a link with a vague name say where it leads.

    Of its own: it looks for the words in sentence, item and card in turn, which WCAG weighs differently.

    Words in the same card tell it to those who see the page; what a screen reader makes of them cannot be told.
    """
    name = _text(target, "name")
    if not name:
        return yes("the other links have names of their own")
    link = target.element
    if link.attrs.get("aria-describedby"):
        return yes("a description goes with the link")
    if _has_words(_text(target, "context")):
        return yes("the words around the link say where it leads")
    if "://" in name:
        return unknown(f"the link shows its address, “{name}”, and no words around it say what is there")
    if _card_says(link):
        return unknown(f"the link says only “{name}”, and what it is about stands nearby, but not in its own paragraph")
    return no(f"the link says only “{name}”, and no words around it say where it leads")


@check
def file_type_named(target: Target) -> Verdict:
    """The link to a file, or the text beside it, names the type of the file.

    Of its own: types have many names, and a style may show what no word says.
    """
    ending = _text(target, "type")
    said = f"{_text(target, 'name')} {_text(target, 'context')} {target.element.attrs.get('title', '')}".lower()
    if any(word in said for word in words_of_type(ending)):
        return yes(f"the type {ending} is named")
    styles = " ".join(
        [*target.element.classes, *(name for one in target.element.descendants() for name in one.classes)]
    )
    name = _text(target, "name") or target.element.attrs["href"].rsplit("/", 1)[-1]
    if any(word in styles.lower() for word in words_of_type(ending)):
        return unknown(f"the link “{name}” leads to a {ending} file, which only its style may show")
    return no(f"the link “{name}” leads to a {ending} file and does not say so")

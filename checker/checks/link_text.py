"""Statements about what links say of their targets, and about lines that look like headings."""

from __future__ import annotations

import re

from checker.finders.link_context import words_of_type
from checker.finding import Target, Verdict, no, unknown, yes
from checker.page import Element
from checker.registry import check

_WORD = re.compile(r"[^\W\d_]{3,}")
_ENOUGH_WORDS = 2
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: A card is small: a heading further away is not the link's own.
_LARGEST_CARD = 20


def _text(target: Target, part: str) -> str:
    value = target.parts.get(part)
    return value if isinstance(value, str) else ""


def _card_heading(link: Element) -> Element | None:
    """A heading in the card, item or article that holds the link."""
    for outer in link.ancestors():
        if outer.tag in ("body", "main") or outer.end - outer.index > _LARGEST_CARD:
            return None
        for inner in outer.descendants():
            if inner.tag in _HEADINGS and inner.tag != "h1":
                return inner
    return None


@check
def link_context_tells_purpose(target: Target) -> Verdict:
    """The words around a link with a vague name say where it leads.

    A heading in the same card may tell it to those who see the page; what a screen reader makes of it cannot be told.
    """
    name = _text(target, "name")
    if not name:
        return yes("the other links have names of their own")
    link = target.element
    if link.attrs.get("aria-describedby"):
        return yes("a description goes with the link")
    if len(_WORD.findall(_text(target, "context"))) >= _ENOUGH_WORDS:
        return yes("the words around the link say where it leads")
    if "://" in name:
        return unknown(f"the link shows its address, “{name}”, and no words around it say what is there")
    heading = _card_heading(link)
    if heading is not None:
        return unknown(f"the link says only “{name}”, and what it is about stands in a heading nearby")
    return no(f"the link says only “{name}”, and no words around it say where it leads")


@check
def file_type_named(target: Target) -> Verdict:
    """The link to a file, or the text beside it, names the type of the file."""
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


@check
def line_is_not_like_a_heading(target: Target) -> Verdict:
    """The text is no short line in bold or capitals that stands before a paragraph as a heading does."""
    text = _text(target, "text")
    return no(f"“{text}” looks like a heading but is not marked as one") if text else yes("headings are marked as such")

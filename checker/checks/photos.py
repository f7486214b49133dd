"""Statements about a captioned photo: its alternative text and how it stands to the caption."""

from __future__ import annotations

from checker.finders.alt_text import filename_or_placeholder, normalised, numbered_label, prefix_of
from checker.finders.credits import credit_in
from checker.finding import Related, Target, Verdict, no, yes
from checker.page import Element, Page, derived
from checker.quoting import opening
from checker.reading import folded
from checker.registry import check

#: Shorter texts may stand in a caption by chance.
_FEWEST_CONTAINED = 5
#: Requirements, news-alt-not-caption.
_ALIKE = 0.9


def text_part(target: Target, name: str) -> str:
    """The target's part as a text, empty where it has none."""
    part = target.part(name)
    return part if isinstance(part, str) else ""


def photo_of(target: Target) -> Element | None:
    """The target's photo, or None."""
    part = target.part("photo")
    return part if isinstance(part, Element) else None


def _beside(target: Target) -> tuple[Related, ...]:
    return (Related("caption", target.element),)


@check
def photo_alt_describes(target: Target) -> Verdict:
    """The photo's alternative text, where there is one, is no file name, placeholder or bare prefix.

    Of its own: the forms of file names, numbers and placeholders are a grammar.
    """
    photo, alt = photo_of(target), text_part(target, "alt").strip()
    if photo is None or not alt:
        return yes("there is no alternative text to read", at=photo)
    instead = filename_or_placeholder(alt)
    prefix = prefix_of(alt + " .")
    if prefix is not None and len(folded(alt)) <= len(prefix) + 2:
        instead = "only an opening"
    if instead:
        return no(f"the alternative text {opening(alt)} is {instead}", at=photo, related=_beside(target))
    return yes(f"the alternative text is {opening(alt)}", at=photo)


@check
def photo_alt_has_words(target: Target) -> Verdict:
    """The photo's alternative text, where there is one, is more than one word or a label with a number.

    Of its own: one word of a script without blanks may say much, and what is no description is told elsewhere.
    """
    photo, alt = photo_of(target), text_part(target, "alt").strip()
    one = len(alt.split()) == 1 and (len(alt) < 4 or alt[0].isascii())
    if photo is None or not (one or numbered_label(alt)) or filename_or_placeholder(alt):
        return yes("the alternative text is not one word", at=photo)
    return no(f"the alternative text is only “{alt}”", at=photo, related=_beside(target))


def likeness(one: str, other: str) -> float:
    """How alike two normalised texts are by their words, from 0 to 1."""
    lengths = [text.count(" ") + 1 for text in (one, other)]
    if not one or not other or min(lengths) < _ALIKE * 0.8 * max(lengths):
        return 0.0
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


@derived
def _headlines(page: Page) -> frozenset[str]:
    return frozenset(filter(None, (normalised(one.text[:400]) for one in page.document.tagged("h1")[:3])))


@check
def alt_differs_from_caption(target: Target) -> Verdict:
    """The photo's alternative text is no copy of the caption or headline, nor of most of the caption.

    Of its own: texts are compared word by word, with and without the credit, and by how alike they are.
    """
    photo, alt = photo_of(target), normalised(text_part(target, "alt"))
    caption, credit = text_part(target, "caption"), text_part(target, "credit")
    if photo is None or not alt:
        return yes("there is no alternative text to compare", at=photo)
    if alt in _headlines(photo.page) and len(alt.split()) > 2:
        return no("the alternative text repeats the headline", at=photo)
    found = credit_in(caption) if credit else None
    bare, told = normalised(found.without(caption) if found else caption), normalised(caption)
    copied = _copy(alt, told, bare)
    if copied is None:
        return yes("the alternative text differs from the caption", at=photo)
    words = opening(text_part(target, "alt"), 6)
    return no(f"the alternative text {words} {copied}", at=photo, related=_beside(target))


def _copy(alt: str, told: str, bare: str) -> str | None:
    """How the normalised alternative text copies the caption, with or without its credit; None where it does not."""
    if alt in (told, bare):
        return "repeats the caption"
    if len(alt.split()) >= _FEWEST_CONTAINED and f" {alt} " in f" {told} ":
        return "repeats words of the caption"
    if len(bare.split()) >= _FEWEST_CONTAINED and f" {bare} " in f" {alt} ":
        return "holds the whole caption"
    if likeness(alt, told) >= _ALIKE or likeness(alt, bare) >= _ALIKE:
        return "is nearly the caption"
    return None

"""Statements about a captioned photo: its alternative text and how it stands to the caption."""

from __future__ import annotations

from checker.checks.alt_text import filename_or_placeholder, numbered_label, prefix_of
from checker.finders.captions import captions
from checker.finders.credits import credit_in
from checker.finding import Related, Target, Verdict, no, unknown, yes
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.reading import folded
from checker.registry import check

_WORD = pattern(r"\w+")
#: Copies are looked for in so much of a text; nobody writes longer ones by accident.
_BOUND = 2000
#: Shorter texts may stand in a caption by chance.
_FEWEST_CONTAINED = 5
#: Requirements, news-alt-not-caption.
_ALIKE = 0.9


def shortened(text: str, words: int = 8) -> str:
    """The first words of the text, in quotation marks."""
    parts = text.split()
    return f"“{' '.join(parts[:words])}{'…' if len(parts) > words else ''}”"


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
def photo_near_caption(target: Target) -> Verdict:
    """The caption has a photo."""
    photo = photo_of(target)
    return no("the caption has no photo near it") if photo is None else yes("the caption has a photo", at=photo)


@check
def photo_has_alt(target: Target) -> Verdict:
    """The photo of the caption has alternative text that is not blank; unknown for a caption without a photo."""
    photo = photo_of(target)
    caption = shortened(text_part(target, "caption"))
    if photo is None:
        return unknown(f"caption without photo: no image was found for the caption {caption}")
    alt = target.part("alt")
    if isinstance(alt, str) and alt.strip():
        return yes(f"the alternative text is {shortened(alt)}", at=photo)
    if photo.tag not in ("img", "svg", "amp-img") and "role" not in photo.attrs:
        return unknown(
            f"caption without photo: the picture with the caption {caption} is a background, which has no"
            " alternative text",
            at=photo,
        )
    if photo.closest("noscript") is not None:
        return unknown(
            f"the photo with the caption {caption} is put in by a script, so its text is not known", at=photo
        )
    what = (
        "no alternative text" if photo.tag == "svg" else "no alt attribute" if alt is None else "an empty alt attribute"
    )
    return no(f"the photo with the caption {caption} has {what}", at=photo, related=_beside(target))


@check
def photo_alt_describes(target: Target) -> Verdict:
    """The photo's alternative text, where there is one, is no file name, placeholder or bare prefix."""
    photo, alt = photo_of(target), text_part(target, "alt").strip()
    if photo is None or not alt:
        return yes("there is no alternative text to read", at=photo)
    instead = filename_or_placeholder(alt)
    prefix = prefix_of(alt + " .")
    if prefix is not None and len(folded(alt)) <= len(prefix) + 2:
        instead = "only an opening"
    if instead:
        return no(f"the alternative text {shortened(alt)} is {instead}", at=photo, related=_beside(target))
    return yes(f"the alternative text is {shortened(alt)}", at=photo)


@check
def photo_alt_has_words(target: Target) -> Verdict:
    """The photo's alternative text, where there is one, is more than one word or a label with a number."""
    photo, alt = photo_of(target), text_part(target, "alt").strip()
    one = len(alt.split()) == 1 and (len(alt) < 4 or alt[0].isascii())
    if photo is None or not (one or numbered_label(alt)) or filename_or_placeholder(alt):
        return yes("the alternative text is not one word", at=photo)
    return no(f"the alternative text is only “{alt}”", at=photo, related=_beside(target))


def normalised(text: str) -> str:
    """The words of the text in lower case, with single spaces."""
    return " ".join(_WORD.findall(text[:_BOUND].lower()))


def likeness(one: str, other: str) -> float:
    """How alike two normalised texts are by their words, from 0 to 1."""
    first, second = one.split(), other.split()
    if not first or not second or min(len(first), len(second)) < _ALIKE * 0.8 * max(len(first), len(second)):
        return 0.0
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


@derived
def _headlines(page: Page) -> frozenset[str]:
    return frozenset(filter(None, (normalised(one.text[:400]) for one in page.document.tagged("h1")[:3])))


@check
def alt_differs_from_caption(target: Target) -> Verdict:
    """The photo's alternative text is no copy of the caption or headline, nor of most of the caption."""
    photo, alt = photo_of(target), normalised(text_part(target, "alt"))
    caption, credit = text_part(target, "caption"), text_part(target, "credit")
    if photo is None or not alt:
        return yes("there is no alternative text to compare", at=photo)
    if alt in _headlines(photo.page) and len(alt.split()) > 2:
        return no("the alternative text repeats the headline", at=photo)
    told = normalised(caption)
    start = credit_in(caption) if credit else None
    bare = normalised(caption[: start.start]) if start else told
    copied = _copy(alt, told, bare)
    if copied is None:
        return yes("the alternative text differs from the caption", at=photo)
    words = shortened(text_part(target, "alt"), 6)
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


@check
def alt_without_credit(target: Target) -> Verdict:
    """The photo's alternative text does not hold the credit line."""
    photo, alt = photo_of(target), text_part(target, "alt")
    if photo is None or not alt:
        return yes("there is no alternative text to read", at=photo)
    found = credit_in(alt)
    if found is not None and (found.opened or len(found.text.split()) > 3):
        return no(f"the alternative text holds the credit “{found.text}”", at=photo, related=_beside(target))
    return yes("the alternative text holds no credit", at=photo)


def _file_of(src: str | None) -> str:
    """The file's name: one photo in several sizes has one."""
    return (src or "").partition("?")[0].rstrip("/").rpartition("/")[2].lower()


@derived
def _first_with_alt(page: Page) -> dict[str, tuple[str, Element]]:
    """The file and element of the first captioned photo with each alternative text."""
    first: dict[str, tuple[str, Element]] = {}
    for one in captions(page):
        if one.picture is not None and one.picture.alt and one.picture.alt.strip():
            first.setdefault(normalised(one.picture.alt), (_file_of(one.picture.src), one.picture.element))
    return first


@check
def alt_differs_from_other_photos(target: Target) -> Verdict:
    """No other photo before this one on the page has the same alternative text."""
    photo, written = photo_of(target), text_part(target, "alt")
    alt = normalised(written)
    if photo is None or not alt or filename_or_placeholder(written):
        return yes("there is no description to compare", at=photo)
    file, first = _first_with_alt(photo.page).get(alt, ("", photo))
    if first is photo or file == _file_of(text_part(target, "src")):
        return yes("no other photo has this alternative text", at=photo)
    return no(
        f"another photo has the same alternative text {shortened(written)}",
        at=photo,
        related=(Related("first", first),),
    )


@check
def photo_tied_to_caption(target: Target) -> Verdict:
    """Photo and caption are tied by figure and figcaption, or by aria-describedby."""
    photo = photo_of(target)
    if photo is None:
        return unknown("the caption has no photo near it")
    if target.part("tied"):
        return yes("the caption is tied to its photo", at=photo)
    return no(
        f"the caption {shortened(text_part(target, 'caption'))} only stands near its photo",
        related=(Related("photo", photo),),
    )

"""Captioned photos as rules ask about them: photo, caption and credit, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from checker.finders.alt_text import VIRIN, filename_or_placeholder, normalised
from checker.finders.caption_search import Caption
from checker.finders.captions import captions
from checker.finders.credits import credit_in
from checker.finders.dates import dates_in
from checker.finders.story import story_facts
from checker.finding import Absent, Part, Parts, Passage, Related, Target
from checker.page import Element, Page, derived
from checker.quoting import opening
from checker.registry import finder


@finder(
    parts={
        **dict.fromkeys(("photo", "src", "caption", "layout", "credit", "tied", "dated"), ""),
        **dict.fromkeys(("alt", "alternative-text"), "the alternative text"),
        "layout": "the caption",
        "tied": "the tie between photo and caption",
        "credit-in-alt": "a credit in the alternative text",
        "same-alt": "the same alternative text",
        "bare-credit": "a credit without its parentheses",
        "tight-credit": "a credit without a space before it",
        "detached-credit": "a credit after blank lines",
        "after-credit": "text after the credit",
        "caption-day": "the date in the caption",
        "publication-day": "the day of publication",
        "virin": "the VIRIN",
        "virin-conflict": "a VIRIN of another day",
    }
)
def captioned_photo(page: Page) -> Iterable[Target]:
    """Each caption with its picture; a caption of two pictures is two targets.

    ``alt`` is the alternative text as written or another name that the picture has, ``alternative-text`` the same with
    the reason where there is none; ``layout`` the caption with its line breaks and blank lines; ``same-alt`` that of an
    earlier photo; ``caption-day`` the latest date in the caption, ``virin-conflict`` that the number is of another day.
    """
    return _targets(page)


@derived
def _targets(page: Page) -> list[Target]:
    return [Target(one.element, _parts(one, page)) for one in captions(page)]


def _parts(one: Caption, page: Page) -> Parts:
    picture = one.picture
    known: dict[str, Part] = {
        "photo": picture.element if picture else Absent("the caption has no photo near it"),
        "src": picture.src if picture else None,
        "alt": (picture.name or picture.alt) if picture else None,
        "caption": one.text,
        "layout": one.layout,
        "credit": one.credit or Absent(f"the caption {opening(one.text)} has no credit"),
        "dated": one.dated,
    }
    return Parts(
        known,
        tied=lambda: _tied(one),
        alternative_text=lambda: _alternative_text(one),
        credit_in_alt=lambda: _credit_in_alt(one),
        same_alt=lambda: _same_alt(one, page),
        bare_credit=lambda: _bare_credit(one),
        tight_credit=lambda: _tight_credit(one),
        detached_credit=lambda: _detached_credit(one),
        after_credit=lambda: _after_credit(one),
        caption_day=lambda: max((day.isoformat() for day in _days(one)), default=None),
        publication_day=lambda: _publication_day(one, page),
        virin=lambda: _virin(one),
        virin_conflict=lambda: _virin_conflict(one),
    )


def _tied(one: Caption) -> Element | Absent:
    if one.picture is None:
        return Absent("the caption has no photo near it", certain=False)
    if one.tied:
        return one.picture.element
    told = f"the caption {opening(one.text)} only stands near its photo"
    return Absent(told, related=(Related("photo", one.picture.element),))


def _written(one: Caption) -> str:
    """The alternative text of the caption's photo, empty where it has none."""
    return (one.picture.name or one.picture.alt or "") if one.picture else ""


def _alternative_text(one: Caption) -> Passage | Absent:
    """The alternative text that is not blank; in doubt where the photo is one that has none or is put in by a script."""
    caption = opening(one.text)
    if one.picture is None:
        return Absent(f"caption without photo: no image was found for the caption {caption}", certain=False)
    photo, alt = one.picture.element, one.picture.name or one.picture.alt
    if alt and alt.strip():
        return Passage(alt, photo)
    if photo.tag not in ("img", "svg", "amp-img") and "role" not in photo.attrs:
        told = f"caption without photo: the picture with the caption {caption} is a background, which has no alternative text"
        return Absent(told, at=photo, certain=False)
    if photo.closest("noscript") is not None:
        told = f"the photo with the caption {caption} is put in by a script, so its text is not known"
        return Absent(told, at=photo, certain=False)
    no_text = "no alt attribute" if alt is None else "an empty alt attribute"
    what = "no alternative text" if photo.tag == "svg" else no_text
    related = (Related("caption", one.element),)
    return Absent(f"the photo with the caption {caption} has {what}", at=photo, related=related)


def _credit_in_alt(one: Caption) -> Passage | None:
    found = credit_in(_written(one))
    if one.picture is None or found is None or not (found.opened or len(found.text.split()) > 3):
        return None
    told = f"the alternative text holds the credit “{found.text}”"
    return Passage(found.text, one.picture.element, told, (Related("caption", one.element),))


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


def _same_alt(one: Caption, page: Page) -> Passage | None:
    """The alternative text, where another photo before this one has it too."""
    written = _written(one)
    alt = normalised(written)
    if one.picture is None or not alt or filename_or_placeholder(written):
        return None
    file, first = _first_with_alt(page).get(alt, ("", one.picture.element))
    if first is one.picture.element or file == _file_of(one.picture.src):
        return None
    told = f"another photo has the same alternative text {opening(written)}"
    return Passage(written, one.picture.element, told, (Related("first", first),))


def _bare_credit(one: Caption) -> Passage | None:
    credit = credit_in(one.text)
    if not one.credit or (credit is not None and credit.opened and credit.closed):
        return None
    opened = credit is not None and credit.opened
    told = "the credit has no closing parenthesis" if opened else f"the credit “{one.credit}” is not in parentheses"
    return Passage(one.credit, found=told)


def _tight_credit(one: Caption) -> Passage | None:
    credit = credit_in(one.text)
    if credit is None or not credit.opened or credit.start == 0 or one.text[credit.start - 1] == " ":
        return None
    before = "".join(one.text[max(0, credit.start - 12) : credit.start].split()[-1:])
    told = f"no space stands between “{before}” and “({opening(credit.text, 3).strip('“”…')}”"
    return Passage(credit.text, found=told)


def _detached_credit(one: Caption) -> Passage | None:
    blank = one.layout.rfind("\n\n")
    last = one.layout[blank:].strip() if blank >= 0 else ""
    if not last.startswith("(") or credit_in(one.text) is None or credit_in(last) is None:
        return None
    return Passage(last, found="blank lines stand between the caption and its credit")


def _after_credit(one: Caption) -> Passage | None:
    credit = credit_in(one.text)
    if credit is None or not credit.rest:
        return None
    return Passage(credit.rest, found=f"“{credit.rest}” follows the closing parenthesis of the credit")


def _days(one: Caption) -> list[date]:
    return [found.day for found in dates_in(one.text[:2000])]


def _publication_day(one: Caption, page: Page) -> str | None:
    """The day of the caption's item in a list, else of its story."""
    dated = dates_in(one.dated) if one.dated else []
    return dated[0].day.isoformat() if dated else story_facts(page)["published"]


def _virin(one: Caption) -> str | None:
    """The number in the caption or the photo's address, such as 090311-A-AZ411-078."""
    source = one.picture.src if one.picture and one.picture.src else ""
    match = VIRIN.search(one.text) or VIRIN.search(source[-200:])
    return match.group() if match else None


def _virin_conflict(one: Caption) -> Passage | None:
    """The number whose day is not the caption's; captions of old photos, with days far apart, are not compared."""
    virin = _virin(one)
    if virin is None:
        return None
    days = _days(one)
    if len(days) != 1:
        return None
    photo = one.picture.element if one.picture else None
    try:
        taken = date(2000 + int(virin[:2]), int(virin[2:4]), int(virin[4:6]))
    except ValueError:
        return Passage(virin, photo, f"the VIRIN {virin} does not begin with a day")
    if not 1 < abs((taken - days[0]).days) < 60:
        return None
    return Passage(virin, photo, f"the VIRIN {virin} says {taken.isoformat()}, the caption {days[0].isoformat()}")

"""The pictures of a page, however they are put there: img, lazy img, picture, background, svg."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from checker.accessibility.visibility import hidden_by_themselves
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.reading import folded

#: Where scripts that load pictures late keep the address; none is standard, all are common.
_LATE = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-full", "data-image", "data-url", "data-bg")
_LATE_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
#: These two are asked of texts in lower case: a pattern that ignores case takes ten times as long to find nothing.
_STAND_IN = pattern(r"(?:blank|placeholder|spacer|transparent|pixel|1x1|loading)[\w-]*\.\w+")
_BACKGROUND = pattern(r"background(?:-image)?\s*:[^;]{0,200}?url\(\s*([\"']?)([^\"')]{1,2000})\1\s*\)", re.IGNORECASE)
_ICON = pattern(
    r"(?:^|[/_.\s-])(?:icons?|ico|logos?|spacer|pixel|blank|arrows?|bullets?|sprites?|btn|buttons?|avatar|emoji|tag"
    r"|favicon|badge|seal|divider|clear|transparent|flag)(?:[/_.\s\d-]|$)"
)
#: Photos are JPEG or WebP files: "flag-raising.jpg" is one.
_PHOTO_FILES = (".jpg", ".jpeg", ".webp", ".avif")
#: A picture both of whose sides are no longer is an icon.
_ICON_SIDE = 64


class Picture(NamedTuple):
    """A picture: its element, its address and alternative text as written, None where it has none.

    ``name`` is what else names it: aria-label, the texts of aria-labelledby, title of an svg.
    ``icon`` says that by size, class or address it is an ornament rather than a photo.
    """

    element: Element
    src: str | None
    alt: str | None
    name: str | None
    icon: bool


def _first_of_set(value: str) -> str:
    return value.split(",", 1)[0].split(None, 1)[0] if value.strip(" ,") else ""


def _is_stand_in(src: str) -> bool:
    start = src[:300].lower()
    return not start or start.startswith(("data:", "about:")) or _STAND_IN.search(start) is not None


def address(img: Element) -> str | None:
    """The address that the img shows once loaded: ``src``, or where scripts keep it until then."""
    attrs = img.attrs
    src = attrs.get("src", "").strip()
    if not _is_stand_in(src):
        return src
    for name in _LATE:
        value = attrs.get(name, "").strip()
        if value:
            return value
    for name in _LATE_SETS:
        value = _first_of_set(attrs.get(name, ""))
        if value and not _is_stand_in(value):
            return value
    parent = img.parent
    if parent is not None and parent.tag == "picture":
        for source in parent.elements:
            value = _first_of_set(source.attrs.get("srcset") or source.attrs.get("data-srcset") or "")
            if source.tag == "source" and value:
                return value
    return src or None


def _side(value: str | None) -> int | None:
    if not value:
        return None
    digits = value.strip().removesuffix("px")
    return int(digits) if digits.isdigit() and len(digits) < 6 else None


def _looks_like_icon(element: Element, src: str | None) -> bool:
    attrs = element.attrs
    sides = [side for side in (_side(attrs.get("width")), _side(attrs.get("height"))) if side is not None]
    if sides and (max(sides) <= _ICON_SIDE or min(sides) <= 3):
        return True
    file = (src or "").partition("?")[0].rpartition("/")[2][-80:].lower()
    if not file.endswith(_PHOTO_FILES) and _ICON.search(file) is not None:
        return True
    name = attrs.get("class")
    return name is not None and _named_as_icon(name[:200])


@lru_cache(maxsize=256)  # a page's pictures share a few classes
def _named_as_icon(classes: str) -> bool:
    return _ICON.search(classes.lower()) is not None


def _named_elsewhere(element: Element) -> str | None:
    if "aria-label" not in element.attrs and "aria-labelledby" not in element.attrs:
        return None
    label = folded(element.attrs.get("aria-label", ""))
    if label:
        return label
    ids = element.attrs.get("aria-labelledby", "").split()[:8]
    texts = [folded(found.text) for found in map(element.scope.by_id, ids) if found is not None]
    return " ".join(filter(None, texts)) or None


def _picture(element: Element) -> Picture | None:
    attrs = element.attrs
    if element.tag in ("img", "amp-img"):
        src = address(element)
        return Picture(element, src, attrs.get("alt"), _named_elsewhere(element), _looks_like_icon(element, src))
    name = _named_elsewhere(element)
    if element.tag == "svg":
        title = next((child for child in element.elements if child.tag == "title"), None)
        name = name or (folded(title.text) or None if title is not None else None)
        return Picture(element, None, name, name, _looks_like_icon(element, None))
    if element.tag in ("html", "body"):
        return None
    found = _BACKGROUND.search(attrs.get("style", "")[:4000])
    late = attrs.get("data-bg") or attrs.get("data-background-image")
    src = found.group(2).strip() if found else late
    if src is None and attrs.get("role") not in ("img", "image"):
        return None
    if element.text.strip():
        return None
    return Picture(element, src, name, name, _looks_like_icon(element, src))


_OTHERS = (
    '[style*="background" i][style*="url(" i], [data-bg], [data-background-image], [role="img" i], [role="image" i]'
)


@derived
def pictures(page: Page) -> list[Picture]:
    """The document's pictures that are not hidden, in document order, each once.

    The img in a noscript beside a lazy img is the same picture; a background behind an img too.
    """
    document = page.document
    elements = document.tagged("img", "svg", "amp-img")
    others = document.select(_OTHERS)
    if others:
        by_index = {element.index: element for element in (*elements, *others)}
        elements = [by_index[index] for index in sorted(by_index)]
    hidden = hidden_by_themselves(document)
    found: list[Picture] = []
    for element in elements:
        if hidden[element.index] or (element.tag == "svg" and element.attrs.get("role") not in ("img", "image")):
            continue
        picture = _picture(element)
        if picture is None:
            continue
        if found and _same_picture(found[-1], picture):
            found[-1] = _merged(found[-1], picture)
            continue
        found.append(picture)
    return found


def _same_picture(one: Picture, other: Picture) -> bool:
    """Whether the next picture stands in for the one before: its noscript twin, or an img in front of a background."""
    parent = other.element.parent
    if parent is None:
        return False
    if one.element.tag != "img" and other.element.tag == "img":
        beside = one.element.parent in (parent, parent.parent) and other.element.index - one.element.end < 2
        return one.element.contains(other.element) or (beside and one.name is None)
    noscript = other.element.closest("noscript")
    if noscript is None or one.element.tag != "img" or noscript.contains(one.element):
        return False
    holder = one.element.parent
    if holder is not None and holder.tag == "picture":
        holder = holder.parent
    return holder is noscript.parent


def _merged(one: Picture, other: Picture) -> Picture:
    if one.element.tag != "img":
        return other
    src = other.src if _is_stand_in(one.src or "") else one.src
    return Picture(one.element, src, one.alt, one.name, _looks_like_icon(one.element, src))


@derived
def picture_places(page: Page) -> list[int]:
    """The indexes of the pictures' elements, in their order."""
    return [picture.element.index for picture in pictures(page)]


def _range(element: Element) -> tuple[int, int]:
    page = element.page
    if element.scope is not page.document:
        return 0, 0
    places = picture_places(page)
    first = bisect_left(places, element.index)
    return first, bisect_left(places, element.end, lo=first)


def pictures_within(element: Element) -> list[Picture]:
    """The pictures that are the element or stand inside it."""
    first, last = _range(element)
    return pictures(element.page)[first:last]


def holds_picture(element: Element) -> bool:
    """Whether the element is a picture or one stands inside it."""
    first, last = _range(element)
    return first < last

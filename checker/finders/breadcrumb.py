"""The breadcrumb: the path to the page, as the page prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from checker.finding import Absent, Passage, Target
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.quoting import quotation
from checker.reading import Line, folded, lines_within, text_of, visible_lines
from checker.registry import finder

_MARKED = (
    "nav[aria-label*=breadcrumb i], [role=navigation][aria-label*=breadcrumb i], [class*=breadcrumb i], [id*=breadcrumb i],"
    " [itemtype$=BreadcrumbList], nav[aria-label*='you are here' i]"
)
#: A path in plain text: "Home : Media : News", "Home > Missions > Regulatory", "Inicio » Noticias".
_IN_TEXT = pattern(r"(?:home|inicio|main|you are here:?\s*(?:home)?)\s*(?P<separator>[:>»›/→])\s+\S", re.IGNORECASE)
_SEPARATOR = pattern(r"\s+[:>»›/|→·•]\s+|\s*[»›→]\s*|(?<=\w)\s*>\s*(?=\w)|\s{2,}/\s*")
_ONLY_SEPARATOR = pattern(r"[\s:>»›/|→·•\-–—]*[:>»›/|→·•][\s:>»›/|→·•]*")
_LONGEST = 400


class Breadcrumb(NamedTuple):
    """A breadcrumb: its element, its items in order, and how it is marked up.

    ``separator`` is the character that is read between the items as text, empty where none is.
    """

    element: Element
    items: tuple[str, ...]
    separator: str
    in_list: bool
    in_landmark: bool
    current: bool


@derived
def found_breadcrumb(page: Page) -> Breadcrumb | None:
    """The page's breadcrumb, or None where it has none."""
    for element in page.document.select(_MARKED):
        if element.tag in ("html", "body", "main", "a", "li", "link", "meta", "h1"):
            continue
        lines = lines_within(element)
        if lines and len(" ".join(line.text for line in lines)) <= _LONGEST:
            made = _marked(element, lines)
            if len(made.items) > 1:
                return made
    for line in visible_lines(page)[:150]:
        if len(line.text) <= _LONGEST and _IN_TEXT.match(line.text):
            items = _split(line.text)
            if len(items) > 1:
                match = _IN_TEXT.match(line.text)
                return Breadcrumb(line.element, items, match["separator"] if match else "", False, False, False)
    return None


def _marked(element: Element, lines: list[Line]) -> Breadcrumb:
    inner = element.descendants()
    entries = [one for one in inner if one.tag == "li"]
    if entries:
        texts = [text_of(one) for one in entries]
        items = tuple(cleaned for text in texts if (cleaned := _SEPARATOR.sub(" ", f" {text} ").strip(" :>»›/|→·•")))
    else:
        items = _split(" ".join(line.text for line in lines))
    landmark = element.closest("nav") or next((one for one in inner if one.tag == "nav"), None)
    return Breadcrumb(
        element,
        items,
        _separator(lines),
        bool(entries),
        landmark is not None or element.attrs.get("role") == "navigation",
        any("aria-current" in one.attrs for one in inner),
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(one for part in _SEPARATOR.split(text) if (one := folded(part).strip(" :>»›/|→")))


def _separator(lines: Iterable[Line]) -> str:
    """The separator that stands as text of its own between the items and is not kept from screen readers."""
    for line in lines:
        if len(line.runs) == 1:
            match = _IN_TEXT.match(line.text)
            if match is not None:
                return match["separator"]
        for run in line.runs:
            if _ONLY_SEPARATOR.fullmatch(run.text) and not _kept_from_readers(run.element):
                return run.text.strip()[:1]
    return ""


def _kept_from_readers(element: Element) -> bool:
    return any(one.attrs.get("aria-hidden") == "true" for one in (element, *element.ancestors()))


@finder(parts={"list": "the list", "last": "the last part of the breadcrumb", "separator": "the separator"})
def breadcrumb(page: Page) -> Iterable[Target]:
    """The page's breadcrumb: the ``list`` in a landmark that it is, its last item, the separator that is read as text."""
    found = found_breadcrumb(page)
    if found is not None:
        yield Target(found.element, {"list": _list(found), "last": found.items[-1], "separator": _read_out(found)})


def _list(found: Breadcrumb) -> Element | Absent:
    if not found.in_list:
        return Absent(f"the breadcrumb {quotation(' '.join(found.items), 80)} is not a list")
    return found.element if found.in_landmark else Absent("the breadcrumb is not in a nav element")


def _read_out(found: Breadcrumb) -> Passage | None:
    told = f"the parts of the breadcrumb are separated by “{found.separator}” as text"
    return Passage(found.separator, found=told) if found.separator else None

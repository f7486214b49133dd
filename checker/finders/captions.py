"""Captions: the text that a page prints for a picture, told by where it stands and how it reads."""

from __future__ import annotations

from collections.abc import Sequence

from checker.finders.caption_credits import credited_by_markup
from checker.finders.caption_items import beside, in_columns
from checker.finders.caption_nearby import credited, named
from checker.finders.caption_search import Caption, CaptionSearch
from checker.finders.caption_text import (
    is_control,
    is_control_line,
    is_heading,
    is_label,
    leads_away,
    link_leads_away,
    linked_part,
    reads_as_caption,
    reads_as_sentence,
)
from checker.finders.credits import credit_in, is_notice
from checker.finders.pictures import Picture, pictures_within
from checker.finders.teasers import teasers
from checker.page import Element, Page, derived
from checker.reading import Line, folded, lines_within

#: What a figure may hold instead of a picture.
_OTHER_CONTENT = frozenset(
    "video audio iframe table pre code blockquote object embed canvas math svg form ul ol dl".split()
)


@derived
def captions(page: Page) -> list[Caption]:
    """The page's captions, each with its picture, in document order.

    A caption is recognised by structure and by how it reads, never by what a rule asks of it: one without a
    credit, or whose picture lacks alternative text, is a caption all the same.
    """
    search = CaptionSearch(page)
    _by_selector(search)
    _described(search)
    _figures(search)
    _in_lists(search)
    named(search)
    in_columns(search)
    credited(search)
    beside(search)
    credited_by_markup(search)
    _in_attributes(search)
    order = {id(one): number for number, one in enumerate(search.captions)}
    return sorted(
        search.captions, key=lambda one: ((one.picture.element if one.picture else one.element).index, order[id(one)])
    )


def _by_selector(search: CaptionSearch) -> None:
    """What the site's configuration calls a caption, each with the nearest picture in its container or before it."""
    own = search.page.settings.selectors.get("caption")
    for element in search.page.select(own) if own else ():
        lines = lines_within(element)
        if not lines or lines[0].number in search.taken:
            continue
        free = [picture for picture in search.shown if search.free(picture) and not picture.icon]
        beside = [one for one in free if element.parent is not None and element.parent.contains(one.element)]
        before = [one for one in free if one.element.index < element.index]
        search.add(element, lines, (beside[-1:] or before[-1:]), tied=True)


def _described(search: CaptionSearch) -> None:
    """Captions that the picture points at with aria-describedby, or that name it with aria-labelledby."""
    for picture in search.shown:
        attrs = picture.element.attrs
        ids = attrs.get("aria-describedby") or attrs.get("aria-labelledby") or attrs.get("aria-details")
        if not ids:
            continue
        element = search.page.document.by_id(ids.split()[0]) if ids.strip() else None
        if element is None or element.contains(picture.element) or element.tag in ("title", "desc"):
            continue
        lines = lines_within(element)
        text = " ".join(line.text for line in lines)
        if reads_as_caption(text) and len(text) < 2000 and not any(map(is_heading, lines)):
            search.add(element, lines, [picture], tied=True)


def _figures(search: CaptionSearch) -> None:
    """figcaption in a figure, unless it is the text of a card."""
    inner_first = sorted(search.page.document.tagged("figcaption"), key=lambda one: -_depth(one))
    for element in inner_first:
        figure = element.closest("figure")
        if figure is None:
            continue
        lines = [line for line in lines_within(element) if not is_control_line(line)]
        if not lines or lines[0].number in search.taken:
            continue
        titles = [line for line in lines if is_heading(line)]
        text = " ".join(line.text for line in lines)
        credited = credit_in(text) is not None and not is_notice(text)
        shown = [one for one in pictures_within(figure) if search.free(one) and not element.contains(one.element)]
        if _holds_quote(figure) or (shown and all(one.icon for one in shown)):
            search.taken.update(line.number for line in lines)
            continue
        shown = [one for one in shown if not one.icon]
        if titles and credited and len(titles) < len(lines):
            lines = [line for line in lines if line not in titles]
        elif not credited and _is_card(figure, element, lines, text, shown):
            search.taken.update(line.number for line in lines)
            search.figures_read.add(figure.index)
            continue
        if not shown and not _lacks_its_picture(figure, element, text):
            continue
        search.figures_read.add(figure.index)
        several = len([one for one in figure.elements if one.tag == "figcaption"]) > 1
        if several and len(shown) > 1:
            before = [one for one in shown if one.element.index < element.index]
            shown = before[-1:] or shown[:1]
        search.add(element, lines, shown, tied=True)


def _holds_quote(figure: Element) -> bool:
    """Whether the figcaption is that of a quotation, table or film beside which a picture may stand."""
    return bool(figure.select("blockquote, table, pre, video, audio, iframe"))


def _depth(element: Element) -> int:
    return sum(1 for one in element.ancestors() if one.tag == "figure")


def _lacks_its_picture(figure: Element, caption: Element, text: str) -> bool:
    """Whether a figure without a free picture should have one: it holds nothing else and its caption reads as one."""
    if pictures_within(figure):
        return False
    if any(one.tag in _OTHER_CONTENT for one in figure.descendants() if not caption.contains(one)):
        return False
    return reads_as_sentence(text) or credit_in(text) is not None


def _is_card(figure: Element, caption: Element, lines: Sequence[Line], text: str, shown: Sequence[Picture]) -> bool:
    """Whether the figcaption is a teaser's headline, a date or a section's label rather than a caption."""
    outer = figure.closest("a", "button")
    whole = outer is not None and (outer.tag == "button" or link_leads_away(outer))
    if whole or any(map(is_heading, lines)) or caption.select("time"):
        return True
    if any(not is_control(folded(one.text)) for one in caption.select("button")):
        return True
    if is_label(text) or (outer is None and linked_part(lines) > 0.6):
        return True
    return any(map(leads_away, shown)) and not reads_as_sentence(text) and len(text.split()) < 8


def _in_lists(search: CaptionSearch) -> None:
    """What stands between title and date of an item of a news list, where it reads as a caption."""
    for one in teasers(search.page):
        lines = [line for line in one.between if not is_control_line(line) and not is_heading(line)]
        if not lines or any(line.number in search.taken for line in lines):
            continue
        text = " ".join(line.text for line in lines)
        if credit_in(text) is None and (
            not reads_as_sentence(text) or len(text.split()) < 8 or linked_part(lines) > 0.6
        ):
            continue
        free = one.picture is not None and search.free(one.picture)
        element = lines[0].element if lines[0].block is not one.item else lines[0].block
        search.add(element, lines, [one.picture] if free else [], tied=False, dated=one.date)


def _in_attributes(search: CaptionSearch) -> None:
    """Captions kept in data-caption, shown by a script when the picture is opened."""
    for element in search.page.document.select("[data-caption]"):
        text = folded(_without_tags(element.attrs["data-caption"]))
        shown = pictures_within(element)
        if shown and search.free(shown[0]) and reads_as_caption(text):
            search.add(element, [], shown[:1], tied=True, text=text)


def _without_tags(text: str) -> str:
    """The text without what looks like tags."""
    parts = []
    while "<" in text:
        before, _, rest = text.partition("<")
        parts.append(before)
        text = rest.partition(">")[2]
    return " ".join([*parts, text])

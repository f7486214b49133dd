"""Captions that no figure ties to their picture: told by class, by credit, or by the item that both stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.finders.caption_search import CaptionSearch
from checker.finders.caption_text import (
    class_words,
    is_card,
    is_control,
    is_heading,
    is_label,
    is_viewer,
    leads_away,
    linked_part,
    names_caption,
    names_picture,
    reads_as_caption,
    reads_as_sentence,
    same_item,
)
from checker.finders.credits import credit_in, names_photo
from checker.finders.pictures import Picture, holds_picture, pictures_within
from checker.page import Element
from checker.reading import Line, lines_within

#: How many lines may stand between a picture and a caption that shows itself by its credit or class.
_BETWEEN = 2
#: An item with more lines, controls among them, is no picture with its caption.
_MOST_LINES = 12
_NOT_ITEMS = frozenset("article main body section header footer nav aside form html".split())


def named(search: CaptionSearch) -> None:
    """Elements whose class or itemprop says caption, where the text reads as one and a picture is near."""
    document = search.page.document
    last_end = 0
    for element in document.select(
        '[class*="caption" i], [class*="cutline" i], [itemprop="caption" i], [data-testid*="caption" i], figcaption'
    ):
        if element.index < last_end or element.tag in ("caption", "table", "body", "img", "track", "button", "input"):
            continue
        if element.tag != "figcaption" and "itemprop" not in element.attrs and not names_caption(element):
            continue
        if holds_picture(element) or element.closest("nav", "button") is not None:
            continue
        lines = [line for line in lines_within(element) if not is_control(line.text)]
        if not lines or any(line.number in search.taken for line in lines):
            last_end = element.end if lines else last_end
            continue
        text = " ".join(line.text for line in lines)
        if any(map(is_heading, lines)) or linked_part(lines) > 0.6 or not reads_as_caption(text) or len(text) > 3000:
            continue
        shown = _pictures_of(search, element, lines)
        if not shown and (credit_in(text) is None or not reads_as_sentence(text)):
            continue
        if not shown and element.closest("figure") is not None:
            continue
        last_end = element.end
        search.add(element, lines, shown, tied=False)


def _pictures_of(search: CaptionSearch, element: Element, lines: Sequence[Line]) -> list[Picture]:
    """The pictures of a caption that shows itself by its class: those of its item, else the nearest one."""
    holder: Element | None = element.parent
    for _ in range(5):
        if holder is None or (holder.tag in ("body", "html") and holder is not element.parent):
            break
        shown = search.near(holder, element.index)
        if shown:
            if len(shown) > 1 and search.count_lines(holder) == len(lines):
                return shown
            before = [one for one in shown if one.element.index < element.index]
            if before and search.lines_between(before[-1], lines[0]) <= _BETWEEN:
                return before[-1:]
            after = [one for one in shown if one.element.index > element.index]
            if after and search.first_line_after(after[0]) <= lines[-1].number + 1:
                return after[:1]
            return []
        holder = holder.parent
    return []


def credited(search: CaptionSearch) -> None:
    """Lines that end with a credit in parentheses, wherever they stand, and lone credits beside a picture."""
    for line in _lines_to_read(search):
        text = line.text
        if line.number in search.taken or is_heading(line):
            continue
        credit = credit_in(text)
        if credit is None:
            continue
        if len(text.split()) > 160 or line.element.closest("footer", "nav", "figcaption", "label", "a"):
            continue
        picture = search.before(line)
        near = (
            picture is not None
            and search.lines_between(picture, line) <= _BETWEEN
            and same_item(picture.element, line.element)
        )
        lone = credit.start == 0
        if lone:
            _add_lone_credit(search, line, picture if near else None)
        elif near and picture is not None and search.free(picture):
            search.add(_element_of(line), _with_text_before(search, line, picture), [picture], tied=False)
        elif credit.opened and names_photo(credit.text):
            behind = search.behind(line)
            adjacent = (
                behind is not None
                and search.free(behind)
                and search.first_line_after(behind) == line.number + 1
                and same_item(line.element, behind.element)
                and not (near and picture is not None and not search.free(picture))
            )
            search.add(_element_of(line), [line], [behind] if adjacent else [], tied=False)


def _lines_to_read(search: CaptionSearch) -> Iterator[Line]:
    """The lines that may be captions by their credit: those with a parenthesis at the end or after a picture."""
    near: set[int] = set()
    for picture in search.shown:
        if not picture.icon:
            first = search.first_line_after(picture)
            near.update(range(first, first + 4))
    for line in search.lines:
        text = line.text
        if "(" in text or line.number in near:
            end = text[-260:].lower()
            if (
                "photo" in end
                or "image" in end
                or "courtesy" in end
                or "foto" in end
                or "graphic" in end
                or "illustration" in end
                or "credit" in end
                or "imagen" in end
                or "video" in end
                or "cortes" in end
                or ("/" in end and ")" in end)
            ):
                yield line


def credited_by_class(search: CaptionSearch) -> None:
    """Credits told by their class alone, such as "NASA" below a caption, for captions that have none yet."""
    for element in search.page.document.select('[class*="credit" i]'):
        if not class_words(element) & {"credit", "credits"}:
            continue
        lines = lines_within(element)
        if len(lines) != 1 or len(lines[0].text.split()) > 20:
            continue
        picture = search.before(lines[0])
        known = search.caption_of(picture) if picture is not None else None
        if picture is None or known is None or known.credit is not None:
            continue
        if known.element.contains(element) or (
            search.lines_between(picture, lines[0]) <= _BETWEEN and same_item(picture.element, element)
        ):
            search.tell_credit(picture, lines[0].text)


def _add_lone_credit(search: CaptionSearch, line: Line, picture: Picture | None) -> None:
    """Give a line that is nothing but a credit to the caption before it, or to its picture."""
    before = search.lines[line.number - 1] if line.number else None
    if picture is None:
        return
    known = search.caption_of(picture)
    if known is not None:
        if known.credit is None:
            credit = credit_in(line.text)
            search.tell_credit(picture, credit.text if credit else line.text)
            search.taken.add(line.number)
        return
    if (
        before is not None
        and before.number not in search.taken
        and search.lines_between(picture, before) < 2
        and before.after >= picture.element.index
        and reads_as_sentence(before.text)
    ):
        search.add(_element_of(before), [before, line], [picture], tied=False)
        return
    search.add(_element_of(line), [line], [picture], tied=False)


def _with_text_before(search: CaptionSearch, line: Line, picture: Picture) -> list[Line]:
    """The line and the lines of its block between the picture and it: a caption broken by br."""
    first = max(search.first_line_after(picture), line.number - _BETWEEN)
    lines = [
        one
        for one in search.lines[first : line.number]
        if one.block is line.block and not is_control(one.text) and one.number not in search.taken
    ]
    return [*lines, line]


def _element_of(line: Line) -> Element:
    return line.block if line.block.tag not in _NOT_ITEMS else line.element


def beside(search: CaptionSearch) -> None:
    """Text without a credit that shares a small item with its picture: media item, list entry, table row, definition."""
    for picture in search.shown:
        if picture.icon or not search.free(picture) or _elsewhere(picture.element):
            continue
        first = number = search.first_line_after(picture)
        while number < len(search.lines) and is_control(search.lines[number].text):
            number += 1
        if number >= len(search.lines):
            break
        line = search.lines[number]
        # Between a picture and its download link stands nothing but a caption, be it only a name.
        viewer = any(is_viewer(one.text) for one in search.lines[first:number])
        if line.number in search.taken or is_heading(line) or len(line.text) > 1500:
            continue
        if not (reads_as_sentence(line.text) or (viewer and not is_label(line.text))):
            continue
        if linked_part([line]) > 0.4 or leads_away(picture):
            continue
        lines = _lines_of_item(search, picture, line, viewer)
        if lines:
            search.add(_element_of(line), lines, [picture], tied=False)


def _elsewhere(element: Element) -> bool:
    """Whether the picture is part of the page's frame, or of a figure whose figcaption was read."""
    outer = element.closest("figure", "nav", "header", "button")
    return outer is not None and (outer.tag != "figure" or bool(outer.select("figcaption")))


def _lines_of_item(search: CaptionSearch, picture: Picture, line: Line, hinted: bool) -> list[Line]:
    """The caption's lines where picture and line make an item that holds nothing else; empty where they do not."""
    unit, holder = picture.element, picture.element.parent
    hinted = hinted or names_picture(unit)
    while holder is not None and not holder.contains(line.runs[0].element) and holder.tag not in _NOT_ITEMS:
        hinted = hinted or names_picture(holder)
        unit, holder = holder, holder.parent
    if holder is None:
        return []
    if holder.tag in ("dl", "tbody", "table", "thead", "tr"):
        return _cell_below(unit, line)
    if unit.tag in ("p", "div", "center", "a", "img", "picture", "span") and _set_apart(line, holder, unit):
        return [line]
    around = holder.parent
    many = search.count_lines(holder) > _MOST_LINES
    if holder.tag in _NOT_ITEMS or holder.tag == "p" or many or is_card(holder) or is_card(unit):
        return []
    hinted = hinted or _floats(holder) or names_picture(holder) or (around is not None and names_picture(around))
    return _whole_item(holder, line) if hinted else []


def _whole_item(holder: Element, line: Line) -> list[Line]:
    """The item's lines where it holds one picture, the line, perhaps one more, and neither heading nor teaser link."""
    own = [one for one in lines_within(holder) if not is_control(one.text)]
    shown = [one for one in pictures_within(holder) if not one.icon]
    alone = len(own) <= 2 and own[:1] == [line] and len(shown) == 1
    return own if alone and not any(map(is_heading, own)) and linked_part(own) <= 0.4 else []


def _floats(element: Element) -> bool:
    """Whether the text of the story flows around the element, as it does around a photo's box."""
    return element.attrs.get("align", "").lower() in ("left", "right") or "float" in element.attrs.get("style", "")


def _cell_below(unit: Element, line: Line) -> list[Line]:
    """The line where it fills the cell below the picture's cell, or the dd after its dt."""
    cell = line.block.closest("td", "dd", "th")
    if (
        cell is None
        or cell.end - cell.index > 60
        or [one for one in lines_within(cell) if not is_control(one.text)] != [line]
    ):
        return []
    if unit.tag == "dt":
        return [line] if cell.tag == "dd" else []
    row = cell.parent
    if unit.tag != "tr" or row is None or row.tag != "tr" or row.parent is not unit.parent or unit.end != row.index:
        return []
    table = unit.closest("table")
    cells = len(unit.elements)
    rows = [one for one in unit.parent.elements if one.tag == "tr"] if unit.parent is not None else []
    narrow = table is not None and all(len(one.elements) == cells for one in rows) and not table.select("th")
    return [line] if narrow and cells == 1 and len(rows) <= 4 and len(line.text.split()) <= 80 else []


def _set_apart(line: Line, holder: Element, unit: Element) -> bool:
    """Whether the line, broken off from the picture in one paragraph by br, is all small or italic print."""
    if line.block is not holder or line.after - unit.end > 6 or len(line.text.split()) > 70:
        return False
    if not any(one.tag == "br" for one in holder.scope.elements[unit.end : line.after + 1]):
        return False
    return all(_small(run.element) for run in line.runs if run.text.strip())


def _small(element: Element) -> bool:
    """Whether the text is italic or small."""
    outer = element.closest("em", "i", "small", "cite", "font")
    return outer is not None and (outer.tag != "font" or outer.attrs.get("size") in ("1", "2", "-1", "-2"))

"""Captions without credit or class: text that shares a small item, a table or a definition with its picture."""

from __future__ import annotations

from checker.finders.caption_search import CaptionSearch
from checker.finders.caption_text import (
    NOT_ITEMS,
    element_of,
    is_card,
    is_control,
    is_heading,
    is_label,
    is_viewer,
    leads_away,
    linked_part,
    names_picture,
    names_summary,
    reads_as_caption,
    reads_as_sentence,
    text_of_line,
)
from checker.finders.pictures import Picture, holds_picture, pictures_within
from checker.page import Element
from checker.reading import Line, lines_within

#: An item with more lines, controls among them, is no picture with its caption.
_MOST_LINES = 12


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
        if not (reads_as_sentence(text_of_line(line)) or (viewer and not is_label(line.text))):
            continue
        if linked_part([line]) > 0.4 or leads_away(picture):
            continue
        lines = _lines_of_item(search, picture, line, viewer)
        if lines:
            search.add(element_of(line), lines, [picture], tied=False)


def _elsewhere(element: Element) -> bool:
    """Whether the picture is part of the page's frame, or of a figure whose figcaption was read."""
    outer = element.closest("figure", "nav", "header", "button")
    return outer is not None and (outer.tag != "figure" or bool(outer.select("figcaption")))


def _lines_of_item(search: CaptionSearch, picture: Picture, line: Line, hinted: bool) -> list[Line]:
    """The caption's lines where picture and line make an item that holds nothing else; empty where they do not."""
    unit, holder = picture.element, picture.element.parent
    hinted = hinted or names_picture(unit)
    while holder is not None and not holder.contains(line.runs[0].element) and holder.tag not in NOT_ITEMS:
        hinted = hinted or names_picture(holder)
        unit, holder = holder, holder.parent
    if holder is None:
        return []
    if holder.tag in ("dl", "tbody", "table", "thead", "tr"):
        return _cell_below(unit, line)
    if unit.tag in ("p", "div", "center", "a", "img", "picture", "span") and _set_apart(line, holder, unit):
        return [line]
    if holder.tag in NOT_ITEMS or search.count_lines(holder) > _MOST_LINES:
        return [line] if _centred_below(unit, line, search) else []
    around = holder.parent
    if holder.tag == "p" or is_card(holder) or is_card(unit) or names_summary(line, holder):
        return []
    hinted = (
        hinted
        or _small_print(line)
        or _floats(holder)
        or names_picture(holder)
        or (around is not None and names_picture(around))
    )
    return _whole_item(holder, line) if hinted else []


def _whole_item(holder: Element, line: Line) -> list[Line]:
    """The item's lines where it holds one picture, the line, perhaps one more, and neither heading nor teaser link."""
    own = [one for one in lines_within(holder) if not is_control(one.text)]
    shown = [one for one in pictures_within(holder) if not one.icon]
    alone = len(own) <= 2 and own[:1] == [line] and len(shown) == 1
    return own if alone and not any(map(is_heading, own)) and linked_part(own) <= 0.4 else []


def in_columns(search: CaptionSearch) -> None:
    """Captions in a table's row, each below the picture in the row above it."""
    for row in search.page.document.tagged("tr"):
        cells = row.elements
        above = _row_above(row) if 1 < len(cells) < 9 and row.end - row.index < 80 else None
        if above is None or len(above.elements) != len(cells) or search.count_lines(above):
            continue
        shown = [search.near(cell, cell.index) for cell in above.elements]
        texts = [lines_within(cell) for cell in cells]
        if not all(len(one) == 1 for one in shown) or any(holds_picture(cell) for cell in cells):
            continue
        for cell, lines, picture in zip(cells, texts, shown, strict=True):
            if lines and reads_as_caption(" ".join(line.text for line in lines)) and linked_part(lines) <= 0.6:
                search.add(cell, lines, picture, tied=False)


def _row_above(row: Element) -> Element | None:
    """The row that ends where the row begins."""
    parent = row.parent
    if parent is None or row.index == parent.index + 1:
        return None
    node: Element | None = row.scope.elements[row.index - 1]
    while node is not None and node.parent is not parent:
        node = node.parent
    return node if node is not None and node.tag == "tr" else None


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
    return _small_print(line)


def _centred_below(unit: Element, line: Line, search: CaptionSearch) -> bool:
    """Whether picture and line are paragraphs one below the other, both centred, the line in small or italic print."""
    below = line.block.index == unit.end and unit.tag in ("p", "div") and not search.count_lines(unit)
    return below and _small_print(line) and len(line.text.split()) <= 70 and _centred(unit) and _centred(line.block)


def _centred(element: Element) -> bool:
    """Whether style, attribute or class centre the element's text."""
    attrs = element.attrs
    return "center" in f"{attrs.get('style', '')} {attrs.get('align', '')} {attrs.get('class', '')}".lower()


def _small_print(line: Line) -> bool:
    return all(_small(run.element) for run in line.runs if run.text.strip())


def _small(element: Element) -> bool:
    """Whether the text is italic or small."""
    outer = element.closest("em", "i", "small", "cite", "font")
    return outer is not None and (outer.tag != "font" or outer.attrs.get("size") in ("1", "2", "-1", "-2"))

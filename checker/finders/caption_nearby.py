"""Captions that no figure ties to their picture: told by class, by credit, or by the item that both stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.finders.byline_grammar import opens_with_byline
from checker.finders.caption_search import BETWEEN, CaptionSearch
from checker.finders.caption_text import (
    class_words,
    element_of,
    is_card,
    is_control,
    is_control_line,
    is_heading,
    is_label,
    linked_part,
    names_caption,
    reads_as_caption,
    reads_as_sentence,
    same_item,
)
from checker.finders.credits import Credit, credit_in, is_notice, names_film_alone, names_photo
from checker.finders.pictures import Picture, holds_picture
from checker.page import Element
from checker.reading import Line, lines_within

#: In words; a longer paragraph is the story's.
_LONGEST_CAPTION = 160
#: What stands in every credit, unless it has a slash and a parenthesis.
_OF_CREDITS = ("photo", "image", "courtesy", "foto", "graphic", "illustration", "credit", "video", "cortes")


def named(search: CaptionSearch) -> None:
    """Elements whose class or itemprop says caption, where the text reads as one and a picture is near."""
    document = search.page.document
    last_end = 0
    for element in document.select(
        '[class*="caption" i], [class*="cutline" i], [itemprop="caption" i], [data-testid*="caption" i], figcaption'
    ):
        if element.index < last_end or element.tag in ("caption", "table", "body", "img", "track", "button", "input"):
            continue
        in_slide = element.closest("article") is not None and "carousel" in class_words(element)
        if element.tag != "figcaption" and not (in_slide or names_caption(element)):
            continue
        if holds_picture(element) or element.closest("nav", "button") is not None:
            continue
        lines = [line for line in lines_within(element) if not is_control_line(line)]
        if not lines or any(line.number in search.taken for line in lines):
            last_end = element.end if lines else last_end
            continue
        text = " ".join(line.text for line in lines)
        if any(map(is_heading, lines)) or linked_part(lines) > 0.6 or len(text) > 3000 or names_film_alone(text):
            continue
        if not (reads_as_sentence(text) if in_slide else reads_as_caption(text)) and (
            in_slide or not _alone_with_picture(search, element, lines)
        ):
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
            if before and search.lines_between(before[-1], lines[0]) <= BETWEEN:
                return _side_by_side(search, before)
            after = [one for one in shown if one.element.index > element.index]
            if after and search.first_line_after(after[0]) <= lines[-1].number + 1:
                return after[:1]
            return []
        holder = holder.parent
    return []


def _side_by_side(search: CaptionSearch, shown: Sequence[Picture]) -> list[Picture]:
    """The last picture with those that stand in one block with it, nothing written between them."""
    last = shown[-1].element
    block = last.closest("p", "div", "td", "figure", "li")
    if block is None or search.count_lines(block):
        return list(shown[-1:])
    return [one for one in shown if block.contains(one.element)]


def _alone_with_picture(search: CaptionSearch, element: Element, lines: Sequence[Line]) -> bool:
    """Whether a caption of a few words, such as a name, is all that stands beside a picture in the story's text."""
    holder = element.parent
    if (
        holder is None
        or is_label(lines[0].text)
        or is_notice(lines[0].text)
        or is_card(holder)
        or search.count_lines(holder) != len(lines)
    ):
        return False
    return holder.tag in ("div", "figure", "span", "td") and holds_picture(holder) and linked_part(lines) == 0


def credited(search: CaptionSearch) -> None:
    """Lines that end with a credit in parentheses, wherever they stand, and lines with other credits by a picture."""
    for line in _lines_to_read(search):
        text = line.text
        if line.number in search.taken or is_heading(line):
            continue
        credit = credit_in(text)
        if credit is None or _signs_story(search, line, lone=credit.alone):
            continue
        if len(text.split()) > _LONGEST_CAPTION or line.element.closest(
            "footer", "nav", "figcaption", "label", "a", "pre", "code"
        ):
            continue
        picture = search.before(line)
        near = (
            picture is not None
            and search.lines_between(picture, line) <= BETWEEN
            and same_item(picture.element, line.element)
        )
        if credit.alone:
            _add_lone_credit(search, line, credit, picture if near else None)
        elif near and picture is not None and search.free(picture):
            search.add(element_of(line), _with_text_before(search, line, picture), [picture], tied=False)
        elif credit.opened and names_photo(credit.text):
            behind = search.behind(line)
            adjacent = (
                behind is not None
                and search.free(behind)
                and search.first_line_after(behind) == line.number + 1
                and same_item(line.element, behind.element)
                and not (near and picture is not None and not search.free(picture))
            )
            search.add(element_of(line), [line], [behind] if adjacent else [], tied=False)


def _signs_story(search: CaptionSearch, line: Line, *, lone: bool) -> bool:
    """Whether the line is a byline, "Story and photos by", or a lone credit below one: who made all the photos."""
    if opens_with_byline(line.text):
        return True
    before = search.lines[line.number - 1] if lone and line.number else None
    return (
        before is not None
        and (before.block is line.block or before.block.parent is line.block.parent)
        and opens_with_byline(before.text)
    )


def _lines_to_read(search: CaptionSearch) -> Iterator[Line]:
    """The lines that may be captions by their credit: those with a parenthesis at the end or after a picture."""
    near: set[int] = set()
    for picture in search.shown:
        if not picture.icon:
            first = search.first_line_after(picture)
            near.update(range(first, first + 4))
    lines = [line for line in search.lines if "(" in line.text or line.number in near]
    ends = "\n".join([_ends(line.text) for line in lines]).lower()
    signs = list(filter(ends.__contains__, _OF_CREDITS))
    for line, end in zip(lines, ends.split("\n"), strict=False):  # of no lines there is one empty end
        if any(map(end.__contains__, signs)) or ("/" in end and ")" in end):
            yield line


def _ends(text: str) -> str:
    """Where a credit stands in a line: at the end, or before all else, where it is short."""
    return f"{text[:80]} {text[-260:]}" if "|" in text else text[-260:]


def _add_lone_credit(search: CaptionSearch, line: Line, credit: Credit, picture: Picture | None) -> None:
    """Give a line that is nothing but a credit to the caption beside it, or to its picture."""
    known = search.caption_of(picture) if picture is not None else None
    if picture is not None and known is not None:
        if known.credit is None:
            search.tell_credit(picture, credit.text)
            search.taken.add(line.number)
        return
    if is_notice(credit.text):
        return
    before = _free_sentence(search, line, line.number - 1)
    if before is not None and picture is not None and before.after < picture.element.index:
        before = None
    if before is not None and credit.opened and (picture is not None or names_photo(credit.text)):
        search.add(element_of(before), [before, line], [picture], tied=False)
    elif picture is not None:
        beside_it = before or _free_sentence(search, line, line.number + 1)
        if beside_it is None:
            search.add(element_of(line), [line], [picture], tied=False)
        else:
            search.add(element_of(beside_it), [beside_it], [picture], tied=False)
            search.tell_credit(picture, credit.text)
            search.taken.add(line.number)


def _free_sentence(search: CaptionSearch, line: Line, number: int) -> Line | None:
    """The line of that number, or the next one beyond controls, where it is a free sentence in the credit's item."""
    step = 1 if number > line.number else -1
    while 0 <= number < len(search.lines) and is_control(search.lines[number].text):
        number += step
    if not 0 <= number < len(search.lines) or number in search.taken:
        return None
    found = search.lines[number]
    told = credit_in(found.text)
    if told is not None and told.alone:
        return None
    # The item of a credit that stands in one block with its picture ends with that block.
    beside = line.block if holds_picture(line.block) else line.block.parent
    near = step < 0 or found.block.parent in (line.block, beside)
    short = len(found.text.split()) <= _LONGEST_CAPTION
    if step > 0 and _begins_text(search, found):
        return None
    return found if near and short and reads_as_sentence(found.text) and not is_heading(found) else None


def _begins_text(search: CaptionSearch, line: Line) -> bool:
    """Whether the line is a paragraph that others of the same text follow."""
    after = search.lines[line.number + 1] if line.number + 1 < len(search.lines) else None
    return (
        after is not None
        and after.block is not line.block
        and after.block.parent is line.block.parent
        and after.block.tag == line.block.tag
        and reads_as_sentence(after.text)
        and credit_in(after.text) is None
    )


def _with_text_before(search: CaptionSearch, line: Line, picture: Picture) -> list[Line]:
    """The line and the lines of its block between the picture and it: a caption broken by br."""
    first = max(search.first_line_after(picture), line.number - BETWEEN)
    lines = [
        one
        for one in search.lines[first : line.number]
        if one.block is line.block and not is_control(one.text) and one.number not in search.taken
    ]
    return [*lines, line]

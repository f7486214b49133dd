"""A search for captions in progress: what was found, and which pictures and lines are taken."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checker.finders.caption_text import is_control, layout_of, text_of_line
from checker.finders.credits import credit_in
from checker.finders.pictures import Picture, picture_places, pictures
from checker.page import Element, Page
from checker.reading import Line, opened_before, visible_lines

#: How many pictures on either side of a caption may be its own.
_NEXT = 6
#: How many lines may stand between a picture and a caption that shows itself by its credit or class.
BETWEEN = 2


class Caption(NamedTuple):
    """A caption and its picture; ``element`` holds the caption, ``credit`` is its credit without parentheses.

    ``tied`` says that the markup ties the two, by figure or by an ARIA attribute of the picture; ``dated`` is the
    date of the list's item that the caption stands in.
    """

    element: Element
    picture: Picture | None
    text: str
    layout: str
    credit: str | None
    tied: bool
    dated: str | None = None


def _distinct(shown: Iterable[Picture | None]) -> list[Picture | None]:
    """The pictures, each file once: some sites put the same photo in for narrow and for wide screens."""
    by_file: dict[object, Picture | None] = {}
    for one in shown:
        by_file.setdefault((one.src or one.element.index) if one is not None else None, one)
    return list(by_file.values())


class CaptionSearch:
    """The captions found so far: no picture has two, no line is in two."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines = visible_lines(page)
        self.shown = pictures(page)
        self.places = picture_places(page)
        self.afters = opened_before(page)
        self.captions: list[Caption] = []
        self.taken: set[int] = set()
        self.claimed: dict[int, int] = {}
        self.figures_read: set[int] = set()

    def free(self, picture: Picture) -> bool:
        return picture.element.index not in self.claimed

    def add(
        self,
        element: Element,
        lines: Sequence[Line],
        shown: Iterable[Picture | None],
        *,
        tied: bool,
        text: str = "",
        dated: str | None = None,
    ) -> None:
        """Take the lines as the caption of each of the pictures; of a caption without a picture where there is none."""
        text = text or " ".join(map(text_of_line, lines))
        credit = credit_in(text)
        layout = layout_of(lines) if len(lines) > 1 else text
        self.taken.update(line.number for line in lines)
        for picture in _distinct(shown) or [None]:
            caption = Caption(element, picture, text, layout, credit.text if credit else None, tied, dated)
            if picture is not None:
                self.claimed[picture.element.index] = len(self.captions)
            self.captions.append(caption)

    def caption_of(self, picture: Picture) -> Caption | None:
        """The caption that the picture has, if one was found."""
        place = self.claimed.get(picture.element.index)
        return None if place is None else self.captions[place]

    def tell_credit(self, picture: Picture, credit: str) -> None:
        """Give the picture's caption, which was found, the credit that stands apart from its text."""
        place = self.claimed[picture.element.index]
        self.captions[place] = self.captions[place]._replace(credit=credit)

    def count_lines(self, element: Element) -> int:
        """How many lines begin inside the element."""
        return bisect_left(self.afters, element.end) - bisect_left(self.afters, element.index)

    def near(self, element: Element, place: int) -> list[Picture]:
        """The free pictures of the element that are no ornaments; of many those next to the given index."""
        first, last = bisect_left(self.places, element.index), bisect_left(self.places, element.end)
        if last - first > 2 * _NEXT:
            middle = bisect_left(self.places, place)
            first, last = max(first, middle - _NEXT), min(last, middle + _NEXT)
        return [one for one in self.shown[first:last] if not one.icon and self.free(one)]

    def before(self, line: Line) -> Picture | None:
        """The last picture before the line that is no ornament."""
        place = bisect_left(self.places, line.after + 1) - 1
        while place >= 0 and self.shown[place].icon and line.after - self.places[place] < 40:
            place -= 1
        return self.shown[place] if place >= 0 and not self.shown[place].icon else None

    def behind(self, line: Line) -> Picture | None:
        """The first picture after the line that is no ornament."""
        place = bisect_left(self.places, line.after + 1)
        return self.shown[place] if place < len(self.shown) and not self.shown[place].icon else None

    def first_line_after(self, picture: Picture) -> int:
        """The number of the first line after the picture."""
        return bisect_left(self.afters, picture.element.index)

    def lines_between(self, picture: Picture, line: Line) -> int:
        """How many lines, other than controls, stand between the picture and a line after it."""
        first = self.first_line_after(picture)
        if line.number - first > 12:
            return line.number - first
        return sum(1 for one in self.lines[first : line.number] if not is_control(one.text))

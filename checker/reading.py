"""The page as a reader meets it: lines of text in document order, with the runs they are made of.

A line ends where a block element begins or ends, and at ``br``. Finders read lines, so that
"By Jim Garamone" is found in ``<p>``, ``<td>``, ``<li>`` or between two ``<br>`` alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from checker.accessibility.visibility import hidden_by_themselves
from checker.page import Element, Page, derived
from checker.pattern import pattern

#: Elements that stand inside a line; every other one breaks it (HTML, "Flow content" rendering defaults:
#: https://html.spec.whatwg.org/#flow-content-3).
INLINE = frozenset(
    "a abbr acronym audio b bdi bdo big blink button canvas cite code data datalist del dfn em embed font i iframe"
    " img input ins kbd label map mark meter nobr noscript object output picture progress q ruby rb rt rp rtc s samp"
    " select slot small source span strike strong sub sup svg template textarea time track tt u use var video wbr"
    " math mi mn mo area".split()
)
#: Elements whose text is no text of the page.
NOT_TEXT = frozenset("script style template head title noscript textarea select option iframe object svg math".split())

_INVISIBLE = pattern("[\u200b\u00ad\ufeff]")


def folded(text: str) -> str:
    """The text with white space, no-break spaces and invisible characters folded to single spaces.

    >>> folded(" By\\u00a0 Jim\\n Garamone ")
    'By Jim Garamone'
    """
    if text.isprintable() and "  " not in text:  # no other white space, nor what is invisible, is printable
        return text.strip(" ")
    # str.split() knows every white space, no-break spaces too, and outruns a pattern by far.
    if not text.isascii() and _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


class Run(NamedTuple):
    """A text node: its text as written, its element, and the index of the last element opened before it."""

    text: str
    element: Element
    after: int


#: A page has a thousand runs: the tuple's own constructor makes them in half the time.
_run = tuple.__new__


class Line:
    """A line of text: folded, with the runs that it is made of.

    ``block`` is the nearest element that breaks lines; ``after`` the index of the last element opened before
    the line's text, so that elements and lines compare in document order; ``number`` its place among the visible
    lines, -1 for a line in which hidden text takes part.
    """

    __slots__ = ("after", "block", "number", "runs", "text")

    def __init__(
        self,
        text: str,
        runs: tuple[Run, ...],
        block: Element,
        number: int,
    ) -> None:
        self.text = text
        self.runs = runs
        self.block = block
        self.number = number
        self.after = runs[0].after

    @property
    def element(self) -> Element:
        """The innermost element that holds the whole line."""
        first = self.runs[0].element
        last = self.runs[-1].element
        node = first
        while not node.contains(last) and node.parent is not None:
            node = node.parent
        return node

    @property
    def raw(self) -> str:
        """The text as written."""
        return "".join(run.text for run in self.runs)


def _concealed(body: Element) -> bytearray:
    """One byte for each element of the scope: whether it, or what it lies in below the body, is hidden."""
    own = hidden_by_themselves(body.scope)
    table = bytearray(len(own))
    index = own.find(1, body.index + 1, body.end)
    while index >= 0:
        end = body.scope.elements[index].end
        table[index:end] = b"\1" * (end - index)
        index = own.find(1, end, body.end)
    return table


#: A line to be: its runs, the first of which is not blank, and the block that they stand in.
_Gathered = list[tuple[list[Run], Element]]


@derived
def _lines(page: Page) -> tuple[list[Line], list[Line]]:
    """The visible lines, and all of them; a line without hidden text is the same in both."""
    body = page.body
    if body is None:
        return [], []
    gathered = _gather(body)
    hidden = _concealed(body)
    some_hidden = 1 in hidden
    visible: list[Line] = []
    every: list[Line] = []
    for runs, block in gathered:
        text = runs[0].text if len(runs) == 1 else _joined(runs)
        # Most lines are folded as they are, and a call for each of hundreds would cost more than the look.
        text = text.strip(" ") if "  " not in text and text.isprintable() else folded(text)
        if some_hidden:
            seen = [run for run in runs if not hidden[run.element.index]]
            if len(seen) < len(runs):
                if text:
                    every.append(Line(text, _trimmed(runs), block, -1))
                rest = folded(_joined(seen))
                if rest:
                    visible.append(Line(rest, _trimmed(seen), block, len(visible)))
                continue
        if text:
            line = Line(text, (runs[0],) if len(runs) == 1 else _trimmed(runs), block, len(visible))
            every.append(line)
            visible.append(line)
    return visible, every


def _joined(runs: list[Run]) -> str:
    return "".join([run.text for run in runs])


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """The runs of a line with text in it, without the blank ones around them."""
    first, last = 0, len(runs)
    while runs[last - 1].text.isspace():
        last -= 1
    while runs[first].text.isspace():
        first += 1
    return tuple(runs[first:last])


def _gather(body: Element) -> _Gathered:
    """Walk through the body and part its runs into lines."""
    gathered: _Gathered = []
    runs: list[Run] = []  # of the line that is being gathered
    block, opened = body, body.index
    # (children still to visit, their element, the block around it), innermost last
    stack: list[tuple[Iterator[Element | str], Element, Element]] = [(iter(body.children), body, body)]
    while stack:
        children, element, outer = stack[-1]
        for child in children:
            if isinstance(child, str):
                if runs or not child.isspace():  # a line does not begin with a blank one
                    runs.append(_run(Run, (child, element, opened)))
                continue
            tag = child.tag
            inline = tag in INLINE
            if runs and not inline:
                gathered.append((runs, block))
                runs = []
            if tag in NOT_TEXT:
                opened = child.end - 1
                continue
            opened = child.index
            inner = child.children
            if len(inner) == 1 and isinstance(inner[0], str):  # as in most elements with text; it needs no walk
                if runs or not inner[0].isspace():
                    runs.append(_run(Run, (inner[0], child, opened)))
                    if not inline:
                        gathered.append((runs, child))
                        runs = []
            elif inner:
                stack.append((iter(inner), child, block))
                block = block if inline else child
                break
        else:
            stack.pop()
            if runs and element.tag not in INLINE:
                gathered.append((runs, block))
                runs = []
            block = outer
    return gathered


def visible_lines(page: Page) -> list[Line]:
    """The lines that are not hidden by ``hidden`` or style, in document order."""
    return _lines(page)[0]


@derived
def visible_texts(page: Page) -> list[str]:
    """The texts of the visible lines, in their order."""
    return list(map(attrgetter("text"), visible_lines(page)))


@derived
def visible_text(page: Page) -> str:
    """The visible lines in one text, a line each: what is nowhere in it need be looked for in no line."""
    return "\n".join(visible_texts(page))


def all_lines(page: Page) -> list[Line]:
    """Every line of text, also what is hidden until it is opened, in document order."""
    return _lines(page)[1]


@derived
def opened_before(page: Page) -> list[int]:
    """The index of the last element opened before each of the visible lines, in their order."""
    return list(map(attrgetter("after"), visible_lines(page)))


@derived
def _opened_before_all(page: Page) -> list[int]:
    return list(map(attrgetter("after"), all_lines(page)))


def lines_within(element: Element, *, hidden_too: bool = False) -> list[Line]:
    """The lines whose text begins inside the element; of elements in shadow trees and frames there are none."""
    page, start = element.scope.page, element.index
    if element.scope is not page.document:
        return []
    lines, places = (
        (all_lines(page), _opened_before_all(page)) if hidden_too else (visible_lines(page), opened_before(page))
    )
    first = bisect_left(places, start)
    last = bisect_left(places, element.end, first)
    # The element of a text is opened before it: it ends with this one, but may have begun before it.
    return [line for line in lines[first:last] if line.runs[0].element.index >= start]


def text_of(element: Element, *, hidden_too: bool = False) -> str:
    """The element's text as read, its lines joined by single spaces."""
    return " ".join([line.text for line in lines_within(element, hidden_too=hidden_too)])

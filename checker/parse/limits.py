"""Limits that keep a hostile page from eating the machine: bytes, elements, depth.

Formatting that is left open (``<p><b id=1><b id=2>...``) is opened anew in every later paragraph, so that a
small page can make millions of elements. turbohtml opens at most ``DEPTH`` anew at a time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from checker.errors import LimitError
from checker.pattern import pattern

#: Browsers, and turbohtml, nest no deeper in HTML.
DEPTH = 512
#: An XML document nested deeper than this is refused, as Blink does.
XML_DEPTH = 5_000
#: What the memory bears while a limit is only found to be passed.
_BEARABLE = 1_500_000
_MOST_ROUNDS = 40
_FORMATTING = pattern(r"<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u|a)(?=[\t\n\f\r />])[^>]*", re.I)
_FORMATTING_BUT_LINKS = pattern(r"<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\t\n\f\r />])", re.I)
_TAG = pattern("<[A-Za-z/]")
_ROOTS = pattern(r"<(?:html|body)(?=[\t\n\f\r />])[^>]*", re.I)
#: Attributes of repeated html and body tags are merged one by one, in square time.
_MOST_MERGED = 100_000


class Limits(NamedTuple):
    """How many elements a page may have."""

    elements: int = 500_000

    def check_elements(self, count: int) -> None:
        """Raise LimitError where the count is over the limit."""
        if count > self.elements:
            raise LimitError(
                f"the page has more than {self.elements:,} elements; --max-elements raises the limit",
                kind="too-many-elements",
            )


def check_source(source: str, limits: Limits, count: Callable[[str], int]) -> None:
    """Raise LimitError where parsing the source at once would make far more elements than the limit.

    ``count`` parses a text and gives its number of elements. An ordinary page costs one look at its length.
    """
    if len(source) > _MOST_MERGED:
        merged = [match.group() for match in _ROOTS.finditer(source)]
        again = len({tag[:5].lower() for tag in merged}) < len(merged)
        if again and sum(map(len, merged)) > _MOST_MERGED:
            raise LimitError(
                "its html and body tags have too many attributes and are repeated; give each once",
                kind="too-many-attributes",
            )
    most = source.count("<")
    if most * DEPTH <= _BEARABLE:
        return
    # Few pages have many tags of formatting other than links, of which one at a time is open, and no three alike count.
    if most * (len(_FORMATTING_BUT_LINKS.findall(source)) + 4) <= _BEARABLE:
        return
    starts = [match.start() for match in _TAG.finditer(source)]
    tags = len(starts)
    opened: dict[str, int] = {}
    for match in _FORMATTING.finditer(source):
        tag = match.group()
        tag = "<a" if tag[1:2] in "aA" else tag
        opened[tag] = min(opened.get(tag, 0) + 1, 3)  # HTML "push onto the list": no more than three alike
    if tags * min(sum(opened.values()) + 1, DEPTH) <= max(_BEARABLE, 3 * limits.elements):
        return
    _count_by_parts(source, starts, limits, count)


def _count_by_parts(source: str, starts: list[int], limits: Limits, count: Callable[[str], int]) -> None:
    """Parse longer and longer beginnings, each so much longer that it cannot make too many elements more."""
    formatting = [match.start() for match in _FORMATTING.finditer(source)]
    done = 0
    for _ in range(_MOST_ROUNDS):
        end = starts[done] if done < len(starts) else len(source)
        made = count(source[:end])
        limits.check_elements(made)
        if done >= len(starts):
            return
        still_open = max(0, count(source[:end] + "<p><wbr>") - made - 2)
        step = _BEARABLE // DEPTH
        while step < len(starts) - done:
            last = starts[min(done + 2 * step, len(starts) - 1)]
            new = bisect_right(formatting, last) - bisect_right(formatting, end)
            if 2 * step * min(still_open + new + 1, DEPTH) > _BEARABLE:
                break
            step *= 2
        done += step
    raise LimitError(
        "formatting tags are left open so often that the page cannot be read in bounded time; close them",
        kind="too-many-elements",
    )

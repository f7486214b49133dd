"""Statements about the parts that finders give: whether a thing has one."""

from __future__ import annotations

from checker.finding import Absent, Passage, Target, Verdict, no, spoken, text_of_part, unknown, yes
from checker.page import Element
from checker.quoting import quotation
from checker.registry import check


@check
def part_given(target: Target, *, part: str) -> Verdict:
    """``part`` is there.

    >>> holds(part_given, '<a href="/news">', part="@href"), holds(part_given, '<a href=" ">', part="@href")
    (True, False)
    """
    found = target.part(part)
    if isinstance(found, Absent):
        if found.certain:
            return no(found.because, at=found.at, missing=found.missing, related=found.related)
        return unknown(found.because, at=found.at, missing=found.missing, related=found.related)
    if isinstance(found, Element):
        return yes(f"{spoken(part)} is there", at=found)
    text = text_of_part(found)
    if text is None or not text.strip():
        return no(f"there is no {spoken(part).removeprefix('the ')}")
    if isinstance(found, Passage):
        return yes(found.found or f"{spoken(part)} is {quotation(text)}", at=found.element, related=found.related)
    return yes(f"{spoken(part)} is {quotation(text)}")

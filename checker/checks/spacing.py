"""Statements about blanks and dashes in running text, and about what a template or a draft left in it."""

from __future__ import annotations

from checker.checks.copy import copy_text, excerpt
from checker.finding import Target, Verdict, no, unknown, yes
from checker.pattern import pattern
from checker.registry import check

#: Two blanks after a sentence are an old habit, and those before a postal code a convention; many are an indent.
_TWO_BLANKS = pattern(r"(?<=[\w,;\-–—])(?<![A-Z]{2})[ \xa0]{2}(?=[^\s\x1f|•·])")
_AFTER_SHORT_WORD = pattern(r"\b[A-Z][a-z]{1,3}\. {2,}(?=--|—|–)")
_BEFORE_STOP = pattern(r"(?<=[\w)”\"])[ \xa0]+(?:[,;](?=[\sA-Za-z]|$)|[.!?](?=\s*$|\s[A-Z]))")


@check
def words_evenly_spaced(target: Target) -> Verdict:
    """No two blanks stand between words, and none before a comma or stop.

    Of its own: blanks have uses of their own after stops, in codes and tables.

    >>> holds(words_evenly_spaced, "<p>July 26, 2024 -  In a rare deployment")
    False
    >>> holds(words_evenly_spaced, "<p>The end of it .")
    False
    >>> holds(words_evenly_spaced, "<p>It ended.  Then it began.")
    True
    """
    raw = copy_text(target, "raw")
    for blanks in (_TWO_BLANKS, _AFTER_SHORT_WORD):
        found = blanks.search(raw)
        if found:
            return no(f"two blanks stand between {_sides(raw, found.start(), found.end())}")
    found = _BEFORE_STOP.search(copy_text(target))
    if found:
        return no(f"“{_around(copy_text(target), found.start(), found.end())}” has a blank before “{found[0].strip()}”")
    return yes("blanks are even")


def _sides(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 30) : start].replace("\x1f", "").split(" ")
    after = text[end : end + 30].replace("\x1f", "").split(" ")
    return f"“{' '.join(before[-2:])}” and “{' '.join(after[:2]).rstrip()}”"


def _around(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 30) : start].replace("\x1f", "").split(" ")
    after = text[end : end + 30].replace("\x1f", "").split(" ")
    return " ".join(before[-2:]) + text[start:end].replace("\xa0", " ") + " ".join(after[:2]).rstrip()


@check
def dashes_of_one_kind(target: Target) -> Verdict:
    """A paragraph has not both double hyphens and true dashes; a dateline's own dash does not count.

    Of its own: a dateline's own dash does not count.

    >>> holds(dashes_of_one_kind, "<p>It -- the plan — was kept.")
    False
    >>> holds(dashes_of_one_kind, "<p>OSLO -- The plan — it was short — was kept.")
    True
    """
    text = copy_text(target)
    at = text.find(" -- ")
    if at >= 0 and text[:at].upper()[:4] == text[:4]:
        at = text.find(" -- ", at + 1)
    if at >= 0 and ("—" in text or " – " in text):
        return no(f"“{excerpt(text, at + 1)}” has a double hyphen where the paragraph also has a dash")
    return yes("dashes are of one kind")


_BRACES = pattern(r"\{\{[^{}]{1,80}\}\}|\{%[^{}]{1,80}%\}|<%[^<>]{1,80}%>")
_FILLED_BY_SCRIPT = (
    "[ng-app], [data-ng-app], [ng-controller], [ng-version], [v-cloak], [v-if], [v-for], [v-bind], [x-data], [ng-bind],"
    " [ng-cloak], [ng-repeat], [data-ng-controller], [data-v-app]"
)


@check
def template_fields_filled(target: Target) -> Verdict:
    """No field of a template shows; where the page's script may yet fill it, that cannot be told.

    Of its own: a script of the page may yet fill a field, which cannot be told.

    >>> holds(template_fields_filled, "<p>{{item.title}} was published")
    False
    >>> holds(template_fields_filled, "<p ng-app>{{item.title}} was published") is None
    True
    """
    found = _BRACES.search(copy_text(target))
    if found is None:
        return yes("no field of a template shows")
    said = f"the template's field “{found[0]}” is not filled"
    if target.page.mode == "static" and target.page.select(_FILLED_BY_SCRIPT):
        return unknown(f"{said} in the source, and the page's script may fill it")
    return no(said)

"""Statements about what must not be on a public page: markings, internal addresses."""

from __future__ import annotations

from collections.abc import Sequence

from checker.finding import Target, Verdict, no, unknown, yes
from checker.page import Page, derived
from checker.pattern import pattern
from checker.reading import Line, all_lines
from checker.registry import check

#: The comments and sections that hide a script from browsers of long ago.
_COMMENT_SIGNS = pattern(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$")


@check
def lines_free_of(target: Target, *, markings: Sequence[str], prefixes: Sequence[str] = ()) -> Verdict:
    """No line of the page is one of the markings, alone or between slashes and brackets, or begins with a prefix.

    Markings and prefixes are compared as written, in capitals where they are capitals.
    """
    for line in capital_lines(target.page):
        text = line.text.strip(" .*-–—()[]")
        if text in markings or text.startswith(tuple(prefixes)):
            return no("a line of the page is a marking that public pages do not carry", at=line.element)
    return yes("the page has no line that is a marking")


@derived
def capital_lines(page: Page) -> list[Line]:
    """The lines of the page that begin with three capitals, as markings do, hidden ones too."""
    return [line for line in all_lines(page) if line.text[:3].isupper() or line.text[0] in "(*-["]


@check
def structured_data_readable(target: Target) -> Verdict:
    """The block of JSON-LD is valid JSON, once wrappers for old browsers are taken off.

    Of its own: it reads JSON.
    """
    import json

    text = _COMMENT_SIGNS.sub("", target.element.text[:1_000_000])
    try:
        value = json.loads(text)
    except RecursionError:
        return unknown("the block is nested too deeply to be read")
    except ValueError as error:
        return no(f"the data for search engines cannot be read as JSON ({error})")
    return (
        yes("the block is valid JSON")
        if isinstance(value, dict | list)
        else no("the data for search engines hold no object")
    )


@check
def structured_data_typed(target: Target) -> Verdict:
    """The block of JSON-LD names its vocabulary and the type of what it describes; unreadable ones are another matter.

    Of its own: it reads JSON.
    """
    import json

    try:
        value = json.loads(target.element.text[:1_000_000])
    except (ValueError, RecursionError):
        return yes("the block cannot be read")
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and not ("@context" in one and ("@type" in one or "@graph" in one or "@id" in one)):
            return no("the data for search engines lack @context or @type")
    return yes("the block has @context and @type")

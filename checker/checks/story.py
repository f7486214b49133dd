"""Statements about the headline of a page's story."""

from __future__ import annotations

from checker.finders.headline import agreement, headline, other_titles, tokens
from checker.finding import Target, Verdict, no, unknown, yes
from checker.pattern import pattern
from checker.registry import check

_BETWEEN_PARTS = pattern(r"\s[|>»:–—-]\s|\s*[|>»]\s*")


@check
def headline_agrees_with_titles(target: Target, *, share: int = 60) -> Verdict:
    """The title, og:title and the JSON-LD headline have at least ``share`` per cent of the headline's words.

    Of its own: of a title made of several parts, the story's own part is compared.

    >>> holds(headline_agrees_with_titles, "<title>News Article View</title><main><h1>Ship comes home</h1></main>")
    False
    """
    found = headline(target.page)
    if found is None or len(tokens(found.text)) < 2:
        return unknown("the page has no headline to compare")
    for name, text in other_titles(target.page):
        # "Ship sails > Harbor Command > News": the story's own part is compared.
        parts = [part for part in _BETWEEN_PARTS.split(text) if len(tokens(part)) > 1]
        if 100 * max(agreement(found.text, part) for part in (text, *parts)) < share:
            return no(f"the headline is “{found.text}”, but {name} is “{text}”", at=found.element)
    return yes("the titles agree with the headline")

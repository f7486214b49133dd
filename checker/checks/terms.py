"""Statements about military names, ranks, countries and organizations."""

from __future__ import annotations

import functools
import re

from checker.checks.copy import copy_text
from checker.finding import Related, Target, Verdict, no, yes
from checker.lexicon import terms
from checker.page import Element
from checker.pattern import pattern
from checker.reading import visible_lines
from checker.registry import check

_QUOTED = pattern(r"“[^“”]*”|\"[^\"]*\"")


@functools.cache
def _designation() -> re.Pattern[str]:
    names = {name for names in terms()["aircraft"].values() for name in names}
    return pattern(rf"\b([A-Z]{{1,3}}-\d{{1,3}})[A-Z]? (?:Super )?({'|'.join(sorted(names))})s?(?:es)?\b")


@check
def designation_fits_name(target: Target) -> Verdict:
    """An aircraft's popular name is that of its designation.

    Of its own: it looks each pair up in a table of aircraft.

    >>> holds(designation_fits_name, "<p>A B-52 Stratotanker from Minot prepares for takeoff")
    False
    >>> holds(designation_fits_name, "<p>Two B-52H Stratofortresses and a KC-135 Stratotanker")
    True
    """
    aircraft = terms()["aircraft"]
    for found in _designation().finditer(copy_text(target)):
        names = aircraft.get(found[1])
        if names and found[2] not in names:
            owner = next(kind for kind, known in aircraft.items() if found[2] in known)
            return no(
                f"“{found[0]}” joins a designation with another aircraft's name: {_pair(found[1], names[0], owner, found[2])}"
            )
    return yes("names fit their designations")


def _pair(kind: str, name: str, other: str, other_name: str) -> str:
    return f"the {kind} is the {name}, the {other} the {other_name}"


@functools.cache
def _article() -> re.Pattern[str]:
    countries = "|".join(terms()["no_article"])
    follows = "is|was|has|had|will|would|can|could|should|to|on|in|for|by|from|with|as|at|that|which|who"
    return pattern(rf"\b[Tt]he ({countries})(?= (?:{follows})\b|[.;!?](?:\s|$)|,\s[a-z])")


@check
def country_without_article(target: Target) -> Verdict:
    """No article stands before a country's name that takes none.

    Of its own: the same words before another noun are right.

    >>> holds(country_without_article, "<p>the defense of the South Korea is ironclad")
    False
    >>> holds(country_without_article, "<p>the South Korea alliance and the Japan Self-Defense Forces")
    True
    """
    found = _article().search(copy_text(target))
    return no(f"“{found[0]}” has an article before the country's name") if found else yes("countries have no article")


@functools.cache
def _rank() -> re.Pattern[str]:
    ranks = "|".join(sorted(terms()["ranks"], key=len, reverse=True))
    return pattern(
        rf"(?<![\w-] of )\b({ranks}) ((?!Colonel|General|Commander|Major|Junior|Governor|First|Master|Jan|Feb|Aug|Sept|Oct|Nov|Dec)[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+(?:-[A-Z][a-z]+)?)\b"
    )


@check
def rank_abbreviated(target: Target) -> Verdict:
    """A rank before a full name is abbreviated, other than in a quotation.

    Of its own: ranks in quotations and titles are left alone.

    >>> holds(rank_abbreviated, "<p>Sergeant John Aguon from Guam carried the colors")
    False
    >>> holds(rank_abbreviated, "<p>Sgt. John Aguon met the sergeant and Captain America")
    True
    """
    text = copy_text(target)
    found = _rank().search(_QUOTED.sub(" ", text) if '"' in text or "“" in text else text)
    if found is None:
        return yes("ranks before names are abbreviated")
    return no(f"“{found[0]}” spells out the rank “{terms()['ranks'][found[1]]}”")


@check
def organization_named_one_way(target: Target) -> Verdict:
    """The page uses one of the names that its organization has had.

    Of its own: it weighs the names that a page uses against each other.

    >>> holds(organization_named_one_way, "<body><p>CONNECT WITH USINDOPACOM<p>MORE WITH PACOM")
    False
    >>> holds(organization_named_one_way, "<body><p>CONNECT WITH USINDOPACOM")
    True
    """
    for names in terms()["organizations"]:
        used = _places_of(target, names)
        if len(used) > 1:
            rare = min(used, key=lambda name: len(used[name]))
            usual = max(used, key=lambda name: len(used[name]))
            if rare == usual:
                usual, rare = list(used)[:2]
            return no(
                f"the page says both “{usual}” and “{rare}”",
                at=used[rare][0],
                related=(Related(f"says {usual}", used[usual][0]),),
            )
    return yes("organizations are named one way")


def _places_of(target: Target, names: list[str]) -> dict[str, list[Element]]:
    """The elements whose text has each of the names as a word."""
    used: dict[str, list[Element]] = {}
    short = min(names, key=len)
    for line in visible_lines(target.page):
        if short in line.text:
            for word in pattern(r"[A-Za-z]+").findall(line.text):
                if word in names:
                    used.setdefault(word, []).append(line.element)
    return used

"""What is not met, told as a finding: what a person reads of it, where it is, and what stays the same about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from checker.finding import SEVERITIES, Finding, Outcome, SiteTarget, Target, Unmet, Verdict, text_of_part
from checker.page import Page
from checker.place import fingerprint, place_of, related_place
from checker.rule import Expectation, Rule

#: Expectations that a target does not meet, each with what was seen instead.
Missed = list[tuple[Expectation, Verdict]]
#: What a stated severity of the rule comes to on the page.
Weigh = Callable[[Rule, Page, str], str]


def sentence(text: str) -> str:
    """The clause as a sentence: a stop ends it, also behind a quotation that has none of its own.

    >>> sentence("the link reads “Privacy”"), sentence("it says “Stop.”")
    ('The link reads “Privacy”.', 'It says “Stop.”')
    """
    text = text.strip()
    if not text:
        return text
    # An attribute as written, such as lang="english", keeps its case.
    first = text if "=" in text.partition(" ")[0] else text[0].upper() + text[1:]
    return first + ("" if text.rstrip("”\"’'").endswith((".", "!", "?", "…")) else ".")


def remedy_of(rule: Rule, unmet: Missed) -> str:
    """What mends all that is unmet: the expectations' own remedies, and the rule's for those without one."""
    return " ".join(dict.fromkeys([one.remedy or rule.remedy for one, _ in unmet]))


class _Told(NamedTuple):
    """What the findings of a rule say that saw the same on a page, whichever element it is about.

    ``severity`` is the worst of the unmet expectations, each as it weighs on this page.
    """

    severity: str
    unmet: tuple[Unmet, ...]
    message: str
    remedy: str
    expectations: tuple[str, ...]


class Findings:
    """Makes the findings of one page; ``seen`` counts the fingerprints that are alike."""

    def __init__(self, page: Page, weigh: Weigh) -> None:
        self.seen: dict[str, int] = {}
        self._page = page
        self._weigh = weigh
        self._told: dict[tuple[Any, ...], _Told] = {}

    def of(self, rule: Rule, outcome: Outcome, target: Target, unmet: Missed) -> tuple[int, Finding]:
        """The finding, after the number of its element."""
        first = unmet[0][1] if unmet else None
        element = (first.at if first is not None else None) or target.element
        # Many findings of a rule say the same, each of its own element.
        alike = rule.id, *[(one.id, one.says, verdict.found) for one, verdict in unmet]
        told = self._told.get(alike)
        if told is None:
            told = self._told[alike] = self._tell(rule, unmet)
        finding = Finding(
            rule=rule.id,
            outcome=outcome,
            severity=told.severity,
            target=place_of(element, missing=first is not None and first.missing),
            unmet=told.unmet,
            message=told.message,
            remedy=told.remedy,
            related=tuple([related_place(one) for _, verdict in unmet for one in verdict.related]),
            fingerprint=fingerprint(rule.first_id, element, told.expectations, seen=self.seen),
            gates=rule.stage != "preview",
        )
        return element.index, finding

    def _tell(self, rule: Rule, unmet: Missed) -> _Told:
        # Places on which the unmet expectations agree once: the message names each fact once.
        facts = dict.fromkeys([verdict.found for _, verdict in unmet])
        stated = [one.severity or rule.severity for one, _ in unmet] or [rule.severity]
        return _Told(
            severity=min((self._weigh(rule, self._page, one) for one in set(stated)), key=SEVERITIES.index),
            unmet=tuple([Unmet(one.id, one.says, verdict.found) for one, verdict in unmet]),
            message=" ".join(map(sentence, facts)) or sentence(rule.title),
            remedy=remedy_of(rule, unmet),
            expectations=tuple([one.id for one, _ in unmet]),
        )


def site_target(rule: Rule, page: Page, target: Target, seen: dict[str, int]) -> SiteTarget:
    """What a rule that looks at several pages needs to know of the target, when its page is gone."""
    parts = {name: text_of_part(part) for name, part in target.parts.items()}
    return SiteTarget(
        page.name,
        page.url,
        parts,
        place_of(target.element),
        fingerprint(rule.first_id, target.element, (), seen=seen),
        target.element.index,
    )

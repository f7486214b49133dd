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
#: What a stated severity of the rule comes to on pages of the profile of that name.
Weigh = Callable[[Rule, str, str], str]
#: A long run forgets what it told before, rather than grow with every page.
_MOST_TOLD = 5_000


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


class Told(NamedTuple):
    """What the findings of a rule say that saw the same, whichever element they are about.

    ``severity`` is the worst of the unmet expectations, each as it weighs.
    """

    severity: str
    unmet: tuple[Unmet, ...]
    message: str
    remedy: str
    expectations: tuple[str, ...]


class Wording:
    """What findings say on pages on which all weighs alike: a template's faults are the same on each of its pages."""

    def __init__(self, profile: str, weigh: Weigh) -> None:
        self._profile = profile
        self._weigh = weigh
        self._told: dict[tuple[Any, ...], Told] = {}

    def of(self, rule: Rule, unmet: Missed) -> Told:
        """What a finding of the rule says of which these expectations do not hold."""
        alike = rule.id, *[(one.id, one.says, verdict.found) for one, verdict in unmet]
        told = self._told.get(alike)
        if told is None:
            if len(self._told) >= _MOST_TOLD:
                self._told.clear()
            told = self._told[alike] = self._tell(rule, unmet)
        return told

    def _tell(self, rule: Rule, unmet: Missed) -> Told:
        # Places on which the unmet expectations agree once: the message names each fact once.
        facts = dict.fromkeys([verdict.found for _, verdict in unmet])
        stated = {one.severity or rule.severity for one, _ in unmet} or {rule.severity}
        return Told(
            severity=min([self._weigh(rule, self._profile, one) for one in stated], key=SEVERITIES.index),
            unmet=tuple([Unmet(one.id, one.says, verdict.found) for one, verdict in unmet]),
            message=" ".join(map(sentence, facts)) or sentence(rule.title),
            remedy=remedy_of(rule, unmet),
            expectations=tuple([one.id for one, _ in unmet]),
        )


class Findings:
    """Makes the findings of one page; ``seen`` counts the fingerprints that are alike."""

    def __init__(self, wording: Wording) -> None:
        self.seen: dict[str, int] = {}
        self._wording = wording

    def of(self, rule: Rule, outcome: Outcome, target: Target, unmet: Missed) -> tuple[int, Finding]:
        """The finding, after the number of its element."""
        first = unmet[0][1] if unmet else None
        element = (first.at if first is not None else None) or target.element
        told = self._wording.of(rule, unmet)
        finding = Finding(
            rule.id,
            outcome,
            told.severity,
            place_of(element, missing=first is not None and first.missing),
            told.unmet,
            told.message,
            told.remedy,
            related=tuple([related_place(one) for _, verdict in unmet for one in verdict.related]),
            fingerprint=fingerprint(rule.first_id, element, told.expectations, seen=self.seen),
            gates=rule.stage != "preview",
        )
        return element.index, finding


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

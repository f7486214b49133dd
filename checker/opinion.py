"""What axe-core says about a page as findings beside ours, under ``axe/<rule>`` (docs/decisions/0010-axe.md).

It is an outside opinion: guidance, so a warning at most, and no part of the verdict by a standard. What ours already
say about the same element under the same success criterion is folded under ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from checker.engine import Judged
from checker.finding import Finding, Outcome, Unmet
from checker.page import Page
from checker.pattern import pattern
from checker.place import fingerprint, place_of
from checker.rendering.axe import element_at
from checker.rendering.tree import RenderedSnapshot
from checker.report import Counts, PageReport
from checker.rule import AXE, Applies, Authority, Requirement, Rule
from checker.standards import criterion
from checker.telling import sentence

_CRITERION = pattern(r"wcag(\d)(\d)(\d+)")
_TRUSTED_TESTER = pattern(r"TT(\d+)\.([a-z])")
_LEVELS = {"wcag2a": "A", "wcag21a": "A", "wcag2aa": "AA", "wcag21aa": "AA", "wcag22aa": "AA", "wcag2aaa": "AAA"}
_READ_ON = "2026-11-23"


def rule_of(name: str, told: Mapping[str, Any]) -> Rule:
    """The rule that stands in the report for a rule of axe-core."""
    tags: list[str] = told["tags"]
    return Rule(
        id=AXE + name,
        title=told["help"],
        why=told["description"],
        owner="template",
        severity="warning" if any(tag in _LEVELS for tag in tags) else "note",
        authority=(Authority(f"axe-core, rule {name}", told["url"], "guidance", "published", _READ_ON),),
        requirements=tuple(_requirements(tags)),
        applies_to=Applies("page"),
        expectations=(),
        remedy=f"{sentence(told['help'])} What axe-core looks for, and how to mend it: {told['url']}",
        trusted_tester=tuple(f"{m[1]}.{m[2].upper()}" for tag in tags if (m := _TRUSTED_TESTER.fullmatch(tag))),
        tags=("axe", *(("best-practice",) if "best-practice" in tags else ())),
    )


def _requirements(tags: Iterable[str]) -> Iterator[Requirement]:
    """The success criteria that the tags name; secondary, as it is axe-core's mapping and not ours."""
    tags = list(tags)
    for tag in tags:
        match = _CRITERION.fullmatch(tag)
        if match:
            number = ".".join(match.groups())
            known = criterion(number)
            level = known.level if known else next((_LEVELS[one] for one in tags if one in _LEVELS), "AAA")
            yield Requirement("WCAG 2.2", number, level, "secondary", "axe-core says so")


def has_opinion(page: Page) -> bool:
    """Whether axe-core judged the page."""
    return isinstance(page.snapshot, RenderedSnapshot) and page.snapshot.axe is not None


def opinion_on(page: Page) -> Mapping[str, Any]:
    """What axe-core said about the page, with no rules where it could not judge it."""
    snapshot = page.snapshot
    results = snapshot.axe if isinstance(snapshot, RenderedSnapshot) else None
    return results or {"rules": {}}


def add_opinion(
    page: Page,
    judged: Judged,
    results: Mapping[str, Any],
    ours: Mapping[str, Rule],
    severities: Mapping[str, str],
) -> dict[str, Rule]:
    """Add what axe-core says to what our rules gave; gives the rules of axe-core by their id."""
    said = _said_by_ours(judged, ours)
    seen: dict[str, int] = {}
    rules: dict[str, Rule] = {}
    for number, (name, told) in enumerate(sorted(results["rules"].items()), len(ours)):
        rule = rules[AXE + name] = rule_of(name, told)
        failed, doubted, passed = told["failed"], told["cantTell"], told["passed"]
        judged.counts[rule.id] = Counts(len(failed) + len(doubted) + passed, len(failed), len(doubted), passed)
        judged.outcomes[rule.id] = _outcome(bool(failed), bool(doubted), bool(passed))
        for outcome, nodes in ((Outcome.FAILED, failed), (Outcome.CANT_TELL, doubted)):
            for node in nodes:
                order, finding = _finding(page, rule, outcome, node, seen)
                if rule.id in severities:
                    finding = finding._replace(severity=severities[rule.id])
                finding = finding._replace(superseded_by=_folded_under(finding, rule, said))
                judged.findings.append((order, number, finding))
    judged.findings.sort(key=lambda item: item[:2])
    return rules


def _outcome(failed: bool, doubted: bool, passed: bool) -> Outcome:
    if failed:
        return Outcome.FAILED
    if doubted:
        return Outcome.CANT_TELL
    return Outcome.PASSED if passed else Outcome.INAPPLICABLE


def _finding(
    page: Page, rule: Rule, outcome: Outcome, node: Mapping[str, Any], seen: dict[str, int]
) -> tuple[int, Finding]:
    element = element_at(page, node) or page.document.elements[0]
    facts = list(dict.fromkeys(node["said"])) or [rule.title]
    told = "; ".join(one.strip().rstrip(".") for one in facts[:3])
    asked = "violation" if outcome is Outcome.FAILED else "incomplete"
    severe = rule.severity == "warning" and node["impact"] in ("critical", "serious")
    return element.index, Finding(
        rule=rule.id,
        outcome=outcome,
        severity="warning" if severe else "note",
        target=place_of(element),
        unmet=(Unmet(asked, sentence(rule.title), told),),
        message=f"{told[0].upper()}{told[1:]} ({'axe-core' if outcome is Outcome.FAILED else 'axe-core cannot tell'}).",
        remedy=rule.remedy,
        fingerprint=fingerprint(rule.id, element, (asked,), seen=seen),
    )


def _said_by_ours(judged: Judged, ours: Mapping[str, Rule]) -> dict[tuple[str, str], list[Finding]]:
    """Our findings by the element and each success criterion that they are about, failures first."""
    said: dict[tuple[str, str], list[Finding]] = {}
    findings = [one for _, _, one in judged.findings if one.outcome is not Outcome.PASSED and one.superseded_by is None]
    for finding in sorted(findings, key=lambda one: one.outcome is not Outcome.FAILED):
        for requirement in ours[finding.rule].requirements:
            said.setdefault((finding.target.selector, requirement.id), []).append(finding)
    return said


def _folded_under(finding: Finding, rule: Rule, said: Mapping[tuple[str, str], list[Finding]]) -> str | None:
    """Our rule that says it already: a failure is folded under failures alone, a doubt under doubts too."""
    for requirement in rule.requirements:
        for own in said.get((finding.target.selector, requirement.id), ()):
            if own.outcome is Outcome.FAILED or finding.outcome is Outcome.CANT_TELL:
                return own.rule
    return None


def other_rules(pages: Iterable[PageReport]) -> dict[str, Rule]:
    """The rules of axe-core that any of the pages met; on a page where it could not run, they are untested."""
    pages = list(pages)
    found: dict[str, Rule] = {}
    for page in pages:
        found |= page.other_rules
    for page in pages:
        for name in found:
            page.outcomes.setdefault(name, Outcome.UNTESTED)
            page.counts.setdefault(name, Counts(0, 0, 0, 0))
    return dict(sorted(found.items()))

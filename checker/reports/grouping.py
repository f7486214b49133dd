"""Groups findings for readers: the same fault many times is told once, with its places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from checker.finding import SEVERITIES, Finding, Outcome
from checker.report import PageReport
from checker.rule import Rule

Key = tuple[str, str, str, tuple[str, ...], str]


class Group(NamedTuple):
    """Findings that one sentence of remedy mends, in document order; ``page`` is their page's source."""

    rule: str
    outcome: Outcome
    severity: str
    findings: tuple[tuple[str, Finding], ...]

    @property
    def first(self) -> Finding:
        """The finding that speaks for all."""
        return self.findings[0][1]

    @property
    def key(self) -> Key:
        """What the findings of the group have in common, on whatever page."""
        return key_of(self.first)


class Sorted(NamedTuple):
    """A page's findings as its readers need them; ``known`` do not count: folded under another or suppressed."""

    editor: list[Group]
    web_team: list[Group]
    review: list[Group]
    notes: list[Group]
    preview: list[Group]
    superseded: int
    suppressed: int


def key_of(finding: Finding) -> Key:
    """What findings of one fault have in common, on whatever page."""
    unmet = tuple([one.expectation for one in finding.unmet])
    return finding.rule, finding.outcome, finding.severity, unmet, finding.remedy


def groups(findings: Iterable[tuple[str, Finding]]) -> list[Group]:
    """The findings in groups: the worst severity first, then in document order."""
    found: dict[Key, list[tuple[str, Finding]]] = {}
    for page, finding in findings:
        found.setdefault(key_of(finding), []).append((page, finding))
    made = [Group(many[0][1].rule, many[0][1].outcome, many[0][1].severity, tuple(many)) for many in found.values()]
    return sorted(made, key=lambda group: SEVERITIES.index(group.severity))


def sorted_findings(
    findings: Iterable[tuple[str, Finding]], rules: Mapping[str, Rule], fails: Callable[[str, Finding], bool]
) -> Sorted:
    """The findings by who has to act; passed ones are left out.

    ``fails`` says whether the run fails for the finding on a page: a note that it fails for is a fault like others.
    """
    failed, cant_tell = Outcome.FAILED, Outcome.CANT_TELL
    editor, web_team, review, notes, preview = [], [], [], [], []
    superseded = suppressed = 0
    for page, finding in findings:
        if finding.outcome is not failed and finding.outcome is not cant_tell:
            continue
        if finding.suppressed is not None:
            suppressed += 1
        elif finding.superseded_by is not None:
            superseded += 1
        elif not finding.counts:
            preview.append((page, finding))
        elif finding.outcome is cant_tell:
            review.append((page, finding))
        elif finding.severity == "note" and not fails(page, finding):
            notes.append((page, finding))
        elif finding.rule not in rules or rules[finding.rule].owner == "content":
            editor.append((page, finding))
        else:
            web_team.append((page, finding))
    return Sorted(
        groups(editor), groups(web_team), groups(review), groups(notes), groups(preview), superseded, suppressed
    )


def of_page(page: PageReport) -> list[tuple[str, Finding]]:
    """The page's findings with its source."""
    return [(page.source, finding) for finding in page.findings]


def number_of(groups_: Iterable[Group]) -> int:
    """How many findings the groups hold."""
    return sum(len(group.findings) for group in groups_)


def by_severity(groups_: Iterable[Group]) -> dict[str, int]:
    """How many findings there are of each severity, the worst first; severities without one are left out."""
    ordered = sorted(groups_, key=lambda group: SEVERITIES.index(group.severity))
    return {severity: number_of(some) for severity, some in groupby(ordered, key=lambda group: group.severity)}

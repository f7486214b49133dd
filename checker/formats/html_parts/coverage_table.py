"""The coverage tables: what the machine decided of each standard, and how a person tests the rest."""

from __future__ import annotations

from typing import Any, NamedTuple

from checker.finding import Outcome
from checker.report import Report
from checker.reports.coverage import coverage
from checker.standards import tables

_NAMES = {
    "508": "Section 508 (36 CFR 1194)",
    "wcag21": "WCAG 2.1, Levels A and AA",
    "wcag22": "WCAG 2.2, Levels A and AA",
    "trusted_tester": "Trusted Tester",
    "ict_baseline": "ICT Testing Baseline for Web",
}
_PARTS = {"all": "Decided in full", "part": "Decided in part", "none": "Left to a person"}


class Item(NamedTuple):
    """A criterion or test: who decides it, what came out, and its numbers in the testing methods."""

    id: str
    name: str
    part: str
    words: str
    rules: tuple[str, ...]
    found: str
    kind: str
    trusted_tester: str
    ict_baseline: str
    criteria: str
    by_hand: str


class Table(NamedTuple):
    """A standard with its items; ``method`` is true for the federal testing methods."""

    name: str
    method: bool
    items: tuple[Item, ...]
    decided: int
    partly: int
    left: int


def coverage_tables(report: Report) -> list[Table]:
    """A table for each standard that the profiles of the run are answerable to."""
    profiles = {page.profile.name for page in report.pages}
    known = report.coverage or coverage(report.rules.values(), profiles)
    outcomes = _pages_by_outcome(report)
    made = []
    for standard, rows in known["standards"].items():
        items = tuple(_item(standard, row, outcomes, many=len(report.pages) > 1) for row in rows)
        number = {part: sum(item.part == part for item in items) for part in _PARTS}
        made.append(
            Table(
                name=_NAMES.get(standard, standard),
                method=standard in ("trusted_tester", "ict_baseline"),
                items=items,
                decided=number["all"],
                partly=number["part"],
                left=number["none"],
            )
        )
    return made


def _pages_by_outcome(report: Report) -> dict[str, dict[Outcome, set[str]]]:
    """For each rule the pages on which it failed or was doubted, and those where it was judged at all.

    What a stricter rule tells in its stead is still a failure here: the criterion is not met.
    """
    found: dict[str, dict[Outcome, set[str]]] = {}
    told = [(page.source, finding) for page in report.pages for finding in page.findings]
    for source, finding in [*told, *((one.page, one.finding) for one in report.site)]:
        if finding.suppressed is None and finding.gates:
            found.setdefault(finding.rule, {}).setdefault(finding.outcome, set()).add(source)
    for page in report.pages:
        for rule, outcome in page.outcomes.items():
            if outcome not in (Outcome.FAILED, Outcome.CANT_TELL):
                found.setdefault(rule, {}).setdefault(outcome, set()).add(page.source)
    return found


def _item(standard: str, row: dict[str, Any], outcomes: dict[str, dict[Outcome, set[str]]], *, many: bool) -> Item:
    data = tables()
    numbers = data["criteria"].get(row["id"]) or data["section508"].get(row["id"]) or {}
    own = data[standard].get(row["id"], {}) if standard in ("trusted_tester", "ict_baseline") else {}
    found, kind = _found(row["decided_by"], outcomes, many=many)
    return Item(
        id=row["id"],
        name=row["name"],
        part=row["part"],
        words=_PARTS.get(row["part"], row["part"]),
        rules=tuple(row["decided_by"]),
        found=found,
        kind=kind,
        trusted_tester=", ".join(numbers.get("trusted_tester", ())) if not own else "",
        ict_baseline=", ".join(numbers.get("ict_baseline", ())) if not own else "",
        criteria=", ".join(own.get("requirements", ())),
        by_hand=row["manual_test"],
    )


def _found(rules: list[str], outcomes: dict[str, dict[Outcome, set[str]]], *, many: bool) -> tuple[str, str]:
    """What the machine found, in words, and how bad it is."""
    pages: dict[Outcome, set[str]] = {}
    for rule in rules:
        for outcome, sources in outcomes.get(rule, {}).items():
            pages.setdefault(outcome, set()).update(sources)
    failed, doubted = len(pages.get(Outcome.FAILED, ())), len(pages.get(Outcome.CANT_TELL, ()))
    if (failed or doubted) and not many:
        return ("Fails", "fail") if failed else ("To decide", "review")
    if failed or doubted:
        told = [f"{n} {words}" for n, words in ((failed, "failing"), (doubted, "to decide")) if n]
        return f"Pages: {', '.join(told)}", "fail" if failed else "review"
    if Outcome.PASSED in pages:
        return "Nothing found", "pass"
    if Outcome.INAPPLICABLE in pages:
        return "Nothing to judge", ""
    return ("Could not be tried", "") if rules else ("", "")

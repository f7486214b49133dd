"""The sums of a report: what its ``summary`` states."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checker.finding import SEVERITIES, Finding, Outcome
from checker.report import Report

VERDICTS = ("error", "fail", "review", "pass")


def summary(report: Report) -> dict[str, Any]:
    """The report's verdicts and counts; suppressed, superseded and preview findings are not counted.

    ``by_outcome`` counts findings for failed and cantTell, targets for passed, and rules on pages for
    untested and inapplicable; ``by_severity`` counts failed findings.
    """
    by_verdict = dict.fromkeys(VERDICTS, 0)
    by_outcome = dict.fromkeys(map(str, Outcome), 0)
    by_severity = dict.fromkeys(SEVERITIES, 0)
    by_rule: dict[str, dict[str, int]] = {}
    pages_of: dict[str, set[str]] = {}
    for page in report.pages:
        by_verdict[page.verdict] += 1
        by_outcome["passed"] += sum(counts.passed for counts in page.counts.values())
        outcomes = list(page.outcomes.values())
        for outcome in (Outcome.UNTESTED, Outcome.INAPPLICABLE):
            by_outcome[outcome] += outcomes.count(outcome)
    for source, finding in _counted(report):
        by_outcome[finding.outcome] += 1
        if finding.outcome is Outcome.FAILED:
            by_severity[finding.severity] += 1
        of_rule = by_rule.setdefault(finding.rule, {"failed": 0, "cantTell": 0, "pages": 0})
        of_rule[finding.outcome] += 1
        pages_of.setdefault(finding.rule, set()).add(source)
    for rule, sources in pages_of.items():
        by_rule[rule]["pages"] = len(sources)
    return {
        "verdict": report.verdict,
        "verdicts": report.verdicts,
        "threshold_reached": report.threshold_reached,
        "pages": len(report.pages),
        "by_verdict": by_verdict,
        "by_outcome": by_outcome,
        "by_severity": by_severity,
        "by_rule": dict(sorted(by_rule.items())),
    }


def _counted(report: Report) -> Iterator[tuple[str, Finding]]:
    """The failed and doubted findings that count, with the source of their page."""
    for page in report.pages:
        for finding in page.findings:
            if finding.counts and finding.outcome in (Outcome.FAILED, Outcome.CANT_TELL):
                yield page.source, finding
    for one in report.site:
        if one.finding.counts:
            yield one.page, one.finding

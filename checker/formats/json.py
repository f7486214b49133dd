"""The JSON report: one document, its keys in the order of the contract."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from json.encoder import encode_basestring
from typing import Any

from checker.finding import Finding
from checker.registry import report_format
from checker.report import Counts, PageReport, Report
from checker.reports.coverage import coverage
from checker.reports.json_lines import in_one_line, lines, list_of
from checker.reports.summary import summary
from checker.reports.values import (
    baseline_values,
    counts_values,
    finding_values,
    page_values,
    problem_values,
    related_values,
    shard_targets_values,
    suppressed_values,
)
from checker.rule import Rule


@report_format("json", suffix=".json")
def render(report: Report) -> Iterator[str]:
    """The report as JSON text, page by page: a line for each key, and for each finding."""
    values = as_json(report, pages=False)
    head, _, tail = lines(values, ("rules", "run", "site", "summary", "findings")).partition(_PAGES)
    yield head
    yield '"pages": ['
    for number, page in enumerate(report.pages):
        yield ",\n  " if number else "\n  "
        yield _page(page)
    yield f"\n ]{tail}\n" if report.pages else f"]{tail}\n"


_PAGES = '"pages": null'


def _page(page: PageReport) -> str:
    """The page in lines. Counts and findings are nearly all of a report, and are not made into values first."""
    told = {
        "counts": "{" + ", ".join([_counts(name, counts) for name, counts in page.counts.items()]) + "}",
        "findings": list_of(list(map(_finding, page.findings)), 3),
    }
    told_lines = [f'"{key}": {told.get(key) or in_one_line(value)}' for key, value in page_values(page, told).items()]
    return "{\n   " + ",\n   ".join(told_lines) + "\n  }"


@functools.lru_cache(maxsize=20_000)
def _counts(name: str, counts: Counts) -> str:
    return f"{in_one_line(name)}: {in_one_line(counts_values(counts))}"


def _finding(finding: Finding) -> str:
    """The same line that the encoder would make of ``finding_values``, in half of its time."""
    place, quoted = finding.target, encode_basestring
    unmet = ", ".join(
        [
            f'{{"expectation": {quoted(one.expectation)}, "says": {quoted(one.says)}, "found": {quoted(one.found)}}}'
            for one in finding.unmet
        ]
    )
    related = in_one_line(related_values(finding)) if finding.related else "[]"
    folded = "null" if finding.superseded_by is None else quoted(finding.superseded_by)
    suppressed = "null" if finding.suppressed is None else in_one_line(suppressed_values(finding.suppressed))
    return (
        f'{{"rule": {quoted(finding.rule)}, "outcome": "{finding.outcome}", "severity": "{finding.severity}", '
        f'"target": {{"line": {_number(place.line)}, "column": {_number(place.column)}, '
        f'"end_line": {_number(place.end_line)}, "end_column": {_number(place.end_column)}, '
        f'"selector": {quoted(place.selector)}, "snippet": {quoted(place.snippet)}, '
        f'"made_by_script": {_truth(place.made_by_script)}, "missing": {_truth(place.missing)}}}, '
        f'"unmet": [{unmet}], "message": {quoted(finding.message)}, "remedy": {quoted(finding.remedy)}, '
        f'"related": {related}, "fingerprint": {quoted(finding.fingerprint)}, '
        f'"superseded_by": {folded}, "suppressed": {suppressed}}}'
    )


def _number(value: int | None) -> str | int:
    return "null" if value is None else value


def _truth(value: bool) -> str:
    return "true" if value else "false"


def as_json(report: Report, *, pages: bool = True) -> dict[str, Any]:
    """The report as the values that JSON holds, keys in the contract's order; without ``pages``, null stands there."""
    profiles = {page.profile.name for page in report.pages}
    return {
        "schema": "check-report/1",
        "tool": {"name": report.tool[0], "version": report.tool[1]},
        "run": {
            "id": report.run.id,
            "started": report.run.started,
            "finished": report.run.finished,
            "mode": report.run.mode,
            "as_of": report.run.as_of,
            "rules_digest": report.run.rules_digest,
            "browser": report.run.browser,
            "options": report.run.options,
            **_beside_the_run(report),
        },
        "rules": {name: _rule(rule, report.severities[name]) for name, rule in report.rules.items()},
        "pages": [page_values(page) for page in report.pages] if pages else None,
        "site": {
            "findings": [{"page": one.page, **finding_values(one.finding)} for one in report.site],
            **({"targets": shard_targets_values(report.shard)} if report.shard else {}),
        },
        "coverage": report.coverage or coverage(report.rules.values(), profiles),
        "summary": summary(report),
        **({"baseline": baseline_values(report.baseline)} if report.baseline else {}),
    }


def _beside_the_run(report: Report) -> dict[str, Any]:
    """What is told of a run only where there is something: notices, and which shard it was."""
    told: dict[str, Any] = {}
    if report.notices:
        told["notices"] = [problem_values(one) for one in report.notices]
    if report.shard:
        told["shard"] = {"number": report.shard.number, "of": report.shard.of, "pages": report.shard.pages}
    return told


def _rule(rule: Rule, severity: str) -> dict[str, Any]:
    return {
        "title": rule.title,
        "severity": severity,
        "owner": rule.owner,
        "authority": [
            {"cite": a.cite, "url": a.url, "kind": a.kind, "status": a.status, "read_on": a.read_on}
            for a in rule.authority
        ],
        "requirements": [
            {"standard": r.standard, "id": r.id, "level": r.level, "role": r.role} for r in rule.requirements
        ],
        "section508": list(rule.section508),
        "trusted_tester": list(rule.trusted_tester),
        "ict_baseline": list(rule.ict_baseline),
        "act": list(rule.act),
        "tags": sorted(rule.tags),
        "stage": rule.stage,
    }

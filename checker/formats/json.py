"""The JSON report: one document, its keys in the order of the contract."""

from __future__ import annotations

import json
from typing import Any

from checker.coverage import coverage
from checker.registry import report_format
from checker.report import Report
from checker.report_values import baseline_values, finding_values, page_values, problem_values, shard_targets_values
from checker.rule import Rule
from checker.summary import summary


@report_format("json", suffix=".json")
def render(report: Report) -> str:
    """The report as JSON text."""
    return json.dumps(as_json(report), ensure_ascii=False, indent=1) + "\n"


def as_json(report: Report) -> dict[str, Any]:
    """The report as the values that JSON holds, keys in the contract's order."""
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
        "pages": [page_values(page) for page in report.pages],
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

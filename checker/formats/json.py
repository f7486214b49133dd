"""The JSON report: one document, its keys in the order of the contract."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from checker.coverage import coverage
from checker.registry import report_format
from checker.report import Report
from checker.report_values import baseline_values, finding_values, page_values, problem_values, shard_targets_values
from checker.rule import Rule
from checker.summary import summary


@report_format("json", suffix=".json")
def render(report: Report) -> str:
    """The report as JSON text: a line for each key, and for each finding."""
    return _lines(as_json(report), 0, ("pages", "findings", "rules", "run", "site", "summary")) + "\n"


#: The compiled encoder knows no indentation, and the other one takes four times as long on a large report.
_in_one_line = json.JSONEncoder(ensure_ascii=False).encode


def _lines(value: Any, level: int, opened: Collection[str]) -> str:
    """The value with a line for each of its keys; lists and objects under the opened keys have lines of their own."""
    space = "\n" + " " * (level + 1)
    if isinstance(value, dict):
        items = [
            f"{_in_one_line(key)}: {_opened(one, level + 1, opened) if key in opened else _in_one_line(one)}"
            for key, one in value.items()
        ]
        return f"{{{space}{f',{space}'.join(items)}{space[:-1]}}}" if items else "{}"
    return _in_one_line(value)


def _opened(value: Any, level: int, opened: Collection[str]) -> str:
    """A list or object with a line for each item; pages are opened in turn."""
    if not isinstance(value, list):
        return _lines(value, level, opened)
    space = "\n" + " " * (level + 1)
    items = [_lines(one, level + 1, opened) if "findings" in one else _in_one_line(one) for one in value]
    return f"[{space}{f',{space}'.join(items)}{space[:-1]}]" if items else "[]"


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

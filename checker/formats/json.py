"""The JSON report: one document, its keys in the order of the contract."""

from __future__ import annotations

import json
from typing import Any

from checker.coverage import coverage
from checker.finding import Finding
from checker.registry import report_format
from checker.report import PageReport, Report
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
        },
        "rules": {name: _rule(rule, report.severities[name]) for name, rule in report.rules.items()},
        "pages": [_page(page) for page in report.pages],
        "site": {"findings": [{"page": one.page, **_finding(one.finding)} for one in report.site]},
        "coverage": report.coverage or coverage(report.rules.values(), profiles),
        "summary": summary(report),
    }


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


def _page(page: PageReport) -> dict[str, Any]:
    return {
        "source": page.source,
        "url": page.url,
        "final_url": page.final_url,
        "fetched": page.fetched,
        "status": page.status,
        "sha256": page.sha256,
        "bytes": page.bytes,
        "mode": page.mode,
        "profile": {"name": page.profile.name, "because": page.profile.because},
        "page_type": {
            "name": page.page_type.name,
            "because": page.page_type.because,
            "certain": page.page_type.certain,
        },
        "verdict": page.verdict,
        "verdicts": page.verdicts,
        "outcomes": {name: str(outcome) for name, outcome in page.outcomes.items()},
        "counts": {
            name: {"targets": c.targets, "failed": c.failed, "cantTell": c.cant_tell, "passed": c.passed}
            for name, c in page.counts.items()
        },
        "findings": [_finding(finding) for finding in page.findings],
        "facts": page.facts,
        "problems": [{"level": p.level, "kind": p.kind, "message": p.message, "line": p.line} for p in page.problems],
        "mapped_source": page.mapped_source,
        "network": page.network,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.target
    return {
        "rule": finding.rule,
        "outcome": str(finding.outcome),
        "severity": finding.severity,
        "target": {
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
            "selector": place.selector,
            "snippet": place.snippet,
            "made_by_script": place.made_by_script,
            "missing": place.missing,
        },
        "unmet": [{"expectation": u.expectation, "says": u.says, "found": u.found} for u in finding.unmet],
        "message": finding.message,
        "remedy": finding.remedy,
        "related": [
            {"role": r.role, "line": r.line, "column": r.column, "snippet": r.snippet} for r in finding.related
        ],
        "fingerprint": finding.fingerprint,
        "superseded_by": finding.superseded_by,
        "suppressed": None
        if finding.suppressed is None
        else {"by": finding.suppressed.by, "reason": finding.suppressed.reason},
    }

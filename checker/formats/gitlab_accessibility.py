"""GitLab's accessibility report (``artifacts:reports:accessibility``), which has the form of pa11y-ci's JSON.

Where GitLab asks for it: https://docs.gitlab.com/ci/testing/accessibility_testing/. The form:
https://github.com/pa11y/pa11y-ci#readme and, for an issue, https://github.com/pa11y/pa11y#json-reporter.

GitLab counts every entry as an error, so it holds what failed as an error or warning of rules about accessibility,
and pages that could not be checked. Doubts, notes and rules about anything else stand in the other formats.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checker.finding import Outcome
from checker.registry import report_format
from checker.report import PageReport, Report
from checker.reports.json_lines import lines
from checker.reports.listing import Listed, listed, sentence_of, to_tell
from checker.rule import Rule

_TYPE_CODES = {"error": 1, "warning": 2}


@report_format("gitlab-accessibility", suffix=".json")
def render(report: Report) -> str:
    """The issues of each page under its address, or its source where that is not known."""
    names = _names(report)
    results: dict[str, list[dict[str, Any]]] = {name: [] for name in names.values()}
    for page in report.pages:
        results[names[id(page)]] += _problems(page)
    for one in to_tell(listed(report)):
        if _is_told(one, report.rules.get(one.finding.rule)):
            results[names[id(one.page)]].append(_issue(one))
    values = {
        "total": len(results),
        "passes": sum(not issues for issues in results.values()),
        "errors": sum(map(len, results.values())),
        "results": results,
    }
    return lines(values, ("results",)) + "\n"


def _names(report: Report) -> dict[int, str]:
    """A name for each page that no other page has: two files may claim one address."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    for number, page in enumerate(report.pages, 1):
        wanted = (page.final_url or page.url or page.source, page.source, f"{page.source} ({number})")
        name = next((one for one in wanted if one and one not in taken), f"page {number}")
        taken.add(name)
        names[id(page)] = name
    return names


def _is_told(one: Listed, rule: Rule | None) -> bool:
    about_access = rule is not None and bool(rule.requirements or rule.section508 or rule.trusted_tester)
    return about_access and one.finding.outcome is Outcome.FAILED and one.finding.severity in _TYPE_CODES


def _issue(one: Listed) -> dict[str, Any]:
    place = f" (In {one.file}.)" if one.mapped else ""
    return {
        # Without dots: GitLab takes the fifth part of a code for the name of a technique, and links to its page.
        "code": one.finding.rule.replace(".", "-"),
        "type": one.finding.severity,
        "typeCode": _TYPE_CODES[one.finding.severity],
        "message": sentence_of(one.finding) + place,
        "context": one.finding.target.snippet,
        "selector": one.finding.target.selector,
        "runner": "check",
        "runnerExtras": {},
    }


def _problems(page: PageReport) -> Iterator[dict[str, Any]]:
    for problem in page.problems:
        if problem.level == "error":
            yield {
                "code": f"check-{problem.kind}",
                "type": "error",
                "typeCode": 1,
                "message": f"Not checked: {problem.message}",
                "context": "",
                "selector": "",
                "runner": "check",
                "runnerExtras": {},
            }

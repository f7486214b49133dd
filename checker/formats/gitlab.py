"""GitLab's code quality report: what a merge request's widget and diff show.

The fields: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. The parser takes
no byte-order mark and stops at the first entry without one of its fields; entries with the same fingerprint
are shown as one.
"""

from __future__ import annotations

import hashlib
from typing import Any

from checker.finding import Finding, Outcome
from checker.registry import report_format
from checker.report import PageReport, Problem, Report
from checker.reports.json_lines import in_one_line, list_of
from checker.reports.listing import Listed, file_name, listed, sentence_of, to_tell

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


@report_format("gitlab", suffix=".json")
def render(report: Report) -> str:
    """The findings that count, and the pages that could not be checked, as a JSON array."""
    seen: dict[str, int] = {}
    entries = [_problem(page, problem, seen) for page in report.pages for problem in page.problems]
    entries += [_entry(one, seen) for one in to_tell(listed(report))]
    return list_of([in_one_line(entry) for entry in entries if entry]) + "\n"


def _entry(one: Listed, seen: dict[str, int]) -> dict[str, Any]:
    description = sentence_of(one.finding)
    if one.built:
        description += f" (Built page: {one.built})"
    if one.finding.outcome is Outcome.CANT_TELL:
        description = f"A person must decide: {description}"
    identity = one.finding.fingerprint or f"{one.finding.target.selector}\n{one.finding.message}"
    return {
        "description": description,
        "check_name": one.finding.rule,
        "fingerprint": _fingerprint(seen, one.page.source, one.finding.rule, identity),
        "severity": _severity(one.finding),
        "location": {"path": one.file, "lines": {"begin": one.line}},
    }


def _severity(finding: Finding) -> str:
    """Doubts are information: GitLab has no outcome that waits for a person."""
    return "info" if finding.outcome is Outcome.CANT_TELL else _SEVERITIES[finding.severity]


def _problem(page: PageReport, problem: Problem, seen: dict[str, int]) -> dict[str, Any]:
    if problem.level != "error":
        return {}
    return {
        "description": f"Not checked: {problem.message}",
        "check_name": f"check-{problem.kind}",
        "fingerprint": _fingerprint(seen, page.source, problem.kind, problem.message),
        "severity": "critical",
        "location": {"path": file_name(page.mapped_source or page.source), "lines": {"begin": problem.line or 1}},
    }


def _fingerprint(seen: dict[str, int], *identity: str) -> str:
    """A hash of the page and of what is wrong with it, unique in the report."""
    digest = hashlib.sha256("\x1f".join(identity).encode("utf-8", "surrogatepass")).hexdigest()
    seen[digest] = number = seen.get(digest, 0) + 1
    return digest if number == 1 else hashlib.sha256(f"{digest}:{number}".encode()).hexdigest()

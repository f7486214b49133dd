"""How the run was made, and what in it could not be checked."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, NamedTuple

from checker.formats.html_parts.causes import counted
from checker.page_types import PAGE_TYPES
from checker.report import Report
from checker.reports.listing import without_means


def how_made(report: Report) -> list[tuple[str, str]]:
    """What a reader needs to judge the run or to make it again: label and value."""
    run = report.run
    profiles = Counter(page.profile.name for page in report.pages)
    types = Counter(PAGE_TYPES.get(page.page_type.name, page.page_type.name) for page in report.pages)
    told = [
        ("Tool", " ".join(report.tool)),
        ("Run", run.id),
        ("Started", run.started),
        ("Finished", run.finished),
        ("As of", run.as_of),
        ("Mode", run.mode),
        ("Browser", run.browser or "none needed"),
        ("Pages", str(len(report.pages))),
        ("Rules", f"{len(report.rules)} ({run.rules_digest})"),
        ("Profiles", _counts(profiles)),
        ("Page types", _counts(types)),
    ]
    if report.interrupted:
        told.insert(1, ("Interrupted", "only the pages that were finished are told"))
    for name, value in run.options.items():
        if value not in (None, "", [], {}, False):
            told.append((f"Option {name.replace('_', '-')}", _shown(value)))
    return told


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
        return ", ".join(f"{key}: {one}" for key, one in value.items())
    return f"{value:,}" if isinstance(value, int) else json.dumps(value, ensure_ascii=False)


def _counts(found: Counter[str]) -> str:
    return ", ".join(f"{name} ({counted(number, 'page')})" for name, number in found.most_common())


class NotChecked(NamedTuple):
    """What went wrong on a page, or the rules that could not be tried on some."""

    what: str
    told: str


def not_checked(report: Report) -> list[NotChecked]:
    """Problems by page, then the rules that no page let be tried or only some."""
    found = [
        NotChecked(page.source, f"line {problem.line}: {problem.message}" if problem.line else problem.message)
        for page in report.pages
        for problem in page.problems
        if problem.level == "error"
    ]
    untested = Counter(rule for page in report.pages if page.verdict != "error" for rule in without_means(page))
    by_number: dict[int, list[str]] = {}
    for rule, number in untested.items():
        by_number.setdefault(number, []).append(rule)
    for number, rules in sorted(by_number.items(), reverse=True):
        why = "could not be tried for want of a browser or of the server's answer"
        found.append(
            NotChecked(counted(len(rules), "rule"), f"{why} on {counted(number, 'page')}: {', '.join(sorted(rules))}")
        )
    return found

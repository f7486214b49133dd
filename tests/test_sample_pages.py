"""Every sample page against what its .expect.yaml says must and must not be found.

A new rule breaks a page only by firing on what must not be found there.
"""

from __future__ import annotations

import functools
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.finding import Finding, Outcome
from checker.report import PageReport
from checker.rulebook.ruleset import load
from checker.run.one_source import Options, Runner
from checker.targets import Source

PAGES = sorted((Path(__file__).parent.parent / "sample_pages").glob("*.html"))
TROUBLE = (Outcome.FAILED, Outcome.CANT_TELL)


@functools.cache
def report_on(page: Path) -> PageReport:
    """The report on the page, as of the day that its expectations were written."""
    options = Options(as_of=date(2026, 11, 23))
    return Runner(list(load().rules.values()), options).judge(Source(page.name, str(page)))[0]


@functools.cache
def expected_of(page: Path) -> dict[str, Any]:
    """What the page's .expect.yaml says."""
    return yaml.safe_load(page.with_suffix(".expect.yaml").read_text(encoding="utf-8"))


def told(finding: Finding) -> str:
    """The finding as one line of a failed test."""
    return f"{finding.rule} {finding.outcome} at line {finding.target.line}: {finding.message}"


each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


@each_page
def test_a_sample_page_has_its_expectations_beside_it(page: Path) -> None:
    assert page.with_suffix(".expect.yaml").is_file()


@each_page
def test_no_rule_crashes_on_a_sample_page(page: Path) -> None:
    assert [problem for problem in report_on(page).problems if problem.level == "error"] == []


@each_page
def test_a_sample_page_is_read_as_what_it_is(page: Path) -> None:
    report, expected = report_on(page), expected_of(page)
    read = {"profile": report.profile.name, "page_type": report.page_type.name, "verdict": report.verdict}
    assert read == {name: expected[name] for name in read}


@each_page
def test_a_sample_page_has_the_facts_that_it_prints(page: Path) -> None:
    facts = report_on(page).facts
    expected = expected_of(page).get("facts", {})
    assert {name: facts[name] for name in expected} == expected


@each_page
def test_what_must_be_found_on_a_sample_page_is_found(page: Path) -> None:
    found = [(f.rule, str(f.outcome), f.target.line) for f in report_on(page).findings]
    must = [(one["rule"], one["outcome"], one["line"]) for one in expected_of(page)["must"]]
    missed = [one for one in must if one not in found]
    assert missed == []


@each_page
def test_what_must_not_be_found_on_a_sample_page_is_not_found(page: Path) -> None:
    patterns = expected_of(page)["must_not"]
    must = {(one["rule"], one["line"]) for one in expected_of(page)["must"]}
    wrong = [
        told(finding)
        for finding in report_on(page).findings
        if finding.outcome in TROUBLE
        and finding.superseded_by is None
        and any(fnmatchcase(finding.rule, pattern) for pattern in patterns)
        and (finding.rule, finding.target.line) not in must
    ]
    assert wrong == []

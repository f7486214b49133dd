"""GitLab's accessibility report, in the form that its parser of pa11y-ci's results takes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from checker.finding import Outcome
from checker.formats.gitlab_accessibility import render
from tests.formats.hard_reports import EVERY

FIELDS = "code type typeCode message context selector runner runnerExtras".split()


def values_of(report: Any) -> Any:
    """The report's values; the sums are those that GitLab counts itself."""
    values = json.loads(render(report))
    assert list(values) == ["total", "passes", "errors", "results"]
    assert values["total"] == len(values["results"])
    assert values["errors"] == sum(map(len, values["results"].values()))
    assert values["passes"] == sum(not issues for issues in values["results"].values())
    assert "" not in values["results"]
    for issues in values["results"].values():
        for issue in issues:
            assert list(issue) == FIELDS
            assert "." not in issue["code"]
            assert {"error": 1, "warning": 2}[issue["type"]] == issue["typeCode"]
    return values


@pytest.mark.parametrize("build", EVERY)
def test_every_report_has_the_form_of_pa11y(make, build) -> None:
    report = build(make)
    values_of(report)
    assert render(report) == render(report)


def test_an_issue_stands_under_the_address_of_its_page(make) -> None:
    values = values_of(make.report([make.page("a.html", [make.finding("one")])]))
    issue = values["results"]["https://www.example.gov/a"][0]
    assert (issue["code"], issue["type"], issue["selector"]) == ("one", "error", "main > img")
    assert issue["context"] == '<img src="a.jpg">'


def test_a_page_without_an_address_stands_under_its_source(make) -> None:
    assert list(values_of(make.report([make.page("a.html", url=None)]))["results"]) == ["a.html"]


def test_two_pages_that_claim_one_address_are_told_apart(make) -> None:
    pages = [make.page("a.html"), make.page("b.html", [make.finding("one")]), make.page("b.html")]
    results = values_of(make.report(pages))["results"]
    assert {name: len(issues) for name, issues in results.items()} == {
        "https://www.example.gov/a": 0, "b.html": 1, "b.html (3)": 0,
    }  # fmt: skip


def test_rules_about_other_things_notes_and_doubts_are_left_out(make) -> None:
    house = make.rule("house", requirements=(), section508=(), trusted_tester=())
    findings = [
        make.finding("house"),
        make.finding("one", severity="note"),
        make.finding("two", outcome=Outcome.CANT_TELL),
    ]
    assert values_of(make.report([make.page("a.html", findings)], [house]))["errors"] == 0


def test_a_page_that_could_not_be_checked_does_not_pass(make) -> None:
    page = make.page("a.pdf", verdict="error", facts={}, problems=[make.problem("error", "k", "a PDF")])
    assert values_of(make.report([page]))["passes"] == 0

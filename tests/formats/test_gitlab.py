"""GitLab's code quality report, entry by entry as its parser takes it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from checker.finding import Outcome, Suppressed
from checker.formats.gitlab import render
from tests.formats.hard_reports import EVERY


def entries_of(report: Any) -> list[dict[str, Any]]:
    """The entries; each has the documented fields in the documented types, and a fingerprint of its own."""
    text = render(report)
    assert not text.startswith("\ufeff")
    entries: list[dict[str, Any]] = json.loads(text)
    for entry in entries:
        assert list(entry) == ["description", "check_name", "fingerprint", "severity", "location"]
        assert all(isinstance(entry[key], str) and entry[key] for key in list(entry)[:4])
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert isinstance(entry["location"]["path"], str)
        assert isinstance(entry["location"]["lines"]["begin"], int)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    return entries


@pytest.mark.parametrize("build", EVERY)
def test_every_report_has_the_documented_fields(make, build) -> None:
    report = build(make)
    entries_of(report)
    assert render(report) == render(report)


def test_a_finding_has_its_rule_place_and_weight(make) -> None:
    entry = entries_of(make.report([make.page("./a.html", [make.finding("one")])]))[0]
    assert (entry["check_name"], entry["severity"]) == ("one", "major")
    assert entry["location"] == {"path": "a.html", "lines": {"begin": 12}}


def test_the_fingerprint_does_not_change_with_the_line(make) -> None:
    first, second = (
        entries_of(make.report([make.page("a.html", [make.finding("one", line=line, fingerprint="v1:x")])]))[0]
        for line in (1, 99)
    )
    assert first["fingerprint"] == second["fingerprint"]


def test_the_same_page_twice_has_fingerprints_of_its_own(make) -> None:
    pages = [make.page("a.html", [make.finding("one")]), make.page("a.html", [make.finding("one")])]
    assert len(entries_of(make.report(pages))) == 2


def test_doubts_are_information_and_what_does_not_count_is_left_out(make) -> None:
    findings = [
        make.finding("one", outcome=Outcome.CANT_TELL),
        make.finding("two", suppressed=Suppressed("baseline", "known")),
        make.finding("three", superseded_by="one"),
    ]
    entries = entries_of(make.report([make.page("a.html", findings)]))
    assert [(entry["check_name"], entry["severity"]) for entry in entries] == [("one", "info")]


def test_a_page_that_could_not_be_checked_is_critical(make) -> None:
    page = make.page("a.pdf", verdict="error", facts={}, problems=[make.problem("error", "not-html", "a PDF")])
    assert entries_of(make.report([page]))[0]["severity"] == "critical"


def test_the_mapped_file_is_named_with_the_built_place(make) -> None:
    page = make.page("_site/x.html", [make.finding("one")], mapped_source="content/x.md")
    entry = entries_of(make.report([page]))[0]
    assert entry["location"] == {"path": "content/x.md", "lines": {"begin": 1}}
    assert entry["description"].endswith("(Built page: _site/x.html:12:5)")

"""An auditor has the JSON report alone, and must learn from it what was tested and what is left."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

PAGE = b"""<!doctype html>
<html><head><title>News</title><link rel="canonical" href="https://www.example.gov/a"></head>
<body><h1>Sun rises over the bay</h1><p>Text.</p></body></html>
"""


@pytest.fixture
def audit(check, tmp_path, monkeypatch) -> dict[str, Any]:
    """What the auditor is given."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795432000")
    (tmp_path / "page.html").write_bytes(PAGE)
    return json.loads(check("page.html", "--format", "json").out)


def test_what_was_tested_and_how(audit):
    (page,) = audit["pages"]
    assert page["source"] == "page.html"
    assert page["url"] == "https://www.example.gov/a"
    assert page["mode"] == "static"
    assert (audit["tool"]["name"], audit["schema"]) == ("gov-page-check", "check-report/1")
    assert set(page["outcomes"]) == set(page["counts"]) == set(audit["rules"])


def test_what_the_page_was_taken_for_and_on_what_evidence(audit):
    (page,) = audit["pages"]
    assert page["profile"]["name"] == "federal-gov"
    assert "www.example.gov" in page["profile"]["because"]
    assert page["page_type"]["because"]


def test_on_which_bytes(audit):
    (page,) = audit["pages"]
    assert page["sha256"] == hashlib.sha256(PAGE).hexdigest()
    assert page["bytes"] == len(PAGE)


def test_when_and_by_what_date_the_rules_were_read(audit):
    assert audit["run"]["started"] == audit["run"]["finished"] == "2026-11-23T11:06:40Z"
    assert audit["run"]["as_of"] == "2026-11-23"
    assert audit["run"]["rules_digest"].startswith("sha256:")


def test_with_which_options(audit):
    assert {"profile", "page_type", "fail_on", "select", "ignore"} <= set(audit["run"]["options"])


def test_by_whose_authority_each_failure_is_one(audit):
    failed = [finding for finding in audit["pages"][0]["findings"] if finding["outcome"] == "failed"]
    assert failed
    for finding in failed:
        authorities = audit["rules"][finding["rule"]]["authority"]
        assert all(one["cite"] and one["kind"] and one["read_on"] for one in authorities)
        if finding["severity"] == "error":
            assert {one["kind"] for one in authorities} & {"law", "directive", "adopted"}


def test_which_clause_and_test_a_508_failure_belongs_to(audit):
    rule = audit["rules"]["html-lang"]
    assert rule["section508"] == ["E205.4"]
    assert rule["trusted_tester"] and rule["ict_baseline"]
    assert rule["requirements"][0]["id"] == "3.1.1"


def test_where_each_failure_is_and_what_was_seen(audit):
    finding = next(one for one in audit["pages"][0]["findings"] if one["rule"] == "html-lang")
    assert (finding["target"]["line"], finding["target"]["column"]) == (2, 1)
    assert finding["unmet"][0]["found"] and finding["message"] and finding["remedy"]


def test_what_is_left_for_a_person(audit):
    left = [item for item in audit["coverage"]["standards"]["508"] if item["part"] != "all"]
    assert {"1.1.1", "2.1.1", "1.4.3", "503.4"} <= {item["id"] for item in left}
    assert all(item["manual_test"] for item in left)


def test_which_criteria_no_rule_decides(audit):
    none = {item["id"] for item in audit["coverage"]["standards"]["508"] if item["part"] == "none"}
    assert "2.1.2" in none
    assert "3.1.1" not in none


def test_that_every_deciding_rule_was_in_the_run(audit):
    items = [item for items in audit["coverage"]["standards"].values() for item in items]
    assert {name for item in items for name in item["decided_by"]} <= set(audit["rules"])


def test_that_the_sums_are_those_of_the_findings(audit):
    counted = [
        finding
        for page in audit["pages"]
        for finding in page["findings"]
        if finding["suppressed"] is None
        and finding["superseded_by"] is None
        and audit["rules"][finding["rule"]]["stage"] == "stable"
    ]
    by_severity = audit["summary"]["by_severity"]
    for severity in ("error", "warning", "note"):
        failed = [one for one in counted if one["outcome"] == "failed" and one["severity"] == severity]
        assert by_severity[severity] == len(failed)
    assert audit["summary"]["verdict"] == audit["pages"][0]["verdict"] == "fail"


def test_that_the_same_input_gives_the_same_bytes(check, audit):
    first = check("page.html", "--format", "json").out
    assert check("page.html", "--format", "json", "--jobs", "2").out == first

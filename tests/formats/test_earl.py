"""EARL, read by a JSON-LD processor: what it expands to is what the vocabulary asks for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyld import jsonld

from checker.finding import Outcome
from checker.formats.earl import render
from tests.formats.hard_reports import EVERY, large_report

EARL = "http://www.w3.org/ns/earl#"
DCT = "http://purl.org/dc/terms/"
OUTCOMES = {f"{EARL}{outcome}" for outcome in ("passed", "failed", "cantTell", "inapplicable", "untested")}


def nodes_of(report: Any) -> dict[str, list[Any]]:
    """The expanded nodes by their type; nothing is fetched to expand them."""
    text = "".join(render(report)).encode("utf-8", "replace")
    found: dict[str, list[Any]] = {}
    for node in jsonld.expand(json.loads(text), {"documentLoader": refuse}):
        for kind in node["@type"]:
            found.setdefault(kind.removeprefix(EARL), []).append(node)
    return found


def refuse(url: str, options: Any) -> Any:
    raise AssertionError(f"{url} is fetched")


@pytest.mark.parametrize("build", EVERY)
def test_every_assertion_has_what_the_schema_of_earl_requires(make, build) -> None:
    report = build(make)
    nodes = nodes_of(report)
    known = {node["@id"] for nodes_of_kind in nodes.values() for node in nodes_of_kind if "@id" in node}
    for assertion in nodes.get("Assertion", []):
        for name in ("assertedBy", "subject", "test"):
            (value,) = assertion[f"{EARL}{name}"]
            assert value["@id"] in known
        (result,) = assertion[f"{EARL}result"]
        assert result["@type"] == [f"{EARL}TestResult"]
        (outcome,) = result[f"{EARL}outcome"]
        assert outcome["@id"] in OUTCOMES
    assert len(nodes["Assertor"]) == 1
    assert list(render(report)) == list(render(report))


def test_the_assertor_has_its_version(make) -> None:
    (tool,) = nodes_of(make.report([]))["Software"]
    assert tool[f"{DCT}title"] == [{"@value": "gov-page-check"}]
    assert "0.1.0" in json.dumps(tool)


def test_a_subject_has_its_source_and_digest(make) -> None:
    (subject,) = nodes_of(make.report([make.page("site/a.html")]))["TestSubject"]
    assert subject[f"{DCT}source"] == [{"@value": "site/a.html"}]
    assert subject["https://schema.org/url"] == [{"@id": "https://www.example.gov/a"}]
    assert "0" * 64 in json.dumps(subject["http://spdx.org/rdf/terms#checksum"])


def test_a_rule_is_part_of_its_act_rule_and_success_criterion(make) -> None:
    (test,) = nodes_of(make.report([make.page("a.html")], [make.rule("one", act=("23a2a8",))]))["TestCase"]
    assert [one["@id"] for one in test[f"{DCT}isPartOf"]] == [
        "https://www.w3.org/WAI/standards-guidelines/act/rules/23a2a8/",
        "https://www.w3.org/TR/WCAG22/#non-text-content",
    ]


def test_each_finding_is_an_assertion_with_its_place(make) -> None:
    findings = [make.finding("one"), make.finding("one", line=30), make.finding("two", outcome=Outcome.CANT_TELL)]
    nodes = nodes_of(make.report([make.page("a.html", findings)], [make.rule("three")]))
    results = [one[f"{EARL}result"][0] for one in nodes["Assertion"]]
    outcomes = sorted(one[f"{EARL}outcome"][0]["@id"].removeprefix(EARL) for one in results)
    assert outcomes == ["cantTell", "failed", "failed", "passed"]
    pointers = json.dumps([one.get(f"{EARL}pointer") for one in results])
    assert '"http://www.w3.org/2009/pointers#lineNumber": [{"@value": 30}]' in pointers
    assert "main > img" in pointers


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_its_word(make, outcome: Outcome) -> None:
    report = make.report([make.page("a.html", outcomes={"one": outcome})], [make.rule("one")])
    (assertion,) = nodes_of(report)["Assertion"]
    assert assertion[f"{EARL}result"][0][f"{EARL}outcome"] == [{"@id": f"{EARL}{outcome}"}]


def test_the_document_is_a_graph_of_rdf_without_relative_addresses(make) -> None:
    report = make.report([make.page("a.html", [make.finding("one")])])
    quads = jsonld.to_rdf(json.loads("".join(render(report))), {"format": "application/n-quads"})
    assert f"<{EARL}outcome> <{EARL}failed>" in quads


def test_thousands_of_findings_are_thousands_of_assertions(make) -> None:
    graph = json.loads("".join(render(large_report(make))))["@graph"]
    assert sum(node["@type"] == "Assertion" for node in graph) >= 5000

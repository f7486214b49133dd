"""EARL 1.0 as JSON-LD, for auditors and for comparing tools.

The vocabulary: https://www.w3.org/TR/EARL10-Schema/ (terms at http://www.w3.org/ns/earl#), places by
https://www.w3.org/TR/Pointers-in-RDF10/. Rules name the ACT rules that they implement, by W3C's addresses, and the
success criteria under ``isPartOf``; so W3C's tools for ACT implementations
(https://www.w3.org/WAI/standards-guidelines/act/implementations/) find them.

An assertion is one finding with its place, or one outcome of a rule on a page that has no finding. The context is
in the document: nothing has to be fetched to read it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from checker.address import has_host
from checker.finding import Finding, Outcome
from checker.registry import report_format
from checker.report import PageReport, Report
from checker.reports.json_lines import in_one_line, lines
from checker.reports.listing import listed
from checker.rule import Requirement, Rule
from checker.standards import criterion

Values = dict[str, Any]

_ACT = "https://www.w3.org/WAI/standards-guidelines/act/rules/{}/"
_WCAG = {"2.0": "https://www.w3.org/TR/WCAG20/#", "2.1": "https://www.w3.org/TR/WCAG21/#"}
_WCAG_NOW = "https://www.w3.org/TR/WCAG22/#"

CONTEXT: Values = {
    "@vocab": "http://www.w3.org/ns/earl#",
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "ptr": "http://www.w3.org/2009/pointers#",
    "schema": "https://schema.org/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "assertedBy": {"@id": "earl:assertedBy", "@type": "@id"},
    "subject": {"@id": "earl:subject", "@type": "@id"},
    "test": {"@id": "earl:test", "@type": "@id"},
    "mode": {"@id": "earl:mode", "@type": "@id"},
    "outcome": {"@id": "earl:outcome", "@type": "@id"},
    "result": "earl:result",
    "pointer": {"@id": "earl:pointer", "@container": "@set"},
    "info": "earl:info",
    "title": "dct:title",
    "description": "dct:description",
    "identifier": "dct:identifier",
    "source": "dct:source",
    "date": {"@id": "dct:date", "@type": "xsd:dateTime"},
    "isPartOf": {"@id": "dct:isPartOf", "@container": "@set"},
    "name": "doap:name",
    "release": "doap:release",
    "revision": "doap:revision",
    "url": {"@id": "schema:url", "@type": "@id"},
    "checksum": "spdx:checksum",
    "algorithm": {"@id": "spdx:algorithm", "@type": "@id"},
    "checksumValue": "spdx:checksumValue",
    "expression": "ptr:expression",
    "lineNumber": "ptr:lineNumber",
    "charNumber": "ptr:charNumber",
}


#: Each node of the graph has a line of its own.
_BETWEEN = ",\n  "


@report_format("earl", suffix=".jsonld")
def render(report: Report) -> Iterator[str]:
    """The report as a JSON-LD document, in pieces: the tool, the rules, the pages and the assertions."""
    graph = [_tool(report), *(_test(rule) for rule in report.rules.values())]
    graph += [_subject(number, page) for number, page in enumerate(report.pages, 1)]
    yield f'{{\n "@context": {lines(CONTEXT, (), 1)},\n "@graph": [\n  '
    yield _BETWEEN.join(map(in_one_line, graph))
    for assertions in _assertions(report):
        yield _BETWEEN + _BETWEEN.join(assertions)
    yield "\n ]\n}\n"


def _tool(report: Report) -> Values:
    name, version = report.tool
    release = {"@type": "doap:Version", "revision": version}
    return {"@id": "_:tool", "@type": ["Assertor", "Software"], "title": name, "name": name, "release": release}


def _test(rule: Rule) -> Values:
    values: Values = {
        "@id": _rule_id(rule.id),
        "@type": "TestCase",
        "identifier": rule.id,
        "title": rule.title,
    }
    if rule.why:
        values["description"] = rule.why
    requirements = [_act_rule(name) for name in rule.act]
    requirements += [found for one in rule.requirements if (found := _criterion(one)) is not None]
    if requirements:
        values["isPartOf"] = requirements
    return values


@functools.cache
def _rule_id(name: str) -> str:
    """A blank node's label: the names of rules are this tool's own, and no address holds them."""
    return f"_:rule-{re.sub('[^A-Za-z0-9-]', '-', name)}"


def _act_rule(name: str) -> Values:
    return {"@id": _ACT.format(quote(name, safe="")), "@type": "TestRequirement", "title": f"ACT rule {name}"}


def _criterion(requirement: Requirement) -> Values | None:
    """The success criterion as W3C addresses it; a rule that is stricter than it is no part of its test."""
    known = criterion(requirement.id)
    if known is None or requirement.role != "conformance":
        return None
    anchor = re.sub("[^a-z0-9]+", "-", known.name.lower()).strip("-")
    address = _WCAG.get(requirement.standard.removeprefix("WCAG "), _WCAG_NOW)
    return {
        "@id": f"{address}{anchor}",
        "@type": "TestRequirement",
        "title": f"{requirement.standard}, {requirement.id} {known.name}",
    }


def _page_id(number: int) -> str:
    return f"_:page-{number}"


def _subject(number: int, page: PageReport) -> Values:
    values: Values = {"@id": _page_id(number), "@type": "TestSubject", "source": page.source}
    title = page.facts.get("title")
    if title:
        values["title"] = title
    address = page.final_url or page.url
    if address and has_host(address):
        values["url"] = quote(address, safe="/-._~!$&'()*+,;=:@?#[]%", errors="replace")
    if page.sha256:
        values["checksum"] = {
            "@type": "spdx:Checksum",
            "algorithm": "spdx:checksumAlgorithm_sha256",
            "checksumValue": page.sha256,
        }
    return values


def _assertions(report: Report) -> Iterator[list[str]]:
    """The assertions of each page, as JSON; those without a finding, most by far, differ between pages in the page alone."""
    numbers = {id(page): number for number, page in enumerate(report.pages, 1)}
    of_page: dict[int, list[Finding]] = {}
    for one in listed(report):
        of_page.setdefault(id(one.page), []).append(one.finding)
    same: dict[tuple[str, str, str], tuple[str, str]] = {}
    for page in report.pages:
        findings = of_page.get(id(page), [])
        told = {finding.rule for finding in findings if finding.outcome is not Outcome.PASSED}
        number, date = numbers[id(page)], page.fetched or report.run.started
        subject = f'"{_page_id(number)}"'
        made = []
        for name, outcome in page.outcomes.items():
            if name not in told:
                known = same.get((name, outcome, date))
                if known is None:
                    result = {"@type": "TestResult", "outcome": f"earl:{outcome}", "date": date}
                    before, _, after = in_one_line(_assertion(name, 0, result)).partition(f'"{_page_id(0)}"')
                    known = same[name, outcome, date] = before, after
                made.append(subject.join(known))
        for finding in findings:
            if finding.rule in told:
                made.append(in_one_line(_assertion(finding.rule, number, _result(finding, date))))
        if made:
            yield made


def _assertion(rule: str, page: int, result: Values) -> Values:
    return {
        "@type": "Assertion",
        "assertedBy": "_:tool",
        "subject": _page_id(page),
        "test": _rule_id(rule),
        "mode": "earl:automatic",
        "result": result,
    }


def _result(finding: Finding, date: str) -> Values:
    place = finding.target
    pointers: list[Values] = [{"@type": "ptr:CSSSelectorPointer", "expression": place.selector}]
    if place.line is not None:
        pointers.append({"@type": "ptr:LineCharPointer", "lineNumber": place.line, "charNumber": place.column})
    return {
        "@type": "TestResult",
        "outcome": f"earl:{finding.outcome}",
        "date": date,
        "description": finding.message,
        "info": f"{finding.remedy}{_uncounted(finding)}".strip(),
        "pointer": pointers,
    }


def _uncounted(finding: Finding) -> str:
    if finding.suppressed is not None:
        return f" Suppressed ({finding.suppressed.by}): {finding.suppressed.reason}"
    return f" Part of {finding.superseded_by}." if finding.superseded_by else ""

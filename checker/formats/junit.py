"""JUnit XML, for the test views of CI servers: a suite for each page, a case for each rule.

There is no standard; this is valid by the schema that Jenkins' xUnit plugin uses
(https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd)
and has what GitLab reads (https://docs.gitlab.com/ci/testing/unit_test_reports/).

A case fails where a finding reaches the run's threshold, so that the test view and the exit code agree; findings
below it stand in the case's output. Doubts, rules that were not tried and rules that found nothing to judge are
skipped; a page that could not be checked is an error.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from checker.finding import Finding, Outcome
from checker.registry import report_format
from checker.report import PageReport, Report
from checker.reports.failing import Failing
from checker.reports.listing import Listed, file_name, listed, where, without_means

#: What XML 1.0 forbids ("Char", https://www.w3.org/TR/xml/#charsets) or advises against.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_SKIPPED = {
    Outcome.UNTESTED: "not tried, for want of a browser or of the server's answer",
    Outcome.INAPPLICABLE: "nothing on the page to judge",
}


class _Case(NamedTuple):
    """A test case: ``kind`` is failure, error, skipped or empty for a pass."""

    name: str
    kind: str = ""
    message: str = ""
    text: str = ""
    output: str = ""


@report_format("junit", suffix=".xml")
def render(report: Report) -> str:
    """The report as JUnit XML."""
    of_page: dict[int, dict[str, list[Listed]]] = {}
    for one in listed(report):
        of_page.setdefault(id(one.page), {}).setdefault(one.finding.rule, []).append(one)
    failing = Failing(report, marks_errors=True)
    suites = [(page, list(_cases(page, of_page.get(id(page), {}), report, failing))) for page in report.pages]
    every = [case for _, cases in suites for case in cases]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>\n', _tag("testsuites", name=report.tool[0], **_sums(every)), "\n"]
    for page, cases in suites:
        lines.extend(_suite(page, cases))
    return "".join([*lines, "</testsuites>\n"])


def _sums(cases: list[_Case]) -> dict[str, str]:
    kinds = [case.kind for case in cases]
    return {"tests": str(len(kinds)), "failures": str(kinds.count("failure")), "errors": str(kinds.count("error"))}


def _suite(page: PageReport, cases: list[_Case]) -> Iterator[str]:
    file = file_name(page.mapped_source or page.source)
    skipped = str(sum(case.kind == "skipped" for case in cases))
    yield _tag("testsuite", name=page.source, **_sums(cases), skipped=skipped, file=file)
    yield "\n<properties>\n"
    for name, value in (
        ("verdict", page.verdict),
        ("url", page.url),
        ("profile", page.profile.name),
        ("page type", page.page_type.name),
    ):
        yield f"{_tag('property', name=name, value=value or '')}</property>\n"
    yield "</properties>\n"
    of_page = f" classname={_quoted(file)}>"  # once, for a page has a case for each rule
    for case in cases:
        yield f"<testcase name={_quoted(case.name)}{of_page}"
        if case.kind:
            yield f"{_tag(case.kind, message=case.message)}{escape(_allowed(case.text))}</{case.kind}>\n"
        if case.output:
            yield f"<system-out>{escape(_allowed(case.output))}</system-out>\n"
        yield "</testcase>\n"
    yield "</testsuite>\n"


def _cases(page: PageReport, found: dict[str, list[Listed]], report: Report, failing: Failing) -> Iterator[_Case]:
    wrong = [problem.message for problem in page.problems if problem.level == "error"]
    checked = "the page can be checked"
    yield _Case(checked, "error", wrong[0], "\n".join(wrong)) if wrong else _Case(checked)
    tried_in_vain = {name for name, outcome in page.outcomes.items() if outcome is Outcome.UNTESTED}
    tried_in_vain -= set(without_means(page))
    for name, outcome in page.outcomes.items():
        rule = report.rules.get(name)
        title = f"{name}: {rule.title}" if rule else name
        if name in tried_in_vain:
            yield _Case(title, "skipped", f"{outcome}: the page could not be checked by it")
        elif name in found or outcome is Outcome.CANT_TELL:
            yield _case(title, outcome, found.get(name, []), failing)
        else:
            yield _case_without(title, outcome)


def _case(title: str, outcome: Outcome, findings: list[Listed], failing: Failing) -> _Case:
    reached: list[Listed] = []
    others: list[Listed] = []
    for one in findings:
        (reached if failing(one.page.source, one.finding) else others).append(one)
    output = "\n".join(_told(one) for one in others)
    if reached:
        more = f" ({len(reached) - 1} more)" if len(reached) > 1 else ""
        text = "\n".join(_told(one) for one in reached)
        return _Case(title, "failure", reached[0].finding.message + more, text, output)
    doubted = [one.finding.message for one in others if one.finding.outcome is Outcome.CANT_TELL]
    if outcome is Outcome.CANT_TELL:
        return _Case(title, "skipped", f"a person must decide: {' '.join(doubted)}".strip(), "", output)
    if outcome in _SKIPPED:
        return _Case(title, "skipped", f"{outcome}: {_SKIPPED[outcome]}", "", output)
    return _Case(title, output=output)


@functools.lru_cache(maxsize=10_000)
def _case_without(title: str, outcome: Outcome) -> _Case:
    """The case of a rule that found nothing: nearly all of a page's, and the same on every page."""
    return _Case(title, "skipped", f"{outcome}: {_SKIPPED[outcome]}") if outcome in _SKIPPED else _Case(title)


def _told(one: Listed) -> str:
    """The finding with its place, its remedy and why it does not count, where it does not."""
    finding = one.finding
    place = one.file if one.mapped else f"{one.file}{where(finding)}"
    kind = "a person must decide" if finding.outcome is Outcome.CANT_TELL else finding.severity
    lines = [f"{place}: {kind}: {finding.message}{_uncounted(finding)}"]
    if finding.remedy:
        lines.append(f"  To mend it: {finding.remedy}")
    if one.built:
        lines.append(f"  Built page: {one.built}")
    return "\n".join(lines)


def _uncounted(finding: Finding) -> str:
    if finding.suppressed is not None:
        return f" [suppressed ({finding.suppressed.by}): {finding.suppressed.reason}]"
    if finding.superseded_by is not None:
        return f" [part of {finding.superseded_by}]"
    return "" if finding.gates else " [the rule is on trial]"


def _tag(name: str, /, **attributes: str) -> str:
    told = "".join([f" {key}={_quoted(value)}" for key, value in attributes.items()])
    return f"<{name}{told}>"


@functools.lru_cache(maxsize=10_000)
def _quoted(text: str) -> str:
    """The value of an attribute; the names of rules and pages come again and again."""
    return quoteattr(_allowed(text))


def _allowed(text: str) -> str:
    """The text without what XML forbids."""
    return _FORBIDDEN.sub("\ufffd", text)

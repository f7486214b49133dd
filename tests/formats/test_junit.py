"""JUnit XML against the schema of Jenkins' xUnit plugin, and as GitLab reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from checker.finding import Outcome, Suppressed
from checker.formats.junit import render
from tests.formats.hard_reports import EVERY

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "junit-10.xsd"))


def suites_of(report: Any) -> Any:
    """The root of the report's document, which meets the schema."""
    root = etree.fromstring(render(report).encode())
    SCHEMA.assertValid(root)
    return root


def case(root: Any, rule: str) -> Any:
    """The test case of the rule."""
    return next(one for one in root.iter("testcase") if one.get("name").startswith(f"{rule}:"))


@pytest.mark.parametrize("build", EVERY)
def test_every_report_meets_the_schema(make, build) -> None:
    report = build(make)
    suites_of(report)
    assert render(report) == render(report)


def test_a_page_is_a_suite_with_a_case_for_each_rule(make) -> None:
    root = suites_of(make.report([make.page("a.html", [make.finding("one")])], [make.rule("two")]))
    suite = root.find("testsuite")
    assert dict(suite.attrib) == {
        "name": "a.html", "tests": "3", "failures": "1", "errors": "0", "skipped": "0", "file": "a.html",
    }  # fmt: skip
    assert len(case(root, "two")) == 0


def test_a_failure_has_the_place_the_sentence_and_the_remedy(make) -> None:
    root = suites_of(make.report([make.page("a.html", [make.finding("one"), make.finding("one", line=30)])]))
    failure = case(root, "one").find("failure")
    assert failure.get("message") == "The photo “Sunrise” has no alt attribute. (1 more)"
    assert "a.html:12:5: error: The photo" in failure.text
    assert "a.html:30:5" in failure.text
    assert "To mend it: Write the alt text of one." in failure.text


def test_what_is_below_the_threshold_passes_and_is_told(make) -> None:
    root = suites_of(make.report([make.page("a.html", [make.finding("one", severity="warning")])]))
    assert case(root, "one").find("failure") is None
    assert "warning: The photo" in case(root, "one").find("system-out").text


def test_the_thresholds_of_the_run_decide(make) -> None:
    report = make.report([make.page("a.html", [make.finding("one", severity="warning")])])
    for fail_on, failures in (({"default": "warning"}, "1"), ({"default": "error", "508": "warning"}, "1")):
        report.run.options["fail_on"] = fail_on
        assert suites_of(report).get("failures") == failures
    report.run.options["fail_on"] = {"default": "error", "idea": "warning"}
    assert suites_of(report).get("failures") == "0"


def test_the_threshold_of_a_path_goes_before_that_of_the_run(make) -> None:
    report = make.report(
        [make.page("old/a.html", [make.finding("one")]), make.page("new/a.html", [make.finding("one")])]
    )
    report.run.options["paths"] = [{"glob": "old/**", "fail_on": {"default": "never"}}]
    assert [one.get("failures") for one in suites_of(report).iter("testsuite")] == ["0", "1"]


def test_a_run_that_never_fails_marks_errors_all_the_same(make) -> None:
    report = make.report([make.page("a.html", [make.finding("one"), make.finding("two", severity="warning")])])
    report.run.options["fail_on"] = {"default": "never"}
    assert suites_of(report).get("failures") == "1"


@pytest.mark.parametrize(
    ("outcome", "message"),
    [(Outcome.UNTESTED, "untested: not tried"), (Outcome.INAPPLICABLE, "inapplicable: nothing on the page")],
)
def test_what_decided_nothing_is_skipped(make, outcome: Outcome, message: str) -> None:
    root = suites_of(make.report([make.page("a.html", outcomes={"one": outcome})], [make.rule("one")]))
    assert case(root, "one").find("skipped").get("message").startswith(message)


def test_a_doubt_is_skipped_unless_doubts_fail(make) -> None:
    finding = make.finding("one", outcome=Outcome.CANT_TELL, message="Perhaps a file name.")
    report = make.report([make.page("a.html", [finding], outcomes={"one": Outcome.CANT_TELL})])
    assert case(suites_of(report), "one").find("skipped").get("message") == "a person must decide: Perhaps a file name."
    for option, value in (("fail_on_review_of", ["508"]), ("fail_on_review", True)):
        report.run.options[option] = value
        assert case(suites_of(report), "one").find("failure") is not None


def test_a_suppressed_finding_does_not_fail_its_case(make) -> None:
    finding = make.finding("one", suppressed=Suppressed("baseline", "known"))
    root = suites_of(make.report([make.page("a.html", [finding])]))
    assert root.get("failures") == "0"
    assert "[suppressed (baseline): known]" in case(root, "one").find("system-out").text


def test_a_page_that_could_not_be_checked_is_an_error(make) -> None:
    page = make.page("a.pdf", verdict="error", facts={}, problems=[make.problem("error", "k", "a PDF")])
    root = suites_of(make.report([page]))
    assert root.get("errors") == "1"
    assert root.find("testsuite/testcase/error").get("message") == "a PDF"


def test_a_finding_between_pages_fails_on_its_page(make) -> None:
    pages = [make.page("a.html"), make.page("b.html", outcomes={"title-unique": Outcome.FAILED})]
    root = suites_of(make.report(pages, site=[make.site("b.html", make.finding("title-unique"))]))
    assert [one.get("failures") for one in root.iter("testsuite")] == ["0", "1"]


def test_the_mapped_file_is_named_with_the_built_place(make) -> None:
    page = make.page("_site/x.html", [make.finding("one")], mapped_source="content/x.md")
    root = suites_of(make.report([page]))
    assert root.find("testsuite").get("file") == case(root, "one").get("classname") == "content/x.md"
    text = case(root, "one").find("failure").text
    assert text.startswith("content/x.md: error: ")
    assert "Built page: _site/x.html:12:5" in text


def test_characters_that_xml_forbids_are_replaced(make) -> None:
    root = suites_of(make.report([make.page("a.html", [make.finding("one", message="a\x00b\x1bc\ufffe\ud800d")])]))
    assert case(root, "one").find("failure").get("message") == "a�b�c��d"


def test_a_rule_that_a_problem_names_does_not_lack_a_browser(make) -> None:
    problem = make.problem(
        "error", "state-needed", "the page could not be seen printed, so that it was not tested by one, two"
    )
    outcomes = {"one": Outcome.UNTESTED, "three": Outcome.UNTESTED}
    page = make.page("a.html", outcomes=outcomes, problems=[problem])
    root = suites_of(make.report([page], [make.rule("one"), make.rule("three")]))
    assert case(root, "one").find("skipped").get("message") == "untested: the page could not be checked by it"
    assert "want of a browser" in case(root, "three").find("skipped").get("message")

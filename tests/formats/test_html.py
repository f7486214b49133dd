"""What the HTML report tells: the opening, the fix list by cause, what is new, how the run was made."""

from __future__ import annotations

import re
from cProfile import Profile

from checker.finding import Outcome, Suppressed
from checker.formats.html import render
from checker.page import Chosen
from checker.report import Compared, KnownFault
from tests.formats.hostile import report_of
from tests.formats.html_reader import Read, told


def test_it_opens_with_the_verdict_and_what_the_page_was_read_as(make):
    read = told(make.report([make.page("a.html", [make.finding("one")])]))
    assert "FAIL a.html 1 error" in read.text
    assert "Read as: news story (it has a dateline), federal-gov" in read.text
    assert read.text.index("Read as:") < read.text.index("By standard Standard Outcome")


def test_a_page_with_nothing_found_says_what_is_still_to_test(make):
    read = told(make.report([make.page("a.html")], [make.rule("one")]))
    assert "PASS a.html nothing found" in read.text
    assert "“nothing found” is not yet conformance" in read.text


def test_a_fault_of_the_template_on_many_pages_is_one_fix(make):
    rules = [make.rule("layout", owner="template")]
    pages = [make.page(f"{n}.html", [make.finding("layout", fingerprint="v1:same")]) for n in range(57)]
    read = told(make.report(pages, rules))
    assert "57 places on 57 pages: 1 fix in the template" in read.text
    assert "1 fix mends 57 findings." in read.text
    assert len(read.all("details", class_="cause")) == 1


def test_two_sites_have_two_templates(make):
    rules = [make.rule("layout", owner="template")]
    pages = [
        make.page(f"{n}.html", [make.finding("layout", fingerprint="v1:same")], url=f"https://{host}.example.gov/{n}")
        for n, host in enumerate(("a", "a", "b"))
    ]
    assert "3 places on 3 pages: 2 fixes in the template" in told(make.report(pages, rules)).text


def test_a_template_that_shows_three_faults_on_a_page_needs_three_fixes(make):
    rules = [make.rule("layout", owner="template")]
    findings = [make.finding("layout", line=n, fingerprint=f"v1:{n}") for n in range(1, 4)]
    pages = [make.page(f"{n}.html", findings) for n in range(4)]
    assert "12 places on 4 pages: 3 fixes in the template" in told(make.report(pages, rules)).text


def test_content_is_mended_place_by_place(make):
    pages = [make.page(f"{n}.html", [make.finding("text", fingerprint="v1:same")]) for n in range(3)]
    read = told(make.report(pages))
    assert "3 places on 3 pages" in read.text and "fixes mend" not in read.text and "fix mends" not in read.text


def test_errors_come_first_and_then_what_mends_most(make):
    rules = [make.rule(name, owner="template") for name in ("rare", "common", "mild")]
    pages = [
        make.page(
            f"{n}.html",
            [
                make.finding("mild", severity="warning", fingerprint="v1:m"),
                *([make.finding("rare", fingerprint="v1:r")] if n == 0 else []),
                make.finding("common", fingerprint="v1:c"),
            ],
        )
        for n in range(3)
    ]
    causes = told(make.report(pages, rules)).all("details", class_="cause")
    assert [one["data-rule"] for one in causes] == ["common", "rare", "mild"]


def test_each_finding_has_its_excerpt_with_the_caret_the_remedy_and_who_asks_for_it(make):
    html = render(make.report([make.page("a.html", [make.finding("one")])]))
    assert '<pre data-line="12"><b>&lt;img</b> src=&#34;a.jpg&#34;&gt;</pre>' in html
    assert "^" in Read(html).raw["style"]
    text = Read(html).text
    assert "Mend: Write the alt text of one." in text
    assert "36 CFR 1194, E205.4 (law)." in text and "House guide, 4 (house rule);" in text
    assert "WCAG 2.2 1.1.1 Non-text Content (Level A)" in text and "Trusted Tester 7.A; ICT Baseline 6.A-1" in text


def test_what_is_missing_is_said_at_what_should_hold_it(make):
    assert "missing here" in told(make.report([make.page("a.html", [make.finding("one", missing=True)])])).text


def test_the_web_team_gets_a_text_to_copy(make):
    rules = [make.rule("layout", owner="server", remedy="")]
    html = render(make.report([make.page("a.html", [make.finding("layout", snippet="<html>")])], rules))
    text = re.search(r'<pre id="ticket-text">(.*?)</pre>', html, re.S)
    assert text is not None
    lines = text[1].splitlines()
    assert lines[0] == "To mend in the template, platform or server: 1 fix for 1 finding on 1 page."
    assert "1. error: The photo “Sunrise” has no alt attribute." in lines
    assert "   At: 12:5 &lt;html&gt;" in lines
    assert "   Mend: Write the alt text of layout." in lines
    assert any(line.startswith("   Asked for by: House guide, 4") for line in lines)


def test_without_work_for_the_web_team_there_is_no_text_to_copy(make):
    assert "ticket" not in [
        attrs.get("id") for _, attrs in told(make.report([make.page("a.html", [make.finding("a")])])).tags
    ]


def test_a_doubt_says_when_all_is_well(make):
    finding = make.finding("one", outcome=Outcome.CANT_TELL)
    read = told(make.report([make.page("a.html", [finding], verdict="review")]))
    assert "A person must decide" in read.text and "Fine if: The photo has alternative text." in read.text


def test_earlier_runs_make_a_trend_and_tell_what_is_new(make):
    old = make.report([make.page("a.html", [make.finding("gone"), make.finding("kept")])])
    new = make.report([make.page("a.html", [make.finding("kept"), make.finding("fresh")])])
    old.run.started = "2026-10-01T08:00:00Z"
    new.earlier = (old,)
    read = told(new)
    assert "2026-10-01 08:00 1 2 0 0" in read.text and "(this run) 1 2 0 0 1 1" in read.text
    assert "Only what is new since the run before" in read.text
    assert sum("data-n" in attrs for _, attrs in read.tags) == 1


def test_with_a_baseline_what_is_known_is_listed_apart(make):
    findings = [make.finding("old", suppressed=Suppressed("baseline", "known since May")), make.finding("new")]
    read = told(make.report([make.page("a.html", findings)]))
    assert "Only what is new since the baseline" in read.text
    assert "Known and not counted" in read.text and "(baseline: known since May)" in read.text
    assert [one["data-p"] for one in read.all("li") if "data-n" in one] == ["0"]


def test_what_was_mended_since_the_baseline_is_told(make):
    report = make.report([make.page("a.html")])
    report.baseline = Compared(4, 0, (KnownFault("alt", "v1:1", 1, "The photo had no text.", path="b.html"),))
    read = told(report)
    assert "Against the baseline: 0 new, 4 known and not counted, 1 mended." in read.text
    assert "Mended since the baseline (1) b.html The photo had no text." in read.text


def test_notices_of_the_configuration_are_told(make):
    report = make.report([make.page("a.html"), make.page("b.html")])
    report.notices = [make.problem("notice", "unused", "the suppression of alt is not used")]
    assert "Notice: the suppression of alt is not used" in told(report).text


def test_what_is_suppressed_is_not_new(make):
    finding = make.finding("one", suppressed=Suppressed("inline", "known to the editor"))
    report = make.report([make.page("a.html", [finding])])
    report.earlier = (make.report([make.page("a.html")]),)
    assert not [1 for _, attrs in told(report).tags if "data-n" in attrs]


def test_without_anything_earlier_nothing_is_called_new(make):
    read = told(make.report([make.page("a.html", [make.finding("one")])]))
    assert "new since" not in read.text and not [1 for _, attrs in read.tags if "data-n" in attrs]


def test_problems_and_untried_rules_are_told(make):
    page = make.page("a.html", verdict="error", problems=[make.problem("error", "timeout", "took too long")])
    other = make.page("b.html", outcomes={"css-rule": Outcome.UNTESTED})
    read = told(make.report([page, other], [make.rule("css-rule")]))
    assert "Could not be checked a.html took too long" in read.text
    assert "could not be tried for want of a browser or of the server's answer on 1 page: css-rule" in read.text


def test_how_the_run_was_made_is_told(make):
    text = told(make.report([make.page("a.html")])).text
    assert "Tool gov-page-check 0.1.0" in text and "As of 2026-11-23" in text
    assert "Rules 0 (sha256:0)" in text and "Option fail-on default: error" in text


def test_an_unknown_address_is_told_with_what_to_do(make):
    assert "--url ADDRESS tells it." in told(make.report([make.page("a.html", url=None)])).text


def test_it_claims_no_conformance(make):
    text = told(report_of(make, "plain words")).text.lower()
    assert "508 compliant" not in text and "complies" not in text and "compliance" not in text


def test_the_same_report_gives_the_same_page(make):
    one, other = (render(make.report([make.page("a.html", [make.finding("one")])])) for _ in range(2))
    assert one == other


def test_many_findings_are_written_with_steps_in_proportion(make):
    def steps(number: int) -> int:
        report = make.report([make.page("a.html", [make.finding("one", line=n + 1) for n in range(number)])])
        profile = Profile()
        profile.runcall(render, report)
        return sum(entry.callcount for entry in profile.getstats())

    steps(10)  # what is made once
    assert steps(4000) < 2.2 * steps(2000)


def test_an_interrupted_run_says_so(make):
    report = make.report([make.page("a.html", profile=Chosen("wcag", "given"))])
    report.interrupted = True
    assert "Interrupted only the pages that were finished are told" in told(report).text

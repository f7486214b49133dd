"""Reports that try a format's limits: hostile words everywhere, nothing at all, and thousands of findings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checker.finding import Outcome, RelatedPlace, Suppressed, Unmet
from checker.page import Chosen
from checker.report import Report

EVIL = (
    "=1+1\n::error::owned\r\n| a | <script>alert(1)</script> ]]> --> <!-- </failure> \"' `code` ``` [x](http://evil.example)"
    " @everyone #1 GH-2 {0} % \x00\x1b[31m\x85\u202e\u2028\ud800\ufffe\U000e0041 https://evil.example www.evil.example &amp;"
)


def hostile_report(make: Any) -> Report:
    """A report whose every text is hostile."""
    finding = make.finding(
        "one",
        message=EVIL,
        snippet=f'<a href="{EVIL}">',
        remedy=EVIL,
        related=(RelatedPlace(EVIL, 3, 4, EVIL), RelatedPlace(EVIL, None, None, EVIL)),
        unmet=(Unmet(EVIL, EVIL, EVIL),),
    )
    doubt = make.finding("two", outcome=Outcome.CANT_TELL, message=EVIL, remedy=EVIL, snippet=EVIL, line=None)
    known = make.finding("three", message=EVIL, suppressed=Suppressed("inline", EVIL))
    page = make.page(
        f"a{EVIL}.html",
        [finding, doubt, known],
        url=f"https://example.gov/{EVIL}",
        page_type=Chosen("article", EVIL),
        profile=Chosen("federal", EVIL),
        problems=[make.problem("notice", "k", EVIL), make.problem("error", "k", EVIL, 3)],
    )
    page.facts = {**page.facts, "title": EVIL, "headline": EVIL}
    mapped = make.page("b.html", [finding], mapped_source=f"content/{EVIL}.md", url=None)
    between = make.site("b.html", make.finding("four", message=EVIL))
    return make.report([page, mapped], site=[between])


def empty_report(make: Any) -> Report:
    """A report on no page."""
    return make.report([])


def broken_report(make: Any) -> Report:
    """A report on a page that could not be read."""
    page = make.page(
        "a.pdf",
        verdict="error",
        facts={},
        sha256=None,
        bytes=None,
        url=None,
        outcomes={"one": Outcome.UNTESTED},
        problems=[make.problem("error", "not-html", "a PDF, not HTML")],
    )
    return make.report([page], [make.rule("one")])


def large_report(make: Any) -> Report:
    """A report with 5,000 findings on 50 pages."""
    pages = []
    for number in range(50):
        findings = [
            make.finding(
                f"rule-{n % 40}",
                line=n + 1,
                severity=("error", "warning", "note")[n % 3],
                message=f"The photo {n} on page {number} has no alt attribute.",
                remedy=f"Mend {n % 40}.",
            )
            for n in range(100)
        ]
        pages.append(make.page(f"news/{number}.html", findings))
    return make.report(pages)


EVERY: tuple[Callable[[Any], Report], ...] = (hostile_report, empty_report, broken_report, large_report)

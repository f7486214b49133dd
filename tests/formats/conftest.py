"""Reports built by hand, so that a format is tested apart from judging."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from checker.finding import Finding, Outcome, Place, Unmet
from checker.page import Chosen
from checker.report import Counts, PageReport, Problem, Report, Run, SiteFinding
from checker.rule import Applies, Authority, Requirement, Rule


def make_rule(name: str, **changed: Any) -> Rule:
    """A rule as reports need it."""
    values: dict[str, Any] = {
        "title": f"The title of {name}",
        "why": "Because.",
        "owner": "content",
        "severity": "error",
        "authority": (
            Authority("House guide, 4", "https://example.gov/guide", "house", "house rule", "2026-11-23"),
            Authority("36 CFR 1194, E205.4", "https://example.gov/law", "law", "in force", "2026-11-23"),
        ),
        "requirements": (Requirement("WCAG 2.2", "1.1.1", "A", "conformance"),),
        "applies_to": Applies("page"),
        "expectations": (),
        "remedy": "Write it.",
        "section508": ("E205.4",),
        "trusted_tester": ("7.A",),
        "ict_baseline": ("6.A-1",),
        **changed,
    }
    return Rule(id=name, **values)


def make_finding(rule: str, **changed: Any) -> Finding:
    """A failed finding at line 12, column 5, unless something else is asked for."""
    line, column = changed.pop("line", 12), changed.pop("column", 5)
    snippet, missing = changed.pop("snippet", '<img src="a.jpg">'), changed.pop("missing", False)
    values: dict[str, Any] = {
        "outcome": Outcome.FAILED,
        "severity": "error",
        "target": Place(line, column, line, 20, "main > img", snippet, False, missing),
        "unmet": (Unmet("given", "The photo has alternative text.", "no alt"),),
        "message": "The photo “Sunrise” has no alt attribute.",
        "remedy": f"Write the alt text of {rule}.",
        "fingerprint": f"v1:{rule}{line}",
        **changed,
    }
    return Finding(rule=rule, **values)


FACTS: dict[str, Any] = {
    "banner": {
        "present": True,
        "scope": "federal",
        "family": "uswds",
        "tld": "gov",
        "language": "en",
        "https_notice": True,
    },
    "headline": "Sun rises",
    "byline": "By Ana Diaz",
    "dateline": "WASHINGTON",
    "published": "2026-11-20",
    "language": "en",
    "title": "Sun rises | Example",
    "captioned_photos": [
        {"src": "a.jpg", "alt": None, "caption": "Sunrise", "credit": None, "line": 12},
        {"src": "b.jpg", "alt": "Noon", "caption": "Noon", "credit": "Photo by B", "line": 14},
    ],
}


def make_page(source: str, findings: Sequence[Finding] = (), **changed: Any) -> PageReport:
    """A judged news page with the findings."""
    verdict = "fail" if any(f.outcome is Outcome.FAILED and f.counts for f in findings) else "pass"
    values: dict[str, Any] = {
        "url": "https://www.example.gov/a",
        "final_url": None,
        "fetched": None,
        "status": None,
        "sha256": "0" * 64,
        "bytes": 100,
        "mode": "static",
        "profile": Chosen("federal-gov", "host www.example.gov, from the canonical link"),
        "page_type": Chosen("article", "it has a dateline"),
        "verdict": verdict,
        "verdicts": {"508": verdict, "house": "pass"},
        "outcomes": {},
        "counts": {},
        "findings": list(findings),
        "facts": FACTS,
        "problems": [],
        **changed,
    }
    return PageReport(source=source, **values)


def make_report(pages: Sequence[PageReport], rules: Sequence[Rule] = (), site: Sequence[SiteFinding] = ()) -> Report:
    """A report on the pages; rules that findings name and that are not given are made."""
    findings = [*(f for page in pages for f in page.findings), *(one.finding for one in site)]
    known = {rule.id: rule for rule in rules}
    known |= {f.rule: make_rule(f.rule) for f in findings if f.rule not in known}
    for page in pages:
        for name in known:
            of_rule = [f for f in page.findings if f.rule == name]
            failed = sum(f.outcome is Outcome.FAILED for f in of_rule)
            page.outcomes.setdefault(name, Outcome.FAILED if failed else Outcome.PASSED)
            page.counts.setdefault(
                name, Counts(max(1, len(of_rule)), failed, len(of_rule) - failed, 0 if of_rule else 1)
            )
    worst = next((v for v in ("error", "fail", "review") if any(page.verdict == v for page in pages)), "pass")
    return Report(
        tool=("gov-page-check", "0.1.0"),
        run=Run(
            "abc",
            "2026-11-23T10:00:00Z",
            "2026-11-23T10:00:01Z",
            "static",
            "2026-11-23",
            "sha256:0",
            None,
            {"fail_on": {"default": "error"}},
        ),
        rules=known,
        severities={name: rule.severity for name, rule in known.items()},
        pages=list(pages),
        site=list(site),
        coverage={},
        threshold_reached=worst == "fail",
        verdict=worst,
        verdicts={"508": worst},
    )


class Make:
    """The makers of hand-built reports, for tests of formats."""

    rule: Callable[..., Rule] = staticmethod(make_rule)
    finding: Callable[..., Finding] = staticmethod(make_finding)
    page: Callable[..., PageReport] = staticmethod(make_page)
    report: Callable[..., Report] = staticmethod(make_report)
    problem = Problem
    site = SiteFinding


@pytest.fixture
def make() -> type[Make]:
    """Makes rules, findings, pages and reports."""
    return Make

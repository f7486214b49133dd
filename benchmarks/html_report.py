"""The HTML report with many findings in Chromium: first paint, and how long a filter takes.

    python benchmarks/html_report.py [--findings 5000] [--runs 5] [--browser /usr/bin/chromium]

A report is made up with faults of editors and of the template on many pages. First paint is the browser's own
first-contentful-paint of the file; a filter is timed from the change of a field to the frame that shows the outcome.
The medians are held against the limits; a limit that is missed ends the benchmark with 1.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from checker.finding import Finding, Outcome, Place, Unmet
from checker.formats.html import render
from checker.page import Chosen
from checker.rendering.browser_choice import find_browser
from checker.report import Counts, PageReport, Report, Run
from checker.rule import Applies, Authority, Requirement, Rule

FIRST_PAINT = 1.5
FILTER = 0.1
PAUSE = 400
RULES = 60
PAGES = 250

#: From the change of a field until the frame after it has been drawn.
TIMED = """([id, value]) => new Promise((done) => {
  const field = document.getElementById(id);
  field.value = value;
  const started = performance.now();
  field.dispatchEvent(new Event("change"));
  requestAnimationFrame(() => setTimeout(() => done((performance.now() - started) / 1000)));
})"""
PAINTED = """() => performance.getEntriesByName("first-contentful-paint").map((one) => one.startTime / 1000)[0]"""


def rule(number: int) -> Rule:
    """A rule as reports need it: every third is the template's, every fourth a warning."""
    return Rule(
        id=f"rule-{number:02}",
        title=f"What rule {number} asks for",
        why="People who use a screen reader would otherwise miss it, and so would those who are in a hurry.",
        owner="template" if number % 3 == 0 else "content",
        severity="warning" if number % 4 == 0 else "error",
        authority=(Authority("36 CFR 1194, E205.4", "https://www.access-board.gov/ict/", "law", "in force", ""),),
        requirements=(Requirement("WCAG 2.2", "1.1.1", "A", "conformance"),),
        applies_to=Applies("page"),
        expectations=(),
        remedy=f"Do what rule {number} asks for.",
        section508=("E205.4",),
        trusted_tester=("7.A",),
    )


def finding(number: int, of: Rule) -> Finding:
    """A finding with an excerpt of the usual length and words of its own."""
    tag = f'<img class="picture" src="/sites/default/files/styles/large/2026-11/photo-{number}.jpg" width="400">'
    return Finding(
        rule=of.id,
        outcome=Outcome.CANT_TELL if number % 17 == 0 else Outcome.FAILED,
        severity=of.severity,
        target=Place(number % 900 + 1, 5, number % 900 + 1, 90, f"main > img:nth-of-type({number})", tag),
        unmet=(Unmet("given", "The picture has a text that says what it shows.", "no alt"),),
        message=f"The image “photo-{number}.jpg” has no alternative text.",
        remedy=of.remedy,
        fingerprint=f"v1:{number % 97}",
    )


def report_of(number: int) -> Report:
    """A report with that many findings, spread over the rules and pages."""
    rules = [rule(one) for one in range(RULES)]
    of_page: dict[int, list[Finding]] = {one: [] for one in range(PAGES)}
    for one in range(number):
        of_page[one % PAGES].append(finding(one, rules[(one * 7) % RULES]))
    pages = [
        PageReport(
            source=f"_site/news/{one}/index.html",
            url=f"https://www.example.gov/news/{one}/",
            final_url=None,
            fetched=None,
            status=None,
            sha256="0" * 64,
            bytes=80_000,
            mode="static",
            profile=Chosen("federal-gov", "host"),
            page_type=Chosen("article", "its address"),
            verdict="fail",
            verdicts={"508": "fail", "wcag22": "fail", "house": "pass"},
            outcomes={each.id: Outcome.PASSED for each in rules} | {f.rule: f.outcome for f in found},
            counts={each.id: Counts(1, 0, 0, 1) for each in rules},
            findings=found,
            facts={"banner": {"present": True, "scope": "federal"}, "headline": f"News of day {one}"},
            problems=[],
        )
        for one, found in of_page.items()
    ]
    moment = "2026-11-23T10:00:00Z"
    return Report(
        tool=("gov-page-check", "benchmark"),
        run=Run("0", moment, moment, "static", "2026-11-23", "sha256:0", None, {}),
        rules={each.id: each for each in rules},
        severities={each.id: each.severity for each in rules},
        pages=pages,
        site=[],
        coverage={},
        threshold_reached=True,
        verdict="fail",
        verdicts={"508": "fail", "wcag22": "fail", "house": "pass"},
    )


def measured(file: Path, browser: Any, runs: int) -> dict[str, list[float]]:
    """The seconds of each step in each run."""
    steps = {
        "filter by severity": ("by-severity", "warning"),
        "filter by page too": ("by-page", "7"),
        "filter by page alone": ("by-severity", ""),
        "no filter again": ("by-page", ""),
        "filter by standard": ("by-standard", "house"),
        "no filter at all": ("by-standard", ""),
    }
    found: dict[str, list[float]] = {"first paint": [], **{name: [] for name in steps}}
    for _ in range(runs):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(file.as_uri())
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
        found["first paint"].append(page.evaluate(PAINTED))
        for name, change in steps.items():
            page.wait_for_timeout(PAUSE)  # the drawing of the step before is over, as it is for a person
            found[name].append(page.evaluate(TIMED, list(change)))
        page.close()
    return found


def main() -> int:
    """Write the report, open it, print the medians beside their limits."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--findings", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--browser", type=Path)
    arguments = parser.parse_args()
    chosen = find_browser(arguments.browser)
    if chosen is None:
        print("no Chromium was found; --browser names one")
        return 2
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        file = Path(name) / "report.html"
        started = time.perf_counter()
        file.write_text(render(report_of(arguments.findings)), encoding="utf-8")
        took = time.perf_counter() - started
        print(f"{arguments.findings:,} findings: {file.stat().st_size / 1e6:.1f} MB, written in {took:.2f} s")
        browser = playwright.chromium.launch(executable_path=chosen.path, args=["--no-sandbox"])
        found = measured(file, browser, arguments.runs)
        browser.close()
    missed = False
    for step, seconds in found.items():
        limit = FIRST_PAINT if step == "first paint" else FILTER
        median = statistics.median(seconds)
        missed |= median > limit
        worst = max(seconds) * 1000
        print(f"{step:22} median {median * 1000:6.0f} ms, worst {worst:6.0f} ms, limit {limit * 1000:5.0f} ms")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())

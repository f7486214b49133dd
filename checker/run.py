"""One run: sources are loaded, judged and summed up in a report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from checker import __version__
from checker.address import address_of
from checker.engine import Judge, Judged, SiteTarget, judge_site
from checker.errors import CheckerError, TargetError
from checker.facts import facts_of
from checker.finders.page_type import page_type
from checker.finding import SEVERITIES, Finding, Outcome, worst
from checker.loading import load
from checker.page import Chosen, Page, Settings
from checker.profiles import applies, profile, profile_for, selects, weigh
from checker.report import Counts, PageReport, Problem, Report, Run, SiteFinding
from checker.rule import Rule
from checker.targets import Refused, Source, sources

#: The standards that have a verdict of their own, and the rules that each rests on.
STANDARDS = ("508", "wcag21", "wcag22", "idea", "omb", "house")


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked to do, beside its targets."""

    mode: str = "auto"
    url: str | None = None
    profile: str = "auto"
    page_type: str = "auto"
    parser: str = "turbohtml"
    as_of: date = field(default_factory=lambda: datetime.now(UTC).date())
    fail_on: Mapping[str, str] = field(default_factory=lambda: {"": "error"})
    fail_on_review: bool = False
    show_passed: bool = False
    selectors: Mapping[str, str] = field(default_factory=dict)
    severities: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = 20_000_000
    max_elements: int = 500_000
    timeout: float = 30.0
    jobs: int = 1


def standards_of(rule: Rule) -> frozenset[str]:
    """The standards whose verdict the rule takes part in."""
    found = set()
    if rule.section508:
        found.add("508")
    for requirement in rule.requirements:
        if requirement.role == "conformance" and requirement.level in ("A", "AA"):
            from checker.standards import criterion

            known = criterion(requirement.id)
            versions = known.versions if known else ()
            found |= {name for name, version in (("wcag21", "2.1"), ("wcag22", "2.2")) if version in versions}
    for tag in ("idea", "omb", "house"):
        if tag in rule.tags:
            found.add(tag)
    if any(authority.kind == "house" for authority in rule.authority):
        found.add("house")
    return frozenset(found)


class Runner:
    """Judges sources one by one with the same rules and options."""

    def __init__(self, rules: Sequence[Rule], options: Options) -> None:
        self.options = options
        self.rules = [rule for rule in rules if options.profile == "auto" or selects(profile(options.profile), rule)]
        self._judge = Judge(self.rules, applies=applies, weigh=self._weigh, show_passed=options.show_passed)
        self._standards = {rule.id: standards_of(rule) for rule in self.rules}

    def _weigh(self, rule: Rule, page: Page, stated: str) -> str:
        own = self.options.severities.get(rule.id)
        if own is not None:
            return own if stated == rule.severity else max(stated, own, key=SEVERITIES.index)
        return weigh(rule, page, stated)

    def judge(self, source: Source | Refused) -> tuple[PageReport, dict[str, list[SiteTarget]]]:
        """The report on one source, and what the rules of the site need of it."""
        if isinstance(source, Refused):
            return self._not_judged(source.name, None, source.error), {}
        try:
            page = load(
                source,
                parser=self.options.parser,
                max_bytes=self.options.max_bytes,
                max_elements=self.options.max_elements,
            )
        except CheckerError as error:
            return self._not_judged(source.name, source.url, error), {}
        self._settle(page)
        judged = self._judge.judge(page)
        return self._page_report(page, judged), judged.for_site

    def _settle(self, page: Page) -> None:
        """Find the page's address, profile and type."""
        if page.url is None:
            page.url, page.url_because = address_of(page)
        chosen = (
            profile_for(page.url, page.url_because)
            if self.options.profile == "auto"
            else Chosen(self.options.profile, "given with --profile")
        )
        page.settings = Settings(self.options.as_of, self.options.selectors, chosen)
        found = (
            page_type(page)
            if self.options.page_type == "auto"
            else Chosen(self.options.page_type, "given with --page-type")
        )
        page.settings = replace(page.settings, page_type=found)

    def _page_report(self, page: Page, judged: Judged) -> PageReport:
        problems = [Problem("notice", one.kind, one.message, one.line) for one in page.notices] + judged.problems
        findings = [finding for _, _, finding in judged.findings]
        report = PageReport(
            source=page.name,
            url=page.url,
            final_url=page.response.final_url if page.response else None,
            fetched=page.response.fetched if page.response else None,
            status=page.response.status if page.response else None,
            sha256=hashlib.sha256(page.content).hexdigest(),
            bytes=len(page.content),
            mode=page.mode,
            profile=page.settings.profile,
            page_type=page.settings.page_type,
            verdict="",
            verdicts={},
            outcomes=judged.outcomes,
            counts=judged.counts,
            findings=findings,
            facts=facts_of(page),
            problems=problems,
        )
        self.settle_verdicts(report, findings)
        return report

    def settle_verdicts(self, report: PageReport, findings: Sequence[Finding]) -> None:
        """Set the page's verdict and its verdict by each standard."""
        crashed = any(problem.level == "error" for problem in report.problems)
        report.verdict = "error" if crashed and not report.outcomes else self.verdict(findings, "")
        report.verdicts = {
            standard: self.verdict([f for f in findings if standard in self._standards.get(f.rule, ())], standard)
            for standard in STANDARDS
        }

    def verdict(self, findings: Iterable[Finding], standard: str) -> str:
        """fail, review or pass, by the threshold of the standard (contract: "Outcomes, severity, verdict")."""
        threshold = self.options.fail_on.get(standard, self.options.fail_on.get("", "error"))
        doubted = False
        for finding in findings:
            if not finding.counts:
                continue
            if finding.outcome is Outcome.FAILED:
                if threshold != "never" and SEVERITIES.index(finding.severity) <= SEVERITIES.index(threshold):
                    return "fail"
            elif finding.outcome is Outcome.CANT_TELL:
                doubted = True
        return "review" if doubted else "pass"

    def _not_judged(self, name: str, url: str | None, error: CheckerError) -> PageReport:
        kind = error.kind if isinstance(error, TargetError) else "unreadable"
        return PageReport(
            source=name,
            url=url,
            final_url=None,
            fetched=None,
            status=None,
            sha256=None,
            bytes=None,
            mode="static",
            profile=Chosen("federal", "not judged"),
            page_type=Chosen("other", "not judged", certain=False),
            verdict="error",
            verdicts=dict.fromkeys(STANDARDS, "error"),
            outcomes={rule.id: Outcome.UNTESTED for rule in self.rules},
            counts={rule.id: Counts(0, 0, 0, 0) for rule in self.rules},
            findings=[],
            facts={},
            problems=[Problem("error", kind, str(error))],
        )

    def judge_site(self, pages: list[PageReport], gathered: Mapping[str, list[SiteTarget]]) -> list[SiteFinding]:
        """The findings of the rules that look at several pages; sets their outcomes on the pages."""
        found: list[SiteFinding] = []
        by_source = {page.source: page for page in pages}
        for rule in self.rules:
            targets = gathered.get(rule.id)
            if not rule.applies_to.site or not targets:
                continue
            outcomes: dict[str, list[Outcome]] = {}
            for target, outcome, finding in judge_site(rule, targets, rule.severity):
                outcomes.setdefault(target.page, []).append(outcome)
                if finding is not None:
                    found.append(SiteFinding(target.page, finding))
            for source, of_page in outcomes.items():
                page = by_source[source]
                page.outcomes[rule.id] = worst(set(of_page))
                page.counts[rule.id] = Counts(
                    len(of_page),
                    of_page.count(Outcome.FAILED),
                    of_page.count(Outcome.CANT_TELL),
                    of_page.count(Outcome.PASSED),
                )
        for page in pages:
            own = [one.finding for one in found if one.page == page.source]
            if own:
                self.settle_verdicts(page, [*page.findings, *own])
        return found


def check(targets: Sequence[str], rules: Sequence[Rule], digest: str, options: Options) -> Report:
    """The report on the targets."""
    started = _now()
    runner = Runner(rules, options)
    pages: list[PageReport] = []
    gathered: dict[str, list[SiteTarget]] = {}
    for source in sources(targets, url=options.url):
        page, for_site = runner.judge(source)
        pages.append(page)
        for rule_id, found in for_site.items():
            gathered.setdefault(rule_id, []).extend(found)
    site = runner.judge_site(pages, gathered)
    verdicts = {name: _worst_verdict(page.verdicts[name] for page in pages) for name in STANDARDS}
    verdict = _worst_verdict(page.verdict for page in pages)
    reached = any("fail" in (page.verdict, *page.verdicts.values()) for page in pages)
    if options.fail_on_review:
        reached = reached or any(page.verdict == "review" for page in pages)
    return Report(
        tool=("gov-page-check", __version__),
        run=Run("", started, _now(), "static", options.as_of.isoformat(), digest, None, {}),
        rules={rule.id: rule for rule in runner.rules},
        severities={rule.id: rule.severity for rule in runner.rules},
        pages=pages,
        site=site,
        coverage={},
        threshold_reached=reached,
        verdict=verdict,
        verdicts=verdicts,
    )


def _worst_verdict(verdicts: Iterable[str]) -> str:
    order = ("error", "fail", "review", "pass")
    return min(verdicts, key=order.index, default="pass")


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

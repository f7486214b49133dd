"""Judges one source: loads it, settles what it is, asks the rules, and states the page's report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from checker.accessibility.sheets import files_beside
from checker.accessibility.site_root import sheets_looked_for
from checker.address import address_of
from checker.config import PathSettings, settings_for
from checker.engine import Judge, Judged, judge_site
from checker.errors import CheckerError, TargetError, crash
from checker.facts import facts_of
from checker.finders.page_type import page_type
from checker.finding import SEVERITIES, Finding, Outcome, SiteTarget, Unmet, worst
from checker.gate.suppression import Known, suppress
from checker.gate.thresholds import Gate, pinned, unfolded
from checker.loading import LoadOptions, load
from checker.options import Options
from checker.page import Chosen, Page, Settings
from checker.place import fingerprint, place_of
from checker.profiles import applies, profile, profile_for, selects, weigh
from checker.report import Counts, PageReport, Problem, SiteFinding
from checker.reports.source_mapping import mapped_source
from checker.rule import Rule
from checker.standards import STANDARDS
from checker.targets import Refused, Source
from checker.telling import sentence

if TYPE_CHECKING:
    from checker.rendering.session import Session
    from checker.run.cache import OnePage, PageCache


class Runner:
    """Judges sources one by one with the same rules and options."""

    def __init__(self, rules: Sequence[Rule], options: Options) -> None:
        self.options = options
        rules = pinned(rules, options.ruleset)
        self.rules = [rule for rule in rules if options.profile == "auto" or selects(profile(options.profile), rule)]
        self.cache: PageCache | None = None
        self._judge: Judge | None = None
        self._session: Session | None = None
        self._browser_elsewhere: str | None = None
        self.gate = Gate(self.rules, options)
        self._known = Known(
            frozenset(rule.id for rule in rules),
            {old: rule.id for rule in rules for old in rule.formerly},
            not (options.select or options.ignore),
        )

    def _weigh(self, rule: Rule, of_page: str, stated: str) -> str:
        own = self.options.severities.get(rule.id)
        if own is not None:
            return own if stated == rule.severity else max(stated, own, key=SEVERITIES.index)
        return weigh(rule, of_page, stated)

    def judge_each(self, sources: Sequence[Source | Refused]) -> Iterator[OnePage]:
        """The reports on the sources; while one page is judged, the browser loads the next."""
        return map(self.judge, sources, [*sources[1:], None])

    def judge(self, source: Source | Refused, following: Source | Refused | None = None) -> OnePage:
        """The report on one source, and what the rules of the site need of it; ``following`` will be judged next."""
        if isinstance(source, Refused):
            return self._not_judged(source.name, None, source.error), {}
        found = self.known(source)
        if found is not None:
            return found
        try:
            page = self._rendered(source, following) if self._renders(source) else self._parsed(source)
        except CheckerError as error:
            return self._not_judged(source.name, source.url, error), {}
        except Exception as error:
            return self._crashed(source, error)
        try:
            found = self.judge_page(page)
        except CheckerError:
            raise
        except Exception as error:
            return self._crashed(source, error)
        if self.cache is not None and page.mode == "static" and self.cache.holds(source):
            self.cache.keep(source, found, [*files_beside(page), *sheets_looked_for(page)])
        page.discard()
        return found

    def _crashed(self, source: Source, error: Exception) -> OnePage:
        """The report on a page that nobody thought of: it must not take the others with it."""
        told = TargetError(f"the page could not be judged: {crash(error)}", kind="crashed")
        return self._not_judged(source.name, source.url, told), {}

    def judge_page(self, page: Page) -> OnePage:
        """The report on a page that is loaded, and what the rules of the site need of it."""
        if self.options.evidence is not None:
            from checker.evidence.private_paths import without_paths

            without_paths(page)
        of_path = self.settle(page)
        judged = self._judging().judge(page)
        others = self._other_opinion(page, judged)
        self._idle(page, judged, of_path)
        judged.problems += suppress(page, judged, self.options.suppress, self._known)
        report = self._page_report(page, judged)
        report.other_rules = others
        if self.options.evidence is not None or self.options.screenshots is not None:
            from checker.evidence.keeping import keep_page

            keep_page(page, judged, report, self.options, self._session)
        return report, judged.for_site

    def _other_opinion(self, page: Page, judged: Judged) -> dict[str, Rule]:
        """Add what axe-core says where it was asked; gives its rules."""
        if self.options.render.axe is None:
            return {}
        from checker.opinion import add_opinion, has_opinion, opinion_on

        if page.mode == "rendered" and not has_opinion(page):
            judged.problems.append(Problem("error", "no-opinion", "axe-core was asked and could not judge the page"))
        ours = {rule.id: rule for rule in self.rules}
        return add_opinion(page, judged, opinion_on(page), ours, self.options.severities)

    def known(self, source: Source | Refused) -> OnePage | None:
        """What an earlier run found on the same source, where that is kept and nothing has changed."""
        if self.cache is None or isinstance(source, Refused) or not self.cache.holds(source) or self._renders(source):
            return None
        if self.options.evidence is not None:  # which is made of the page itself
            return None
        return self.cache.known(source)

    def _judging(self) -> Judge:
        """The rules made ready; a run that finds all its pages unchanged never needs them."""
        if self._judge is None:
            show_passed = self.options.show_passed
            self._judge = Judge(self.rules, applies=applies, weigh=self._weigh, show_passed=show_passed)
        return self._judge

    def _parsed(self, source: Source) -> Page:
        """The page of the source as its bytes say."""
        return load(
            source,
            parser=self.options.parser,
            max_bytes=self.options.max_bytes,
            max_elements=self.options.max_elements,
            timeout=self.options.timeout,
            headers=self.options.render.headers,
        )

    def _renders(self, source: Source) -> bool:
        if self.options.mode == "static" or (self.options.mode == "auto" and not source.is_url):
            return False
        from checker.rendering.session import renders

        return renders(self.options.mode, source, self.options.render)

    def _rendering(self) -> Session:
        if self._session is None:
            from checker.rendering.session import Session

            self._session = Session(
                self.options.render,
                LoadOptions(self.options.parser, self.options.max_bytes, self.options.max_elements),
            )
        return self._session

    def expect_pages(self) -> None:
        """Have the browser start, where pages are rendered that are sure to come, while all else is made ready."""
        if self.options.mode == "rendered":
            from checker.rendering.session import can_render

            if can_render(self.options.render):
                self._rendering().expect_pages()

    def _rendered(self, source: Source, following: Source | Refused | None) -> Page:
        """The page as a browser shows it, in each state that a rule asks for, and the browser gone on to the next."""
        asked_later = self.options.evidence is not None or self.options.screenshots is not None
        if asked_later or not isinstance(following, Source) or not self._renders(following):
            following = None
        return self._rendering().page(source, self._parsed, self._judging().states, following)

    @property
    def browser(self) -> str | None:
        """The browser that rendered pages, here or in another process, or None where none was needed."""
        return (self._session.browser if self._session is not None else None) or self._browser_elsewhere

    @browser.setter
    def browser(self, name: str | None) -> None:
        self._browser_elsewhere = name

    def close(self) -> None:
        """End what the runner started."""
        if self._session is not None:
            self._session.close()

    def settle(self, page: Page) -> PathSettings:
        """Find the page's address, profile and type; gives what the configuration says about its path."""
        if page.url is None:
            page.url, page.url_because = address_of(page)
        of_path = self._settings_of(page)
        if self.options.profile != "auto":
            chosen = Chosen(self.options.profile, "given with --profile or in the configuration")
        elif of_path.profile:
            chosen = Chosen(of_path.profile, f"the configuration says so for {of_path.glob}")
        else:
            chosen = profile_for(page.url, page.url_because, page)
        page.settings = Settings(self.options.as_of, self.options.selectors, chosen)
        if self.options.page_type != "auto":
            found = Chosen(self.options.page_type, "given with --page-type or in the configuration")
        elif of_path.page_type:
            found = Chosen(of_path.page_type, f"the configuration says so for {of_path.glob}")
        else:
            found = page_type(page)
        page.settings = page.settings._replace(page_type=found)
        return of_path

    def _settings_of(self, page: Page) -> PathSettings:
        """The configuration's entries that match the page's path or address, the later over the earlier."""
        return settings_for(self.options.paths, page.name, page.url)

    def _idle(self, page: Page, judged: Judged, of_path: PathSettings) -> None:
        """Add a failure for each rule that the configuration says must apply here and that found nothing to judge."""
        if not of_path.must_apply:
            return
        known = {rule.id: rule for rule in self.rules}
        idle: list[tuple[int, int, Finding]] = []
        for name in dict.fromkeys(of_path.must_apply):
            if judged.outcomes.get(name) is not Outcome.INAPPLICABLE or page.body is None:
                continue
            judged.outcomes[name] = Outcome.FAILED
            judged.counts[name] = Counts(1, 1, 0, 0)
            found = f"the rule {name} found nothing to judge, but must apply to {of_path.glob}"
            finding = Finding(
                rule=name,
                outcome=Outcome.FAILED,
                severity="error",
                target=place_of(page.body, missing=True),
                unmet=(Unmet("must-apply", "The rule applies to this page, as the configuration asks.", found),),
                message=sentence(found),
                remedy=f"Look whether the template lost what “{known[name].title}” is about, or whether the "
                "page's type was read wrongly; else change must-apply in the configuration.",
                fingerprint=fingerprint(name, page.body, ("must-apply",), seen={}),
            )
            idle.append((page.body.index, -1, finding))
        judged.findings[:0] = idle

    def _page_report(self, page: Page, judged: Judged) -> PageReport:
        problems = [Problem("notice", one.kind, one.message, one.line) for one in page.notices] + judged.problems
        findings = unfolded([finding for _, _, finding in judged.findings])
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
            mapped_source=mapped_source(page.name, self.options.sources, page),
            network=_network_facts(page),
        )
        self.gate.settle(report)
        return report

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
            mapped_source=mapped_source(name, self.options.sources),
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
            for source, reached in outcomes.items():
                page = by_source[source]
                page.outcomes[rule.id] = worst(set(reached))
                page.counts[rule.id] = Counts(
                    len(reached),
                    reached.count(Outcome.FAILED),
                    reached.count(Outcome.CANT_TELL),
                    reached.count(Outcome.PASSED),
                )
        of_page: dict[str, list[Finding]] = {}
        for one in found:
            of_page.setdefault(one.page, []).append(one.finding)
        for page in pages:
            if page.source in of_page:
                self.gate.settle_also(page, of_page[page.source])
        return found


def _network_facts(page: Page) -> dict[str, Any] | None:
    """What the network said about the page; None for a page that no network is known of."""
    if page.response is None and page.network is None:
        return None
    from checker.network import network_facts

    return network_facts(page)

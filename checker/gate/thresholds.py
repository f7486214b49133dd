"""Decides what fails: the verdicts of a page and of a run, by thresholds (contract: "Outcomes, severity, verdict")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from checker.config import settings_for
from checker.finding import SEVERITIES, Finding, Outcome
from checker.options import Options
from checker.report import PageReport, SiteFinding
from checker.rule import Rule
from checker.standards import STANDARDS, standards_of

#: Worst first.
VERDICTS = ("error", "fail", "review", "pass")


def worst_verdict(verdicts: Iterable[str]) -> str:
    """The worst of the verdicts; pass where there are none."""
    return min(verdicts, key=VERDICTS.index, default="pass")


def pinned(rules: Iterable[Rule], ruleset: str | None) -> list[Rule]:
    """The rules as a configuration that is pinned to the ruleset takes them: newer ones are on trial and never gate."""
    if ruleset is None:
        return list(rules)
    return [rule._replace(stage="preview") if rule.since > ruleset else rule for rule in rules]


def unfolded(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, where one that was folded under a stricter rule's counts again if only that one is suppressed."""
    if not any(one.superseded_by and one.suppressed is None for one in findings):
        return list(findings)
    counting = {(one.rule, one.target.selector) for one in findings if one.suppressed is None}
    return [
        one._replace(superseded_by=None)
        if one.superseded_by and one.suppressed is None and (one.superseded_by, one.target.selector) not in counting
        else one
        for one in findings
    ]


#: How much the failures of a rule at a place weigh.
Weights = Mapping[tuple[str, str], str]


def _weights(findings: Sequence[Finding]) -> Weights:
    stricter = {one.superseded_by for one in findings if one.superseded_by}  # only they are weighed against another
    return {(one.rule, one.target.selector): one.severity for one in findings if one.rule in stricter and one.counts}


def _told_apart(findings: Iterable[Finding]) -> list[Finding]:
    """One of all findings that no threshold tells apart; one that is folded depends on what else was found at its place."""
    apart = {
        (
            one.rule,
            one.outcome,
            one.severity,
            one.superseded_by and (one.superseded_by, one.target.selector),
            one.suppressed,
            one.gates,
        ): one
        for one in findings
    }
    return list(apart.values())


#: Asked of each finding by each standard; a member of an enumeration takes Python long to find.
_PASSED, _FAILED, _CANT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL


class Gate:
    """Sets verdicts by the thresholds of the run, of its standards and rules, and of the page's path."""

    def __init__(self, rules: Iterable[Rule], options: Options) -> None:
        self._options = options
        self._standards = {rule.id: standards_of(rule) for rule in rules}
        #: By the levels of a path: what findings fail, by all that it depends on.
        self._alike: dict[tuple[tuple[str, str], ...], dict[tuple[str, str, Outcome, bool], bool]] = {}

    def settle(self, page: PageReport, of_site: Iterable[Finding] = ()) -> None:
        """Set the page's verdict and its verdict by each standard; findings of the site's rules take part."""
        findings = [*page.findings, *of_site]
        if page.sha256 is None:
            page.verdict, page.verdicts = "error", dict.fromkeys(STANDARDS, "error")
            return
        page.verdict, page.verdicts = self._verdicts(page, findings)

    def settle_also(self, page: PageReport, of_site: Sequence[Finding]) -> None:
        """Let findings of the site's rules take part in verdicts that are set: they can only make them worse."""
        if page.sha256 is not None:
            verdict, verdicts = self._verdicts(page, of_site)
            page.verdict = worst_verdict((page.verdict, verdict))
            page.verdicts = {name: worst_verdict((page.verdicts[name], own)) for name, own in verdicts.items()}

    def _verdicts(self, page: PageReport, findings: Sequence[Finding]) -> tuple[str, dict[str, str]]:
        """The verdict on the page by the findings, and that of each standard."""
        levels = settings_for(self._options.paths, page.source, page.url).fail_on
        weights = _weights(findings)
        findings = _told_apart(findings)
        of_standard: dict[str, list[Finding]] = {standard: [] for standard in STANDARDS}
        for one in findings:
            for standard in self._standards.get(one.rule, ()):
                if self._counts_for(one, standard, weights):
                    of_standard[standard].append(one)
        return self._verdict([one for one in findings if one.counts], levels, "default"), {
            standard: self._verdict(counting, levels, standard) for standard, counting in of_standard.items()
        }

    def _counts_for(self, finding: Finding, standard: str, weights: Weights) -> bool:
        """Whether the finding takes part in the standard's verdict.

        One that is folded under a stricter rule's does where the fault would be lost to the standard: the stricter
        rule is none of its rules, or weighs less on this page.
        """
        if standard not in self._standards.get(finding.rule, ()):
            return False
        if finding.superseded_by is None:
            return finding.counts
        told = standard in self._standards.get(finding.superseded_by, ())
        weight = weights.get((finding.superseded_by, finding.target.selector), "note")
        if told and SEVERITIES.index(weight) <= SEVERITIES.index(finding.severity):
            return False
        return finding.suppressed is None and finding.gates

    def on(self, page: PageReport) -> Callable[[Finding], bool]:
        """Says of a finding on the page whether it alone is at or above a threshold there."""
        levels = settings_for(self._options.paths, page.source, page.url).fail_on
        weights = _weights(page.findings)
        alike = self._alike.setdefault(tuple(levels.items()), {})

        def fails(finding: Finding) -> bool:
            if finding.superseded_by is not None:  # then it depends on what else was found at its place
                return self._fails(finding, levels, weights)
            key = finding.rule, finding.severity, finding.outcome, finding.counts
            known = alike.get(key)
            if known is None:
                known = alike[key] = self._fails(finding, levels, weights)
            return known

        return fails

    def _fails(self, finding: Finding, levels: Mapping[str, str], weights: Weights) -> bool:
        if finding.outcome is _PASSED:
            return False
        doubts = {*(("default",) if self._options.fail_on_review else ()), *self._options.fail_on_review_of}
        for standard in ("default", *self._standards.get(finding.rule, ())):
            if finding.counts if standard == "default" else self._counts_for(finding, standard, weights):
                verdict = self._verdict([finding], levels, standard)
                if verdict == "fail" or (verdict == "review" and standard in doubts):
                    return True
        return False

    def _verdict(self, findings: Iterable[Finding], of_path: Mapping[str, str], standard: str) -> str:
        doubted = False
        for finding in findings:
            if finding.outcome is _FAILED:
                level = threshold(of_path, self._options.fail_on, finding.rule, standard)
                if level != "never" and SEVERITIES.index(finding.severity) <= SEVERITIES.index(level):
                    return "fail"
            elif finding.outcome is _CANT_TELL:
                doubted = True
        return "review" if doubted else "pass"

    def reached(self, pages: Iterable[PageReport], site: Iterable[SiteFinding]) -> bool:
        """Whether something is at or above a threshold: exit code 1."""
        pages = list(pages)
        options = self._options
        if any("fail" in (page.verdict, *page.verdicts.values()) for page in pages):
            return True
        if options.fail_on_review and any(page.verdict == "review" for page in pages):
            return True
        if any(page.verdicts.get(standard) == "review" for standard in options.fail_on_review_of for page in pages):
            return True
        return options.max_warnings is not None and warnings_of(pages, site) > options.max_warnings


def warnings_of(pages: Iterable[PageReport], site: Iterable[SiteFinding]) -> int:
    """How many warnings count."""
    found = [*(one for page in pages for one in page.findings), *(one.finding for one in site)]
    return sum(one.severity == "warning" and one.outcome is _FAILED and one.counts for one in found)


def threshold(of_path: Mapping[str, str], of_run: Mapping[str, str], rule: str, standard: str) -> str:
    """The level from which a failure of the rule fails the page by that standard.

    What the configuration says for the page's path goes before what holds for the run; in each a rule's own
    level before the standard's, and that before the default.

    >>> threshold({}, {"default": "error", "508": "warning"}, "html-lang", "508")
    'warning'
    >>> threshold({"default": "never"}, {"default": "error"}, "html-lang", "508")
    'never'
    """
    for levels in (of_path, of_run):
        for key in (rule, standard, "default"):
            if key in levels:
                return levels[key]
    return "error"

"""Rules x page -> findings. Knows neither where a page came from nor how a finding is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from checker import registry
from checker.compiling import Compiled, compile_rule
from checker.errors import crash
from checker.finding import (
    SEVERITIES,
    Answer,
    Finding,
    Outcome,
    SiteTarget,
    Target,
    Unmet,
    Verdict,
    text_of_part,
    worst,
)
from checker.page import Page
from checker.place import fingerprint, place_of, related_place
from checker.report import Counts, Problem
from checker.rule import Expectation, Rule

#: Compared by identity where every target of every rule passes by; Python finds a name of a module many times faster than
#: a member of an enumeration.
_YES, _NO, _UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
_PASSED, _FAILED, _CANT_TELL, _INAPPLICABLE = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL, Outcome.INAPPLICABLE

Weigh = Callable[[Rule, Page, str], str]


class Judged:
    """What a page's rules gave; findings with their order in the document and the number of their rule."""

    def __init__(self) -> None:
        self.outcomes: dict[str, Outcome] = {}
        self.counts: dict[str, Counts] = {}
        self.findings: list[tuple[int, int, Finding]] = []
        self.problems: list[Problem] = []
        self.for_site: dict[str, list[SiteTarget]] = {}


def _lacking(compiled: Compiled, page: Page) -> list[str]:
    """The states that the rule cannot do without and the page does not have."""
    lacking = sorted(compiled.states - page.states.keys())
    if page.mode != "rendered":  # which has none; nor need the probes be asked
        return lacking
    return [name for name in lacking if not registry.registered("probe", name).optional]


def _where(compiled: Compiled, target: Target) -> Verdict | None:
    """None where all conditions hold; else the worst of them."""
    doubt: Verdict | None = None
    for ask in compiled.where:
        verdict = ask(target)
        if verdict.answer is _NO:
            return verdict
        if verdict.answer is _UNKNOWN and doubt is None:
            doubt = verdict
    return doubt


def decide(compiled: Compiled, target: Target) -> tuple[Outcome, list[tuple[Expectation, Verdict]]]:
    """The outcome of the rule on the target, with the expectations that are not met.

    ACT Rules Format 1.1, "Outcome"; an expectation may say that not meeting it is only a doubt.
    """
    unmet: list[tuple[Expectation, Verdict]] = []
    for expectation, ask in compiled.expectations:
        verdict = ask(target)
        if verdict[0] is not _YES:
            unmet.append((expectation, verdict))
    if not unmet:
        return _PASSED, unmet
    failed = [(one, verdict) for one, verdict in unmet if verdict.answer is _NO and one.unmet_as is None]
    return (_FAILED, failed) if failed else (_CANT_TELL, unmet)


def sentence(text: str) -> str:
    """The clause as a sentence: a stop ends it, also behind a quotation that has none of its own.

    >>> sentence("the link reads “Privacy”"), sentence("it says “Stop.”")
    ('The link reads “Privacy”.', 'It says “Stop.”')
    """
    text = text.strip()
    if not text:
        return text
    # An attribute as written, such as lang="english", keeps its case.
    first = text if "=" in text.partition(" ")[0] else text[0].upper() + text[1:]
    return first + ("" if text.rstrip("”\"’'").endswith((".", "!", "?", "…")) else ".")


class Judge:
    """Judges pages by a set of rules.

    ``applies`` says, per rule and page, whether the page's profile and type call for the rule:
    NO, UNKNOWN (the type is only guessed) or YES; ``weigh`` what a stated severity comes to there.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        *,
        applies: Callable[[Rule, Page], Answer] = lambda rule, page: _YES,
        weigh: Weigh = lambda rule, page, severity: severity,
        show_passed: bool = False,
    ) -> None:
        self._compiled = [compile_rule(rule) for rule in rules]
        self._applies = applies
        self._weigh = weigh
        self._show_passed = show_passed
        #: By rule, those whose finding on the same element stands for its own.
        self._stricter: dict[str, list[str]] = {}
        for rule in rules:
            for general in rule.supersedes if rule.stage != "preview" else ():
                self._stricter.setdefault(general, []).append(rule.id)

    @property
    def states(self) -> frozenset[str]:
        """The further states of a rendered page that any of the rules looks at."""
        return frozenset().union(*(one.states for one in self._compiled))

    def judge(self, page: Page) -> Judged:
        """Every rule's outcome on the page, with what failed or is doubted, in document order."""
        judged = Judged()
        findings = _Findings(page, self._weigh)
        for compiled in self._compiled:
            rule = compiled.rule
            applies = self._applies(rule, page)
            if applies is _NO:
                judged.outcomes[rule.id] = _INAPPLICABLE
                judged.counts[rule.id] = _NO_TARGETS
                continue
            if not compiled.needs <= page.offers or (compiled.states and _lacking(compiled, page)):
                judged.outcomes[rule.id] = Outcome.UNTESTED
                judged.counts[rule.id] = _NO_TARGETS
                continue
            try:
                if rule.applies_to.site:
                    self._gather(compiled, page, judged, findings)
                else:
                    self._judge_rule(compiled, page, applies, judged, findings)
            except Exception as error:  # a rule that crashes must not take the others with it
                judged.outcomes[rule.id] = Outcome.UNTESTED
                judged.counts.setdefault(rule.id, _NO_TARGETS)
                judged.problems.append(
                    Problem(
                        "error",
                        "rule-crashed",
                        f"the rule {rule.id} could not be judged: {crash(error)}; the other rules were",
                    )
                )
        judged.problems += self._without_states(page, judged)
        judged.findings.sort(key=lambda item: item[:2])
        self._fold_superseded(judged)
        return judged

    def _without_states(self, page: Page, judged: Judged) -> list[Problem]:
        """Which rules were not tried on a rendered page because it could not be seen in some state.

        They were to be tried, so that the page is not wholly checked.
        """
        if page.mode != "rendered":  # where no rule of rendered pages is tried, and the report says so once
            return []
        lacking: dict[str, list[str]] = {}
        for compiled in self._compiled:
            if judged.outcomes[compiled.rule.id] is Outcome.UNTESTED:
                for name in _lacking(compiled, page):
                    lacking.setdefault(name, []).append(compiled.rule.id)
        return [
            Problem(
                "error",
                "state-needed",
                f"the page could not be seen {registry.registered('probe', name).shows}, so that it was not tested by"
                f" {', '.join(rules)}",
            )
            for name, rules in sorted(lacking.items())
        ]

    def _fold_superseded(self, judged: Judged) -> None:
        """Fold a general finding under the stricter rule's on the same element: one fault, one finding.

        A rule on trial folds nothing: what it finds does not count, and the fault would be lost.
        """
        faults = {(f.rule, f.target.selector) for _, _, f in judged.findings if f.outcome is _FAILED}
        for number, (order, rule_number, finding) in enumerate(judged.findings):
            if finding.rule in self._stricter and finding.outcome is not _PASSED:
                found = (by for by in self._stricter[finding.rule] if (by, finding.target.selector) in faults)
                by = next(found, None)
                if by is not None:
                    judged.findings[number] = (order, rule_number, finding._replace(superseded_by=by))

    def _judge_rule(self, compiled: Compiled, page: Page, applies: Answer, judged: Judged, findings: _Findings) -> None:
        rule = compiled.rule
        conditional = bool(rule.applies_to.where)
        outcomes: list[Outcome] = []
        made: list[tuple[int, Finding]] = []
        for target in compiled.find(page):
            condition = _where(compiled, target) if conditional else None
            if condition is None:
                outcome, unmet = decide(compiled, target)
                if outcome is _FAILED and applies is _UNKNOWN:
                    outcome = _CANT_TELL
            elif condition.answer is _NO:
                continue
            else:
                outcome, unmet = _CANT_TELL, [(_WHERE, condition)]
            outcomes.append(outcome)
            if outcome is not _PASSED or self._show_passed:
                made.append(findings.of(rule, outcome, target, unmet))
        number = len(judged.outcomes)  # rules are judged in their order
        if not outcomes:  # as with most rules
            judged.outcomes[rule.id], judged.counts[rule.id] = _INAPPLICABLE, _NO_TARGETS
            return
        counts = judged.counts[rule.id] = Counts(len(outcomes), *map(outcomes.count, _COUNTED))
        judged.outcomes[rule.id] = _PASSED if counts.passed == counts.targets else worst(set(outcomes))
        judged.findings += [(order, number, finding) for order, finding in made]

    def _gather(self, compiled: Compiled, page: Page, judged: Judged, findings: _Findings) -> None:
        """Keep what a rule that looks at several pages needs of this one; its outcome waits for the others."""
        rule = compiled.rule
        targets: list[SiteTarget] = []
        for target in compiled.find(page):
            condition = _where(compiled, target)
            if condition is None or condition.answer is not _NO:
                targets.append(_site_target(rule, page, target, findings.seen))
        if targets:
            judged.for_site[rule.id] = targets
        judged.outcomes[rule.id] = _INAPPLICABLE
        judged.counts[rule.id] = Counts(len(targets), 0, 0, 0)


def _remedy(rule: Rule, unmet: Sequence[tuple[Expectation, Verdict]]) -> str:
    """What mends all that is unmet: the expectations' own remedies, and the rule's for those without one."""
    return " ".join(dict.fromkeys([one.remedy or rule.remedy for one, _ in unmet]))


_WHERE = Expectation("where", "The rule applies here", ())
#: In the order of the fields of Counts.
_COUNTED = (_FAILED, _CANT_TELL, _PASSED)
_NO_TARGETS = Counts(0, 0, 0, 0)


class _Findings:
    """Makes the findings of one page; ``seen`` counts the fingerprints that are alike."""

    def __init__(self, page: Page, weigh: Weigh) -> None:
        self.seen: dict[str, int] = {}
        self._page = page
        self._weigh = weigh
        self._weights: dict[tuple[str, str], str] = {}

    def of(
        self, rule: Rule, outcome: Outcome, target: Target, unmet: list[tuple[Expectation, Verdict]]
    ) -> tuple[int, Finding]:
        """The finding, after the number of its element."""
        first = unmet[0][1] if unmet else None
        element = (first.at if first is not None else None) or target.element
        # Places on which the unmet expectations agree once: the message names each fact once.
        facts = dict.fromkeys([verdict.found for _, verdict in unmet])
        finding = Finding(
            rule=rule.id,
            outcome=outcome,
            severity=self._severity(rule, unmet),
            target=place_of(element, missing=first is not None and first.missing),
            unmet=tuple([Unmet(one.id, one.says, verdict.found) for one, verdict in unmet]),
            message=" ".join(map(sentence, facts)) or sentence(rule.title),
            remedy=_remedy(rule, unmet) if outcome is not _PASSED else "",
            related=tuple([related_place(one) for _, verdict in unmet for one in verdict.related]),
            fingerprint=fingerprint(rule.first_id, element, tuple([one.id for one, _ in unmet]), seen=self.seen),
            gates=rule.stage != "preview",
        )
        return element.index, finding

    def _severity(self, rule: Rule, unmet: list[tuple[Expectation, Verdict]]) -> str:
        """The worst severity of the unmet expectations, each as it weighs on this page."""
        if len(unmet) == 1:
            return self._weight(rule, unmet[0][0].severity or rule.severity)
        stated = [one.severity or rule.severity for one, _ in unmet] or [rule.severity]
        return min((self._weight(rule, severity) for severity in stated), key=SEVERITIES.index)

    def _weight(self, rule: Rule, severity: str) -> str:
        known = self._weights.get((rule.id, severity))
        if known is None:
            known = self._weights[rule.id, severity] = self._weigh(rule, self._page, severity)
        return known


def _site_target(rule: Rule, page: Page, target: Target, seen: dict[str, int]) -> SiteTarget:
    parts = {name: text_of_part(part) for name, part in target.parts.items()}
    return SiteTarget(
        page.name,
        page.url,
        parts,
        place_of(target.element),
        fingerprint(rule.first_id, target.element, (), seen=seen),
        target.element.index,
    )


def judge_site(
    rule: Rule, targets: Sequence[SiteTarget], severity: str
) -> list[tuple[SiteTarget, Outcome, Finding | None]]:
    """The outcome of a rule of the site on each of its targets, in their order.

    Every expectation has one call, of a site check. Targets of one page alone give nothing: that is no site.
    """
    if len({target.page for target in targets}) < 2:
        return []
    unmet: list[list[tuple[Expectation, Verdict]]] = [[] for _ in targets]
    for expectation in rule.expectations:
        call = expectation.any_of[0]
        function: Any = registry.registered("check", call.check).function
        for place, verdict in zip(unmet, function(targets, **call.parameters), strict=True):
            if verdict.answer is not _YES:
                place.append((expectation, verdict))
    results: list[tuple[SiteTarget, Outcome, Finding | None]] = []
    for target, missed in zip(targets, unmet, strict=True):
        if not missed:
            results.append((target, _PASSED, None))
            continue
        sure = any(verdict.answer is _NO and one.unmet_as is None for one, verdict in missed)
        outcome = _FAILED if sure else _CANT_TELL
        results.append(
            (
                target,
                outcome,
                Finding(
                    rule=rule.id,
                    outcome=outcome,
                    severity=severity,
                    target=target.place,
                    unmet=tuple(Unmet(one.id, one.says, verdict.found) for one, verdict in missed),
                    message=" ".join(dict.fromkeys(sentence(verdict.found) for _, verdict in missed)),
                    remedy=_remedy(rule, missed),
                    fingerprint=target.fingerprint,
                    suppressed=target.suppressed,
                    gates=rule.stage != "preview",
                ),
            )
        )
    return results

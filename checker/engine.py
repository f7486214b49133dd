"""Rules x page -> findings. Knows neither where a page came from nor how a finding is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from checker import registry
from checker.compiling import Compiled, compile_rule
from checker.errors import crash
from checker.finding import (
    Answer,
    Finding,
    Outcome,
    SiteTarget,
    Target,
    Unmet,
    Verdict,
)
from checker.page import Page
from checker.report import Counts, Problem
from checker.rule import Expectation, Rule
from checker.telling import Findings, Missed, Weigh, Wording, remedy_of, sentence, site_target

#: Compared by identity where every target of every rule passes by; Python finds a name of a module many times faster than
#: a member of an enumeration.
_YES, _NO, _UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
_PASSED, _FAILED, _CANT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL
_UNTESTED, _INAPPLICABLE = Outcome.UNTESTED, Outcome.INAPPLICABLE

_WHERE = Expectation("where", "The rule applies here", ())
_NO_TARGETS = Counts(0, 0, 0, 0)


class Judged:
    """What a page's rules gave; findings with their order in the document and the number of their rule."""

    def __init__(self, outcomes: Mapping[str, Outcome]) -> None:
        #: Of every rule, also of those that find nothing to judge: they stay as they are before the page is asked.
        self.outcomes = dict(outcomes)
        self.counts = dict.fromkeys(outcomes, _NO_TARGETS)
        self.findings: list[tuple[int, int, Finding]] = []
        self.problems: list[Problem] = []
        self.for_site: dict[str, list[SiteTarget]] = {}


class _Plan(NamedTuple):
    """Which rules are tried on a page, by number and with how surely they apply, and every rule's outcome until then."""

    outcomes: dict[str, Outcome]
    tried: list[tuple[int, Compiled, Answer]]
    wording: Wording


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


def decide(unmet: Missed) -> tuple[Outcome, Missed]:
    """The outcome of a rule on a target that does not meet these expectations, with those that speak for it.

    ACT Rules Format 1.1, "Outcome"; an expectation may say that not meeting it is only a doubt.
    """
    if not unmet:
        return _PASSED, unmet
    failed = [(one, verdict) for one, verdict in unmet if verdict.answer is _NO and one.unmet_as is None]
    return (_FAILED, failed) if failed else (_CANT_TELL, unmet)


def _applicable(compiled: Compiled, found: Iterable[Target]) -> tuple[list[Target], dict[int, Missed]]:
    """The targets that the conditions of the rule leave, and the conditions that are doubtful, by the target's number."""
    targets: list[Target] = []
    doubted: dict[int, Missed] = {}
    for target in found:
        condition = _where(compiled, target)
        if condition is not None:
            if condition.answer is _NO:
                continue
            doubted[len(targets)] = [(_WHERE, condition)]
        targets.append(target)
    return targets, doubted


def missed_by(compiled: Compiled, targets: Sequence[Target], doubted: Mapping[int, Missed] = {}) -> dict[int, Missed]:
    """What the targets do not meet, by their number; where it is doubted that the rule applies, nothing else is asked.

    Most targets meet all that is expected of them: for them nothing is made.
    """
    missed = dict(doubted)
    for expectation, ask in compiled.expectations:
        for number, target in enumerate(targets):
            if number in doubted:
                continue
            verdict = ask(target)
            if verdict[0] is not _YES:
                missed.setdefault(number, []).append((expectation, verdict))
    return missed


class Judge:
    """Judges pages by a set of rules.

    ``applies`` says, per rule and page, whether the page's profile and type call for the rule:
    NO, UNKNOWN (the type is only guessed) or YES, by nothing else; ``weigh`` what a stated severity comes to there.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        *,
        applies: Callable[[Rule, Page], Answer] = lambda rule, page: _YES,
        weigh: Weigh = lambda rule, profile, severity: severity,
        show_passed: bool = False,
    ) -> None:
        self._compiled = [compile_rule(rule) for rule in rules]
        self._applies = applies
        self._weigh = weigh
        self._show_passed = show_passed
        self._plans: dict[tuple[Any, ...], _Plan] = {}
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
        plan = self._plan(page)
        judged = Judged(plan.outcomes)
        findings = Findings(plan.wording)
        for number, compiled, applies in plan.tried:
            rule = compiled.rule
            try:
                if rule.applies_to.site:
                    self._gather(compiled, page, judged, findings)
                else:
                    self._judge_rule(compiled, number, applies, page, judged, findings)
            except Exception as error:  # a rule that crashes must not take the others with it
                judged.findings = [one for one in judged.findings if one[1] != number]
                judged.outcomes[rule.id] = _UNTESTED
                judged.problems.append(
                    Problem(
                        "error",
                        "rule-crashed",
                        f"the rule {rule.id} could not be judged: {crash(error)}; the other rules were",
                    )
                )
        judged.problems += self._without_states(page, judged)
        judged.findings.sort(key=itemgetter(0, 1))
        self._fold_superseded(judged)
        return judged

    def _plan(self, page: Page) -> _Plan:
        """Which of the rules are tried on the page: made once for all pages that are alike in what decides it."""
        profile, page_type = page.settings.profile, page.settings.page_type
        alike = profile.name, page_type.name, page_type.certain, page.mode, page.offers, frozenset(page.states)
        plan = self._plans.get(alike)
        if plan is None:
            untried = {one.rule.id: _INAPPLICABLE for one in self._compiled}
            plan = self._plans[alike] = _Plan(untried, [], Wording(profile.name, self._weigh))
            for number, compiled in enumerate(self._compiled):
                applies = self._applies(compiled.rule, page)
                if applies is _NO:
                    continue
                if compiled.needs <= page.offers and not (compiled.states and _lacking(compiled, page)):
                    plan.tried.append((number, compiled, applies))
                else:
                    plan.outcomes[compiled.rule.id] = _UNTESTED
        return plan

    def _without_states(self, page: Page, judged: Judged) -> list[Problem]:
        """Which rules were not tried on a rendered page because it could not be seen in some state.

        They were to be tried, so that the page is not wholly checked.
        """
        if page.mode != "rendered":  # where no rule of rendered pages is tried, and the report says so once
            return []
        lacking: dict[str, list[str]] = {}
        for compiled in self._compiled:
            if judged.outcomes[compiled.rule.id] is _UNTESTED:
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
        general = [number for number, (_, _, one) in enumerate(judged.findings) if one.rule in self._stricter]
        if not general:
            return
        faults = {(f.rule, f.target.selector) for _, _, f in judged.findings if f.outcome is _FAILED}
        for number in general:
            order, rule_number, finding = judged.findings[number]
            found = (by for by in self._stricter[finding.rule] if (by, finding.target.selector) in faults)
            by = next(found, None)
            if by is not None and finding.outcome is not _PASSED:
                judged.findings[number] = (order, rule_number, finding._replace(superseded_by=by))

    def _judge_rule(
        self, compiled: Compiled, number: int, applies: Answer, page: Page, judged: Judged, findings: Findings
    ) -> None:
        rule = compiled.rule
        doubted: dict[int, Missed] = {}
        if rule.applies_to.where:
            targets, doubted = _applicable(compiled, compiled.find(page))
        else:
            targets = list(compiled.find(page))
        if not targets:  # as with most rules
            return
        missed = missed_by(compiled, targets, doubted)
        outcomes: list[Outcome] = []
        for place in range(len(targets)) if self._show_passed else sorted(missed):
            outcome, unmet = decide(missed.get(place, []))
            if outcome is _FAILED and applies is _UNKNOWN:
                outcome = _CANT_TELL
            outcomes.append(outcome)
            order, finding = findings.of(rule, outcome, targets[place], unmet)
            judged.findings.append((order, number, finding))
        failed, cant_tell = outcomes.count(_FAILED), outcomes.count(_CANT_TELL)
        judged.counts[rule.id] = Counts(len(targets), failed, cant_tell, len(targets) - failed - cant_tell)
        judged.outcomes[rule.id] = _FAILED if failed else _CANT_TELL if cant_tell else _PASSED

    def _gather(self, compiled: Compiled, page: Page, judged: Judged, findings: Findings) -> None:
        """Keep what a rule that looks at several pages needs of this one; its outcome waits for the others."""
        rule = compiled.rule
        found, _ = _applicable(compiled, compiled.find(page))
        targets = [site_target(rule, page, target, findings.seen) for target in found]
        if targets:
            judged.for_site[rule.id] = targets
        judged.counts[rule.id] = Counts(len(targets), 0, 0, 0)


def judge_site(
    rule: Rule, targets: Sequence[SiteTarget], severity: str
) -> list[tuple[SiteTarget, Outcome, Finding | None]]:
    """The outcome of a rule of the site on each of its targets, in their order.

    Every expectation has one call, of a site check. Targets of one page alone give nothing: that is no site.
    """
    if len({target.page for target in targets}) < 2:
        return []
    unmet: list[Missed] = [[] for _ in targets]
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
                    remedy=remedy_of(rule, missed),
                    fingerprint=target.fingerprint,
                    suppressed=target.suppressed,
                    gates=rule.stage != "preview",
                ),
            )
        )
    return results

"""Makes a rule ready to be asked: its conditions bound to the checks they name, with their parameters, once a run.

A rule is bound when it is first asked, so that a run imports the modules of those finders and checks alone that it
asks: where a page has nothing that a rule is about, its checks are never needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, partial

from checker import registry
from checker.finding import Absent, Answer, Target, Verdict, spoken, targets_of, unknown, yes
from checker.page import Need, Page, derived
from checker.rule import Call, Expectation, Rule

Ask = Callable[[Target], Verdict]
_YES = Answer.YES  # a member of an enumeration takes Python long to find


class Compiled:
    """A rule whose calls are bound to the checks they name, each part when it is first asked; made once a run.

    ``needs`` and ``states`` are what its finder and checks look at beyond a plain tree.
    """

    def __init__(self, rule: Rule, needs: frozenset[Need], states: frozenset[str]) -> None:
        self.rule = rule
        self.needs = needs
        self.states = states

    @cached_property
    def find(self) -> Callable[[Page], Iterable[Target]]:
        """Finds the targets of a page."""
        return _find(self.rule)

    @cached_property
    def where(self) -> tuple[Ask, ...]:
        """The conditions under which the rule applies to a target."""
        return tuple(map(_ask, self.rule.applies_to.where))

    @cached_property
    def expectations(self) -> tuple[tuple[Expectation, Ask], ...]:
        """What is expected of a target; nothing by a rule of the site, which sees the targets of all pages."""
        if self.rule.applies_to.site:
            return ()
        return tuple((one, _expected(self.rule, one)) for one in self.rule.expectations)


def _ask(call: Call) -> Ask:
    entry = registry.registered("check", call.check)
    function = entry.function
    bound: Ask
    if entry.binds:
        bound = function(**call.parameters)
    else:
        bound = partial(function, **call.parameters) if call.parameters else function
    if not call.negated:
        return bound
    return lambda target: bound(target).negated()


def _expected(rule: Rule, expectation: Expectation) -> Ask:
    ask = _any_of(tuple(map(_ask, expectation.any_of)))
    if expectation.of is not None:
        finder = rule.applies_to.finder
        named = registry.registered("finder", finder).parts.get(expectation.of) if finder else None
        ask = _of(expectation.of, named or spoken(expectation.of), ask)
    return ask if expectation.so is None else _so(expectation.so, ask)


def _of(part: str, name: str, asked: Ask) -> Ask:
    """What the question comes to about the part; where it is not there, nothing is expected of it."""
    nothing = yes(f"{name} is not there")
    attribute = part[1:] if part[:1] == "@" else None

    def ask(target: Target) -> Verdict:
        found = target.parts[part] if attribute is None else target.element.attrs.get(attribute)
        if found is None:
            return nothing
        if isinstance(found, str):  # most parts are, and stand where the target does
            return asked(target.about_words(found, name))
        if isinstance(found, Absent):
            return nothing if found.certain else unknown(found.because, at=found.at, related=found.related)
        about = target.about(found, name)
        verdict = asked(about)
        if verdict.at is not None or about.element is target.element:
            return verdict
        return verdict._replace(at=about.element)

    return ask


def _so(consequence: str, asked: Ask) -> Ask:
    """The answer, and what it comes to where the expectation does not hold."""

    def ask(target: Target) -> Verdict:
        verdict = asked(target)
        if verdict.answer is _YES:
            return verdict
        return verdict._replace(found=f"{verdict.found}, so {consequence}")

    return ask


@derived
def _whole_page(page: Page) -> list[Target]:
    """The page as a target; a picture or a feed of the site is no web page, and owes readers neither title nor banner."""
    return [Target(page.root)] if page.root is not None and page.is_html else []


def _find(rule: Rule) -> Callable[[Page], Iterable[Target]]:
    applies = rule.applies_to
    if applies.kind == "page":
        return _whole_page
    if applies.kind == "select":
        selector = applies.selector
        return lambda page: targets_of(page.select(selector))
    function = registry.registered("finder", applies.finder).function
    return partial(function, **applies.parameters)


def compile_rule(rule: Rule) -> Compiled:
    """The rule ready to be asked; KeyError where it names an unknown check or finder."""
    calls = [*rule.applies_to.where, *(call for one in rule.expectations for call in one.any_of)]
    parts = [registry.declared("check", call.check) for call in calls]
    if rule.applies_to.kind == "find":
        parts.append(registry.declared("finder", rule.applies_to.finder))
    needs = frozenset[Need]().union(*(one.needs for one in parts))
    return Compiled(rule, needs, frozenset[str]().union(*(one.states for one in parts)))


def _any_of(asks: tuple[Ask, ...]) -> Ask:
    """The best answer; of equal ones the first, whose fact speaks for all."""
    if len(asks) == 1:
        return asks[0]

    def ask(target: Target) -> Verdict:
        best: Verdict | None = None
        for one in asks:
            verdict = one(target)
            if verdict.answer is _YES:
                return verdict
            if best is None or verdict.answer > best.answer:
                best = verdict
        return best or unknown("no check was given")

    return ask

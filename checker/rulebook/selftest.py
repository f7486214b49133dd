"""Tries a rule on its own examples, and again with each of its parts taken out.

A part that can be taken out without any example changing its outcome is not noticed by the
examples: either the part is idle or an example is missing.
"""

from __future__ import annotations

import atexit
import functools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from checker.address import address_of
from checker.compiling import compile_rule
from checker.engine import Judge, judge_site
from checker.finders.page_type import page_type
from checker.finding import Outcome, SiteTarget, worst
from checker.page import FIXED_DAY, Chosen, Need, Page, Response, Settings
from checker.parse import build
from checker.profiles import profile_for
from checker.rendering.options import RenderOptions
from checker.rendering.session import Session, can_render
from checker.rule import Applies, Example, Rule
from checker.targets import Source


class Fault(NamedTuple):
    """What is wrong with a rule, at the line of its file."""

    rule: str
    path: str
    line: int
    message: str


def page_of(example: Example, number: int, rule: Rule, parser: str) -> Page:
    """The page of an example with the address, profile and page type that the example calls for."""
    url, html = example.pages[number]
    response = (
        Response(200, dict(example.headers), url or "", example.redirects) if example.headers is not None else None
    )
    page = Page(
        f"{example.name} ({number + 1})",
        html.encode("utf-8"),
        url=url,
        url_because="given in the example" if url else "",
        media_type=example.media_type,
        response=response,
    )
    build(page, parser)
    if page.url is None:
        page.url, page.url_because = address_of(page)
    chosen = (
        Chosen(example.profile, "given in the example") if example.profile else profile_for(page.url, page.url_because)
    )
    as_of = date.fromisoformat(example.as_of) if example.as_of else FIXED_DAY
    page.settings = Settings(as_of, {}, chosen)
    if example.page_type == "auto":
        found = page_type(page)
    elif example.page_type:
        found = Chosen(example.page_type, "given in the example")
    else:
        found = Chosen(rule.page_types[0] if rule.page_types else "other", "assumed for the example")
    page.settings = page.settings._replace(page_type=found)
    return page


Result = tuple[Outcome, tuple[str, ...]]


def result(rule: Rule, pages: Sequence[Page]) -> Result:
    """The rule's worst outcome on the pages and the expectations that are not met."""
    from checker.profiles import applies

    judge = Judge([rule], applies=applies)
    outcomes: set[Outcome] = set()
    unmet: set[str] = set()
    gathered: list[SiteTarget] = []
    for page in pages:
        judged = judge.judge(page)
        if judged.problems:
            raise RuntimeError(judged.problems[0].message)
        outcomes.add(judged.outcomes[rule.id])
        unmet |= {one.expectation for _, _, finding in judged.findings for one in finding.unmet}
        gathered += judged.for_site.get(rule.id, [])
    for _, outcome, finding in judge_site(rule, gathered, rule.severity) if rule.applies_to.site and gathered else ():
        outcomes.add(outcome)
        unmet |= {one.expectation for one in finding.unmet} if finding else set()
    return worst(outcomes), tuple(sorted(unmet - {"where"}))


def _without_parts(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """The rule with each of its parts taken out, and the part's name."""
    applies: Applies = rule.applies_to
    for number, call in enumerate(applies.where):
        rest = (*applies.where[:number], *applies.where[number + 1 :])
        yield f"where: {call.check}", rule._replace(applies_to=applies._replace(where=rest))
    for number, expectation in enumerate(rule.expectations):
        others = (*rule.expectations[:number], *rule.expectations[number + 1 :])
        yield f"expect: {expectation.id}", rule._replace(expectations=others)
        if len(expectation.any_of) < 2:
            continue
        for place, call in enumerate(expectation.any_of):
            calls = (*expectation.any_of[:place], *expectation.any_of[place + 1 :])
            changed = expectation._replace(any_of=calls)
            yield (
                f"expect: {expectation.id}, any_of: {call.check}",
                rule._replace(expectations=(*rule.expectations[:number], changed, *rule.expectations[number + 1 :])),
            )


def needs_browser(rule: Rule) -> bool:
    """Whether the rule's examples can only be tried in a browser."""
    compiled = compile_rule(rule)
    return bool(compiled.states) or not compiled.needs.isdisjoint({Need.STYLE, Need.LAYOUT})


def can_be_tried(rule: Rule) -> bool:
    """Whether the rule needs no browser, or there is one."""
    return not needs_browser(rule) or can_render(RenderOptions())


@functools.cache
def _session() -> Session:
    """The browser that examples are rendered in, until the process ends."""
    session = Session(RenderOptions(timeout=10))
    atexit.register(session.close)
    return session


def _same(page: Page, _: Source) -> Page:
    return page


def _shown(rule: Rule, pages: list[Page]) -> list[Page]:
    states = compile_rule(rule).states
    for page in pages:
        settings = page.settings
        _session().page(Source(page.name, "-"), functools.partial(_same, page), states)
        page.settings = settings
    return pages


def faults(rule: Rule, examples: Iterable[Example], *, parser: str = "turbohtml") -> list[Fault]:
    """What is wrong with the rule: examples with another outcome, and parts that no example notices.

    A rule that needs a browser is not tried where there is none.
    """
    if not can_be_tried(rule):
        return []
    rendered = needs_browser(rule)
    found: list[Fault] = []
    tried: list[tuple[Example, list[Page], Result]] = []
    for example in examples:
        pages = [page_of(example, number, rule, parser) for number in range(len(example.pages))]
        if rendered:
            pages = _shown(rule, pages)
        try:
            outcome, unmet = result(rule, pages)
        except RuntimeError as error:
            found.append(Fault(rule.id, rule.path, example.line, f'the example "{example.name}" crashed: {error}'))
            continue
        tried.append((example, pages, (outcome, unmet)))
        if str(outcome) != example.outcome:
            found.append(
                Fault(
                    rule.id,
                    rule.path,
                    example.line,
                    f'the example "{example.name}" should be {example.outcome} but is {outcome}'
                    + (f" (unmet: {', '.join(unmet)})" if unmet else ""),
                )
            )
        elif example.unmet and set(example.unmet) != set(unmet):
            found.append(
                Fault(
                    rule.id,
                    rule.path,
                    example.line,
                    f'the example "{example.name}" should not meet {", ".join(example.unmet)}'
                    f" but does not meet {', '.join(unmet) or 'nothing'}",
                )
            )
    if found:
        return found
    for part, without in _without_parts(rule):
        if not any(_changes(without, pages, before) for _, pages, before in tried):
            found.append(Fault(rule.id, rule.path, 1, f'no example notices when the part "{part}" is taken out'))
    return found


def _changes(rule: Rule, pages: list[Page], before: Result) -> bool:
    try:
        return result(rule, pages) != before
    except (RuntimeError, IndexError, ValueError, KeyError):
        return True

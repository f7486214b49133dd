"""Findings that somebody decided to live with: said in the page or in the configuration, always with a reason.

In the page: ``<!-- check: ignore RULE[, RULE...] [until YYYY-MM-DD]: reason -->``. A comment that stands before the
first element of the body holds for the whole page; one further down for the element that opens next, with all in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from checker.config import Suppress, on_path
from checker.engine import Judged
from checker.errors import UsageError
from checker.finding import Finding, Outcome, Suppressed
from checker.page import Element, Page
from checker.pattern import pattern
from checker.report import PageReport, Problem, SiteFinding
from checker.rule import AXE

_COMMENT = pattern(r"\s*check:\s*ignore\b(?P<rules>[^:]*)(?P<colon>:?)(?P<reason>.*)", re.DOTALL | re.IGNORECASE)
#: A page with more of them has been attacked, not suppressed.
_MOST = 500
_LONGEST = 2_000
_FORM = "<!-- check: ignore RULE until YYYY-MM-DD: reason -->"


class Stated(NamedTuple):
    """One statement: the rules as named, the elements that it is about (None: the page), and why."""

    rules: tuple[str, ...]
    spans: tuple[tuple[int, int], ...] | None
    suppressed: Suppressed
    line: int | None = None

    def covers(self, rule: str, order: int, *, in_document: bool) -> bool:
        """Whether it is about a finding of the rule at the element of that number."""
        if not any(named(word, rule) for word in self.rules):
            return False
        return self.spans is None or (in_document and any(first <= order < end for first, end in self.spans))


class Known(NamedTuple):
    """The rules that a statement may name: by id, with former names; ``all_selected`` where none was left out."""

    ids: frozenset[str]
    formerly: Mapping[str, str]
    all_selected: bool


def named(word: str, rule: str) -> bool:
    """Whether the word, an id or ``prefix-*``, names the rule."""
    return rule.startswith(word[:-1]) if word.endswith("*") else word == rule


def expired(until: str | None, as_of: date) -> bool:
    """Whether the day lies before the day of the run; on the day itself a statement still holds."""
    return until is not None and as_of > date.fromisoformat(until)


def in_page(page: Page, known: Known) -> tuple[list[Stated], list[Problem]]:
    """What the comments of the page state, and what is wrong with those that state nothing valid."""
    stated: list[Stated] = []
    problems: list[Problem] = []
    found = 0
    for comment in page.document.comments:
        if "check:" not in comment.text[:100].lower() or len(comment.text) > _LONGEST:
            continue
        match = _COMMENT.fullmatch(comment.text)
        if match is None:
            continue
        found += 1
        if found > _MOST:
            problems.append(Problem("notice", "suppression-many", f"only the first {_MOST} suppressions are read"))
            break
        line = _line_of(page, comment.text)
        rules, until, wrong = _read(match, known, page.settings.as_of)
        problems += [Problem("notice", kind, message, line) for kind, message in wrong]
        if rules and not any(kind != "suppression-unknown-rule" for kind, _ in wrong):
            reason = " ".join(match["reason"].split())
            stated.append(
                Stated(rules, _span(page, comment.before), Suppressed("inline", _with_day(reason, until)), line)
            )
    return stated, problems


def _read(match: re.Match[str], known: Known, as_of: date) -> tuple[tuple[str, ...], str | None, list[tuple[str, str]]]:
    """The rules, the last day and the faults of a comment."""
    words, wrong = match["rules"].replace(",", " ").split(), []
    until: str | None = None
    if "until" in words:
        place = words.index("until")
        words, day = words[:place], " ".join(words[place + 1 :])
        try:
            until = date.fromisoformat(day).isoformat()
        except ValueError:
            wrong.append(("suppression-malformed", f'a suppression ends on "{day[:40]}"; expected {_FORM}'))
    rules = tuple(known.formerly.get(word, word) for word in words)
    told = ", ".join(rules)[:120]
    unknown = [word for word in rules if not word.startswith(AXE) and not any(named(word, rule) for rule in known.ids)]
    if not rules:
        wrong.append(("suppression-malformed", f"a suppression names no rule; expected {_FORM}"))
    elif not match["reason"].strip():
        wrong.append(
            ("suppression-without-reason", f"the suppression of {told} gives no reason, and so has no effect: {_FORM}")
        )
    elif expired(until, as_of):
        wrong.append(("suppression-expired", f"the suppression of {told} ended on {until}; its findings count again"))
    if known.all_selected:
        wrong += [
            ("suppression-unknown-rule", f'a suppression names "{one[:60]}", which is no rule') for one in unknown
        ]
    return rules, until, wrong


def _with_day(reason: str, until: str | None) -> str:
    return f"{reason} (until {until})" if until else reason


def _span(page: Page, before: int) -> tuple[tuple[int, int], ...] | None:
    body = page.body
    if body is None or before <= body.index + 1:
        return None
    elements = page.document.elements
    return ((before, elements[before].end),) if before < len(elements) else ()


def _line_of(page: Page, text: str) -> int | None:
    """The line on which the comment begins; where it stands twice, its first."""
    place = page.source.find("<!--" + text)
    return page.source.count("\n", 0, place) + 1 if place >= 0 else None


def in_configuration(page: Page, entries: Iterable[Suppress], as_of: date) -> list[Stated]:
    """What the configuration states about the page."""
    stated = []
    for entry in entries:
        if not entry.reason.strip() or expired(entry.until, as_of):
            continue
        if entry.path is not None and not on_path(entry.path, page.name, page.url):
            continue
        spans = None if entry.selector is None else tuple(map(_extent, page.document.select(entry.selector)))
        stated.append(Stated((entry.rule,), spans, Suppressed("configuration", _with_day(entry.reason, entry.until))))
    return stated


def _extent(element: Element) -> tuple[int, int]:
    return element.index, element.end


def refuse_entries(entries: Iterable[Suppress], rules: Iterable[str]) -> None:
    """UsageError for an entry of the configuration with an unknown rule, a day that is none, or a wrong selector."""
    rules = list(rules)
    for number, entry in enumerate(entries, 1):
        told = f"suppress entry {number} of the configuration"
        if not entry.rule.startswith(AXE) and not any(named(entry.rule, rule) for rule in rules):
            from checker.rulebook.meaning import did_you_mean

            raise UsageError(
                f'{told} names the rule "{entry.rule}", which is not known{did_you_mean(entry.rule, rules)}'
            )
        if entry.until is not None and not _is_day(entry.until):
            raise UsageError(f'{told} ends on "{entry.until}"; expected a day as YYYY-MM-DD')
        if entry.selector is not None:
            from checker.rulebook.meaning import selector_problem

            problem = selector_problem(entry.selector)
            if problem:
                raise UsageError(f'{told} has the selector "{entry.selector}", which {problem}')


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def suppress(page: Page, judged: Judged, entries: Iterable[Suppress], known: Known) -> list[Problem]:
    """Mark the findings that the page or the configuration suppresses; gives what is to be told about that."""
    inline, problems = in_page(page, known)
    stated = [*inline, *in_configuration(page, entries, page.settings.as_of)]
    if not stated:
        return problems
    used: set[int] = set()

    def of(rule: str, order: int, selector: str) -> Suppressed | None:
        for number, one in enumerate(stated):
            if one.covers(rule, order, in_document=">>>" not in selector):
                used.add(number)
                return one.suppressed
        return None

    judged.findings = [
        (order, number, _marked(finding, of(finding.rule, order, finding.target.selector)))
        if finding.outcome is not Outcome.PASSED
        else (order, number, finding)
        for order, number, finding in judged.findings
    ]
    judged.for_site = {
        rule: [one._replace(suppressed=of(rule, one.order, one.place.selector)) for one in targets]
        for rule, targets in judged.for_site.items()
    }
    for number, one in enumerate(inline):
        tried = [rule for rule in known.ids if any(named(word, rule) for word in one.rules)]
        untested = any(judged.outcomes.get(rule, Outcome.UNTESTED) is Outcome.UNTESTED for rule in tried)
        if number not in used and tried and not untested:
            told = f"the suppression of {', '.join(one.rules)[:120]} suppresses nothing; take it out"
            problems.append(Problem("notice", "suppression-unused", told, one.line))
    return problems


def _marked(finding: Finding, suppressed: Suppressed | None) -> Finding:
    return finding if suppressed is None else finding._replace(suppressed=suppressed)


def configured_notices(
    entries: Sequence[Suppress],
    rules: Iterable[str],
    as_of: date,
    pages: Sequence[PageReport],
    site: Sequence[SiteFinding],
) -> list[Problem]:
    """What is to be told about the configuration's entries: without a reason, past their day, or unused."""
    known, problems = set(rules), []
    findings = [(page, one) for page in pages for one in page.findings]
    by_source = {page.source: page for page in pages}
    findings += [(by_source[one.page], one.finding) for one in site]
    for number, entry in enumerate(entries, 1):
        told = f"suppress entry {number} ({entry.rule}{' on ' + entry.path if entry.path else ''})"
        if not entry.reason.strip():
            problems.append(
                Problem("notice", "suppression-without-reason", f"{told} gives no reason: it has no effect")
            )
        elif expired(entry.until, as_of):
            message = f"{told} ended on {entry.until}; its findings count again"
            problems.append(Problem("notice", "suppression-expired", message))
        elif any(named(entry.rule, rule) for rule in known) and _unused(entry, pages, findings):
            problems.append(Problem("notice", "suppression-unused", f"{told} suppresses nothing; take it out"))
    return problems


def _unused(entry: Suppress, pages: Sequence[PageReport], findings: Sequence[tuple[PageReport, Finding]]) -> bool:
    """Whether pages under its path were judged and none of their findings is suppressed by the entry."""
    reason = Suppressed("configuration", _with_day(entry.reason, entry.until))

    def under(page: PageReport) -> bool:
        return page.sha256 is not None and (entry.path is None or on_path(entry.path, page.source, page.url))

    if not any(map(under, pages)):
        return False
    return not any(one.suppressed == reason and named(entry.rule, one.rule) and under(page) for page, one in findings)

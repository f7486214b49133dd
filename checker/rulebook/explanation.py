"""A rule in plain words, for the people who run a site: ``check rules show``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from checker import registry
from checker.finding import spoken
from checker.page_types import PAGE_TYPES
from checker.reports.terminal import Paper, Span
from checker.reports.wording import BINDING, PLAIN_STATUSES
from checker.rule import Example, Expectation, Rule
from checker.standards import criterion

_OWNERS = {
    "content": "An editor can mend it, in the text or the pictures.",
    "template": "The web team, in the template of the site.",
    "platform": "The web team or the vendor, in the platform that serves the site.",
    "server": "The web team, in the settings of the server.",
}
_SEVERITIES = {
    "error": "A page that breaks it fails.",
    "warning": "A page that breaks it is warned; it fails only where the threshold is set to warning.",
    "note": "It is told as a note and never fails a page by itself.",
}
_AUDIENCES = {
    "federal": "federal sites",
    "gov": "federal .gov sites",
    "mil": ".mil sites",
    "dod": "sites of the Department of Defense",
    "state-local": "state, local, tribal and territorial sites",
    "intranet": "agency intranets",
    "standards": "pages that are held to WCAG or W3C's ACT rules alone",
}
_EXAMPLES = {
    "passed": "These pages are fine",
    "failed": "These pages break it",
    "cantTell": "On these pages a person must decide",
    "inapplicable": "On these pages there is nothing to judge",
}
#: Examples of one outcome that are shown in full.
_SHOWN = 2
_LINES = 8
#: Words that a rule looks for, of which the reader sees so many.
_WORDS = 12


def explained(rule: Rule, examples: Iterable[Example], *, width: int = 80, colour: bool = False) -> str:
    """What the rule asks, why, who says so and how binding, how it is decided and mended, with examples."""
    paper = Paper(width=width, colour=colour)
    paper.write(Span(rule.title, "bold"), hang=2)
    preview = ", on trial: its findings are shown but do not count" if rule.stage == "preview" else ""
    paper.write(Span(f"{rule.id}, {rule.severity}{preview}", "dim"))
    _section(paper, "Why it matters", rule.why)
    _section(paper, "How to mend it", rule.remedy)
    _section(paper, "Who has to act", _OWNERS[rule.owner])
    _authorities(paper, rule)
    _decided(paper, rule)
    _applies(paper, rule)
    _examples(paper, list(examples))
    _references(paper, rule)
    return paper.text()


def _section(paper: Paper, heading: str, *paragraphs: str) -> None:
    paper.blank()
    paper.write(Span(heading, "bold"))
    for paragraph in paragraphs:
        paper.write(paragraph, indent=2)


def _authorities(paper: Paper, rule: Rule) -> None:
    _section(paper, "Who says so, and how binding it is")
    for one in rule.authority:
        status = f" ({one.status})" if one.status not in (*PLAIN_STATUSES, BINDING[one.kind]) else ""
        paper.write(one.cite, Span(f": {BINDING[one.kind]}{status}", "bold"), indent=2, hang=4)
        if one.url:
            paper.write(Span(one.url, "blue"), f" (read on {one.read_on})" if one.read_on else "", indent=4)


def _unmet(one: Expectation) -> str:
    """What follows where the expectation is not met, if that is not what the rule says in general."""
    own = f"{'an' if one.severity == 'error' else 'a'} {one.severity}" if one.severity else ""
    if one.unmet_as:
        return f" If not, a person must decide whether it is {own}." if own else " If not, a person must decide."
    return f" If not, it is {own}." if own else ""


def _decided(paper: Paper, rule: Rule) -> None:
    _section(paper, "How it is decided", "All of this must hold:" if len(rule.expectations) > 1 else "This must hold:")
    for one in rule.expectations:
        paper.write("- ", one.says, Span(_unmet(one), "dim"), indent=2, hang=4)
        if one.remedy:
            paper.write(Span("Mend: ", "bold green"), one.remedy, indent=4, hang=6)
        words = [word for call in one.any_of for word in call.parameters.get("phrases", ())]
        if words:
            more = f" and {len(words) - _WORDS} more" if len(words) > _WORDS else ""
            paper.write(Span(f"Looked for: {', '.join(words[:_WORDS])}{more}", "dim"), indent=4, hang=6)
    paper.write(_SEVERITIES[rule.severity], indent=2)
    for assumption in rule.assumptions:
        paper.write("Assumed: ", assumption, indent=2, hang=4)
    if rule.supersedes:
        paper.write(f"Where it is broken, the same fault is not told again by {', '.join(rule.supersedes)}.", indent=2)


def _applies(paper: Paper, rule: Rule) -> None:
    """On which pages, and on what there."""
    applies = rule.applies_to
    if applies.kind == "select":
        told = [f"Each element that the CSS selector {applies.selector} selects."]
    elif applies.kind == "find":
        told = [_described("finder", applies.finder, applies.parameters)]
    else:
        told = ["The page as a whole."]
    if applies.site:
        told.append("All pages of a run are judged together.")
    for call in applies.where:
        told.append(
            f"Only where this {'does not hold' if call.negated else 'holds'}: "
            + _described("check", call.check, _with_names(call.parameters, applies.finder))
        )
    if rule.page_types:
        told.append(
            f"Only on pages of these types: {', '.join(PAGE_TYPES.get(name, name) for name in rule.page_types)}."
        )
    if "all" not in rule.audience:
        told.append(f"Only on {', '.join(_AUDIENCES.get(name, name) for name in rule.audience)}.")
    _section(paper, "What it looks at", *told)


def _with_names(parameters: Mapping[str, Any], finder: str) -> dict[str, Any]:
    """The parameters with what messages call the finder's parts in the place of their names."""
    parts = registry.registered("finder", finder).parts if finder else {}
    return {key: parts.get(v) or spoken(v) if key in ("part", "other") else v for key, v in parameters.items()}


def _described(kind: str, name: str, parameters: Mapping[str, Any]) -> str:
    """What the check or finder says of itself, with the parameters that the rule gives it."""
    said = (registry.registered(kind, name).function.__doc__ or name).strip().partition("\n")[0]
    given = {key: ", ".join(map(str, v)) if isinstance(v, list) else str(v) for key, v in parameters.items()}
    # What the sentence names, it says with the value: "The ``part`` is there."
    named = set(re.findall("``(.+?)``", said)) & given.keys()
    rest = [f"{key}: {value}" for key, value in given.items() if key not in named]
    said = re.sub("``(.+?)``", lambda word: given.get(word[1], f"“{word[1]}”"), said)
    return said[:1].upper() + said[1:] + (f" ({'; '.join(rest)})" if rest else "")


def _examples(paper: Paper, examples: list[Example]) -> None:
    for outcome, heading in _EXAMPLES.items():
        alike = [example for example in examples if example.outcome == outcome]
        if not alike:
            continue
        _section(paper, heading)
        for example in alike[:_SHOWN]:
            paper.write(f"{example.name}:", indent=2, hang=4)
            for url, html in example.pages:
                if url:
                    paper.write(Span(url, "dim"), indent=4)
                lines = html.strip("\n").split("\n")
                for line in lines[:_LINES]:
                    indent = 4 + len(line) - len(line.lstrip())
                    paper.write(Span(line, "cyan"), indent=indent, hang=indent + 2)
                if len(lines) > _LINES:
                    paper.raw(Span("…", "cyan"), indent=4)
        if len(alike) > _SHOWN:
            paper.write(Span(f"and {len(alike) - _SHOWN} more in the rule's file", "dim"), indent=2)


def _references(paper: Paper, rule: Rule) -> None:
    """Where it stands in the standards and testing methods."""
    told = []
    for one in rule.requirements:
        known = criterion(one.id)
        name = f" {known.name}" if known else ""
        told.append(
            f"{one.standard}, {one.id}{name} (Level {one.level})"
            + ("" if one.role == "conformance" else f": related; {one.because}" if one.because else ": related")
        )
    for words, numbers in (
        ("Revised Section 508 Standards", rule.section508),
        ("Trusted Tester", rule.trusted_tester),
        ("ICT Testing Baseline", rule.ict_baseline),
        ("W3C ACT rule", rule.act),
        ("Formerly named", rule.formerly),
    ):
        if numbers:
            told.append(f"{words}: {', '.join(numbers)}")
    told.append(f"File: {rule.path}")
    _section(paper, "For reference", *told)

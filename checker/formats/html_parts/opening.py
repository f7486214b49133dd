"""How the report opens: the verdict, what was read, and the first things to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from checker.finding import SEVERITIES
from checker.formats.html_parts.causes import Cause, Section, counted
from checker.report import Problem, Report
from checker.reports.wording import VERDICTS, read_as

#: Causes that each card of the opening names.
_NAMED = 4


class Card(NamedTuple):
    """One party's work in short: how much, and the first of it."""

    section: Section
    kind: str
    told: str
    split: tuple[tuple[str, str], ...]
    first: tuple[Cause, ...]
    more: int


class Opening(NamedTuple):
    """The first screen of the report."""

    title: str
    verdict: str
    verdict_word: str
    told: str
    fixes: str
    read_as: str
    notices: tuple[str, ...]
    baseline: str
    mended: tuple[tuple[str, str], ...]
    address_unknown: int
    cards: tuple[Card, ...]


def opening(report: Report, found: Sequence[Section]) -> Opening:
    """The verdict in words and what each party has to do."""
    one = report.pages[0] if len(report.pages) == 1 else None
    name = one.source if one else counted(len(report.pages), "page")
    faults = [section for section in found if section.name in ("editor", "web-team")]
    total, needed = sum(s.findings for s in faults), sum(s.fixes for s in faults)
    return Opening(
        title=name,
        verdict=report.verdict,
        verdict_word=VERDICTS.get(report.verdict, report.verdict),
        told=_told(report, found),
        fixes=f"{counted(needed, 'fix mends', 'fixes mend')} {counted(total, 'finding')}." if needed < total else "",
        read_as=read_as(one) if one and one.facts else "",
        notices=tuple(
            _notice(problem)
            for problem in [*report.notices, *(one.problems if one else ())]
            if problem.level == "notice"
        ),
        baseline=_baseline(report),
        mended=tuple((fault.path or fault.glob or "", fault.message) for fault in report.baseline.fixed)
        if report.baseline
        else (),
        address_unknown=sum(page.url is None and page.verdict != "error" for page in report.pages),
        cards=tuple(_card(section) for section in found if section.name in ("editor", "web-team", "review")),
    )


def _baseline(report: Report) -> str:
    known = report.baseline
    return f"{known.new:,} new, {known.known:,} known and not counted, {len(known.fixed):,} mended" if known else ""


def _notice(problem: Problem) -> str:
    return f"line {problem.line}: {problem.message}" if problem.line is not None else problem.message


def _told(report: Report, found: Sequence[Section]) -> str:
    """Such as "7 errors, 23 warnings, 4 for a person to look at, 9 notes"."""
    by_name = {section.name: section for section in found}
    counts = Counter[str]()
    for name in ("editor", "web-team"):
        for cause in by_name[name].causes if name in by_name else ():
            counts[cause.severity] += len(cause.places)
    told = [counted(counts[severity], severity) for severity in SEVERITIES if counts[severity]]
    if "review" in by_name:
        told.append(f"{by_name['review'].findings:,} for a person to look at")
    if "notes" in by_name:
        told.append(counted(by_name["notes"].findings, "note"))
    words = ", ".join(told) or "nothing found"
    if len(report.pages) == 1:
        return words
    verdicts = Counter(page.verdict for page in report.pages)
    split = ", ".join(f"{verdicts[verdict]:,} {word}" for verdict, word in VERDICTS.items() if verdicts[verdict])
    return f"{counted(len(report.pages), 'page')}: {split}. Found: {words}."


def _card(section: Section) -> Card:
    by_severity = Counter[str]()
    for cause in section.causes:
        by_severity[cause.severity] += len(cause.places)
    split = tuple((one, counted(by_severity[one], one)) for one in SEVERITIES if by_severity[one])
    kind = "review" if section.name == "review" else split[0][0]
    if section.name == "review":
        told = counted(section.findings, "place to look at", "places to look at")
    elif section.fixes < section.findings:
        told = f"{counted(section.fixes, 'fix', 'fixes')} for {counted(section.findings, 'finding')}"
    else:
        told = counted(section.findings, "finding")
    return Card(
        section,
        kind,
        told,
        () if kind == "review" else split,
        section.causes[:_NAMED],
        max(0, len(section.causes) - _NAMED),
    )

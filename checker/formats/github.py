"""Annotations of GitHub Actions: lines that the runner turns into notes on the changed files and on the run.

Workflow commands and their escaping:
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message and
https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts. GitHub keeps 10 errors, 10 warnings
and 10 notices of a step: https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations.

So each fault is told once with its number of places, the worst and the most frequent first, and what does not fit
is counted in a last notice. An action prints this format and appends the format ``markdown`` to the file that
GITHUB_STEP_SUMMARY names, which is the job summary; neither needs a token.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from checker.finding import Outcome
from checker.registry import report_format
from checker.report import PageReport, Report
from checker.reports.grouping import Key, key_of
from checker.reports.listing import Listed, file_name, listed, sentence_of, to_tell
from checker.reports.terminal import printable
from checker.reports.wording import VERDICTS, counted

MOST_OF_A_KIND = 10
_KINDS = ("error", "warning", "notice")
_LONGEST_MESSAGE = 2000


class _Annotation(NamedTuple):
    kind: str
    properties: dict[str, str | int]
    message: str

    def line(self) -> str:
        """The workflow command; nothing in it can begin another one."""
        properties = ",".join(f"{name}={_escaped(str(value))}" for name, value in self.properties.items())
        return f"::{self.kind} {properties}::{_escaped_message(self.message)}\n"


@report_format("github", suffix=".txt")
def render(report: Report) -> str:
    """The annotations, one a line, and the verdict as the last notice."""
    told = [*_problems(report), *_faults(report)]
    room = {"error": MOST_OF_A_KIND, "warning": MOST_OF_A_KIND, "notice": MOST_OF_A_KIND - 1}
    kept: list[_Annotation] = []
    left: Counter[str] = Counter()
    for one in sorted(told, key=lambda one: _KINDS.index(one.kind)):
        if room[one.kind]:
            room[one.kind] -= 1
            kept.append(one)
        else:
            left[one.kind] += 1
    return "".join(one.line() for one in [*kept, _closing(report, left)])


def _faults(report: Report) -> Iterator[_Annotation]:
    """One annotation for each fault, at its first place."""
    faults: dict[Key, list[Listed]] = {}
    for one in to_tell(listed(report)):
        faults.setdefault(key_of(one.finding), []).append(one)
    for places in sorted(faults.values(), key=len, reverse=True):
        first = places[0]
        message = sentence_of(first.finding)
        if first.built:
            message += f" (Built page: {first.built})"
        if len(places) > 1:
            pages = len({one.page.source for one in places})
            message += f" ({counted(len(places), 'place')} on {counted(pages, 'page')})"
        yield _Annotation(_kind(first), {**_place(first), "title": _title(first, report)}, message)


def _kind(one: Listed) -> str:
    doubted = one.finding.outcome is Outcome.CANT_TELL
    return "notice" if doubted or one.finding.severity == "note" else one.finding.severity


def _title(one: Listed, report: Report) -> str:
    rule = report.rules.get(one.finding.rule)
    doubt = "A person must decide: " if one.finding.outcome is Outcome.CANT_TELL else ""
    return f"{doubt}{rule.title if rule else one.finding.rule} ({one.finding.rule})"


def _place(one: Listed) -> dict[str, str | int]:
    """Where: columns only within one line, as the documentation of annotations asks."""
    place = one.finding.target
    found: dict[str, str | int] = {"file": one.file, "line": one.line}
    if one.mapped or place.line is None:
        return found
    if place.end_line is not None:
        found["endLine"] = place.end_line
    if place.column is not None and place.end_line in (None, place.line):
        found["col"] = place.column
        if place.end_column is not None:
            found["endColumn"] = place.end_column
    return found


def _problems(report: Report) -> Iterator[_Annotation]:
    for page in report.pages:
        for problem in page.problems:
            if problem.level == "error":
                yield _Annotation("error", _problem_place(page, problem.line), problem.message)


def _problem_place(page: PageReport, line: int | None) -> dict[str, str | int]:
    file = file_name(page.mapped_source or page.source)
    at = line if line is not None and page.mapped_source is None else 1
    return {"file": file, "line": at, "title": "The page could not be checked"}


def _closing(report: Report, left: Counter[str]) -> _Annotation:
    pages = counted(len(report.pages), "page")
    told = f"{VERDICTS.get(report.verdict, report.verdict)}: {pages} checked"
    told += ", not everything could be." if report.incomplete else "."
    if left:
        more = ", ".join(counted(left[kind], f"more {kind}") for kind in _KINDS if left[kind])
        told += f" {more} not shown here, since GitHub shows {MOST_OF_A_KIND} of a kind; the job summary has them."
    return _Annotation("notice", {"title": "check"}, told)


def _escaped_message(text: str) -> str:
    """The text as a command's message may hold it: on one line, and with no controls, since the log shows colours."""
    text = printable(text)
    text = text if len(text) <= _LONGEST_MESSAGE else f"{text[: _LONGEST_MESSAGE - 1]}…"
    return text.replace("%", "%25")


def _escaped(text: str) -> str:
    """The text as a command's property may hold it."""
    return _escaped_message(text).replace(":", "%3A").replace(",", "%2C")

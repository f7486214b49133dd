"""What people would rather look at: standards, the pages by rule, earlier runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from checker.finding import Finding, Outcome
from checker.report import PageReport, Report
from checker.reports.summary import summary
from checker.reports.wording import STANDARD_NAMES, VERDICTS, read_as
from checker.standards import standards_of

#: As much of the matrix as a reader can take in; what is left out is said.
MATRIX_RULES = 24
MATRIX_PAGES = 60
_OUTCOME_WORDS = {
    "fail": "Fails",
    "review": "A person must decide",
    "pass": "No failure found",
    "error": "Could not be judged",
}
_PROBLEMS = {"notice": "Notice", "error": "Could not be checked"}
_LETTERS = {"error": "E", "warning": "W", "note": "N", "review": "?"}
_MARKS = {Outcome.PASSED: "·", Outcome.UNTESTED: "–"}


class Segment(NamedTuple):
    """A stretch of a bar, in percent of its length."""

    kind: str
    start: float
    length: float


class Row(NamedTuple):
    """A named row of numbers with its bar."""

    name: str
    words: str
    kind: str
    numbers: tuple[int | str, ...]
    bar: tuple[Segment, ...]


def _bar(parts: Mapping[str, int], whole: int) -> tuple[Segment, ...]:
    segments, start = [], 0.0
    for kind, number in parts.items():
        length = round(100 * number / whole, 2) if whole else 0.0
        if length:
            segments.append(Segment(kind, round(start, 2), length))
        start += length
    return tuple(segments)


def standards_table(report: Report) -> list[Row]:
    """What came out by each standard that the rules of the run rest on.

    The numbers are the pages of each outcome, or for a single page its errors, warnings and doubts.
    """
    meant = {standard for rule in report.rules.values() for standard in standards_of(rule)}
    found = _by_standard(report)
    rows = []
    for name, verdict in report.verdicts.items():
        if name not in meant:
            continue
        if len(report.pages) > 1:
            counts, kinds = Counter(page.verdicts.get(name, "pass") for page in report.pages), tuple(_OUTCOME_WORDS)
            whole = len(report.pages)
        else:
            counts, kinds = found[name], ("error", "warning", "review")
            whole = max(1, *(sum(one[kind] for kind in kinds) for one in found.values()))
        parts = {kind: counts[kind] for kind in kinds}
        title = STANDARD_NAMES.get(name, name)
        words = _OUTCOME_WORDS.get(verdict, verdict)
        rows.append(Row(title[0].upper() + title[1:], words, verdict, tuple(parts.values()), _bar(parts, whole)))
    return rows


def _by_standard(report: Report) -> dict[str, Counter[str]]:
    """How many findings of each severity count for each standard."""
    found = {name: Counter[str]() for name in report.verdicts}
    for (rule, kind), number in Counter((one.rule, _kind(one)) for _, one in _counted(report)).items():
        for name in standards_of(report.rules[rule]) & set(found) if rule in report.rules else ():
            found[name][kind] += number
    return found


def _kind(finding: Finding) -> str:
    return "review" if finding.outcome is Outcome.CANT_TELL else finding.severity


def trend(report: Report) -> list[Row]:
    """Errors, warnings and doubts of the earlier runs and of this one, with what is new and what was fixed since."""
    if not report.earlier:
        return []
    runs = [*report.earlier, report]
    sums = [summary(run) for run in runs]
    parts = [
        {**{kind: one["by_severity"][kind] for kind in ("error", "warning")}, "review": one["by_outcome"]["cantTell"]}
        for one in sums
    ]
    most = max(1, *(sum(one.values()) for one in parts))
    rows: list[Row] = []
    before: set[tuple[str, str]] | None = None
    for run, one in zip(runs, parts, strict=True):
        now = {(page, finding.fingerprint) for page, finding in _counted(run)}
        changes: tuple[int | str, ...] = (len(now - before), len(before - now)) if before is not None else ("", "")
        when = run.run.started.replace("T", " ").removesuffix("Z")[:16]
        numbers = (len(run.pages), *one.values(), *changes)
        rows.append(Row(when, "this run" if run is report else "", "", numbers, _bar(one, most)))
        before = now
    return rows


def _counted(report: Report) -> Iterator[tuple[str, Finding]]:
    """The findings that count for a verdict, with the source of their page."""
    told = [(page.source, finding) for page in report.pages for finding in page.findings]
    for source, finding in [*told, *((one.page, one.finding) for one in report.site)]:
        if finding.counts and finding.outcome in (Outcome.FAILED, Outcome.CANT_TELL):
            yield source, finding


class Matrix(NamedTuple):
    """Pages by rules; a cell is its kind and its text."""

    rules: tuple[tuple[str, str], ...]
    rows: tuple[tuple[int, str, tuple[tuple[str, str], ...]], ...]
    pages_with_findings: int
    rules_with_findings: int


def matrix(report: Report) -> Matrix | None:
    """The pages and rules with most found, or None for a single page."""
    if len(report.pages) < 2:
        return None
    found = Counter((source, finding.rule, _kind(finding)) for source, finding in _counted(report))
    if not found:
        return None
    cells: dict[str, dict[str, dict[str, int]]] = {}
    sums: Counter[tuple[str, str]] = Counter()
    for (source, rule, kind), number in found.items():
        cells.setdefault(source, {}).setdefault(rule, {})[kind] = number
        sums[source, kind] += number
    kinds = tuple(_LETTERS)
    on_pages = Counter((rule, kind) for _, rule, kind in found)
    rules = sorted({rule for _, rule, _ in found}, key=lambda rule: (*(-on_pages[rule, kind] for kind in kinds), rule))
    columns = rules[:MATRIX_RULES]
    pages = [(number, page) for number, page in enumerate(report.pages) if page.source in cells]
    pages.sort(key=lambda one: tuple(-sums[one[1].source, kind] for kind in kinds))
    rows = tuple(
        (number, page.source, tuple(_cell(page, rule, cells[page.source]) for rule in columns))
        for number, page in pages[:MATRIX_PAGES]
    )
    titles = tuple((rule, report.rules[rule].title if rule in report.rules else "") for rule in columns)
    return Matrix(titles, rows, len(pages), len(rules))


def shared_folder(report: Report) -> str:
    """The path that the sources of all pages begin with, to its last slash; empty for a single page."""
    sources = [page.source for page in report.pages]
    if len(sources) < 2:
        return ""
    first, last = min(sources), max(sources)
    length = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    shared, slash, _ = first[:length].rpartition("/")
    return shared + slash


def _cell(page: PageReport, rule: str, found: Mapping[str, Mapping[str, int]]) -> tuple[str, str]:
    counts = found.get(rule)
    if not counts:
        return "", _MARKS.get(page.outcomes.get(rule, Outcome.INAPPLICABLE), "")
    kind = next(kind for kind in _LETTERS if kind in counts)
    return kind, f"{sum(counts.values())} {_LETTERS[kind]}"


class PageRow(NamedTuple):
    """One page in the list of pages."""

    number: int
    source: str
    edited: str
    url: str
    verdict: str
    word: str
    errors: int
    warnings: int
    review: int
    read_as: str
    problems: tuple[str, ...]


def pages_table(report: Report) -> list[PageRow]:
    """Every page with its verdict, its numbers and what it was read as."""
    counts = Counter((source, _kind(finding)) for source, finding in _counted(report))
    rows = []
    for number, page in enumerate(report.pages):
        rows.append(
            PageRow(
                number=number,
                source=page.source,
                edited=page.mapped_source or "",
                url=page.final_url or page.url or "",
                verdict=page.verdict,
                word=VERDICTS.get(page.verdict, page.verdict),
                errors=counts[page.source, "error"],
                warnings=counts[page.source, "warning"],
                review=counts[page.source, "review"],
                read_as=read_as(page) if page.facts else "",
                problems=tuple(f"{_PROBLEMS.get(one.level, one.level)}: {one.message}" for one in page.problems),
            )
        )
    return rows

"""Reports of shards to the report of one run: its very bytes, where the times are those of SOURCE_DATE_EPOCH."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from checker.errors import ReportError
from checker.finding import SiteTarget
from checker.gate.baseline import Baseline
from checker.options import options_stated
from checker.report import PageReport, Report, Shard
from checker.rule import Rule
from checker.run.conclusion import concluded, run_made
from checker.run.one_source import Runner

_WHOLE = Shard(1, 1, 0, {})


def merged(
    shards: Sequence[tuple[Path, Report]],
    rules: Mapping[str, Rule],
    digest: str,
    *,
    known: tuple[Baseline, str] | None = None,
) -> Report:
    """The report of one run over all that the shards judged, the rules of the site included.

    ``rules`` are those of the shards, by id, with the digest of their files; ``known`` the baseline of their run and
    its digest. ReportError where the reports are not all the shards of one run.
    """
    parts = _in_order(shards)
    first = parts[0]
    if first.run.rules_digest != digest:
        raise ReportError("the shards were judged by other rules; merge them with the same version and --rules")
    stated = first.run.options.get("baseline")
    if stated != (known[1] if known else None):
        told = "the one that the shards had" if stated else "none, as the shards had"
        raise ReportError(f"merge with {told}: --baseline decides what is known")
    options = options_stated(first.run.options, date.fromisoformat(first.run.as_of))
    chosen = [rules[name] for name in first.rules if name in rules]
    runner = Runner(chosen, options)
    pages = _interleaved([part.pages for part in parts])
    for page in pages:
        _without_baseline(page)
        runner.gate.settle(page)
    site = runner.judge_site(pages, _gathered(parts))
    run = run_made(
        min(part.run.started for part in parts),
        max(part.run.finished for part in parts),
        options,
        digest,
        pages,
        next((part.run.browser for part in parts if part.run.browser), None),
        stated=first.run.options,
    )
    report = concluded(runner, run, pages, site, known=known[0] if known else None)
    # What another engine was asked beside our rules stands in the reports alone.
    others = {name: rule for part in parts for name, rule in part.rules.items() if name not in rules}
    report.rules = {**report.rules, **others}
    report.severities = {**report.severities, **{name: rule.severity for name, rule in others.items()}}
    return report


def _in_order(shards: Sequence[tuple[Path, Report]]) -> list[Report]:
    """The reports by the number of their shard; each has to be there, once, and whole."""
    found: dict[int, Report] = {}
    first: tuple[Path, Report] | None = None
    for path, report in shards:
        shard = report.shard
        if shard is None:
            raise ReportError(f"{path}: no shard; merge takes the reports of runs with --shard")
        if first is None:
            first = path, report
        for key, one, other in _of_one_run(report, first[1]):
            if one != other:
                raise ReportError(f"{path}: {key} is {one}, but {other} in {first[0]}: not shards of one run")
        if shard.number in found:
            raise ReportError(f"{path}: shard {shard.number} is given twice")
        expected = len(range(shard.number - 1, shard.pages, shard.of))
        if len(report.pages) != expected:
            raise ReportError(f"{path}: has {len(report.pages)} of its {expected} pages: the run was interrupted")
        found[shard.number] = report
    if first is None or first[1].shard is None:
        raise ReportError("no report is given")
    missing = [number for number in range(1, first[1].shard.of + 1) if number not in found]
    if missing:
        raise ReportError(f"shard {', '.join(map(str, missing))} of {first[1].shard.of} is missing")
    return [found[number] for number in sorted(found)]


def _of_one_run(report: Report, first: Report) -> Iterable[tuple[str, Any, Any]]:
    """What shards of one run have in common, with the value of the report and of the first."""
    one, other = report.shard or _WHOLE, first.shard or _WHOLE
    yield "the number of shards", one.of, other.of
    yield "the number of pages", one.pages, other.pages
    yield "the tool", " ".join(report.tool), " ".join(first.tool)
    yield "the digest of the rules", report.run.rules_digest, first.run.rules_digest
    yield "as_of", report.run.as_of, first.run.as_of
    yield "options", report.run.options, first.run.options


def _interleaved(parts: Sequence[Sequence[PageReport]]) -> list[PageReport]:
    """The pages in the order of the run: shard i of n had every n-th."""
    return [part[row] for row in range(max(map(len, parts))) for part in parts if row < len(part)]


def _gathered(parts: Sequence[Report]) -> dict[str, list[SiteTarget]]:
    """What the rules of the site need, in the order of the pages."""
    found: dict[str, list[tuple[int, SiteTarget]]] = {}
    for part in parts:
        shard = part.shard or _WHOLE
        for rule, targets in shard.gathered.items():
            place = shard.number - 1
            found.setdefault(rule, []).extend((number * shard.of + place, target) for number, target in targets)
    return {
        rule: [target for _, target in sorted(targets, key=lambda item: item[0])] for rule, targets in found.items()
    }


def _without_baseline(page: PageReport) -> None:
    """Let the findings count that a shard knew from the baseline: what is known is decided over all pages."""
    page.findings = [
        one._replace(suppressed=None) if one.suppressed and one.suppressed.by == "baseline" else one
        for one in page.findings
    ]

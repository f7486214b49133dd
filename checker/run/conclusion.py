"""Judged pages to a report: known findings, verdicts and sums. A run and a merge of its shards end here alike."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from checker import __version__
from checker.gate.suppression import configured_notices
from checker.gate.thresholds import worst_verdict
from checker.options import Options
from checker.report import PageReport, Report, Run, Shard, SiteFinding
from checker.run.one_source import Runner
from checker.standards import STANDARDS

if TYPE_CHECKING:
    from checker.gate.baseline import Baseline


class Adopt(NamedTuple):
    """All findings of the run become known: a baseline is to be written in the folder."""

    folder: Path


def concluded(
    runner: Runner,
    run: Run,
    pages: list[PageReport],
    site: list[SiteFinding],
    *,
    known: Baseline | Adopt | None = None,
    shard: Shard | None = None,
    interrupted: bool = False,
) -> Report:
    """The report on the pages; sets their verdicts anew where findings are known from a baseline."""
    options, rules = runner.options, {rule.id: rule for rule in runner.rules}
    if options.render.axe is not None:
        from checker.opinion import other_rules

        rules |= other_rules(pages)
    compared = None
    if known is not None:
        from checker.gate.baseline import baseline_of, compare

        baseline = baseline_of(known.folder, pages, site, rules) if isinstance(known, Adopt) else known
        site, compared = compare(baseline, pages, site, rules)
        of_site: dict[str, list[SiteFinding]] = {}
        for one in site:
            of_site.setdefault(one.page, []).append(one)
        for page in pages:
            runner.gate.settle(page, [one.finding for one in of_site.get(page.source, ())])
    return Report(
        tool=("gov-page-check", __version__),
        run=run,
        rules=rules,
        severities={rule.id: options.severities.get(rule.id, rule.severity) for rule in rules.values()},
        pages=pages,
        site=site,
        coverage={},
        threshold_reached=runner.gate.reached(pages, site),
        verdict=worst_verdict(page.verdict for page in pages),
        verdicts={name: worst_verdict(page.verdicts[name] for page in pages) for name in STANDARDS},
        interrupted=interrupted,
        baseline=compared,
        notices=configured_notices(options.suppress, rules, options.as_of, pages, site) if shard is None else [],
        shard=shard,
    )


def run_made(
    started: str,
    finished: str,
    options: Options,
    digest: str,
    pages: Sequence[PageReport],
    browser: str | None,
    identity: str = "",
    stated: dict[str, Any] | None = None,
) -> Run:
    """How a run was made; without an identity of its own it has one that depends on the input alone."""
    stated = options.judgement if stated is None else stated
    modes = {page.mode for page in pages}
    mode = modes.pop() if len(modes) == 1 else options.mode
    return Run(
        identity or _identity(digest, stated, pages), started, finished, mode, options.as_of.isoformat(), digest, browser,
        stated,
    )  # fmt: skip


def _identity(digest: str, stated: Mapping[str, Any], pages: Sequence[PageReport]) -> str:
    told = json.dumps([digest, stated, [(page.source, page.sha256) for page in pages]], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]

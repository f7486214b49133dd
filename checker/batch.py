"""Many sources, one report: judged in order or by several processes, with the same bytes out."""

from __future__ import annotations

import atexit
import gc
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from checker import __version__
from checker.finding import SiteTarget
from checker.gate import worst_verdict
from checker.options import Options
from checker.pattern import read_kept
from checker.report import PageReport, Report, Run
from checker.rule import Rule
from checker.ruleset import cache_folder
from checker.run import STANDARDS, Runner
from checker.targets import Refused, Source, sources

OnePage = tuple[PageReport, dict[str, list[SiteTarget]]]

#: The runner of a worker process, made once when the process starts.
_runner: Runner | None = None


def check(
    targets: Sequence[str],
    rules: Sequence[Rule],
    digest: str,
    options: Options,
    *,
    jobs: int = 1,
    plugins: Sequence[Path] = (),
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Report:
    """The report on the targets, pages in the order of the targets at any number of jobs.

    ``progress`` is told how many sources of how many are done. An interruption ends the run with
    what was finished: the report says so and holds the pages that are done.
    """
    started = _now()
    runner = Runner(rules, options)
    wanted = list(sources(targets, url=options.url))
    pages: list[PageReport] = []
    gathered: dict[str, list[SiteTarget]] = {}
    interrupted = False
    judged = _judged_by_processes(wanted, runner, jobs, plugins) if jobs > 1 and len(wanted) > 1 else None
    try:
        for page, for_site in judged or map(runner.judge, wanted):
            pages.append(page)
            progress(len(pages), len(wanted))
            for rule_id, found in for_site.items():
                gathered.setdefault(rule_id, []).extend(found)
    except KeyboardInterrupt:
        interrupted = True
    finally:
        browser = runner.browser
        runner.close()
    site = runner.judge_site(pages, gathered)
    verdicts = {name: worst_verdict(page.verdicts[name] for page in pages) for name in STANDARDS}
    return Report(
        tool=("gov-page-check", __version__),
        run=_run(started, options, digest, pages, browser),
        rules={rule.id: rule for rule in runner.rules},
        severities={rule.id: options.severities.get(rule.id, rule.severity) for rule in runner.rules},
        pages=pages,
        site=site,
        coverage={},
        threshold_reached=runner.gate.reached(pages, site),
        verdict=worst_verdict(page.verdict for page in pages),
        verdicts=verdicts,
        interrupted=interrupted,
    )


def _run(started: str, options: Options, digest: str, pages: Sequence[PageReport], browser: str | None) -> Run:
    """How the run was made. With SOURCE_DATE_EPOCH the id and times depend on the input alone."""
    finished = _now()
    if "SOURCE_DATE_EPOCH" in os.environ:
        told = repr((digest, options.judgement, [(page.source, page.sha256) for page in pages]))
        identity = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    else:
        identity = os.urandom(8).hex()
    modes = {page.mode for page in pages}
    mode = modes.pop() if len(modes) == 1 else options.mode
    return Run(identity, started, finished, mode, options.as_of.isoformat(), digest, browser, options.judgement)


def _now() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def calm_collector() -> None:
    """Let the garbage collector look seldom: pages are taken apart when they are done, and leave it little to find.

    For a process of our own alone; at its usual pace the collector doubles the time a page takes.
    """
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _start_worker(rules: Sequence[Rule], options: Options, plugins: Sequence[Path]) -> None:
    from checker import registry

    global _runner  # noqa: PLW0603 - a worker process is handed its runner once
    for plugin in plugins:
        registry.load_plugin(plugin)
    registry.load_entry_points()
    calm_collector()
    read_kept(cache_folder())
    _runner = Runner(rules, options)
    atexit.register(_runner.close)


def _judge_in_worker(source: Source | Refused) -> OnePage:
    assert _runner is not None
    return _runner.judge(source)


def _judged_by_processes(
    wanted: Sequence[Source | Refused], runner: Runner, jobs: int, plugins: Sequence[Path]
) -> Iterator[OnePage]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # spawn is what every platform has; a fork would also copy whatever the caller's threads hold.
    with ProcessPoolExecutor(
        min(jobs, len(wanted)),
        mp_context=get_context("spawn"),
        initializer=_start_worker,
        initargs=(runner.rules, runner.options, tuple(plugins)),
    ) as pool:
        yield from pool.map(_judge_in_worker, wanted, chunksize=max(1, min(8, len(wanted) // (jobs * 4))))

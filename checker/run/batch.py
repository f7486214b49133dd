"""Many sources, one report: judged in order or by several processes, with the same bytes out."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker import registry
from checker.clock import moment
from checker.errors import TargetError
from checker.finding import SiteTarget
from checker.options import Options
from checker.pattern import read_kept
from checker.report import PageReport, Report, Shard
from checker.rule import Rule
from checker.rulebook.ruleset import cache_folder
from checker.run.cache import OnePage, PageCache
from checker.run.conclusion import Adopt, concluded, run_made
from checker.run.one_source import Runner
from checker.targets import Refused, Source, sources

if TYPE_CHECKING:
    from checker.gate.baseline import Baseline

#: A source is large that has so many times the mean size.
_LARGE = 4
#: The runner of a worker process, made once when the process starts.
_runner: Runner | None = None


def check(
    targets: Sequence[str | Source],
    rules: Sequence[Rule],
    digest: str,
    options: Options,
    *,
    jobs: int = 1,
    plugins: Sequence[Path] = (),
    progress: Callable[[int, int], None] = lambda done, of: None,
    known: Baseline | Adopt | None = None,
    shard: tuple[int, int] | None = None,
    cache: Path | None = None,
) -> Report:
    """The report on the targets, pages in the order of the targets at any number of jobs.

    ``known`` are the findings of a baseline, or Adopt for all that the run finds; ``shard`` (number, of) judges
    the pages of one part alone; ``cache`` is the folder in which the reports of unchanged pages are kept, of several.

    ``progress`` is told how many sources of how many are done. An interruption ends the run with
    what was finished: the report says so and holds the pages that are done.
    """
    started = moment()
    runner = Runner(rules, options)
    wanted = list(sources(targets, url=options.url))
    expanded = len(wanted)
    if shard is not None:
        wanted = wanted[shard[0] - 1 :: shard[1]]
    if cache is not None and len(wanted) > 1:
        runner.cache = PageCache(cache, runner.rules, digest, options, plugins)
    pages: list[PageReport] = []
    gathered: dict[str, list[tuple[int, SiteTarget]]] = {}
    interrupted = False
    try:
        for number, (page, for_site) in enumerate(_judged(wanted, runner, jobs, plugins)):
            pages.append(page)
            progress(len(pages), len(wanted))
            for rule_id, found in for_site.items():
                gathered.setdefault(rule_id, []).extend((number, one) for one in found)
    except KeyboardInterrupt:
        interrupted = True
    finally:
        browser = runner.browser
        runner.close()
        if runner.cache is not None:
            runner.cache.tidy()
    identity = "" if "SOURCE_DATE_EPOCH" in os.environ else os.urandom(8).hex()
    run = run_made(started, moment(), options, digest, pages, browser, identity)
    if shard is not None:
        part = Shard(*shard, expanded, gathered)
        return concluded(runner, run, pages, [], known=known, shard=part, interrupted=interrupted)
    site = runner.judge_site(pages, {rule: [one for _, one in found] for rule, found in gathered.items()})
    return concluded(runner, run, pages, site, known=known, interrupted=interrupted)


def calm_collector() -> None:
    """Let the garbage collector look seldom: pages are taken apart when they are done, and leave it little to find.

    For a process of our own alone; at its usual pace the collector doubles the time a page takes. A page of 20,000 elements
    makes some 120,000 objects that are all in use: to look through them takes as long as an ordinary page.
    """
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)
    gc.enable()


def _start_worker(
    rules: Sequence[Rule],
    options: Options,
    plugins: Sequence[Path],
    cache: PageCache | None,
    index: registry.Index,
) -> None:
    global _runner  # noqa: PLW0603 - a worker process is handed its runner once
    registry.take_index(index)
    for plugin in plugins:
        registry.load_plugin(plugin)
    registry.load_entry_points()
    calm_collector()
    read_kept(cache_folder())
    _runner = Runner(rules, options)
    _runner.cache = cache
    _runner.expect_pages()
    atexit.register(_runner.close)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))  # the parent reports what is done


def _end_with_parent() -> None:
    """End this process when its parent is gone, killed perhaps: nobody would take what it finds, or end it.

    With it goes what drives its browser, and so the browser.
    """
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _judged(
    wanted: Sequence[Source | Refused], runner: Runner, jobs: int, plugins: Sequence[Path]
) -> Iterator[OnePage]:
    """The pages in the order of the sources; what was kept of an earlier run is read here, the rest judged."""
    if jobs == 1 or len(wanted) < 2:
        if runner.cache is None and any(isinstance(source, Source) for source in wanted):
            runner.expect_pages()
        yield from runner.judge_each(wanted)
        return
    kept = [runner.known(source) for source in wanted]
    new = [source for source, found in zip(wanted, kept, strict=True) if found is None]
    judged = _judged_by_processes(new, runner, jobs, plugins) if len(new) > 1 else runner.judge_each(new)
    for found in kept:
        yield found if found is not None else next(judged)


def _judge_in_worker(source: Source | Refused) -> tuple[OnePage, str | None]:
    """The page, and the browser that this process renders with."""
    assert _runner is not None
    return _runner.judge(source), _runner.browser


def _judged_by_processes(
    wanted: Sequence[Source | Refused], runner: Runner, jobs: int, plugins: Sequence[Path]
) -> Iterator[OnePage]:
    """The pages in order. Where a process is lost, the page that it may have been lost to is judged alone."""
    from concurrent.futures.process import BrokenProcessPool

    done = 0
    order: Sequence[int] | None = dealt(wanted)
    while done < len(wanted):
        try:
            for page, browser in _by_pool(wanted[done:], runner, jobs, plugins, order):
                done += 1
                runner.browser = runner.browser or browser
                yield page
        except BrokenProcessPool:
            order = None  # so that the process is next lost to the page whose turn it is
            try:
                yield next(_by_pool(wanted[done : done + 1], runner, 1, plugins))[0]
            except BrokenProcessPool:
                lost = TargetError("the process that judged the page was lost; was there memory enough?", kind="lost")
                yield runner.judge(Refused(wanted[done].name, lost))
            done += 1


def dealt(wanted: Sequence[Source | Refused]) -> list[int]:
    """The numbers of the sources in the order in which processes take them up.

    Files far larger than the others come first: taken up last, one would keep one process busy while the others idle.
    """
    sizes = [_size(source) for source in wanted]
    large = _LARGE * sum(sizes) / len(sizes)
    return sorted(range(len(wanted)), key=lambda number: (-sizes[number] if sizes[number] > large else 0, number))


def _size(source: Source | Refused) -> int:
    """The size of the source in bytes; 0 where it is not known before it is loaded."""
    if isinstance(source, Refused) or source.is_url:
        return 0
    try:
        return len(source.content) if source.content is not None else Path(source.location).stat().st_size
    except (OSError, ValueError):
        return 0


def _by_pool(
    wanted: Sequence[Source | Refused],
    runner: Runner,
    jobs: int,
    plugins: Sequence[Path],
    order: Sequence[int] | None = None,
) -> Iterator[tuple[OnePage, str | None]]:
    """The pages as wanted, whatever the order in which they are taken up."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children, get_context

    # Rendered pages take long and unevenly, so that each is handed out by itself.
    chunk = 1 if runner.options.mode == "rendered" else max(1, min(8, len(wanted) // (jobs * 4)))
    others = set(active_children())
    # spawn is what every platform has; a fork would also copy whatever the caller's threads hold.
    with ProcessPoolExecutor(
        min(jobs, len(wanted)),
        mp_context=get_context("spawn"),
        initializer=_start_worker,
        initargs=(runner.rules, runner.options, tuple(plugins), runner.cache, registry.index_taken()),
    ) as pool:
        order = range(len(wanted)) if order is None else order
        early: dict[int, tuple[OnePage, str | None]] = {}
        following = 0
        try:
            for number, judged in zip(
                order, pool.map(_judge_in_worker, [wanted[one] for one in order], chunksize=chunk), strict=True
            ):
                early[number] = judged
                while following in early:
                    yield early.pop(following)
                    following += 1
        except KeyboardInterrupt:  # the pool would wait for the pages under way
            for worker in set(active_children()) - others:
                worker.terminate()
            raise

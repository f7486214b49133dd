"""While one page is judged, the browser loads the next; each is told as if it were alone."""

from __future__ import annotations

import asyncio
import json
import os
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checker.api import render
from checker.errors import CheckerError
from checker.options import Options
from checker.page import Page
from checker.rendering.options import RenderOptions
from checker.rendering.pipe import Pipe
from checker.rendering.piped import PipedBrowser
from checker.rendering.session import Session
from checker.rulebook import ruleset
from checker.run import batch
from checker.run.one_source import Runner
from checker.targets import Source

pytestmark = pytest.mark.browser

HEAD = "<!doctype html><html lang=en><title>News</title>"


@pytest.fixture
def runner() -> Any:
    rules = [ruleset.load(()).rules["title-present"]]
    made = Runner(rules, Options(date(2026, 11, 23), mode="rendered", render=RenderOptions(timeout=20)))
    yield made
    made.close()


def sources(folder: Path, pages: dict[str, str]) -> list[Source]:
    for name, html in pages.items():
        (folder / name).write_text(html, encoding="utf-8")
    return [Source(name, str(folder / name)) for name in pages]


def test_the_next_page_is_loaded_before_the_one_that_is_there_is_judged(
    tmp_path: Path, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    begin, judge_page = Session._begin, Runner.judge_page

    def begin_told(self: Session, source: Source, *rest: Any) -> Any:
        told.append(f"load {source.name}")
        return begin(self, source, *rest)

    def judge_told(self: Runner, page: Page) -> Any:
        told.append(f"judge {page.name}")
        return judge_page(self, page)

    monkeypatch.setattr(Session, "_begin", begin_told)
    monkeypatch.setattr(Runner, "judge_page", judge_told)
    pages = sources(tmp_path, {"a.html": HEAD, "b.html": HEAD, "c.html": HEAD})
    assert [one.source for one, _ in runner.judge_each(pages)] == ["a.html", "b.html", "c.html"]
    assert told == ["load a.html", "load b.html", "judge a.html", "load c.html", "judge b.html", "judge c.html"]


def test_a_page_that_cannot_be_had_leaves_its_neighbours_as_if_alone(tmp_path: Path) -> None:
    pages = sources(
        tmp_path,
        {
            "a.html": HEAD + "<h1>A</h1>",
            "empty.html": "",
            "endless.html": HEAD + "<script>for (;;);</script>",
            "z.html": HEAD + "<h1>Z</h1><script>document.title += localStorage.length</script>",
        },
    )
    loaded = ruleset.load(())
    options = Options(date(2026, 11, 23), mode="rendered", profile="federal-gov", render=RenderOptions(timeout=4))
    rules = [loaded.rules["title-present"], loaded.rules["html-lang"]]

    def report(wanted: list[Source]) -> list[dict[str, Any]]:
        made = batch.check(wanted, rules, loaded.digest, options)
        pages: list[dict[str, Any]] = json.loads(render(made, "json"))["pages"]
        return pages

    together = report(pages)
    assert together == [report([one])[0] for one in pages]
    problems = [[problem["kind"] for problem in page["problems"]] for page in together]
    assert problems == [[], ["empty"], ["timeout"], []]


def test_what_is_loaded_ahead_is_used_for_its_own_source_alone(tmp_path: Path) -> None:
    session = Session(RenderOptions(timeout=20))
    parsed = Runner([], Options(date(2026, 11, 23)))._parsed
    a, b, c = sources(tmp_path, {n: HEAD + f"<h1>{n}</h1>" for n in ("a", "b", "c")})
    try:
        assert session.page(a, parsed, following=b).select("h1")[0].text == "a"
        assert session.page(c, parsed).select("h1")[0].text == "c"
        assert session.page(b, parsed, following=Source("d", str(tmp_path / "none"))).select("h1")[0].text == "b"
        with pytest.raises(CheckerError):
            session.page(Source("d", str(tmp_path / "none")), parsed)
    finally:
        session.close()


def test_the_browser_that_pages_are_expected_for_is_the_one_that_loads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[PipedBrowser] = []
    is_there = threading.Event()
    start = PipedBrowser.start

    async def start_told(program: Path, proxy: str) -> PipedBrowser:
        started.append(await start(program, proxy))
        is_there.set()
        return started[-1]

    monkeypatch.setattr(PipedBrowser, "start", start_told)
    rules = [ruleset.load(()).rules["title-present"]]
    runner = Runner(rules, Options(date(2026, 11, 23), mode="rendered", render=RenderOptions(timeout=20)))
    runner.expect_pages()
    assert is_there.wait(20)
    assert runner.browser is None  # it has loaded no page yet
    for source in sources(tmp_path, {"a.html": HEAD, "b.html": HEAD}):
        runner.judge(source)
    assert runner.browser is not None
    runner.close()
    assert [one.process for one in started] == [None]  # one was started, and has ended


@pytest.mark.parametrize("step", ["connect", "ask"])
def test_a_browser_that_no_page_came_for_ends_with_the_run(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[Pipe, Path]] = []
    reached = threading.Event()
    start = Pipe.start

    def start_told(self: Pipe, program: Path, arguments: Any, errors: Path) -> None:
        start(self, program, arguments, errors)
        started.append((self, errors.parent))

    async def never(self: Pipe, *_: Any) -> None:
        reached.set()
        await asyncio.sleep(60)

    monkeypatch.setattr(Pipe, "start", start_told)
    monkeypatch.setattr(Pipe, step, never)
    runner = Runner([], Options(date(2026, 11, 23), mode="rendered", render=RenderOptions(timeout=20)))
    runner.expect_pages()
    assert reached.wait(20)
    runner.close()
    ((pipe, profile),) = started
    assert not profile.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pipe.process, 0)
    assert runner.browser is None

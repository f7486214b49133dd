"""Many pages in several processes: the same bytes out, nothing lost, each as if alone."""

from __future__ import annotations

import json
import signal
from datetime import date
from pathlib import Path

import pytest

from checker.api import render
from checker.options import Options
from checker.rendering.options import RenderOptions
from checker.rulebook import ruleset
from checker.run import batch

pytestmark = pytest.mark.browser


def page(number: int) -> str:
    """A page that leaves something behind for the next one, and is told what it found."""
    return f"""<!doctype html><html lang="en"><title>Page {number}</title><body><h1 id="h">Page {number}</h1>
<img src="picture-{number}.png"><p id="p"></p><script>
document.title += " " + (localStorage.kept || "nothing"); localStorage.kept = "left by {number}";
for (let i = 0; i < {number % 7}; i++) document.body.append(document.createElement("h2"));
</script></body></html>"""


def folder(tmp_path: Path, count: int) -> Path:
    for number in range(count):
        (tmp_path / f"page-{number:03}.html").write_text(page(number), encoding="utf-8")
    (tmp_path / "page-broken.html").write_text("", encoding="utf-8")
    return tmp_path


def report(path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795400000")
    loaded = ruleset.load(())
    options = Options(date(2026, 11, 23), mode="rendered", profile="federal-gov", render=RenderOptions(timeout=20))
    made = batch.check([str(path)], list(loaded.rules.values()), loaded.digest, options, jobs=jobs)
    return render(made, "json")


def test_the_report_is_the_same_at_one_job_and_at_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = folder(tmp_path, 11)
    alone = report(pages, 1, monkeypatch)
    assert report(pages, 2, monkeypatch) == alone
    values = json.loads(alone)
    assert values["run"]["browser"].startswith("Chromium ")
    assert [one["facts"].get("title") for one in values["pages"]] == [*(f"Page {n} nothing" for n in range(11)), None]


@pytest.mark.whole
def test_of_two_hundred_pages_none_is_lost_at_any_number_of_jobs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = folder(tmp_path, 199)
    alone = report(pages, 1, monkeypatch)
    assert len(json.loads(alone)["pages"]) == 200
    assert [report(pages, jobs, monkeypatch) == alone for jobs in (2, 4)] == [True, True]


@pytest.mark.whole
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_a_lost_process_costs_the_page_that_it_judged_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = tmp_path / "plugin.py"
    plugin.write_text(
        "import os, signal\n"
        "from checker.rendering import session\n"
        "honest = session.Session.page\n"
        "def page(self, source, *rest):\n"
        "    if 'page-002' in source.name:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return honest(self, source, *rest)\n"
        "session.Session.page = page\n",
        encoding="utf-8",
    )
    (tmp_path / "pages").mkdir()
    pages = folder(tmp_path / "pages", 4)
    loaded = ruleset.load(())
    options = Options(date(2026, 11, 23), mode="rendered", profile="federal-gov", render=RenderOptions(timeout=20))
    rules = [loaded.rules["title-present"]]
    made = batch.check([str(pages)], rules, loaded.digest, options, jobs=2, plugins=[plugin])
    assert [[problem.kind for problem in one.problems if problem.level == "error"] for one in made.pages] == [
        [],
        [],
        ["lost"],
        [],
        ["empty"],
    ]

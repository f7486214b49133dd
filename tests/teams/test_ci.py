"""A team's CI from the first day on: build, check, and let nothing new in."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent.parent
SITE = "https://www.smallrivers.gov/"


class Job(NamedTuple):
    """How a job ended and what it reported."""

    code: int
    log: str
    sarif: list[dict[str, object]]
    failures: list[str]


class Site:
    """The checkout of a static site with an old fault: its template has no lang attribute."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "examples" / "static-site", folder)
        self.edit("layout.html", '<html lang="en">', "<html>")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the text in a file."""
        file = self.folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """How Python ends in the checkout."""
        return subprocess.run([sys.executable, *command], cwd=self.folder, capture_output=True, text=True, check=False)

    def ci(self, *more: str, targets: tuple[str, ...] = ("_site",)) -> Job:
        """What CI does on each push."""
        shutil.rmtree(self.folder / "_site", ignore_errors=True)
        for report in ("check.sarif", "check.xml"):
            (self.folder / report).unlink(missing_ok=True)
        assert self.run("build.py").returncode == 0
        reports = ("--report", "text=-", "--report", "sarif=check.sarif", "--report", "junit=check.xml")
        done = self.run("-m", "checker", *targets, "--url", SITE, *reports, *more)
        return Job(done.returncode, done.stdout + done.stderr, self._results(), self._failures())

    def _results(self) -> list[dict[str, object]]:
        file = self.folder / "check.sarif"
        if not file.is_file():
            return []
        return list(json.loads(file.read_text(encoding="utf-8"))["runs"][0]["results"])

    def _failures(self) -> list[str]:
        file = self.folder / "check.xml"
        if not file.is_file():
            return []
        cases = ET.parse(file).getroot().iter("testcase")
        return [str(case.get("name")) for case in cases if case.find("failure") is not None]


def test_a_team_with_old_faults_switches_the_gate_on_and_lets_nothing_new_in(tmp_path: Path) -> None:
    site = Site(tmp_path / "checkout")

    before = site.ci()
    assert before.code == 1
    assert any("html-lang" in name for name in before.failures)

    site.ci("--write-baseline", "known.json")
    known = ("--baseline", "known.json")
    adopted = site.ci(*known)
    assert adopted.code == 0, adopted.log
    assert not adopted.failures
    states = {one.get("baselineState") for one in adopted.sarif}
    assert "new" not in states and "unchanged" in states

    news = site.folder / "content" / "locks.md"
    shutil.copy(site.folder / "content" / "contact.md", news)
    site.edit("content/locks.md", "title: Reach the lock keepers", "title: Visit the lock keepers")
    grown = site.ci(*known)
    assert grown.code == 0, grown.log

    site.edit("build.py", "<p>{html.escape(one.strip())}</p>", "<p><img src=lock.jpg>{html.escape(one.strip())}</p>")
    broken = site.ci(*known)
    assert broken.code == 1
    assert broken.failures and all("html-lang" not in name for name in broken.failures)
    new = {one["ruleId"] for one in broken.sarif if one.get("baselineState") == "new"}
    assert "img-alt-present" in new and "html-lang" not in new

    site.edit("build.py", "<img src=lock.jpg>", "")
    assert site.ci(*known).code == 0

    incomplete = site.ci(*known, targets=("_site", "_missing"))
    assert incomplete.code == 3
    assert "_missing" in incomplete.log
    assert incomplete.sarif, "what could be checked is reported"

    refused = site.ci(*known, "--select", "no-such-rule")
    assert refused.code == 2
    assert 'no rule or tag "no-such-rule"' in refused.log
    assert not refused.sarif


def test_a_baseline_that_is_not_there_opens_no_gate(tmp_path: Path) -> None:
    site = Site(tmp_path / "checkout")
    job = site.ci("--baseline", "known.json")
    assert job.code == 2
    assert "known.json" in job.log


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_long_run_tells_its_progress_in_a_terminal_alone(tmp_path: Path) -> None:
    import pty

    page = "<!doctype html><html lang=en><title>News of the office</title><p>Text</p>"
    for number in range(25):
        (tmp_path / f"{number}.html").write_text(page, encoding="utf-8")
    command = [sys.executable, "-m", "checker", ".", "--select", "html-lang", "--no-cache"]
    master, terminal = pty.openpty()
    done = subprocess.run(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=terminal, check=False)
    shown = _read(master, terminal)
    assert done.returncode == 0
    assert "12 of 25 pages\r" in shown
    assert shown.endswith("\r\x1b[K"), "the line is taken away when the run is done"
    assert b"\r" not in done.stdout
    piped = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert not piped.stderr


def _read(master: int, terminal: int) -> str:
    """What was written to the terminal, which is then closed."""
    import os
    import select

    shown = b""
    while select.select([master], [], [], 0.2)[0]:
        shown += os.read(master, 65_536)
    os.close(terminal)
    os.close(master)
    return shown.decode()

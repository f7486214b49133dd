"""Every format, as the command line writes it: from a run, and again from a saved report."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from checker import registry
from checker.api import render
from checker.cli.report import show
from checker.cli.run import run
from tests.formats.hard_reports import broken_report, empty_report, hostile_report

NAMES = "csv earl github gitlab gitlab-accessibility junit markdown sarif".split()


def test_the_formats_of_this_folder_are_registered() -> None:
    assert set(NAMES) <= set(registry.names("format"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("build", [hostile_report, empty_report, broken_report])
def test_a_saved_report_is_shown_in_it(make, tmp_path: Path, name: str, build) -> None:
    file = tmp_path / "report.json"
    report = build(make)
    file.write_text(render(report, "json"), encoding="utf-8", errors="replace")
    done = CliRunner().invoke(show, [str(file), "--format", name])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout


def test_one_run_writes_all_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.html").write_text("<!doctype html><title>News</title><p>Text<img src=a.png>", encoding="utf-8")
    wanted = [f"--report={name}=out.{name}" for name in NAMES]
    done = CliRunner().invoke(run, ["a.html", *wanted])
    assert done.exit_code == 1, done.output
    assert all(Path(f"out.{name}").stat().st_size for name in NAMES)

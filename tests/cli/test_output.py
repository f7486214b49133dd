"""Where reports are written: whole or not at all, and what cannot be is told before the run."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from checker.cli.output import refuse_unwritable, write_whole
from checker.errors import ReportError


def test_a_report_that_breaks_off_leaves_the_one_of_before(tmp_path: Path) -> None:
    def pieces():
        yield "new"
        raise RuntimeError("the format failed")

    report = tmp_path / "report.json"
    report.write_text("old")
    with pytest.raises(RuntimeError):
        write_whole(report, pieces())
    assert report.read_text() == "old"
    assert list(tmp_path.iterdir()) == [report]


@pytest.mark.parametrize("path", ["folder", "", ".", "file/report.json", "x" * 300, "a\0b"])
def test_a_path_that_cannot_be_written_is_told_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("file").touch()
    with pytest.raises(ReportError, match="cannot be written there"):
        refuse_unwritable(Path(path))


def test_folders_that_are_not_there_yet_are_made(check, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<title>News</title>", encoding="utf-8")
    check("page.html", "--report", "json=out/today/report.json", "--report", "html=out/report.html")
    assert (tmp_path / "out/today/report.json").is_file() and (tmp_path / "out/report.html").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("command", ["rules list", "schema report", "report validate r.json", "report show r.json"])
def test_standard_output_that_cannot_be_written_is_told_in_a_line(check, tmp_path: Path, command: str) -> None:
    (tmp_path / "page.html").write_text("<title>News</title>", encoding="utf-8")
    check("page.html", "--report", "json=r.json")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "checker", *command.split()], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 3
    assert done.stderr.decode() == "check: standard output could not be written: No space left on device\n"


def test_trying_leaves_nothing_behind(tmp_path: Path) -> None:
    refuse_unwritable(tmp_path / "report.json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_to_and_not_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()), daemon=True)
    reader.start()
    refuse_unwritable(pipe)
    write_whole(pipe, ["one ", "two"])
    reader.join(5)
    assert read == ["one two"] and pipe.is_fifo()

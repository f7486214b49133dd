"""The README's set-up for CI, run as it is written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
_BLOCK = re.compile(r"<!-- ci -->\s*```sh\n(.*?)```", re.DOTALL)
NO_LANG = "<!doctype html><title>News of the office</title><p>Text</p>"


@pytest.fixture(scope="module")
def lines() -> str:
    """The lines that the README asks to paste."""
    found = _BLOCK.search((ROOT / "README.md").read_text(encoding="utf-8"))
    if found is None:
        pytest.skip("README.md has no block marked <!-- ci -->")
    return found[1]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A built site with an old fault, which its baseline knows."""
    (tmp_path / "_site").mkdir()
    (tmp_path / "_site" / "old.html").write_text(NO_LANG, encoding="utf-8")
    adopt = ["_site", "--url", "https://www.example.gov/", "--write-baseline", "check-baseline.json"]
    subprocess.run([sys.executable, "-m", "checker", *adopt], cwd=tmp_path, check=False, capture_output=True)
    return tmp_path


def ci(folder: Path, lines: str) -> subprocess.CompletedProcess[str]:
    """How a CI job with these lines ends."""
    environment = {**os.environ, "CHECK_REPOSITORY": str(ROOT)}
    command = ["bash", "-eo", "pipefail", "-c", lines]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_set_up_has_five_lines(lines: str) -> None:
    assert len(lines.splitlines()) == 5


@pytest.mark.whole
def test_the_set_up_lets_old_faults_pass_and_nothing_new_in(checkout: Path, lines: str) -> None:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no clone")
    first = ci(checkout, lines)
    assert first.returncode == 0, first.stdout + first.stderr
    (checkout / "_site" / "new.html").write_text(NO_LANG.replace("<p>", "<p><img src=lock.jpg>"), encoding="utf-8")
    shutil.rmtree(checkout / ".check")
    second = ci(checkout, lines)
    assert second.returncode == 1, second.stdout + second.stderr
    assert "lock.jpg" in second.stdout
    assert (checkout / "check.xml").is_file()

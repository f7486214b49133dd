"""The showcase reports and the README's output are what the command prints."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def check(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """What the command does."""
    return subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "NO_COLOR": "1", **environment},
        check=False,
    )


def showcase(name: str) -> str:
    """What the command of reports/README.md writes in the format."""
    epoch, command = re.findall(r"SOURCE_DATE_EPOCH=(\d+) check (.*)", (ROOT / "reports/README.md").read_text())[0]
    options = re.sub(r"--report \S+", "", command)
    return check(*shlex.split(options), "--format", name, SOURCE_DATE_EPOCH=epoch).stdout


def test_the_text_report_is_kept_true() -> None:
    assert showcase("text") == (ROOT / "reports/showcase.txt").read_text(encoding="utf-8")


def test_the_json_report_is_kept_true() -> None:
    now, kept = json.loads(showcase("json")), json.loads((ROOT / "reports/showcase.json").read_text(encoding="utf-8"))
    for report in (now, kept):
        # These change with any rule's text and any release, the showcase with its own rules alone.
        report["run"]["rules_digest"] = report["run"]["id"] = report["tool"]["version"] = ""
    assert now == kept


def test_the_readme_shows_real_output() -> None:
    for page, shown in re.findall(r"<!-- output: (\S+) -->\n(.*?)<!-- end of output -->", README, re.DOTALL):
        printed = check(page).stdout
        for part in re.split(r" +\.\.\.\n", re.sub(r"^    ", "", shown, flags=re.MULTILINE)):
            assert part.strip("\n") in printed


@pytest.mark.parametrize("option", sorted(set(re.findall(r"`(--[a-z-]+)", README))))
def test_the_readme_names_options_that_exist(option: str) -> None:
    assert option in check("--help").stdout


def test_the_readme_s_configuration_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(re.findall(r"```toml\n(.*?)```", README, re.DOTALL)[0], encoding="utf-8")
    (tmp_path / "page.html").write_text('<!doctype html><html lang="en"><title>A page of ours</title><p>Text')
    done = check("page.html", cwd=tmp_path)
    assert done.returncode in (0, 1), done.stderr


def test_the_readme_s_rule_commands_work(tmp_path: Path) -> None:
    (tmp_path / "rules/agency").mkdir(parents=True)
    (tmp_path / "page.html").write_text('<!doctype html><html lang="en"><title>A page of ours</title><p>Text')
    commands = re.findall(r"^    check (rules .*|page.html --rules .*)$", README, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        assert check(*shlex.split(command), cwd=tmp_path).returncode in (0, 1), command

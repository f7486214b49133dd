"""Completion as bash asks for it, with the script that the command prints."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

#: Bash hands the words over and takes COMPREPLY; ``compopt`` is how it is told to offer files.
ASK = """
source "$SCRIPT"
compopt() { echo "$2"; }
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
_check_completion check
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def bin_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the command ``check`` and the script that it prints for bash."""
    folder = tmp_path_factory.mktemp("bin")
    command = folder / "check"
    command.write_text(f"#!{sys.executable}\nfrom checker.cli import main\nmain()\n", encoding="utf-8")
    command.chmod(0o755)
    printed = subprocess.run(
        [command], env={**os.environ, "_CHECK_COMPLETE": "bash_source"}, capture_output=True, check=True
    )
    (folder / "script").write_bytes(printed.stdout)
    return folder


@pytest.fixture
def offered(bin_folder: Path) -> object:
    """``offered("check", "ru")``: what bash offers for the last word."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash")

    def ask(*words: str) -> list[str]:
        environment = {
            **os.environ,
            "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
            "SCRIPT": str(bin_folder / "script"),
        }
        done = subprocess.run(
            [bash, "--norc", "-c", ASK, "bash", *words], env=environment, capture_output=True, text=True, check=True
        )
        assert not done.stderr
        return done.stdout.split()

    return ask


def test_the_first_word_may_be_a_file_or_a_command(offered) -> None:
    assert offered("check", "") == ["default", "report", "rules", "run", "schema"]


def test_options_of_the_main_job_are_offered_without_its_name(offered) -> None:
    assert offered("check", "--page") == ["--page-type"]


def test_options_are_offered_after_a_target(offered) -> None:
    assert offered("check", "page.html", "--max-w") == ["--max-warnings"]


def test_files_are_offered_after_an_option(offered) -> None:
    assert offered("check", "--quiet", "pa") == ["default"]


def test_values_of_options_are_offered(offered) -> None:
    assert offered("check", "--profile", "federal-") == ["federal-mil", "federal-gov"]
    assert offered("check", "page.html", "--select", "html-l") == ["html-lang", "html-lang-valid"]
    assert offered("check", "--format", "sa") == ["sarif"]


def test_subcommands_and_their_options_are_offered(offered) -> None:
    assert offered("check", "rules", "s") == ["show"]
    assert "--format" in offered("check", "report", "show", "--")


def test_rules_are_offered_where_one_is_asked_for(offered) -> None:
    assert offered("check", "rules", "show", "html-l") == ["html-lang", "html-lang-valid"]

"""The hook for pre-commit, tried with pre-commit itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
[HOOK] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
NO_LANG = "<!doctype html><title>News of the office</title><p>Text</p>"
FINE = NO_LANG.replace("<title>", '<html lang="en"><title>')


@pytest.fixture(autouse=True)
def _nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with nothing in it."""
    pytest.importorskip("pre_commit")
    if shutil.which("git") is None:
        pytest.skip("there is no git")
    repository = tmp_path / "site"
    repository.mkdir()
    run(repository, "git", "init", "--quiet")
    run(repository, "git", "config", "user.email", "web@example.gov")
    run(repository, "git", "config", "user.name", "Web staff")
    return repository


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """How the command ends in the folder."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        command, cwd=folder, env={**environment, "NO_COLOR": "1"}, capture_output=True, text=True, check=False
    )


def pre_commit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """How pre-commit ends in the folder."""
    return run(folder, sys.executable, "-m", "pre_commit", *arguments)


def use_local(repository: Path, program: str) -> None:
    """Have the repository use the hook with the program that is installed here, and not in an environment of its own."""
    own = {"name": HOOK["name"], "entry": program, "language": "system"}
    kept = {key: value for key, value in HOOK.items() if key not in ("language", "minimum_pre_commit_version")}
    options = {"args": [*HOOK["args"], "--select", "html-lang"]}
    config = {"repos": [{"repo": "local", "hooks": [{**kept, **own, **options}]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")


def test_the_hook_and_the_example_are_valid() -> None:
    pytest.importorskip("pre_commit")
    assert pre_commit(ROOT, "validate-manifest", ".pre-commit-hooks.yaml").returncode == 0
    assert pre_commit(ROOT, "validate-config", "examples/pre-commit-config.yaml").returncode == 0


def test_the_example_uses_a_hook_that_is_there() -> None:
    config = yaml.safe_load((ROOT / "examples" / "pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for repo in config["repos"] for hook in repo["hooks"]] == [HOOK["id"]]


def test_a_commit_of_a_page_with_a_fault_is_refused(repository: Path) -> None:
    use_local(repository, f"{sys.executable} -m checker")
    (repository / "page.html").write_text(NO_LANG, encoding="utf-8")
    (repository / "notes.txt").write_text("No page.", encoding="utf-8")
    pre_commit(repository, "install")
    run(repository, "git", "add", ".")
    done = run(repository, "git", "commit", "--message", "A page")
    assert done.returncode == 1
    assert "The html element has no lang attribute" in done.stderr + done.stdout
    assert "notes.txt" not in done.stderr + done.stdout


def test_a_commit_of_a_page_without_faults_goes_through(repository: Path) -> None:
    use_local(repository, f"{sys.executable} -m checker")
    (repository / "page.html").write_text(FINE, encoding="utf-8")
    pre_commit(repository, "install")
    run(repository, "git", "add", ".")
    done = run(repository, "git", "commit", "--message", "A page")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.whole
def test_the_hook_installs_itself_from_this_repository(repository: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no clone")
    (repository / "page.html").write_text(NO_LANG, encoding="utf-8")
    run(repository, "git", "add", ".")
    commit = run(ROOT, "git", "rev-parse", "HEAD").stdout.strip()
    done = pre_commit(repository, "try-repo", str(ROOT), "check", "--ref", commit, "--files", "page.html")
    assert done.returncode == 1
    assert "The html element has no lang attribute" in done.stdout, done.stdout + done.stderr

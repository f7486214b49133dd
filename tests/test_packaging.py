"""The wheel holds what a user needs, and a plain run loads nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from checker import __version__

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package as its wheel installs it, without dependencies."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)], check=True
    )
    wheel = next(folder.glob("*.whl"))
    subprocess.run([*pip, "install", "--no-deps", "--target", str(folder / "site"), str(wheel)], check=True)
    return folder / "site"


def run(code: str, *, path: Path | None = None, cwd: Path | None = None) -> str:
    """What Python prints when it runs the code with the folder first on its path."""
    environment = {**os.environ, **({"PYTHONPATH": str(path)} if path else {})}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=cwd, check=True
    )
    return done.stdout


def test_the_command_tells_the_version_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__


def test_the_wheel_lists_the_same_rules_as_the_checkout(installed: Path, tmp_path: Path) -> None:
    code = "import checker, checker.rulebook.ruleset as r; print(checker.__file__); print(*sorted(r.load().rules))"
    place, inside = run(code, path=installed, cwd=tmp_path).splitlines()
    assert str(installed) in place
    assert inside.split() == sorted(path.stem for path in (ROOT / "rules").rglob("*.yaml"))


def test_a_plain_check_imports_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="en"><title>A page of ours</title><p>Text</p>', encoding="utf-8")
    code = (
        "import sys\nfrom checker.cli import main\n"
        f"try: main([{str(page)!r}, '--output', {str(tmp_path / 'out.txt')!r}])\n"
        "except SystemExit: pass\n"
        "print(*sys.modules)"
    )
    run(code, cwd=tmp_path)  # fills the cache of compiled rules
    loaded = set(run(code, cwd=tmp_path).split())
    assert (tmp_path / "out.txt").is_file()
    heavy = {
        "jsonschema_rs", "orjson", "yaml", "bs4", "html5lib", "rich", "jinja2", "playwright", "asyncio", "httpx", "urllib3",
        "importlib.metadata", "language_tags", "re2", "ssl", "email", "xml.etree", "socket", "subprocess", "logging",
        "concurrent", "turbohtml.extract", "multiprocessing", "tempfile", "random", "zipfile", "http", "html", "csv", "difflib", "decimal",
    }  # fmt: skip
    assert not heavy & loaded


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_what_a_command_says_of_itself_needs_no_parser(option: str) -> None:
    code = (
        "import contextlib, io, sys\nfrom checker.cli import main\n"
        f"with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()): main([{option!r}])\n"
        "print(*sys.modules)"
    )
    loaded = set(run(code).split())
    assert not {"turbohtml", "importlib.metadata", "checker.formats.text", "checker.finders.byline"} & loaded

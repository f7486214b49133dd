"""What a run says and does where no browser is to be had, or another than it would find."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.rendering.browser_choice import find_browser
from checker.rendering.options import RenderOptions
from checker.rendering.session import without_browser


def checked(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "CHECK_BROWSER": "/no/such/browser"}
    command = [sys.executable, "-m", "checker", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def page(tmp_path: Path) -> str:
    file = tmp_path / "a.html"
    file.write_text("<!doctype html><title>t</title><p>x", encoding="utf-8")
    return str(file)


def test_rendered_mode_without_a_browser_checks_nothing_and_says_how_to_get_one(page: str) -> None:
    done = checked("--mode", "rendered", page)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "playwright install chromium" in done.stderr


def test_addresses_are_read_without_a_browser_and_that_is_said_once(loopback: object) -> None:
    address = loopback.address + "/"
    loopback.pages["/"] = "<!doctype html><title>t</title><p>x"
    done = checked(address, address, "--format", "json", "--fail-on", "never")
    assert (done.returncode, done.stderr.count("static mode")) == (0, 1)


def test_a_file_is_read_without_a_word_about_browsers(page: str) -> None:
    assert checked(page, "--fail-on", "never").stderr == ""


def test_a_browser_that_is_no_file_is_refused(page: str) -> None:
    done = checked("--mode", "rendered", "--browser", "/no/such/browser", page)
    assert (done.returncode, "--browser" in done.stderr) == (2, True)


def program(folder: Path, name: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("#!/bin/sh\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def test_browsers_are_taken_in_the_order_given_named_playwrights_and_the_systems(tmp_path: Path) -> None:
    given, named = program(tmp_path, "given"), program(tmp_path, "named")
    own = program(tmp_path, "own/chromium-1200/chrome-linux/chrome")
    system, chrome = program(tmp_path, "bin/chromium"), program(tmp_path, "bin/google-chrome")
    environment = {
        "CHECK_BROWSER": str(named),
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "own"),
        "PATH": str(tmp_path / "bin"),
    }
    found = [find_browser(given, environment)]
    for variable in ("CHECK_BROWSER", "PLAYWRIGHT_BROWSERS_PATH"):
        found.append(find_browser(None, environment))
        environment[variable] = ""
    found.append(find_browser(None, environment | {"XDG_CACHE_HOME": str(tmp_path / "none")}))
    system.unlink()
    found.append(find_browser(None, environment | {"XDG_CACHE_HOME": str(tmp_path / "none")}))
    assert [choice.path for choice in found if choice] == [given, named, own, system, chrome]


def test_of_playwrights_browsers_the_newest_is_taken_wherever_it_keeps_its_program(tmp_path: Path) -> None:
    program(tmp_path, "chromium-999/chrome-linux/chrome")
    newest = program(
        tmp_path,
        "chromium-1200/chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
    )
    program(tmp_path, "chromium-tip/chrome-linux/chrome")
    choice = find_browser(None, {"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)})
    assert choice is not None
    assert choice.path == newest


def test_a_shell_without_windows_goes_before_the_browser_beside_it(tmp_path: Path) -> None:
    program(tmp_path, "own/chromium-1300/chrome-linux64/chrome")
    shell = "own/chromium_headless_shell-1200/chrome-headless-shell-linux64/chrome-headless-shell"
    own, system = program(tmp_path, shell), program(tmp_path, "bin/chromium-headless-shell")
    program(tmp_path, "bin/chromium")
    environment = {"PATH": str(tmp_path / "bin"), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "own")}
    found = [
        find_browser(None, environment),
        find_browser(None, environment | {"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}),
    ]
    assert [choice.path for choice in found if choice] == [own, system]
    assert [choice.name for choice in found if choice] == ["Chromium headless shell"] * 2


def test_of_debians_shell_the_program_is_taken_and_not_the_script_before_it(tmp_path: Path) -> None:
    program(tmp_path, "bin/chromium-headless-shell")
    behind = program(tmp_path, "lib/chromium/chromium-headless-shell")
    choice = find_browser(None, {"PATH": str(tmp_path / "bin"), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)})
    assert choice is not None
    assert choice.path == behind


def test_static_mode_needs_no_browser() -> None:
    none = RenderOptions(browser=Path("/no/such/browser"))
    assert without_browser("static", ["https://agency.gov/"], none) is None


def test_rendered_mode_needs_one() -> None:
    with pytest.raises(UsageError, match="needs a browser"):
        without_browser("rendered", ["a.html"], RenderOptions(browser=Path("/no/such/browser")))

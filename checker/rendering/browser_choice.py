"""Finds the browser to render with, and says which."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

#: Programs that speak Chromium's protocol, by the names under which systems install them: first the headless shell,
#: Chromium without a browser's windows, which shows a page alike for a fifth less work.
_PROGRAMS = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_FOR_TESTING = "Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing"
#: Where the program lies in a folder that Playwright made, by the beginning of the folder's name: a shell of Chrome for
#: Testing or of Chromium, which Playwright itself takes where it shows no window, and the browser that it comes with.
_INSIDE = {
    "chromium_headless_shell-": (
        "chrome-headless-shell-linux64/chrome-headless-shell",
        "chrome-headless-shell-mac-arm64/chrome-headless-shell",
        "chrome-headless-shell-mac-x64/chrome-headless-shell",
        "chrome-headless-shell-win64/chrome-headless-shell.exe",
        "chrome-linux/headless_shell",
        "chrome-mac/headless_shell",
        "chrome-win/headless_shell.exe",
    ),
    "chromium-": (
        "chrome-linux64/chrome",
        "chrome-linux-arm64/chrome",
        "chrome-linux/chrome",
        f"chrome-mac-arm64/{_FOR_TESTING}",
        f"chrome-mac-x64/{_FOR_TESTING}",
        "chrome-mac-arm64/Chromium.app/Contents/MacOS/Chromium",
        "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
        "chrome-win64/chrome.exe",
        "chrome-win/chrome.exe",
    ),
}
#: The environment variable that names the browser to use.
VARIABLE = "CHECK_BROWSER"
INSTALL = (
    "rendered mode needs a browser: run `pip install 'gov-page-check[rendered]' && playwright install chromium`,"
    " or install your system's chromium package"
)


class BrowserChoice(NamedTuple):
    """The browser's program and where it was found."""

    path: Path
    because: str

    @property
    def name(self) -> str:
        """What a report calls the program, before its version."""
        return "Chromium headless shell" if "shell" in self.path.name else "Chromium"


def find_browser(given: Path | None = None, environment: Mapping[str, str] | None = None) -> BrowserChoice | None:
    """The first browser there is: given, named by the environment, Playwright's own, the system's; None without one."""
    environment = os.environ if environment is None else environment
    if given is not None:
        return BrowserChoice(given, "given with --browser") if given.is_file() else None
    named = environment.get(VARIABLE)
    if named:
        return BrowserChoice(Path(named), f"named by {VARIABLE}") if Path(named).is_file() else None
    own = _playwrights_own(environment)
    if own is not None:
        return BrowserChoice(own, "Playwright's own")
    for program in _PROGRAMS:
        found = shutil.which(program, path=environment.get("PATH"))
        if found:
            return BrowserChoice(_program(Path(found)), "the system's")
    for place in map(Path, _PLACES):
        if place.is_file():
            return BrowserChoice(place, "the system's")
    return None


def _program(command: Path) -> Path:
    """What the command starts: Debian's for the shell is a script that waits for it, and would be ended in its place."""
    behind = command.parent.parent / "lib/chromium" / command.name
    return behind if command.name == "chromium-headless-shell" and behind.is_file() else command


def _playwrights_own(environment: Mapping[str, str]) -> Path | None:
    """The newest Chromium that ``playwright install`` put into its folder."""
    named = environment.get("PLAYWRIGHT_BROWSERS_PATH")
    if named:
        folder = Path(named)
    elif sys.platform == "win32":
        folder = Path(environment.get("LOCALAPPDATA", "")) / "ms-playwright"
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Caches" / "ms-playwright"
    else:
        folder = Path(environment.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))) / "ms-playwright"
    for beginning, names in _INSIDE.items():
        for version in sorted(folder.glob(f"{beginning}*"), key=_revision, reverse=True):
            for name in names:
                if (version / name).is_file():
                    return version / name
    return None


def _revision(folder: Path) -> int:
    """The number that Playwright ends the name of the folder with; 0 where it is none."""
    number = folder.name.rpartition("-")[2]
    return int(number) if number.isdecimal() else 0

"""A plain command line is read as click would read it, and what is not plain is left to click."""

from __future__ import annotations

import shlex
import subprocess
import sys

import pytest

from checker.cli.command import run
from checker.cli.options import options
from checker.cli.plain import plainly

VALUES = {
    "text": ["x", "", "a=b", "-"],
    "words": ["a,b , c", "news-*"],
    "path": ["a/b.txt", ""],
    "number": ["1", "17"],
    "choice": [],
    "shard": ["1/1", "2/3"],
    "flag": [],
    "switch": [],
    "seconds": [],
}
LINES = [
    "page.html",
    "a.html b/ - @list.txt https://www.example.gov/",
    "page.html --no-cache --fail-on never -j 2 -o report.txt -q",
    "--fail-on error --fail-on 508=warning,wcag=note page.html --fail-on-review",
    "page.html --report json=a --report text=- --output=b --output c",
    "page.html --color --no-color",
    *(
        f"page.html {flag}{joint}{shlex.quote(value)}"
        for option in options()
        for value in (*VALUES[option.kind], *option.choices)
        for flag in option.flags.replace("/", " ").split()
        for joint in (" ", "=")
        if joint == " " or flag[:2] == "--"
    ),
    *(
        f"{flag} page.html"
        for option in options()
        if option.kind in ("flag", "switch")
        for flag in option.flags.replace("/", " ").split()
    ),
]


@pytest.mark.parametrize("line", LINES)
def test_a_plain_line_is_read_as_click_reads_it(line: str) -> None:
    words = shlex.split(line)
    read = plainly(words)
    assert read is not None
    params = dict(run.make_context("check", list(words)).params)
    targets = params.pop("targets")
    assert read == (targets, params)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "--quiet",
        "--help",
        "page.html -V",
        "page.html --nonsense",
        "page.html -qv",
        "page.html -j2",
        "page.html --jobs",
        "page.html --jobs 0",
        "page.html --jobs two",
        "page.html --jobs --quiet",
        "page.html --quiet=yes",
        "page.html --fail-on-review=508",
        "page.html --mode other",
        "page.html --shard 5/4",
        "page.html --timeout 3",
        "-- page.html",
        "page.html -o=a",
    ],
)
def test_what_is_not_plain_is_left_to_click(line: str) -> None:
    assert plainly(shlex.split(line)) is None


def test_a_plain_line_needs_no_click(tmp_path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>Nothing</title><p>Nothing.</p>")
    code = (
        "import sys\nfrom checker.cli import main\n"
        f"try: main([{str(page)!r}, '--no-cache', '-o', {str(tmp_path / 'out.txt')!r}])\n"
        "except SystemExit: print('click' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"

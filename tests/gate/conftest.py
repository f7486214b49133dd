"""A small site and the command line, run in this process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from checker.cli import main

FOOTER = '<footer><p>Contact us</p><a href="/about"><img src="/logo.png"></a></footer>'
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title} | Harbor Office</title></head>
<body>
<header><a href="/">Harbor Office</a></header>
<main>
<h1>{title}</h1>
{body}
</main>
{footer}
</body></html>
"""
#: The rules of the tests: one that editors break, one of the template's elements, one without an element of its own.
RULES = "img-alt-present,link-name,html-lang"


def page(title: str, body: str = "<p>Text.</p>", footer: str = FOOTER) -> str:
    """A page of the site; its template's footer has a logo without a name."""
    return PAGE.format(title=title, body=body, footer=footer)


class Ran(NamedTuple):
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


class Site:
    """A folder of pages, and ``check`` run beside it."""

    def __init__(self, root: Path, capture: pytest.CaptureFixture[bytes]) -> None:
        self.root = root
        self._capture = capture

    def write(self, name: str, text: str) -> Path:
        """Write a file below the root."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *arguments: str | Path) -> Ran:
        """Run the command."""
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        written = self._capture.readouterr()
        return Ran(int(ended.value.code or 0), written.out.decode(), written.err.decode())

    def check(self, *arguments: str | Path, select: str = RULES) -> Ran:
        """Check the folder ``site`` by the rules of the tests."""
        return self.run("site", "--select", select, "--no-cache", "--format", "json", *arguments)

    def report(self, *arguments: str | Path, select: str = RULES) -> Any:
        """The report on the folder ``site``."""
        return json.loads(self.check(*arguments, select=select).out)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Site:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return Site(tmp_path, capsysbinary)


@pytest.fixture
def adopted(site: Site) -> Site:
    """A site of three pages with faults, all of them known: the gate was switched on today."""
    site.write("site/news/a.html", page("Storm closes the bay", '<p>One.</p><img src="/storm.jpg"><p>Two.</p>'))
    site.write("site/news/b.html", page("Bay opens again"))
    site.write("site/index.html", page("Harbor Office news"))
    assert site.check().code == 1
    assert site.check("--write-baseline", "known.json").code == 0
    return site


@pytest.fixture
def new_page() -> Any:
    """Makes the text of a page from its title, and perhaps its body and footer."""
    return page


@pytest.fixture
def counting() -> Any:
    """Gives the findings of a report that count."""
    return new_findings


def new_findings(report: Any) -> list[tuple[str, str]]:
    """The source and rule of each finding that counts."""
    return [
        (one["source"], finding["rule"])
        for one in report["pages"]
        for finding in one["findings"]
        if finding["suppressed"] is None and finding["superseded_by"] is None
    ]

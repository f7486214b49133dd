"""From a built page to the file that people edit: by configuration, and by the page's own word."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli.run import run
from checker.config import read_config
from checker.errors import ConfigError
from checker.page import Page
from checker.parse import build
from checker.reports.source_mapping import SourceMapping, mapped_source

SITE = SourceMapping("_site/(.*)/index.html", "content/$1.md")


def page(html: str) -> Page:
    made = Page("a.html", html.encode())
    build(made)
    return made


@pytest.mark.parametrize(
    ("path", "edited"),
    [
        ("_site/news/index.html", "content/news.md"),
        ("_site/news/2026/storm/index.html", "content/news/2026/storm.md"),
        ("./_site/news/index.html", "content/news.md"),
        ("/builds/web/_site/news/index.html", "content/news.md"),
        ("_site\\news\\index.html", "content/news.md"),
        ("_site/index.html", None),
        ("my_site/news/index.html", None),
        ("_site/news/index.html.bak", None),
    ],
)
def test_a_pattern_matches_a_path_or_an_end_of_it_that_begins_at_a_folder(path: str, edited: str | None) -> None:
    assert mapped_source(path, [SITE]) == edited


def test_globs_capture_as_the_pattern_of_the_issue_does() -> None:
    assert mapped_source("_site/a/b/index.html", [SourceMapping("_site/**/index.html", "$1.md")]) == "a/b.md"
    assert mapped_source("out/en/storm.html", [SourceMapping("out/*/*.html", "$2.$1.md")]) == "storm.en.md"


def test_a_dot_of_the_pattern_is_a_dot() -> None:
    assert mapped_source("_site/news/indexxhtml", [SITE]) is None


def test_the_first_mapping_that_matches_is_taken() -> None:
    special = SourceMapping("_site/news/**/index.html", "posts/$1.md")
    assert mapped_source("_site/news/storm/index.html", [special, SITE]) == "posts/storm.md"


def test_the_comment_of_a_page_comes_before_the_configuration() -> None:
    named = page("<!doctype html><!-- source: content/x.md --><title>X</title>")
    assert mapped_source("_site/news/index.html", [SITE], named) == "content/x.md"


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../secret", "a/../../b", "https://evil.example/x", "C:\\x", "~/x", "a\u202eb"]
)
def test_a_comment_that_names_a_file_outside_the_project_is_not_heeded(path: str) -> None:
    assert mapped_source("a.html", [], page(f"<!-- source: {path} --><p>x")) is None


def test_text_that_looks_like_the_comment_is_not_one() -> None:
    assert mapped_source("a.html", [], page("<pre>&lt;!-- source: a.md --></pre><p>source: b.md")) is None


def test_a_long_path_is_matched_in_no_time() -> None:
    mapping = SourceMapping("(.*)/*/(.*)x.html", "$1")
    started = time.process_time()
    assert mapping.source_of("a/" * 245 + "y.html") is None
    assert time.process_time() - started < 2.0


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('{from = "a/*.html", to = "$2.md"}', 'names $2, but "from" has 1 wildcards'),
        ('{from = "**/**/**", to = "a"}', "expected at most 2"),
        ('{from = "a"}', 'lacks "to"'),
        ('{from = "a", to = "b", too = "c"}', 'unknown key "too"'),
    ],
)
def test_a_mapping_that_cannot_work_is_refused_with_its_line(tmp_path: Path, entry: str, told: str) -> None:
    file = tmp_path / "check.toml"
    file.write_text(f'mode = "static"\nsources = [{entry}]\n', encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        read_config(file)
    assert told in str(refused.value)
    assert f"{file}:2: " in str(refused.value)


def test_a_run_states_the_source_of_each_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    config = 'sources = [{from = "_site/(.*)/index.html", to = "content/$1.md"}]\n'
    Path("check.toml").write_text(config, encoding="utf-8")
    folder = Path("_site/news")
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>News</title><p>Text", encoding="utf-8")
    (folder / "empty.html").write_text("", encoding="utf-8")
    done = CliRunner().invoke(run, ["_site", "--select", "html-lang", "--format", "json"])
    pages = json.loads(done.stdout)["pages"]
    assert {one["source"]: one["mapped_source"] for one in pages} == {
        "_site/news/empty.html": None,
        "_site/news/index.html": "content/news.md",
    }

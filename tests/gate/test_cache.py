"""Unchanged pages are not judged again, and nobody can tell from the report."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from checker.rulebook import ruleset
from checker.run.one_source import Runner


@pytest.fixture
def judged(monkeypatch) -> list[str]:
    """The names of the pages that were judged, as they are."""
    names: list[str] = []
    real = Runner._parsed

    def parsed(self, source):
        names.append(source.name)
        return real(self, source)

    monkeypatch.setattr(Runner, "_parsed", parsed)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    return names


@pytest.fixture
def built(site, new_page, judged):
    """A site of three pages with a style sheet, checked once; ``again`` checks it again."""
    for name in "abc":
        text = new_page(f"Storm {name}", '<p class="gone">Text</p><img src="/x.jpg">')
        site.write(f"site/{name}.html", text.replace("</head>", '<link rel="stylesheet" href="site.css"></head>'))
    site.write("site/site.css", ".gone { display: none }")
    site.first = again(site)
    judged.clear()
    return site


def again(site, *arguments: str | Path, **more) -> str:
    return site.run("site", "--format", "json", *arguments, **more).out


def entries(site) -> list[Path]:
    return sorted((site.root / "cache" / "pages").glob("*/*.page"))


def test_unchanged_pages_are_not_judged_again_and_the_report_is_the_same(built, judged) -> None:
    assert again(built) == built.first
    assert judged == []
    assert again(built, "--no-cache") == built.first
    assert len(judged) == 3


def test_a_page_that_changed_is_judged_again(built, judged) -> None:
    page = built.root / "site/b.html"
    page.write_text(page.read_text().replace("Text", "Words"))
    again(built)
    assert judged == ["site/b.html"]


def test_a_page_with_the_time_stamp_of_before_is_judged_again_all_the_same(built, judged) -> None:
    page = built.root / "site/b.html"
    stat = page.stat()
    page.write_text(page.read_text().replace("Text", "Next"))
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    again(built)
    assert judged == ["site/b.html"]


def test_a_style_sheet_that_is_made_at_the_sites_root_is_noticed(site, new_page, judged) -> None:
    page = new_page("Storm", '<p class="gone">Text</p>').replace(
        "</head>", '<link rel="stylesheet" href="/css/site.css"></head>'
    )
    names = [str(site.write(f"site/news/{name}.html", page).relative_to(site.root)) for name in "ab"]
    site.run(*names)
    site.write("site/css/site.css", ".gone { display: none }")
    judged.clear()
    site.run(*names)
    site.run(*names)
    assert judged == names


def test_a_style_sheet_that_changed_is_noticed(built, judged) -> None:
    built.write("site/site.css", ".gone { display: block }")
    again(built)
    assert len(judged) == 3


def test_headers_that_come_to_stand_beside_a_page_are_noticed(built, judged) -> None:
    built.write("site/a.html.headers", "HTTP/1.1 200 OK\nContent-Type: text/html\n\n")
    again(built)
    assert judged == ["site/a.html"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--as-of", "2027-01-01"),
        ("--profile", "wcag"),
        ("--show", "passed"),
        ("--select", "html-lang"),
        ("--url", "https://www.example.gov"),
        ("--fail-on", "never"),
    ],
)
def test_another_option_is_another_judgement(built, judged, arguments: tuple[str, ...]) -> None:
    again(built, *arguments)
    assert len(judged) == 3


def test_a_changed_rule_is_noticed(built, judged) -> None:
    own = (ruleset.builtin_rules() / "wcag" / "html-lang.yaml").read_text(encoding="utf-8")
    rule = built.write("own/own-lang.yaml", own.replace("id: html-lang\n", "id: own-lang\n", 1))
    again(built, "--rules", "own")
    judged.clear()
    rule.write_text(rule.read_text(encoding="utf-8").replace("severity: error", "severity: warning"), encoding="utf-8")
    again(built, "--rules", "own")
    assert len(judged) == 3


def test_the_baseline_does_not_cost_the_cache(built, judged) -> None:
    again(built, "--write-baseline", "known.json")
    assert built.run("site", "--baseline", "known.json").code == 0
    assert judged == []


@pytest.mark.parametrize("spoil", [b"", b"nonsense", b"0" * 32 + b"\n{}"])
def test_a_broken_entry_only_costs_time(built, judged, spoil: bytes) -> None:
    for entry in entries(built):
        entry.write_bytes(spoil)
    assert again(built) == built.first
    assert len(judged) == 3


def test_an_entry_that_was_cut_short_only_costs_time(built, judged) -> None:
    for entry in entries(built):
        entry.write_bytes(entry.read_bytes()[:-5])
    assert again(built) == built.first


def test_a_folder_that_cannot_be_written_only_costs_time(built, judged) -> None:
    built.write("full/pages", "a file where the folder should be")
    assert again(built, "--cache-dir", "full") == built.first


def test_a_full_disk_only_costs_time(built, judged, monkeypatch) -> None:
    def full(self, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert again(built, "--cache-dir", "other") == built.first


def test_one_page_alone_is_not_kept(site, new_page) -> None:
    site.write("a.html", new_page("Storm"))
    site.run("a.html")
    assert entries(site) == []


def test_what_several_processes_judged_is_kept(site, new_page, judged) -> None:
    for name in "abcd":
        site.write(f"site/{name}.html", new_page(f"Storm {name}"))
    first = again(site, "--jobs", "2")
    assert len(entries(site)) == 4
    assert again(site, "--jobs", "2") == first
    assert again(site) == first
    assert judged == []


def test_the_rules_of_the_site_see_pages_that_were_kept(site, new_page, judged) -> None:
    site.write("site/a.html", new_page("Storm"))
    site.write("site/b.html", new_page("Storm"))
    first = again(site, "--select", "title-unique")
    assert "title-unique" in first and again(site, "--select", "title-unique") == first


def test_entries_that_no_run_wrote_for_a_month_are_dropped(built) -> None:
    old = time.time() - 31 * 86_400
    for path in (entries(built)[0], built.root / "cache/pages/tidied"):
        os.utime(path, (old, old))
    again(built)
    assert len(entries(built)) == 2

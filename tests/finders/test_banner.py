"""The banner finder on pages of our own, one a structure, and on the labelled real pages."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from checker.finders.banner import banner_facts, banners
from checker.finders.banner_lines import said_on
from checker.page import Page
from checker.parse import build

STRUCTURES = Path(__file__).parent.parent / "structures" / "banner"
LABELS: dict[str, Any] = json.loads((STRUCTURES / "labels.json").read_text(encoding="utf-8"))
TRUTH = Path(__file__).parents[2] / "benchmarks" / "truth_banner.py"
SHARED = Path(__file__).parents[3] / "shared" / "real-pages"


def page_of(html: str | bytes) -> Page:
    page = Page("test.html", html if isinstance(html, bytes) else html.encode())
    build(page)
    return page


@pytest.mark.parametrize("name", LABELS)
def test_the_facts_of_a_structure_are_read_exactly(name: str) -> None:
    page = page_of((STRUCTURES / f"{name}.html").read_bytes())
    assert banner_facts(page) == LABELS[name]["banner"]


def test_every_structure_has_a_label_and_every_label_a_page() -> None:
    assert {path.stem for path in STRUCTURES.glob("*.html")} == set(LABELS)


def test_the_banner_is_the_whole_block_and_not_its_words_alone() -> None:
    page = page_of((STRUCTURES / "uswds-3-gov.html").read_bytes())
    assert [one.element.tag for one in banners(page)] == ["section"]


def test_a_label_printed_twice_is_one_banner() -> None:
    page = page_of((STRUCTURES / "uswds-2-8.html").read_bytes())
    assert len(banners(page)) == 1


def test_two_whole_banners_are_two() -> None:
    page = page_of((STRUCTURES / "printed-twice.html").read_bytes())
    assert len(banners(page)) == 2


def test_the_wrapper_of_a_sticky_footer_is_no_footer() -> None:
    html = "<div class='sticky-footer'><p>An official website of the United States government</p><main>x</main></div>"
    assert banner_facts(page_of(html))["present"]


def test_full_width_letters_and_no_break_spaces_are_the_same_words() -> None:
    html = "<p>Ａｎ official\u00a0website of the United\u2003States government</p><main>x</main>"
    assert banner_facts(page_of(html))["present"]


def test_an_agency_name_alone_is_no_banner() -> None:
    html = "<header><p>Official website of the Bureau of River Gauges</p></header><main><h1>News</h1></main>"
    assert not banner_facts(page_of(html))["present"]


def test_a_tribal_site_is_local() -> None:
    html = "<p>An official website of the Red Cedar Tribe</p><button>Here’s how you know</button><main>x</main>"
    assert banner_facts(page_of(html))["scope"] == "local"


def test_a_state_without_the_word_state_is_one() -> None:
    html = "<p>Official website for Vermont</p><button>Here is how you know</button><main>x</main>"
    assert banner_facts(page_of(html))["scope"] == "state"


def test_a_federal_agency_in_the_header_is_federal() -> None:
    html = (
        "<p>An official website of the U.S. Department of Rivers</p><button>Here’s how you know</button><main>x</main>"
    )
    assert banner_facts(page_of(html))["scope"] == "federal"


@pytest.mark.parametrize(
    ("header", "scope"),
    [
        ("An official website of Lake County, Ohio", "local"),
        ("An official Washington State website", "state"),
        ("An official website of the Commonwealth of Massachusetts", "state"),
        ("An official website of the Government of the United States Virgin Islands", "state"),
        ("Un sitio web oficial del Gobierno de Puerto Rico", "state"),
        ("An official website of the District of Columbia government", "state"),
        ("This is a U.S. Government website", "federal"),
        ("An official website of the U.S. Department of State", "federal"),
    ],
)
def test_the_header_line_says_whose_the_banner_is(header: str, scope: str) -> None:
    html = f"<div><p>{header}</p><button>Here’s how you know</button></div><main>x</main>"
    assert banner_facts(page_of(html))["scope"] == scope


def test_a_banner_in_chinese_is_known_by_its_guidance() -> None:
    html = (
        '<html lang="zh"><section><p>美国政府的官方网站</p><p>官方网站使用 .gov</p><p>安全的 .gov 网站使用 HTTPS</p>'
        "<p>锁或 https:// 表示您已安全连接到 .gov 网站。</p></section><main>x</main>"
    )
    facts = banner_facts(page_of(html))
    assert (facts["present"], facts["language"], facts["https_notice"]) == (True, "zh", True)


def test_a_story_about_https_is_no_https_notice() -> None:
    html = "<p>An official website of the United States government</p><main><h1>HTTPS</h1><p>Use HTTPS</p></main>"
    assert not banner_facts(page_of(html))["https_notice"]


def test_the_banner_of_another_country_is_none_of_ours() -> None:
    html = "<p>This is an official website of the UK government</p><p>Use HTTPS</p><main>x</main>"
    assert not banner_facts(page_of(html))["present"]


def test_guidance_that_names_both_domains_names_neither() -> None:
    html = (
        "<p>An official website of the United States government</p>"
        "<p>Federal government websites often end in .gov or .mil. Before sharing sensitive information, make sure"
        " you’re on a federal government site.</p><main>x</main>"
    )
    assert banner_facts(page_of(html))["tld"] is None


def test_a_banner_of_a_deep_page_costs_no_more_than_its_top() -> None:
    html = "<p>An official website of the United States government</p><main>" + "<p>official .gov https</p>" * 5000
    assert len(banners(page_of(html))) == 1


def _real_labels() -> list[dict[str, Any]]:
    path = SHARED / "labels.json"
    if not path.is_file():
        return []
    rows = json.loads(path.read_text(encoding="utf-8"))["labels"]
    return rows if isinstance(rows, list) else [{**row, "slug": slug} for slug, row in rows.items()]


def test_banner_scope_language_and_https_notice_of_every_labelled_real_page_are_right() -> None:
    labels = _real_labels()
    if not labels:
        pytest.skip("../shared/real-pages is not here")
    banner_rows = runpy.run_path(str(TRUTH))["banner_rows"]
    misses = [
        (label["slug"], *row)
        for label in labels
        for row in banner_rows(label, banner_facts(page_of((SHARED / f"{label['slug']}.html").read_bytes())))
        if row[1] != row[2]
    ]
    assert misses == []


def test_the_last_line_of_a_page_does_not_stand_before_its_first() -> None:
    lines = "<p>An official website of the United States government</p><p>Here’s how you know</p>"
    assert [one.line for one in said_on(page_of(f"<body>{lines}"))] == [0, 1]

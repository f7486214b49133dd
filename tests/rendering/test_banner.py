"""A banner counts on a rendered page where it is really seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.checks.attributes import hidden_by_aria
from checker.checks.banner_markup import closed_at_load, shown_beside_its_text
from checker.facts import facts_of
from checker.finders.official_banner import government_page
from checker.finding import Absent, Target
from checker.page import Element, Page

pytestmark = pytest.mark.browser

Render = Callable[..., Page]

BANNER = """<section aria-label="Official website of the United States government" style="%s">
<p id=h style="%s">An official website of the United States government</p>
<button aria-expanded="false" aria-controls="b">Here’s how you know</button>
<div id="b" hidden><p><strong>Official websites use .gov</strong><br>A .gov website belongs to an official government
organization in the United States.</p><p><strong>Secure .gov websites use HTTPS</strong><br>A lock or https:// means
you’ve safely connected to the .gov website.</p></div></section><main><h1>News</h1><p>Text</p></main>%s"""


def banner(page: Page) -> Element | Absent:
    found = next(iter(government_page(page))).part("banner")
    assert isinstance(found, Element | Absent)
    return found


def is_there(page: Page) -> tuple[bool, bool]:
    return isinstance(banner(page), Element), facts_of(page)["banner"]["present"]


def test_a_banner_with_a_closed_panel_is_there(rendered: Render) -> None:
    page = rendered(BANNER % ("", "", ""))
    assert is_there(page) == (True, True)
    assert facts_of(page)["banner"]["https_notice"]


@pytest.mark.parametrize(
    ("around", "line"),
    [
        pytest.param("display: none", "", id="not rendered"),
        pytest.param("visibility: hidden", "", id="not visible"),
        pytest.param("opacity: 0", "", id="transparent"),
        pytest.param("position: absolute; left: -9999px", "", id="left of the page"),
        pytest.param("position: absolute; top: -9999px", "", id="above the page"),
        pytest.param("height: 0; overflow: hidden", "", id="no height"),
        pytest.param("", "position: absolute; width: 1px; height: 1px; overflow: hidden", id="one pixel"),
        pytest.param("", "color: #fff", id="white on white"),
        pytest.param("background: #112f4e", "color: #112f4e", id="blue on the same blue"),
    ],
)
def test_a_banner_that_cannot_be_seen_is_not_there(around: str, line: str, rendered: Render) -> None:
    page = rendered(BANNER % (around, line, ""))
    assert is_there(page) == (False, False)
    found = banner(page)
    assert isinstance(found, Absent)
    assert found.certain


def test_a_banner_under_something_else_is_in_doubt(rendered: Render) -> None:
    cover = '<div style="position: fixed; inset: 0 0 auto; height: 200px; background: #eee"></div>'
    found = banner(rendered(BANNER % ("", "", cover), "behind-text"))
    assert isinstance(found, Absent)
    assert not found.certain


def test_a_banner_that_a_lost_script_may_show_is_in_doubt(rendered: Render) -> None:
    found = banner(rendered(BANNER % ("display: none", "", '<script src="https://cdn.example.gov/a.js"></script>')))
    assert isinstance(found, Absent)
    assert not found.certain


@pytest.mark.parametrize("mode", ["open", "closed"])
def test_the_words_of_a_component_are_seen_in_its_shadow_tree(mode: str, rendered: Render) -> None:
    text = "An official website of the United States government"
    script = f"document.querySelector('usa-banner').attachShadow({{mode: '{mode}'}}).innerHTML = '<header><p>{text}</header>'"
    page = rendered(f"<usa-banner></usa-banner><main><h1>News</h1></main><script>{script}</script>")
    assert isinstance(banner(page), Element)


def test_a_component_that_draws_nothing_is_not_seen(rendered: Render) -> None:
    assert isinstance(banner(rendered("<usa-banner></usa-banner><main><h1>News</h1></main>")), Absent)


def test_what_the_script_hides_is_not_hidden_in_the_page_as_written(rendered: Render) -> None:
    script = "<script>b.setAttribute('aria-hidden', 'true')</script>"
    by_script = rendered(BANNER % ("", "", script))
    as_written = rendered((BANNER % ("", "", "")).replace("hidden>", 'aria-hidden="true">'))
    panels = [Target(page.select("#b")[0]) for page in (by_script, as_written)]
    assert [hidden_by_aria(one).answer.name for one in panels] == ["NO", "YES"]


def test_a_panel_that_is_open_at_load_is_told(rendered: Render) -> None:
    page = rendered((BANNER % ("", "", "")).replace('expanded="false"', 'expanded="true"').replace(" hidden>", ">"))
    assert closed_at_load(Target(page.select("button")[0])).answer.name == "NO"


LOCK = 'A lock ( <svg id="l" role="img" aria-label="Locked padlock" width="12" height="16" style="%s"><path d="M0 0h9v9"/></svg> )'


@pytest.mark.parametrize(
    ("style", "panel", "expected"),
    [
        ("", "", "YES"),
        ("", "hidden", "YES"),
        ("display: none", "", "NO"),
        ("visibility: hidden", "", "NO"),
        ("width: 0", "", "NO"),
        ("width: 0", "hidden", "YES"),
    ],
)
def test_the_lock_is_seen_where_its_sentence_is(style: str, panel: str, expected: str, rendered: Render) -> None:
    page = rendered((BANNER % ("", "", "")).replace("A lock", LOCK % style).replace(" hidden>", f" {panel}>"))
    assert shown_beside_its_text(Target(page.select("#l")[0])).answer.name == expected

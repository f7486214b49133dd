"""Contrast, exposure and selection on what a browser laid out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.accessibility.exposure import is_exposed
from checker.checks.contrast import contrast_at_least
from checker.finders.rendered_text import visible_text
from checker.finding import Answer, Target
from checker.page import Page
from checker.reading import visible_lines

pytestmark = pytest.mark.browser

Render = Callable[[str], Page]


def answer(page: Page, selector: str = "#t") -> Answer:
    return contrast_at_least(Target(page.select(selector)[0]), normal="4.5", large="3").answer


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("color: #767676", Answer.YES),
        ("color: #777", Answer.NO),
        ("color: #949494; font-size: 18pt", Answer.YES),
        ("color: #949494; font-size: 14pt", Answer.NO),
        ("color: #949494; font-size: 14pt; font-weight: bold", Answer.YES),
        ("color: #aaa; background: #333", Answer.YES),
        ("color: #aaa; background: linear-gradient(red, blue)", Answer.UNKNOWN),
        ("color: #aaa; text-shadow: 1px 1px black", Answer.UNKNOWN),
        ("color: #aaa; opacity: .9", Answer.UNKNOWN),
        ("color: oklch(80% 0 0)", Answer.UNKNOWN),
    ],
)
def test_the_contrast_of_a_style(style: str, expected: Answer, rendered: Render) -> None:
    assert answer(rendered(f'<p id=t style="{style}">The squadron is home')) is expected


def test_a_background_seen_through_is_mixed_with_what_is_behind(rendered: Render) -> None:
    page = rendered(
        '<div style="background: black"><p id=t style="background: rgb(255 255 255 / .1); color: #777">Home now'
    )
    assert answer(page) is Answer.NO


def test_what_stands_outside_its_parents_background_is_not_on_it(rendered: Render) -> None:
    page = rendered(
        '<div style="background: black; height: 20px; position: relative">'
        '<p id=t style="position: absolute; top: 200px; color: white; background: #333; margin: 0">Home now</p></div>'
    )
    assert answer(page) is Answer.YES


def test_a_box_laid_over_the_background_is_a_doubt(rendered: Render) -> None:
    page = rendered(
        "<p id=t style='color: #bbb'>Home now</p>"
        "<div style='position: absolute; inset: 0; background: black; z-index: -1'></div>"
    )
    assert answer(page) is Answer.UNKNOWN


def test_what_style_lays_under_a_text_is_not_overlooked(rendered: Render) -> None:
    style = "div { position: relative } div::before { content: ''; position: absolute; inset: 0; background: #111;"
    page = rendered(
        f"<style>{style} z-index: -1 }}</style><div id=t style='color: #eee'>Hello</div><p id=o>Hi there</p>"
    )
    assert (answer(page), answer(page, "#o")) == (Answer.UNKNOWN, Answer.YES)


@pytest.mark.parametrize(
    "html",
    [
        "<p style='position: absolute; left: -999em'>Home",
        "<p style='visibility: hidden'>Home",
        "<p style='opacity: 0'>Home",
        "<div style='overflow: hidden; height: 1px; width: 1px; position: absolute'>Home</div>",
        "<p style='position: absolute; clip: rect(0, 0, 0, 0)'>Home",
        "<fieldset disabled><p>Home</fieldset>",
        "<div role=group aria-disabled=true><p>Home</div>",
        "<label for=a>Home</label><input id=a disabled>",
    ],
)
def test_text_that_is_not_seen_or_disabled_is_left_out(html: str, rendered: Render) -> None:
    assert list(visible_text(rendered(html))) == []


def test_a_style_sheet_of_a_script_hides_from_everyone(rendered: Render) -> None:
    page = rendered(
        "<p class=x>Gone<p>Home<script>let s = new CSSStyleSheet(); s.replaceSync('.x {display: none}');"
        "document.adoptedStyleSheets = [s]</script>"
    )
    assert [line.text for line in visible_lines(page)] == ["Home"]


def test_an_element_that_lends_its_place_to_its_children_is_exposed(rendered: Render) -> None:
    assert is_exposed(rendered("<ul style='display: contents'><li>Home</ul>").select("ul")[0])


def test_closed_details_are_text_of_the_page_as_in_static_mode(rendered: Render) -> None:
    page = rendered("<details><summary>More</summary><p>Home</details>")
    assert [line.text for line in visible_lines(page)] == ["More", "Home"]
    assert not is_exposed(page.select("p")[0])


def test_a_page_that_waits_for_a_script_to_show_it_is_read(rendered: Render) -> None:
    assert [line.text for line in visible_lines(rendered("<style>body {display: none}</style><p>Home"))] == ["Home"]


def test_broken_names_of_attributes_do_not_stop_selectors(rendered: Render) -> None:
    assert len(rendered('<p =""="" class=a"b<c>Home').select("p")) == 1

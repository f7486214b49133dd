"""Contrast, exposure and selection on what a browser laid out."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from checker.accessibility.exposure import is_exposed
from checker.checks.contrast import contrast_at_least
from checker.finders.rendered_text import visible_text
from checker.finding import Answer, Target
from checker.page import Page
from checker.parse import build
from checker.probes import behind_text
from checker.reading import visible_lines
from checker.rendering.stored import restore, snapshot_values
from checker.rendering.window import Window

pytestmark = pytest.mark.browser

Render = Callable[..., Page]


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


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("color: #fff; background: #222 linear-gradient(#111, #444)", Answer.YES),
        ("color: #000; background: linear-gradient(90deg, #fff, rgba(200, 200, 255, .5) 20%, #eee)", Answer.YES),
        ("color: #ccc; background: #fff linear-gradient(#fff, #eee)", Answer.NO),
        ("color: #777; background: #fff radial-gradient(#fff, #000)", Answer.UNKNOWN),
        ("color: #fff; background: linear-gradient(#111, #444)", Answer.UNKNOWN),  # it may leave white beside it
        ("color: #000; background: linear-gradient(in oklch, #fff, #eee)", Answer.UNKNOWN),
        ("color: #000; background: url(x.png), linear-gradient(#fff, #eee)", Answer.UNKNOWN),
        ("color: transparent; background: linear-gradient(red, blue); background-clip: text", Answer.UNKNOWN),
    ],
)
def test_a_gradient_is_judged_by_its_stops(style: str, expected: Answer, rendered: Render) -> None:
    assert answer(rendered(f'<p id=t style="{style}">Hello there</p>')) == expected


def picture(colours: str, more: str = "") -> str:
    """A picture that has two colours, left and right."""
    left, right = colours.replace("#", "%23").split()
    halves = f"<rect width='50%' height='100%' fill='{left}'/><rect x='50%' width='50%' height='100%' fill='{right}'/>"
    source = f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='400' height='100'>{halves}</svg>"
    return f'<img alt="" width=400 height=100 style="position: absolute; left: 0; top: 0; {more}" src="{source}">'


TEXT = '<p id=t style="position: absolute; left: 150px; top: 0; width: 200px; color: %s; %s">Hello there</p>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(picture("navy navy") + TEXT % ("#fff", ""), Answer.YES, id="dark under white"),
        pytest.param(picture("silver #aaa") + TEXT % ("#fff", ""), Answer.NO, id="pale under white"),
        pytest.param(picture("navy silver") + TEXT % ("#fff", ""), Answer.UNKNOWN, id="both under white"),
        pytest.param(picture("black #767676") + TEXT % ("#fff", ""), Answer.YES, id="just enough"),
        pytest.param(picture("#777 #777") + TEXT % ("#fff", ""), Answer.NO, id="just not enough"),
        pytest.param(picture("red navy", "left: 340px") + TEXT % ("#000", ""), Answer.YES, id="beside the text"),
        pytest.param(TEXT % ("#000", "") + picture("silver silver", "z-index: 1"), Answer.UNKNOWN, id="over it"),
        pytest.param(
            TEXT % ("#000", "") + picture("#fff #fff", "opacity: .5; z-index: 1"), Answer.UNKNOWN, id="half over it"
        ),
        pytest.param(picture("navy navy") + TEXT % ("#fff", "opacity: .9"), Answer.UNKNOWN, id="seen through"),
        pytest.param(picture("navy navy") + TEXT % ("#fff", "text-shadow: 1px 1px red"), Answer.UNKNOWN, id="shadow"),
        pytest.param(
            f'<p style="height: 3000px"><div style="position: relative">{picture("navy navy")}{TEXT % ("#fff", "")}</div>',
            Answer.YES,
            id="far down",
        ),
        pytest.param(
            "<style>div { position: relative } div::before { content: ''; position: absolute; inset: 0; z-index: -1;"
            " background: #111 }</style><div><p id=t style='color: #eee'>Hello there</div>",
            Answer.YES,
            id="what style lays under it",
        ),
        pytest.param(
            "<style>b::before { content: ''; position: absolute; inset: 0; z-index: -1; background: #111 }</style>"
            "<div style='position: relative'><b></b><p id=t style='color: #eee'>Hello there</div>",
            Answer.YES,
            id="what style lays under all around it",
        ),
        pytest.param(
            "<p id=t style='color: #fff; background: linear-gradient(#111, #444)'>Hello there",
            Answer.YES,
            id="gradient",
        ),
        pytest.param(
            "<style>@keyframes k { to { background-position: 900px 0 } }</style><p id=t style='color: #fff; animation: k"
            " 1s infinite; background: linear-gradient(90deg, #111, #444) 0 0 / 900px'>Hello there",
            Answer.YES,
            id="what moves",
        ),
        pytest.param(
            "<p id=t style='transition: all 9s; color: #fff; background: linear-gradient(#111, #444)'>Hello there",
            Answer.YES,
            id="what changes slowly",
        ),
    ],
)
def test_pixels_decide_over_pictures(html: str, expected: Answer, rendered: Render) -> None:
    page = rendered(html, "behind-text")
    assert answer(page) == expected
    assert answer(page_again(page)) == expected


def page_again(page: Page) -> Page:
    """The page as evidence gives it back."""
    again = Page(page.name, page.content)
    build(again)
    restore(again, json.loads(json.dumps(snapshot_values(page))))
    again.mode = "rendered"
    return again


def test_a_page_without_pictures_is_not_photographed(rendered: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a picture was taken")

    monkeypatch.setattr(behind_text, "_picture", refused)
    page = rendered("<div style='background: #eee'><p>Hello there</div><p><b>Good</b> day", "behind-text")
    assert page.states["behind-text"].values == {}


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(f"<p>Before {picture('navy navy', 'position: static')} behind", id="in its line"),
        pytest.param(picture("navy navy", "top: 200px") + TEXT % ("#000", ""), id="below it"),
        pytest.param(TEXT % ("#000", "background: #fff"), id="in a box of its own"),
        pytest.param("<p>Hello<img alt='A flag' src='data:,'> there", id="picture that is not shown"),
    ],
)
def test_a_page_with_no_text_over_a_picture_is_not_searched(
    html: str, rendered: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(*_: object, **__: object) -> None:
        raise AssertionError("the page was searched")

    monkeypatch.setattr(Window, "asked", refused)
    assert rendered(html, "behind-text").states["behind-text"].values == {}


def test_what_style_lays_under_a_text_is_not_overlooked(rendered: Render) -> None:
    style = "div { position: relative } div::before { content: ''; position: absolute; inset: 0; background: #111;"
    page = rendered(
        f"<style>{style} z-index: -1 }}</style><div id=t style='color: #eee'>Hello</div><p id=o>Hi there</p>"
    )
    assert (answer(page), answer(page, "#o")) == (Answer.UNKNOWN, Answer.YES)


def test_what_style_puts_between_the_words_does_not_lie_over_them(rendered: Render) -> None:
    arrow = "content: ''; display: inline-block; position: relative; bottom: -.2em; width: 2ex; height: 2ex"
    page = rendered(f"<style>li::after {{ {arrow}; background: #71767a }}</style><ol><li id=t>Home</li></ol>")
    assert answer(page) == Answer.YES


@pytest.mark.parametrize(("opacity", "expected"), [("0", Answer.YES), ("1", Answer.UNKNOWN)])
def test_what_is_wholly_transparent_covers_nothing(opacity: str, expected: Answer, rendered: Render) -> None:
    dot = f"content: ''; position: absolute; inset: 0; background: #111; opacity: {opacity}"
    page = rendered(
        f"<style>div {{ position: relative }} label::after {{ {dot} }}</style><div><label id=t>Yes</label></div>"
    )
    assert answer(page) == expected


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

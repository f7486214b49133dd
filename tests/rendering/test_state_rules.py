"""What rules say of a page that is narrow, enlarged, set wider apart or turned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.engine import Judge
from checker.page import Page
from checker.parse import build
from checker.rendering.options import RenderOptions
from checker.rendering.session import Session
from checker.rulebook import ruleset
from checker.targets import Source

pytestmark = pytest.mark.browser

START = '<!doctype html><html lang="en"><title>News</title><body style="margin: 0; font: 16px/1.25 sans-serif">'
TEXT = "The squadron came home on Friday after six months at sea, and the families were there to meet them."

Outcome = Callable[[str, str], str]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    """``outcome("mobile-reflow", html)`` gives what the rule says of a page with that in its body."""
    rules = ruleset.load([]).rules
    session = Session(RenderOptions(timeout=20))
    file: Path = tmp_path_factory.mktemp("pages") / "page.html"

    def judged(rule: str, html: str) -> str:
        file.write_text(START + html, encoding="utf-8")

        def parsed(_: Any) -> Page:
            page = Page("page.html", file.read_bytes())
            build(page)
            return page

        judge = Judge([rules[rule]])
        page = session.page(Source("page.html", str(file)), parsed, judge.states)
        return str(judge.judge(page).outcomes[rule])

    yield judged
    session.close()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<div style='height: 3em; overflow: hidden'>{TEXT}</div>", "passed"),
        (f"<div style='height: 2em; width: 400px; overflow: hidden'>{TEXT}</div>", "failed"),
        (f"<div style='overflow: hidden'><p style='height: 2em; width: 400px; overflow: auto'>{TEXT}</div>", "passed"),
        (f"<div style='height: 2em; overflow: hidden'><p style='position: absolute; width: 400px'>{TEXT}</div>", "inapplicable"),
        (f"<p style='height: 2em; width: 400px; overflow: hidden; position: relative'><b style='position: absolute'>{TEXT}</b>", "failed"),
        (f"<div style='width: 700px; overflow: hidden'><div style='width: 700px'>{TEXT}</div></div>", "passed"),
        (f"<div style='width: 50vw; height: 20px; line-height: 20px; overflow: hidden'>{TEXT}</div>", "passed"),
        (f"<div style='width: 50vw; height: 20px; line-height: 20px; padding: 4px 0; overflow: clip'>{TEXT}</div>", "passed"),
        (f"<div style='width: 50vw; height: 20px; line-height: 20px; padding: 4px 0; overflow: hidden'>{TEXT}</div>", "failed"),
        (f"<div aria-hidden=true style='height: 2em; width: 400px; overflow: hidden'>{TEXT}</div>", "inapplicable"),
        (f"<div style='height: 2em; width: 400px; overflow: hidden'>{TEXT}</div><link rel=stylesheet href=/no.css>", "cantTell"),
        (f"<div style='width: 600px; overflow: hidden'><div style='width: 2000px; transform: translate(-9px)'>{TEXT}</div></div>", "cantTell"),
        (f"<details><summary>More</summary><div style='height: 2em; overflow: hidden'>{TEXT}</div></details>", "inapplicable"),
    ],
)  # fmt: skip
def test_text_that_an_enlarged_page_cuts_off_is_told_from_text_that_is_there(
    outcome: Outcome, html: str, expected: str
) -> None:
    assert outcome("zoom-text-clipped", html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<a href=/ style='display: block; width: 150px; height: 40px; overflow: hidden'>Find all forms and papers here</a>",
            "failed",
        ),
        (
            "<a href=/ style='display: block; width: 150px; min-height: 40px; overflow: hidden'>Find all forms and papers</a>",
            "passed",
        ),
        (f"<div style='height: 2em; width: 300px; overflow: hidden'>{TEXT}</div>", "passed"),
        (f"<p style='height: 7em; width: 300px'>{TEXT}</p>", "inapplicable"),
    ],
)
def test_text_that_wide_spacing_cuts_off_is_told_from_text_that_was_cut_off_before(
    outcome: Outcome, html: str, expected: str
) -> None:
    assert outcome("text-spacing-clipped", html) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("@media (orientation: landscape) { main { rotate: 90deg } }", "failed"),
        ("@media (orientation: portrait) { main { transform: rotate(-90deg) translate(9px) scale(.5) } }", "failed"),
        ("@media (orientation: portrait) { body { rotate: 90deg } main { rotate: -90deg } }", "failed"),
        ("@media (orientation: portrait) { main { transform: rotate(180deg) } }", "passed"),
        ("@media (orientation: portrait) { main { transform: rotate(90deg); visibility: hidden } }", "inapplicable"),
        ("@media (max-width: 700px) { main { transform: rotate(90deg) } }", "inapplicable"),
        ("@media (orientation: portrait) { i { display: inline-block; rotate: 90deg } }", "cantTell"),
    ],
)
def test_what_is_turned_with_the_display_is_told_from_what_is_turned_anyhow(
    outcome: Outcome, style: str, expected: str
) -> None:
    assert outcome("orientation-locked", f"<style>{style}</style><main>{TEXT}<i>></i></main>") == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>{TEXT}", "passed"),
        (f"<style>body {{ width: 600px }}</style><p>{TEXT}", "failed"),
        (f"<p style='width: 600px; position: absolute'>{TEXT}", "failed"),
        (f"<p style='white-space: nowrap'>{TEXT}", "failed"),
        (f"<p style='white-space: nowrap; overflow: hidden'>{TEXT}", "passed"),
        (f"<p style='width: 600px'>{TEXT[:20]}", "passed"),
        (f"<p style='width: 600px' hidden>{TEXT}", "passed"),
        (f"<pre>{TEXT}", "passed"),
        (f"<table width=600><tr><td>{TEXT}<td>1</table>", "passed"),
        (f"<table role=presentation width=600><tr><td>{TEXT}</table>", "cantTell"),
        (f"<p>See <a href=/>{'x' * 60}</a> and <span>the long name {'y' * 60}</span></p>", "cantTell"),
        (f"<p style='width: 600px'><a href=/>{TEXT}</a></p>", "failed"),
        (f"<nav style='position: absolute; left: 100%; width: 200px'>{TEXT}", "cantTell"),
        (f"<div style='width: 600px; transform: none'>{TEXT}</div><script>0</script>", "cantTell"),
        (f"<style>@media (max-width: 400px) {{ p {{ max-width: 100% }} }} p {{ width: 600px }}</style><p>{TEXT}", "passed"),
        (f"<link rel=stylesheet href=/no.css><p style='width: 600px'>{TEXT}", "cantTell"),
        (f"<style>html {{ writing-mode: vertical-rl }}</style><p style='height: 600px'>{TEXT * 3}", "failed"),
        (f"<style>html {{ writing-mode: vertical-rl }}</style><p>{TEXT * 3}", "passed"),
    ],
)  # fmt: skip
def test_what_a_narrow_window_does_not_hold_is_told_from_what_needs_its_width(
    outcome: Outcome, html: str, expected: str
) -> None:
    assert outcome("mobile-reflow", html) == expected


FOCUS = "a { color: navy } a:focus { outline: 0 }"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a href=/>Home</a>", "passed"),
        (f"<style>{FOCUS}</style><a href=/>Home</a>", "failed"),
        (f"<style>{FOCUS}</style><p style='height: 3000px'></p><a href=/>Home</a>", "failed"),
        (f"<style>{FOCUS} a:focus-visible {{ outline: 2px solid red }}</style><a href=/>Home</a>", "passed"),
        (f"<style>{FOCUS} a {{ transition: color 1s }} a:focus {{ color: red }}</style><a href=/>Home</a>", "passed"),
        (f"<style>{FOCUS} a:focus::after {{ content: '<' }}</style><a href=/>Home</a>", "passed"),
        (f"<style>{FOCUS} p:focus-within {{ background: gold }}</style><p><a href=/>Home</a>", "passed"),
        ("<style>a { position: absolute; left: -999px; outline: 0 } a:focus { left: 0 }</style><a href=/>On</a>", "passed"),
        (f"<style>{FOCUS}</style><a href=/ onfocus='later = setTimeout(() => b.hidden = 0, 250)' onblur='clearTimeout(later); b.hidden = 1'>Home</a><b id=b hidden>!", "passed"),
        (f"<style>{FOCUS} @keyframes on {{ from {{ left: 0 }} to {{ left: 90px }} }} i {{ position: relative; animation: on .1s 99 }}</style>"
         "<a href=/>Home</a><i>Wait</i>", "failed"),
        ("<style>input:focus { outline: 0 }</style><input>", "passed"),
        (f"<style>{FOCUS}</style><a href=/ hidden>Home</a><div inert><a href=/>Home</a></div>", "inapplicable"),
        ("<div id=d></div><script>d.attachShadow({mode: 'open'}).innerHTML ="
         "'<style>a:focus { outline: 0 }</style><a href=/>Home</a>'</script>", "failed"),
    ],
)  # fmt: skip
def test_a_focus_that_one_sees_is_told_from_one_that_is_hidden(outcome: Outcome, html: str, expected: str) -> None:
    assert outcome("focus-visible", html) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("nav, aside { display: none }", "passed"),
        ("body * { visibility: hidden } main, main * { visibility: visible }", "passed"),
        ("main { display: none }", "cantTell"),
        ("main { visibility: hidden }", "cantTell"),
        ("main p + p { display: none }", "cantTell"),
    ],
)
def test_what_is_not_printed_is_missed_in_prose_alone(outcome: Outcome, style: str, expected: str) -> None:
    html = f"<nav><a href=/>Home</a></nav><main><h1>Back home</h1><p>{TEXT}<p>{TEXT}</main><aside>{TEXT}</aside>"
    assert outcome("print-keeps-prose", f"<style>@media print {{ {style} }}</style>{html}") == expected

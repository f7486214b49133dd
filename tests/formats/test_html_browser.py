"""The HTML report in Chromium: nothing in it acts, its filters work, and it is fit for keyboard, phone and paper."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.finding import Outcome
from checker.formats.html import render
from checker.rendering.browser_choice import find_browser
from tests.formats.hostile import ATTACKS, report_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    chosen = find_browser()
    if chosen is None:
        pytest.skip("no Chromium")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chosen.path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens a report as a file; the page keeps what it asked for, said and opened."""
    contexts = []

    def opened(report: Any, **options: Any) -> Any:
        file = tmp_path / "report.html"
        file.write_text(render(report), encoding="utf-8", errors="replace")
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.heard = {"asked": [], "dialogs": [], "said": []}
        page.on("request", lambda one: page.heard["asked"].append(one.url))
        page.on("console", lambda one: page.heard["said"].append(one.text))
        page.on("pageerror", lambda one: page.heard["said"].append(str(one)))

        def dismiss(dialog: Any) -> None:
            page.heard["dialogs"].append(dialog.message)
            dialog.dismiss()

        page.on("dialog", dismiss)
        page.goto(file.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("url", ["https://www.example.gov/a", "javascript:pwned=1;alert(1)"])
def test_nothing_hostile_acts(opened, make, url):
    page = opened(report_of(make, " ".join(ATTACKS), url=url))
    page.click("[data-open=true]")
    for select in ("#by-severity", "#by-rule", "#by-page"):
        page.select_option(select, index=1)
    page.click("#clear")
    for link in page.query_selector_all("a[href^='#'], a[href^='javascript']"):
        link.evaluate("one => one.click()")
    page.mouse.move(300, 300)
    page.wait_for_timeout(200)
    assert page.evaluate("typeof pwned") == "undefined"
    assert page.heard == {"asked": page.heard["asked"][:1], "dialogs": [], "said": []}
    assert page.frames == [page.main_frame]


def test_even_markup_that_was_not_escaped_would_not_act(browser, make, tmp_path):
    page = browser.new_page()
    stopped: dict[str, str] = {}
    page.on("requestfailed", lambda one: stopped.update({one.url: one.failure}))
    file = tmp_path / "report.html"
    file.write_text(render(make.report([make.page("a.html")])).replace("</main>", ATTACKS[0] + "</main>"))
    page.goto(file.as_uri())
    page.wait_for_timeout(200)
    assert page.evaluate("typeof pwned") == "undefined"
    assert stopped == {"http://evil.example/x.png": "csp"}
    page.close()


def two_pages(make: Any) -> Any:
    """An error of an editor on both pages, a warning of the template and a doubt on the first."""
    rules = [make.rule("layout", owner="template", requirements=(), section508=())]
    first = [
        make.finding("text"),
        make.finding("layout", severity="warning"),
        make.finding("doubt", outcome=Outcome.CANT_TELL),
    ]
    return make.report([make.page("a.html", first), make.page("b.html", [make.finding("text")])], rules)


def visible(page: Any) -> list[str]:
    """The rules whose causes are shown."""
    return [one.get_attribute("data-rule") for one in page.query_selector_all(".cause") if one.is_visible()]


@pytest.mark.parametrize(
    ("select", "value", "left"),
    [
        ("#by-severity", "warning", ["layout"]),
        ("#by-owner", "content", ["text", "doubt"]),
        ("#by-standard", "508", ["text", "doubt"]),
        ("#by-rule", "doubt", ["doubt"]),
        ("#by-page", "1", ["text"]),
    ],
)
def test_a_filter_leaves_what_was_asked_for(opened, make, select, value, left):
    page = opened(two_pages(make))
    page.select_option(select, value)
    assert visible(page) == left
    assert "of 4 findings are shown" in page.inner_text("#shown")
    page.click("#clear")
    assert visible(page) == ["text", "layout", "doubt"]
    assert page.inner_text("#shown") == "All 4 findings are shown."


def test_a_page_of_the_matrix_leads_to_its_findings(opened, make):
    page = opened(two_pages(make))
    page.click(".matrix a[data-page='1']")
    assert visible(page) == ["text"]
    assert page.inner_text("#shown") == "1 of 4 findings are shown, of 1 cause."


def test_what_is_new_can_be_asked_for_alone(opened, make):
    report = two_pages(make)
    report.earlier = (make.report([make.page("a.html", [make.finding("text")])]),)
    page = opened(report)
    page.check("#only-new")
    assert page.inner_text("#shown").startswith("3 of 4 findings")


def test_a_link_to_a_folded_finding_opens_it(opened, make):
    page = opened(two_pages(make))
    page.click("[data-open=false]")
    assert page.query_selector(".cause[open]") is None
    page.click(".card a >> nth=0")
    page.wait_for_function("location.hash && document.querySelector(location.hash).open")


def test_the_text_for_the_web_team_is_copied(opened, make):
    page = opened(two_pages(make), permissions=["clipboard-read", "clipboard-write"])
    page.click("#ticket > summary")
    page.click("[data-copy]")
    page.wait_for_function("document.getElementById('copied').textContent")
    assert page.inner_text("#copied") == "Copied."
    assert page.evaluate("navigator.clipboard.readText()").startswith("To mend in the template")


def test_it_is_used_by_keyboard(opened, make):
    page = opened(two_pages(make))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.focus(".cause >> nth=1 >> summary")
    before = page.evaluate("document.querySelectorAll('.cause')[1].open")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelectorAll('.cause')[1].open") is not before


def test_without_script_it_is_read_and_opened_and_shows_no_filters(opened, make):
    page = opened(two_pages(make), java_script_enabled=False)
    assert not page.is_visible(".filters") and page.is_visible("h1")
    page.click(".cause >> nth=2 >> summary")
    assert page.is_visible(".cause >> nth=2 >> text=Fine if:")


def test_nothing_scrolls_sideways_on_a_narrow_phone(opened, make):
    page = opened(report_of(make, "word " * 12 + "w" * 300), viewport={"width": 320, "height": 640})
    page.click("[data-open=true]")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_paper_shows_what_is_folded_on_the_screen(opened, make):
    page = opened(two_pages(make))
    page.click("[data-open=false]")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.is_visible(".cause >> nth=2 >> text=Fine if:") and not page.is_visible(".filters")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.query_selector(".cause[open]") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_itself_is_free_of_findings(tmp_path, make, scheme):
    report = report_of(make, "plain words")
    (tmp_path / "report.html").write_text(render(report), encoding="utf-8")
    options = ["--profile", "wcag", "--fail-on", "note", "--fail-on-review", "--mode", "rendered"]
    done = subprocess.run(
        [sys.executable, "-m", "checker", "report.html", *options, "--color-scheme", scheme],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if "no browser" in done.stdout + done.stderr:
        pytest.skip("no Chromium")
    assert done.returncode == 0, done.stdout

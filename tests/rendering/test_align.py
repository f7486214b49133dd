"""Source places of rendered pages: what a script leaves, moves, clones, re-orders, replaces and takes away."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.loaders.chromium import Chromium
from checker.page import Page
from checker.place import place_of
from checker.rendering import align
from checker.rendering.options import RenderOptions

ROOT = Path(__file__).parent.parent.parent
REAL = ROOT.parent / "shared" / "real-pages"

pytestmark = pytest.mark.browser


def _benchmark() -> Any:
    spec = importlib.util.spec_from_file_location("alignment", ROOT / "benchmarks" / "alignment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["alignment"] = module
    spec.loader.exec_module(module)
    return module


alignment = _benchmark()


@pytest.fixture(scope="module", params=["on", "off"])
def browsers(request: pytest.FixtureRequest) -> Iterator[Chromium]:
    browser = Chromium(RenderOptions(scripts=request.param == "on", timeout=20))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    browser = Chromium(RenderOptions(timeout=20))
    yield browser
    browser.close()


@pytest.fixture(autouse=True)
def _numbers_are_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(align, "_VOLATILE", align._VOLATILE | {alignment.PLANTED})


ROWS = "".join(f"<tr><td>row {n}<td><a href=/{n}>open</a>" for n in range(60))
ITEMS = "".join(f"<li class=item><b>News {n}</b> of the day" for n in range(80))
CARDS = "".join(f"<div class=card><h3>Card {n}</h3><p>Text {n}</div>" for n in range(50))
PAGE = (
    "<!doctype html><html lang=en><title>t</title><body><header id=top><p>Top</header>"
    f"<main id=main><ul id=list>{ITEMS}</ul><table id=table>{ROWS}</table><div id=cards>{CARDS}</div></main>"
    "<footer id=end><p>End</footer><script>%s</script>"
)
SCENARIOS = {
    "nothing changes": "",
    "a block moves to the end": "document.body.append(document.getElementById('list'))",
    "a block moves to the front": "document.body.prepend(document.getElementById('cards'))",
    "an item moves into another block": "cards.append(list.children[40])",
    "rows are put in reverse order": "[...table.rows].reverse().forEach(r => r.parentNode.append(r))",
    "items are sorted another way": "[...list.children].sort((a, b) => a.textContent < b.textContent ? 1 : -1)"
    ".slice(0, 5).forEach(i => list.prepend(i))",
    "every second item goes": "[...list.children].forEach((i, n) => n % 2 && i.remove())",
    "items are put between others": "[...list.children].forEach((i, n) => n % 9 || "
    "i.insertAdjacentHTML('afterend', '<li class=item><b>Made</b> by a script'))",
    "a block is wrapped": "let w = document.createElement('section'); main.append(w); w.append(table)",
    "a wrapper is taken away": "main.replaceWith(...main.childNodes)",
    "classes and states change": "document.querySelectorAll('.card').forEach(c => {c.className = 'card on';"
    "c.setAttribute('aria-expanded', 'true'); c.hidden = false})",
    "a card is replaced": "cards.children[7].outerHTML = '<article><h2>New</h2></article>'",
    "text changes everywhere": "document.querySelectorAll('b').forEach((b, n) => b.textContent = 'Nr ' + n)",
}


@pytest.mark.parametrize("script", SCENARIOS.values(), ids=SCENARIOS)
def test_what_stood_in_the_source_keeps_its_place(script: str, browser: Chromium, tmp_path: Path) -> None:
    found = alignment.measure((PAGE % script).encode(), "page.html", tmp_path, browser)
    assert found.wrong == 0
    assert found.placed >= 0.99 * found.both


def rendered(html: str, browser: Chromium, folder: Path) -> Page:
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    page: Page = alignment.parsed(html.encode(), str(file))
    browser.render(page, None)
    return page


def test_of_an_element_and_its_clone_neither_gets_the_place_of_the_other(browser: Chromium, tmp_path: Path) -> None:
    page = rendered(PAGE % "cards.append(cards.children[3].cloneNode(true))", browser, tmp_path)
    cards = page.select(".card")
    clone = cards[-1]
    assert clone.line is None
    places = [(one.line, one.column) for one in cards if one.line is not None]
    assert len(places) == len(set(places)) == 50


def test_what_a_script_made_says_so(browser: Chromium, tmp_path: Path) -> None:
    page = rendered(
        "<!doctype html><p>x<script>document.body.append(document.createElement('nav'))</script>", browser, tmp_path
    )
    assert [one.made_by_script for one in page.select("nav, p")] == [False, True]


def test_a_path_leads_through_shadow_trees_and_frames(browser: Chromium, tmp_path: Path) -> None:
    script = "host.attachShadow({mode: 'closed'}).innerHTML = '<p><a href=/>in</a>'"
    html = f"<!doctype html><div id=host></div><iframe srcdoc='<b>x</b>'></iframe><script>{script}</script>"
    page = rendered(html, browser, tmp_path)
    link, bold = page.select("a")[0], page.select("b")[0]
    assert place_of(link).selector.count(">>>") == 1
    assert "iframe" in place_of(bold).selector
    assert place_of(link).made_by_script


def test_what_a_frame_holds_is_a_scripts_only_where_a_script_made_it(browser: Chromium, tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text("<!doctype html><b id=file>x</b>", encoding="utf-8")
    script = """const frame = document.createElement("iframe"); frame.srcdoc = "<b id=whole>x</b>";
      document.body.append(frame); const written = document.getElementById("blank").contentDocument;
      written.body.innerHTML = "<b id=written>x</b>";
      addEventListener("load", () => { const inner = document.getElementById("doc").contentDocument;
        inner.body.append(Object.assign(inner.createElement("b"), {id: "added"})) })"""
    html = f"""<!doctype html><iframe id=doc srcdoc="<b id=given>x</b>"></iframe><iframe src=other.html></iframe>
      <iframe id=blank></iframe><script>{script}</script>"""
    page = rendered(html, browser, tmp_path)
    made = {one.attrs["id"]: one.made_by_script for one in page.select("b")}
    assert made == {"given": False, "file": False, "added": True, "written": True, "whole": True}


def test_selectors_see_every_root_of_a_shadow_tree(browser: Chromium, tmp_path: Path) -> None:
    script = "host.attachShadow({mode: 'open'}).innerHTML = '<i>1</i> <b>2</b><b id=last>3</b>'"
    page = rendered(f"<!doctype html><div id=host></div><script>{script}</script>", browser, tmp_path)
    assert [one.text for one in page.select("i + b, b:last-child, #last")] == ["2", "3"]


@pytest.mark.skipif(not REAL.is_dir(), reason="the real pages are not here")
@pytest.mark.parametrize("step", [pytest.param(20, id="some"), pytest.param(1, id="all", marks=pytest.mark.whole)])
def test_real_pages_are_placed(step: int, browsers: Chromium, tmp_path: Path) -> None:
    found = [
        alignment.measure(file.read_bytes(), file.name, tmp_path, browsers)
        for file in sorted(REAL.glob("*.html"))[::step]
    ]
    assert sum(one.wrong for one in found) == 0
    assert sum(one.placed for one in found) >= 0.99 * sum(one.both for one in found)

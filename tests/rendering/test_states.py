"""Further states of a rendered page: each probe sees what it says, and leaves the page as it found it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from checker import registry
from checker.page import Element, Page
from checker.parse import build
from checker.rendering.options import RenderOptions
from checker.rendering.session import Session
from checker.rendering.states import State, state_of
from checker.rendering.stored import restore, snapshot_values
from checker.rendering.tree import RenderedSnapshot
from checker.rendering.window import Recorded, Window
from checker.targets import Source

pytestmark = pytest.mark.browser

TIMEOUT = 4.0
HTML = """<!doctype html><html lang="en"><title>News</title><style>
body { margin: 0 } #print { display: none } p { font: 20px/1 sans-serif; margin: 0; width: 300px }
@media (max-width: 400px) { #wide { display: none } }
@media print { #print { display: block } #wide { display: none } }
@media (orientation: portrait) { main { transform: rotate(90deg) } }
</style><body><main><p id="wide">The squadron came home on Friday after six months at sea, it said.</p>
<p id="print">On paper</p></main>
<script>addEventListener("resize", () => document.body.append(document.createElement("hr")))</script>"""
LOOKS = """[innerWidth, innerHeight, matchMedia("print").matches, matchMedia("(orientation: portrait)").matches,
matchMedia("(prefers-reduced-motion: reduce)").matches, matchMedia("(prefers-color-scheme: dark)").matches,
document.adoptedStyleSheets.length, document.querySelector("#wide").getBoundingClientRect().height,
document.activeElement.tagName, scrollY]"""

Render = Callable[..., Page]


@pytest.fixture(scope="module")
def render(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Render]:
    """``render(html, "width-320")`` gives the page with that further state."""
    session = Session(RenderOptions(timeout=TIMEOUT, reduced_motion=True, color_scheme="dark"))
    folder: Path = tmp_path_factory.mktemp("states")

    def parsed(html: str) -> Page:
        page = Page("page.html", html.encode())
        build(page)
        return page

    def rendered(html: str, *states: str) -> Page:
        file = folder / "page.html"
        file.write_text(html, encoding="utf-8")
        return session.page(Source("page.html", str(file)), lambda _: parsed(html), frozenset(states))

    yield rendered
    session.close()


def element(page: Page, name: str) -> Element:
    found = page.document.by_id(name)
    assert found is not None
    return found


def box(page: Page, state: str, name: str) -> Any:
    return state_of(page, state).boxes.get(element(page, name))


def test_only_the_states_that_are_asked_for_are_recorded(render: Render) -> None:
    assert set(render(HTML).states) == {"as-loaded"}
    assert set(render(HTML, "print").states) == {"as-loaded", "print"}


def test_in_a_narrow_window_the_style_sheets_for_it_hold(render: Render) -> None:
    page = render(HTML, "width-320")
    assert state_of(page, "width-320").window == (320, 800)
    assert box(page, "width-320", "wide") is None
    assert element(page, "wide").line == 6


def test_a_page_with_lines_from_top_to_bottom_is_made_low_instead(render: Render) -> None:
    page = render('<!doctype html><html style="writing-mode: vertical-rl"><p id="p">News', "width-320")
    assert state_of(page, "width-320").window == (1280, 256)


def test_a_page_whose_script_leaves_nothing_of_it_has_its_states_too(render: Render) -> None:
    page = render("<!doctype html><p>News<script>document.documentElement.remove()</script>", *registry.names("probe"))
    assert [name for name in registry.names("probe") if name not in page.states] == []


def test_enlarged_twofold_half_the_width_is_there(render: Render) -> None:
    page = render('<!doctype html><body style="margin: 0"><p id="p">News', "zoom-200")
    assert box(page, "zoom-200", "p").width == 640


def test_text_is_set_wider_apart(render: Render) -> None:
    page = render(HTML, "text-spacing")
    snapshot, state = page.snapshot, state_of(page, "text-spacing")
    assert isinstance(snapshot, RenderedSnapshot)
    wide = element(page, "wide")
    assert state.boxes[wide].height >= snapshot.boxes[wide].height * 1.5
    assert state.texts[wide][0].lines[0].width <= 300
    assert state.style(wide, "line-height") == "30px"


def test_both_orientations_are_seen(render: Render) -> None:
    page = render(HTML, "landscape", "portrait")
    main = page.select("main")[0]
    assert state_of(page, "landscape").style(main, "transform") == "none"
    assert state_of(page, "portrait").style(main, "transform").startswith("matrix(")


def test_what_is_for_paper_is_seen_on_paper_alone(render: Render) -> None:
    page = render(HTML, "print")
    assert box(page, "print", "wide") is None
    assert state_of(page, "print").texts[element(page, "print")][0].text == "On paper"


def test_every_probe_leaves_the_page_as_it_found_it(render: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    names = registry.names("probe")
    seen: list[Any] = []

    @registry.probe("zz-looks", shows="looked at", acts=True)
    async def looks(window: Window) -> Recorded:
        seen.append(await window.asked(LOOKS))
        return Recorded()

    try:
        page = render(HTML, *names, "zz-looks")
        assert set(page.states) == {"as-loaded", *names, "zz-looks"}
        render(HTML, "zz-looks")
        render("<!doctype html><p id=wide>", "zz-looks")
    finally:
        registry._registered["probe"].pop("zz-looks")
    assert seen[0] == seen[1]
    assert seen[2][:7] == [1280, 800, False, False, True, True, 0]


def test_what_a_script_makes_meanwhile_is_no_part_of_the_state(render: Render) -> None:
    page = render(HTML, "width-320", "zoom-200")
    assert not page.select("hr")
    assert state_of(page, "zoom-200").boxes.keys() <= set(page.elements())


def test_a_state_is_stored_and_the_same_afterwards(render: Render) -> None:
    page = render(HTML, *registry.names("probe"))
    again = Page("page.html", page.content)
    build(again)
    restore(again, snapshot_values(page))
    assert again.states.keys() == page.states.keys()
    assert snapshot_values(again) == snapshot_values(page)
    for name, state in again.states.items():
        if name != "as-loaded":
            assert isinstance(state, State)
            assert {one.line for one in state.boxes} == {one.line for one in state_of(page, name).boxes}


def test_where_scripts_are_off_each_state_is_seen_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(HTML + "<style>a:focus { outline: 0 }</style><a href=/>Home</a>", encoding="utf-8")

    def parsed(_: Source) -> Page:
        page = Page("page.html", file.read_bytes())
        build(page)
        return page

    names = frozenset(registry.names("probe"))
    session = Session(RenderOptions(timeout=TIMEOUT * 2, scripts=False))
    page = session.page(Source("page.html", str(file)), parsed, names)
    session.close()
    assert not page.notices
    assert page.states.keys() == {"as-loaded", *names}
    assert [(one.tag, seen.without) for one, seen in state_of(page, "focus").values.items()] == [("a", "")]


@pytest.mark.parametrize(
    "script",
    [
        "addEventListener('resize', () => { for (;;); })",
        "matchMedia('print').addEventListener('change', () => { for (;;); })",
        "addEventListener('resize', () => { document.open(); document.write('<p>gone'); document.close() })",
    ],
)
def test_a_page_that_resists_a_probe_is_judged_without_the_state_and_in_time(render: Render, script: str) -> None:
    begun = time.monotonic()
    page = render(f"<!doctype html><p id=p>News<script>{script}</script>", "width-320", "print")
    assert time.monotonic() - begun < TIMEOUT + 5
    assert len(page.states) < 3
    assert element(page, "p").line == 1
    assert {notice.kind for notice in page.notices} == {"state-not-recorded"}
    after = render(HTML, "zoom-200")
    assert box(after, "zoom-200", "wide").width == 300
    assert not after.notices

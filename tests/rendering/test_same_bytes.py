"""What a page does at its own pace changes nothing in what is seen of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.finders.rendered_text import visible_texts
from checker.loaders.chromium import Chromium
from checker.page import Page
from checker.parse import build
from checker.rendering.options import RenderOptions

pytestmark = pytest.mark.browser

Render = Callable[..., Page]

MOVING = """<style>
@keyframes slide { from { transform: translateX(0) } to { transform: translateX(300px) } }
@keyframes appear { from { opacity: 0 } to { opacity: 1 } }
#endless { animation: slide 1.7s infinite }
#once { animation: appear 4s both }
#changed { opacity: 0; transition: opacity 3s }
</style><p id=endless>On and on</p><p id=once>Once</p><p id=changed>Changed</p><marquee id=marquee>Closed today</marquee>
<script>
changed.getBoundingClientRect();
changed.style.opacity = 1;
</script>"""


@pytest.fixture(scope="module")
def seen(rendered: Render) -> list[Page]:
    """The same page, loaded several times."""
    return [
        rendered(
            MOVING + f"<script>onload = () => {{ const until = performance.now() + {ms};"
            " while (performance.now() < until); }}</script>",
            "width-320",
        )
        for ms in (0, 300, 700)
    ]


def test_what_moves_stands_at_the_same_place_each_time(seen: list[Page]) -> None:
    first, *others = (_boxes(page) for page in seen)
    assert all(other == first for other in others)


def test_what_moves_stands_at_the_same_place_in_a_further_state(seen: list[Page]) -> None:
    first, *others = (_boxes(page, "width-320") for page in seen)
    assert all(other == first for other in others)


def test_what_fades_in_is_seen_whole(seen: list[Page]) -> None:
    shown = {element.attrs.get("id") for element in visible_texts(seen[0])}
    assert {"endless", "once", "changed", "marquee"} <= shown


def test_the_picture_of_the_tab_is_no_request_of_the_page(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    icons = '<link rel=icon href="http://other.example/icon.png"><link rel="shortcut icon" href="missing.ico">'
    photo = '<img alt="" src="http://other.example/photo.png"><p>News'
    file.write_text(f"<!doctype html><html lang=en><title>News</title>{icons}{photo}", encoding="utf-8")
    page = Page(str(file), file.read_bytes(), location=str(file))
    build(page)
    browser = Chromium(RenderOptions(wait="networkidle", timeout=20))  # by then it has been asked for
    try:
        browser.render(page, None)
    finally:
        browser.close()
    network = page.network
    assert network is not None
    assert (network.refused, network.refused_count, network.failed) == (("http://other.example/photo.png",), 1, ())


def test_an_address_asked_for_again_is_one_refused(rendered: Render) -> None:
    again = "<script>for (let n = 0; n < 3; n++) fetch('http://other.example/data').catch(() => 0)</script><p>News"
    network = rendered(again).network
    assert network is not None
    assert network.refused_count == 1


def _boxes(page: Page, state: str = "as-loaded") -> list[object]:
    snapshot = page.states[state]
    return [(one.tag, snapshot.boxes.get(one), snapshot.texts.get(one)) for one in page.document.elements]  # type: ignore[attr-defined]  # states have boxes

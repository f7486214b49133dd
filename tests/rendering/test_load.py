"""How a page is loaded: each option takes effect in a real browser, and the address is what the user gave."""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.errors import TargetError
from checker.loading import load
from checker.page import Page
from checker.rendering import pipe, processes
from checker.rendering.options import RenderOptions
from checker.rendering.session import Session
from checker.targets import Source

pytestmark = pytest.mark.browser

TELLS = """<!doctype html><html lang="en"><title>t</title><p id="out">no script</p><script>
out.textContent = JSON.stringify({width: innerWidth, height: innerHeight,
  dark: matchMedia("(prefers-color-scheme: dark)").matches,
  still: matchMedia("(prefers-reduced-motion: reduce)").matches,
  kept: localStorage.getItem("kept"), cookie: document.cookie})</script>"""


@pytest.fixture(scope="module")
def plain() -> Iterator[Session]:
    session = Session(RenderOptions(timeout=10))
    yield session
    session.close()


@pytest.fixture
def rendered(loopback: Any, plain: Session) -> Iterator[Callable[..., Page]]:
    sessions: list[Session] = []

    def render(path: str, **options: Any) -> Page:
        session = plain
        if options:
            session = Session(RenderOptions(**{"timeout": 10, **options}))
            sessions.append(session)
        address = loopback.address + path
        return session.page(Source(address, address), lambda _: pytest.fail("nothing local is read"))

    yield render
    for session in sessions:
        session.close()


def kinds(page: Page) -> list[str]:
    return [notice.kind for notice in page.notices if notice.kind != "no-doctype"]


def text(page: Page, selector: str = "#out") -> str:
    return page.select(selector)[0].text


def told(page: Page) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(text(page))
    return values


def test_the_page_sees_the_window_and_the_preferences_that_were_given(loopback: Any, rendered: Any) -> None:
    loopback.pages["/"] = TELLS
    seen = told(rendered("/", viewport=(640, 480), color_scheme="dark", reduced_motion=True))
    assert (seen["width"], seen["height"], seen["dark"], seen["still"]) == (640, 480, True, True)


def test_the_window_is_wide_and_light_where_nothing_is_given(loopback: Any, rendered: Any) -> None:
    loopback.pages["/"] = TELLS
    seen = told(rendered("/"))
    assert (seen["width"], seen["height"], seen["dark"], seen["still"]) == (1280, 800, False, False)


def test_headers_go_with_the_request(loopback: Any, rendered: Any) -> None:
    loopback.pages["/headers"] = "<p>x"
    rendered("/headers", headers={"X-Preview": "yes"})
    assert [headers["x-preview"] for path, headers in loopback.asked if path == "/headers"] == ["yes"]


def test_scripts_do_not_run_where_they_are_off(loopback: Any, rendered: Any) -> None:
    loopback.pages["/"] = TELLS
    assert text(rendered("/", scripts=False)) == "no script"


def test_a_stored_state_is_a_signed_in_page_each_time(loopback: Any, tmp_path: Path) -> None:
    loopback.pages["/"] = TELLS + "<script>localStorage.clear(); document.cookie='signed=;max-age=0'</script>"
    state = {
        "cookies": [{"name": "signed", "value": "in", "domain": "127.0.0.1", "path": "/", "expires": -1}],
        "origins": [{"origin": loopback.address, "localStorage": [{"name": "kept", "value": "here"}]}],
    }
    file = tmp_path / "state.json"
    file.write_text(json.dumps(state), encoding="utf-8")
    session = Session(RenderOptions(timeout=10, storage_state=file))
    source = Source("x", loopback.address + "/")
    try:
        seen = [told(session.page(source, lambda _: pytest.fail("local"))) for _ in range(2)]
    finally:
        session.close()
    assert [(one["kept"], one["cookie"]) for one in seen] == [("here", "signed=in")] * 2


LATE = """<p>x<script>addEventListener("load", () => setTimeout(() => {
  document.body.insertAdjacentHTML("beforeend", "<p id=out>late</p>")}, 300))</script>"""


def test_a_selector_is_waited_for(loopback: Any, rendered: Any) -> None:
    loopback.pages["/late"] = LATE
    assert text(rendered("/late", wait="#out")) == "late"


def test_load_does_not_wait_for_what_comes_later(loopback: Any, rendered: Any) -> None:
    loopback.pages["/late"] = LATE
    assert not rendered("/late").select("#out")


def test_network_idle_waits_for_what_a_script_fetches(loopback: Any, rendered: Any) -> None:
    loopback.pages["/data"] = "fetched"
    loopback.pages["/idle"] = """<p id=out>none<script>addEventListener("load", () => setTimeout(async () => {
        out.textContent = await (await fetch("/data")).text()}, 100))</script>"""
    assert text(rendered("/idle", wait="networkidle")) == "fetched"


def test_domcontentloaded_does_not_wait_for_pictures(loopback: Any, rendered: Any) -> None:
    import time

    loopback.pages["/slow.png"] = lambda handler: time.sleep(9)
    loopback.pages["/dcl"] = "<p id=out>x<img src=/slow.png alt=''>"
    begun = time.monotonic()
    rendered("/dcl", wait="domcontentloaded")
    assert time.monotonic() - begun < 9


def test_a_selector_that_never_comes_is_a_page_judged_as_it_stands_and_said(loopback: Any, rendered: Any) -> None:
    loopback.pages["/late"] = LATE
    assert kinds(rendered("/late", timeout=1.5, wait="#never")) == ["still-loading"]


def test_an_immediate_refresh_is_read_before_it_leaves(loopback: Any, rendered: Any) -> None:
    loopback.pages["/go"] = '<meta http-equiv=refresh content="0;url=/elsewhere"><p id=out>here'
    page = rendered("/go")
    assert text(page) == "here"


def test_redirects_of_the_server_are_followed_and_told(loopback: Any, rendered: Any) -> None:
    def away(handler: Any) -> None:
        handler.send_response(302)
        handler.send_header("Location", "/there")
        handler.end_headers()

    loopback.pages |= {"/away": away, "/there": "<p id=out>there"}
    response = rendered("/away").response
    assert (response.redirects, response.final_url, response.status) == (
        (loopback.address + "/away",),
        loopback.address + "/there",
        200,
    )


def test_the_bytes_are_those_of_the_server_in_any_encoding(loopback: Any, rendered: Any) -> None:
    content = '<meta charset="windows-1252"><p id="out">caf\u00e9 \u2014'.encode("windows-1252")

    def old(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        handler.wfile.write(content)

    loopback.pages["/old"] = old
    page = rendered("/old")
    assert (page.content, text(page)) == (content, "caf\u00e9 \u2014")


def test_a_page_keeps_nothing_for_the_next_one(loopback: Any, rendered: Any) -> None:
    loopback.pages["/second"] = """<p id=out><script>out.textContent =
        [localStorage.kept, sessionStorage.kept, document.cookie, name].join("|")</script>"""
    loopback.pages["/first"] = """<p>x<script>localStorage.kept = sessionStorage.kept = name = "left";
        document.cookie = "left=1"</script>"""
    rendered("/first")
    assert text(rendered("/second")) == "|||"


def test_an_error_page_is_judged_and_its_status_said(loopback: Any, rendered: Any) -> None:
    page = rendered("/nowhere")
    assert (page.response.status, kinds(page)) == (404, ["http-status"])


def test_what_is_no_page_is_said_in_the_words_of_static_mode(loopback: Any, rendered: Any) -> None:
    def picture(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "image/png")
        handler.end_headers()
        handler.wfile.write(b"\x89PNG")

    loopback.pages["/picture"] = picture
    with pytest.raises(TargetError) as refused:
        rendered("/picture")
    assert refused.value.kind == "not-html"


@pytest.mark.parametrize("script", ["", "<script>document.body.append(document.createElement('hr'))</script>"])
def test_a_page_that_is_let_go_leaves_the_collector_nothing(plain: Session, tmp_path: Path, script: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"<!doctype html><html lang=en><title>t</title><ul><li>One<li>Two</ul>{script}", encoding="utf-8")
    source = Source(str(file), str(file))
    page = plain.page(source, lambda one: load(one, parser="turbohtml"))
    assert page.as_sent is not None
    trees = [weakref.ref(page.as_sent.document), weakref.ref(page.document)]
    gc.disable()
    try:
        page.discard()
        del page
        assert [tree() for tree in trees] == [None, None]
    finally:
        gc.enable()


@pytest.mark.parametrize(("encoding", "expected"), [("utf-8", "UTF-8"), ("windows-1251", "windows-1252")])
def test_a_file_that_names_no_encoding_is_read_as_the_parser_reads_it(
    encoding: str, expected: str, plain: Session, tmp_path: Path
) -> None:
    text = f"<!doctype html><html lang=ru><title>t</title><p id=t>{'Привет, как дела сегодня? ' * 40}</p><p id=o>"
    file = tmp_path / "page.html"
    file.write_bytes(f"{text}<script>o.textContent = document.characterSet</script>".encode(encoding))
    page = plain.page(Source(str(file), str(file)), lambda one: load(one, parser="turbohtml"))
    assert page.as_sent is not None
    assert page.select("#t")[0].text == page.as_sent.document.select("#t")[0].text
    assert page.select("#o")[0].text == expected


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        pytest.param(0, True, id="not known"),
        pytest.param(150_000_000, False, id="little"),
        pytest.param(300_000_000, True, id="much"),
    ],
)
def test_a_browser_that_takes_much_memory_is_had_to_let_go_of_it(
    taken: int, expected: bool, plain: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    send = pipe.Session.send

    async def heard(session: pipe.Session, method: str, /, **parameters: Any) -> dict[str, Any]:
        told.append(method)
        return await send(session, method, **parameters)

    monkeypatch.setattr(pipe.Session, "send", heard)
    monkeypatch.setattr(processes, "memory_of_group", lambda leader: taken)
    file = tmp_path / "page.html"
    file.write_text("<!doctype html><html lang=en><title>t</title><p>Text", encoding="utf-8")
    for _ in range(6):  # the last one comes when what was said at the end of the one before is sent
        plain.page(Source(str(file), str(file)), lambda one: load(one, parser="turbohtml"))
    assert ("Memory.simulatePressureNotification" in told) == expected

"""A server on loopback whose pages the tests write, pages as a browser shows them, and the skip where there is none."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from checker.page import Page as Judged
from checker.parse import build
from checker.rendering.options import RenderOptions
from checker.rendering.session import Session, can_render

Page = str | bytes | Callable[[BaseHTTPRequestHandler], None]


class Loopback:
    """What is served: pages by path, each HTML or a function that answers the request itself."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        pages, asked = self.pages, self.asked

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                page = pages.get(path)
                if callable(page):
                    self.close_connection = True
                    try:
                        page(self)
                    except OSError:
                        return  # the browser has left
                    return
                body = page.encode() if isinstance(page, str) else page or b"<p>not here"
                self.send_response(404 if page is None else 200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *_: Any) -> None:
                return

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

            def handle_error(self, *_: Any) -> None:
                return

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture(scope="module")
def loopback() -> Iterator[Loopback]:
    """A server of this module's own."""
    served = Loopback()
    yield served
    served.server.shutdown()
    served.server.server_close()


@pytest.fixture(autouse=True)
def _browser_where_one_is_needed(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("browser") and not can_render(RenderOptions()):
        pytest.skip("no browser is found; .ci/browser installs one")


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Judged]]:
    """Renders what stands in a body, also in further states of those names."""
    from checker.loaders.chromium import Chromium

    browser = Chromium(RenderOptions(timeout=20))
    file: Path = tmp_path_factory.mktemp("pages") / "page.html"

    def render(html: str, *states: str) -> Judged:
        file.write_text("<!doctype html><html lang=en><title>News</title><body>" + html, encoding="utf-8")
        page = Judged(str(file), file.read_bytes(), location=str(file))
        build(page)
        browser.render(page, None, frozenset(states))
        return page

    yield render
    browser.close()


@pytest.fixture(scope="module")
def session(loopback: Loopback) -> Iterator[Session]:
    """A browser beside a server of pages that would stop a run."""
    from tests.rendering.hostile_pages import HELP, PAGES, TIMEOUT

    loopback.pages |= HELP | {f"/{name}": page for name, (page, _) in PAGES.items()}
    session = Session(RenderOptions(timeout=TIMEOUT))
    yield session
    session.close()

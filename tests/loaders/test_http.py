"""URLs are fetched from a server on the loopback network; nothing else is asked."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from checker import __version__
from checker.errors import TargetError
from checker.loaders import http
from checker.loaders.networks import is_public, names_private_host
from checker.loading import LoadOptions, load
from checker.page import Page
from checker.targets import Source

PAGE = b"<!doctype html><html lang=en><title>News</title><p>caf\xe9</p>"
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, {"Content-Type": "text/html; charset=iso-8859-1", "X-Frame-Options": "DENY"}, PAGE),
    "/moved": (301, {"Location": "/page"}, b""),
    "/circle": (302, {"Location": "/circle"}, b""),
    "/elsewhere": (302, {"Location": "http://127.0.0.2:9/"}, b""),
    "/file": (302, {"Location": "file:///etc/hosts"}, b""),
    "/gone": (404, {"Content-Type": "text/html"}, b"<!doctype html><title>Not found</title>"),
    "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"),
    "/json": (200, {"Content-Type": "application/json"}, b"{}"),
    "/empty": (200, {"Content-Type": "text/html"}, b""),
    "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b"<p>" + b"x" * 500_000)),
    "/drawing": (200, {"Content-Type": "image/svg+xml"}, b'<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>'),
}


class Handler(BaseHTTPRequestHandler):
    asked: dict[str, str]

    def do_GET(self) -> None:
        type(self).asked = {name.lower(): value for name, value in self.headers.items()}
        if self.path == "/slow":
            threading.Event().wait(3)
        if self.path == "/trickle":
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                for _ in range(60):
                    self.wfile.write(b"<p>")
                    threading.Event().wait(0.05)
            return
        status, headers, body = ANSWERS.get(self.path, (500, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def fetched(address: str, **options: Any) -> Page:
    return load(Source(address, address), parser="turbohtml", **options)


def refused(address: str, **options: Any) -> TargetError:
    with pytest.raises(TargetError) as caught:
        fetched(address, **options)
    return caught.value


def test_status_and_headers_are_facts_of_the_page(site: str) -> None:
    page = fetched(site + "/page")
    assert page.response is not None
    assert (page.response.status, page.response.headers["x-frame-options"]) == (200, "DENY")


def test_the_charset_of_the_header_is_used(site: str) -> None:
    page = fetched(site + "/page")
    assert (page.encoding, "café" in page.source) == ("windows-1252", True)


def test_the_address_fetched_is_the_address_of_the_page(site: str) -> None:
    assert fetched(site + "/page").url == site + "/page"


def test_a_redirect_is_followed_and_kept(site: str) -> None:
    page = fetched(site + "/moved")
    assert page.response is not None
    assert (page.response.final_url, page.response.redirects) == (site + "/page", (site + "/moved",))


def test_the_time_of_fetching_is_kept(site: str) -> None:
    response = fetched(site + "/page").response
    assert response is not None
    assert response.fetched is not None
    assert response.fetched.endswith("Z")


def test_the_tool_names_itself(site: str) -> None:
    fetched(site + "/page")
    assert Handler.asked["user-agent"] == f"gov-page-check/{__version__}"


def test_a_header_of_the_user_is_sent(site: str) -> None:
    fetched(site + "/page", headers={"X-Preview": "yes"})
    assert Handler.asked["x-preview"] == "yes"


def test_redirects_in_circles_end(site: str) -> None:
    assert refused(site + "/circle").kind == "redirects"


def test_a_redirect_to_another_private_address_is_refused(site: str) -> None:
    assert refused(site + "/elsewhere").kind == "private-address"


def test_a_redirect_to_a_file_is_refused(site: str) -> None:
    assert refused(site + "/file").kind == "bad-address"


def test_an_error_page_is_judged_with_a_notice(site: str) -> None:
    page = fetched(site + "/gone")
    assert "http-status" in {notice.kind for notice in page.notices}


@pytest.mark.parametrize("path", ["/pdf", "/json"])
def test_what_is_no_page_is_refused(site: str, path: str) -> None:
    assert refused(site + path).kind == "not-html"


def test_an_empty_answer_is_refused(site: str) -> None:
    assert refused(site + "/empty").kind == "empty"


def test_the_size_is_capped_after_unpacking(site: str) -> None:
    assert refused(site + "/packed", max_bytes=100_000).kind == "too-large"


def test_a_drawing_is_read_as_xml(site: str) -> None:
    assert fetched(site + "/drawing").document.elements[1].tag == "g"


def test_a_slow_server_is_given_up(site: str) -> None:
    assert refused(site + "/slow", timeout=0.3).kind == "timeout"


def test_a_server_that_sends_drop_by_drop_is_given_up(site: str) -> None:
    began = time.monotonic()
    assert (refused(site + "/trickle", timeout=0.3).kind, time.monotonic() - began < 1.5) == ("timeout", True)


def test_a_long_page_arrives_whole(site: str) -> None:
    assert len(fetched(site + "/packed").content) == 500_003


def test_a_closed_port_is_a_plain_problem() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert refused(f"http://127.0.0.1:{port}/").kind == "not-fetched"


def test_a_public_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("169.254.169.254", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: inside)
    assert refused("http://www.example.gov/").kind == "private-address"


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    mixed = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80)) for number in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: mixed)
    assert refused("http://www.example.gov/").kind == "private-address"


def test_the_host_is_looked_up_once_and_that_answer_used(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = socket.getaddrinfo

    def counted(host: Any, *arguments: Any, **named: Any) -> Any:
        asked.append(host)
        return real("127.0.0.1" if host == "localhost" else host, *arguments, **named)

    monkeypatch.setattr(socket, "getaddrinfo", counted)
    fetched(site.replace("127.0.0.1", "localhost") + "/page")
    assert asked.count("localhost") == 1


def test_the_host_that_was_named_is_asked_for(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *a, **n: real("127.0.0.1", *a, **n))
    monkeypatch.setattr(http, "is_public", lambda number: True)
    fetched(site.replace("127.0.0.1", "www.example.gov") + "/page")
    assert Handler.asked["host"].startswith("www.example.gov:")


@pytest.mark.parametrize(
    "number",
    (
        "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 "
        "::1 fe80::1%eth0 fc00::1 ::ffff:10.0.0.1 64:ff9b::a00:1 2002:a00:1:: fd00:ec2::254"
    ).split(),
)
def test_private_numbers_are_known(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_public_numbers_are_known(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "intranet", "press.local", "10.0.0.1"])
def test_a_private_host_is_known_by_its_name(host: str) -> None:
    assert names_private_host(host)


@pytest.mark.parametrize("host", ["www.army.mil", "8.8.8.8", "2130706433", "0x7f000001", "localhost.example.com"])
def test_other_hosts_are_not_taken_for_private(host: str) -> None:
    assert not names_private_host(host)


def test_no_client_is_loaded_where_nothing_is_fetched() -> None:
    import subprocess
    import sys

    code = (
        "import sys, checker.loading, checker.run.one_source; "
        "print([name for name in ('urllib3', 'email', 'bs4') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_options_have_the_limits_of_the_command_line() -> None:
    assert LoadOptions().max_bytes == 20_000_000

"""Loads a page from the network, as its bytes are sent; runs no script and sends no cookies.

A server may answer with an address inside the user's own network, and so have it read there. So each host is looked
up once, every address that it has is checked, and the connection goes to an address that was checked.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3

from checker import __version__
from checker.clock import moment
from checker.errors import TargetError
from checker.loaders.headers import charset_of, joined, media_type_from
from checker.loaders.networks import is_public, names_private_host
from checker.loading import LoadOptions, check_size, page_from
from checker.page import Notice, Page, Response
from checker.registry import loader
from checker.targets import Source

USER_AGENT = f"gov-page-check/{__version__}"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 10
_CHUNK = 65_536
_ERRORS = 400


class Answer(NamedTuple):
    """What a server answered: the status, the headers, and the body where it was not sent elsewhere."""

    status: int
    headers: dict[str, str]
    body: bytes


@loader(accepts=("http",))
def load(source: Source, options: LoadOptions) -> Page:
    """The page at the address; TargetError where it cannot be had or is no page."""
    address, redirects = source.location, []
    trusted = names_private_host(urlsplit(address).hostname or "")
    deadline = time.monotonic() + options.timeout
    while True:
        own = urlsplit(address).netloc == urlsplit(source.location).netloc
        host = urlsplit(address).hostname
        answer = _get(
            address,
            options,
            deadline,
            trusted=trusted and host == urlsplit(source.location).hostname,
            headers=options.headers if own else {},
        )
        place = answer.headers.get("location")
        if answer.status not in _REDIRECTS or not place:
            break
        redirects.append(address)
        if len(redirects) > _MOST_REDIRECTS:
            raise TargetError(
                f"redirected more than {_MOST_REDIRECTS} times; the site sends in circles", kind="redirects"
            )
        address = urljoin(address, place)
    response = Response(
        answer.status,
        answer.headers,
        address,
        tuple(redirects),
        moment(),
    )
    return page_from_answer(source, options, response, answer.body)


def page_from_answer(source: Source, options: LoadOptions, response: Response, body: bytes) -> Page:
    """The page that a server's answer makes; TargetError where it is none."""
    media_type = media_type_from(response.headers)
    named = response.headers.get("content-type", "").partition(";")[0].strip()
    if named and media_type is None:
        raise TargetError(
            f"the server sends {named} (status {response.status}), not a web page; name the page that links to it",
            kind="not-html",
        )
    page = page_from(
        body,
        source,
        options,
        media_type=media_type,
        charset=charset_of(response.headers),
        response=response,
        url=response.final_url,
        url_because="the address fetched",
    )
    if response.status >= _ERRORS:
        page.notices.append(
            Notice(
                "http-status",
                f"the server answers with status {response.status}; what was judged is its error page",
            )
        )
    return page


def _get(address: str, options: LoadOptions, deadline: float, *, trusted: bool, headers: Mapping[str, str]) -> Answer:
    """The answer to one request; follows no redirect."""
    parts = _parts(address)
    numbers = _numbers(parts, trusted=trusted)
    reason = ""
    for number in numbers:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        pool = _pool(parts, number, left)
        try:
            raw = pool.request(
                "GET",
                (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
                headers=_headers(parts, headers),
                redirect=False,
                retries=False,
                preload_content=False,
            )
            with contextlib.closing(raw):
                return _answer(raw, options, deadline)
        except (urllib3.exceptions.ConnectTimeoutError, urllib3.exceptions.NewConnectionError) as error:
            reason = _in_words(error)
        except (urllib3.exceptions.ReadTimeoutError, TimeoutError):
            break
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise TargetError(f"could not be fetched: {_in_words(error)}", kind="not-fetched") from error
        finally:
            pool.close()
    if reason:
        raise TargetError(f"{parts.hostname} could not be reached: {reason}", kind="not-fetched")
    raise TargetError(
        f"the server was not done within {options.timeout:g} seconds; --timeout gives it more", kind="timeout"
    )


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise TargetError(f"{address} is no http or https address", kind="bad-address")
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _numbers(parts: SplitResult, *, trusted: bool) -> list[str]:
    """The network addresses of the host, all checked; TargetError where one of them is not public."""
    host = parts.hostname or ""
    try:
        found = socket.getaddrinfo(host, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TargetError(f"the host {host} is not known; is the address right?", kind="not-fetched") from error
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    private = next((number for number in numbers if not is_public(number)), None)
    if private is not None and not trusted:
        raise TargetError(
            f"{host} leads to {private}, which is inside a private network; "
            f"name that address itself as the target if it is meant",
            kind="private-address",
        )
    return numbers


def _pool(parts: SplitResult, number: str, left: float) -> urllib3.HTTPConnectionPool:
    """Connections to the very address that was checked, for the host that was named."""
    timeout = urllib3.Timeout(connect=min(10.0, left), read=left)
    if parts.scheme == "http":
        return urllib3.HTTPConnectionPool(number, _port(parts), timeout=timeout)
    return urllib3.HTTPSConnectionPool(
        number,
        _port(parts),
        timeout=timeout,
        cert_reqs="CERT_REQUIRED",
        server_hostname=parts.hostname,
        assert_hostname=parts.hostname,
    )


def _headers(parts: SplitResult, own: Mapping[str, str]) -> dict[str, str]:
    host = (
        (parts.hostname or "").encode("idna").decode("ascii")
        if ":" not in (parts.hostname or "")
        else f"[{parts.hostname}]"
    )
    return {
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/svg+xml,*/*;q=0.8",
        "Accept-Encoding": "gzip, deflate",
        "User-Agent": USER_AGENT,
        **own,
        "Host": f"{host}:{parts.port}" if parts.port else host,
    }


def _answer(raw: urllib3.BaseHTTPResponse, options: LoadOptions, deadline: float) -> Answer:
    headers = joined(raw.headers.items())
    if raw.status in _REDIRECTS and "location" in headers:
        return Answer(raw.status, headers, b"")
    parts: list[bytes] = []
    size = 0
    # As soon as something is there, so that a server that sends byte by byte meets the deadline too.
    while part := raw.read1(_CHUNK, decode_content=True):
        parts.append(part)
        size += len(part)
        check_size(size, options)
        if time.monotonic() > deadline:
            raise TimeoutError
    return Answer(raw.status, headers, b"".join(parts))


def _in_words(error: Exception) -> str:
    text = str(error).rpartition(": ")[2] if isinstance(error, urllib3.exceptions.NewConnectionError) else str(error)
    return text.strip(" .") or type(error).__name__

"""What the network said while a page was loaded, as facts of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from checker.page import Page

#: Headers that hold secrets of whoever fetched the page.
SECRET_HEADERS = frozenset(("set-cookie", "set-cookie2", "authorization", "proxy-authenticate", "www-authenticate"))


class Certificate(NamedTuple):
    """The server's certificate as the browser accepted it; days as YYYY-MM-DD."""

    subject: str
    issuer: str
    valid_from: str
    valid_to: str
    protocol: str


class Cookie(NamedTuple):
    """A cookie that the page set, without its value."""

    name: str
    domain: str
    secure: bool
    http_only: bool
    same_site: str


class Network(NamedTuple):
    """What a browser saw while it loaded the page; every list is sorted, without repeats and bounded.

    ``mixed`` are the unencrypted addresses that an encrypted page really asked for, ``refused`` what was not let
    through, of ``refused_count`` different ones, ``failed`` what could not be had, ``left_for`` where the page itself tried
    to go.
    """

    certificate: Certificate | None = None
    cookies: tuple[Cookie, ...] = ()
    mixed: tuple[str, ...] = ()
    console_errors: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    refused_count: int = 0
    failed: tuple[str, ...] = ()
    left_for: tuple[str, ...] = ()


def network_facts(page: Page) -> dict[str, Any]:
    """What the network said about the page, as a report states it."""
    response, network = page.response, page.network or Network()
    return {
        "redirects": list(response.redirects) if response else [],
        "headers": {name: value for name, value in sorted(response.headers.items()) if name not in SECRET_HEADERS}
        if response
        else None,
        "certificate": network.certificate._asdict() if network.certificate else None,
        "cookies": [cookie._asdict() for cookie in network.cookies],
        "mixed": list(network.mixed),
        "console_errors": list(network.console_errors),
        "refused": {"count": network.refused_count, "addresses": list(network.refused)},
        "failed": list(network.failed),
        "left_for": list(network.left_for),
    }

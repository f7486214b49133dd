"""Gathers what the browser tells about one load: redirects, the answer, certificate, console, what was refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from checker.network import Certificate, Cookie, Network
from checker.page import Notice

#: How many entries of one kind are kept: a page can go on without end.
_MOST = 200
_MOST_COUNTED, _LONGEST = 10_000, 300


class Record:
    """What one load has told so far."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: list[tuple[str, str]] = []
        self.redirects: list[str] = []
        self.final_url = ""
        self.body: bytes | None = None
        self.certificate: Certificate | None = None
        self._refused: set[str] = set()
        self._all_refused: set[str] = set()
        self._outside: set[str] = set()
        self._left: set[str] = set()
        self._mixed: set[str] = set()
        self._errors: set[str] = set()
        self._failed: set[str] = set()

    def refused(self, address: str) -> None:
        """A request was not let through. How often a page asks again is a matter of its pace, and not counted."""
        if len(self._all_refused) < _MOST_COUNTED:
            self._all_refused.add(address)
        _keep(self._refused, address)

    def outside(self, address: str) -> None:
        """A frame was to show a file from outside the page's folder; its name is kept, for where it lies is no fact."""
        _keep(self._outside, address.rpartition("/")[2])

    def left_for(self, address: str) -> None:
        """The page tried to go to another address."""
        _keep(self._left, address)

    def told(self, text: str) -> bool:
        """The console was told an error; whether more may be told."""
        _keep(self._errors, " ".join(text.split()))
        return len(self._errors) < _MOST

    def mixed(self, address: str) -> None:
        """An encrypted page asked for an unencrypted address."""
        _keep(self._mixed, address)

    def answered(self, response: Mapping[str, Any]) -> None:
        """The response of the page itself, as ``Network.responseReceived`` has it."""
        details = response.get("securityDetails")
        if details:
            self.certificate = Certificate(
                details["subjectName"],
                details["issuer"],
                _day(details["validFrom"]),
                _day(details["validTo"]),
                details["protocol"],
            )

    def failed(self, address: str, reason: str, problems: Mapping[str, str]) -> None:
        """A request came to nothing, for the browser's reason; ``problems`` is what the guard said about hosts."""
        if problems.get(host_and_port(address)) in ("private", "closed"):
            self.refused(address)
        elif "ERR_ABORTED" not in reason and "BLOCKED" not in reason:
            _keep(self._failed, address)

    @property
    def frames_outside(self) -> tuple[str, ...]:
        """The names of files from outside the page's folder that frames were to show."""
        return tuple(sorted(self._outside))

    def network(self, cookies: tuple[Cookie, ...]) -> Network:
        """The facts."""
        return Network(
            certificate=self.certificate,
            cookies=cookies,
            mixed=tuple(sorted(self._mixed)),
            console_errors=tuple(sorted(self._errors)),
            refused=tuple(sorted(self._refused)),
            refused_count=len(self._all_refused),
            failed=tuple(sorted(self._failed)),
            left_for=tuple(sorted(self._left)),
        )


def notices_on(record: Record, network: Network, late: str, *, offline: bool) -> list[Notice]:
    """What the reader should know about how the page was loaded; ``offline`` is one that may not reach the network.

    A page goes on while it is captured and after: what is told is of ``network``, whose facts stand in the report.
    """
    notices = [Notice("still-loading", late)] if late else []
    if network.refused:
        first = ", ".join(network.refused[:3])
        why = "; --allow-network lets them through" if offline else ", which lead to this machine or a private network"
        many = network.refused_count
        told = f"requests to {many} other address{'es' * (many > 1)} were refused ({first}){why}"
        notices.append(Notice("requests-refused", told))
    if record.frames_outside:
        names = ", ".join(record.frames_outside[:3])
        told = f"files from outside the page's folder were not shown in its frames ({names})"
        notices.append(Notice("frames-refused", told))
    if network.left_for:
        told = f"the page goes elsewhere by itself, to {network.left_for[0]}; what was judged is the page before"
        notices.append(Notice("leaves", told))
    return notices


def host_and_port(address: str) -> str:
    """The host and port that the address is connected to, as "host:port"."""
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme in ("https", "wss") else 80)
    except ValueError:
        return ""
    return f"{parts.hostname or ''}:{port}"


def cookies_from(answer: Mapping[str, Any]) -> tuple[Cookie, ...]:
    """The cookies that ``Network.getCookies`` gives, without their values."""
    found = {
        Cookie(one["name"], one["domain"], one["secure"], one["httpOnly"], one.get("sameSite", ""))
        for one in answer["cookies"][:_MOST]
    }
    return tuple(sorted(found))


def message_of(event: Mapping[str, Any]) -> str:
    """The text of ``Runtime.consoleAPICalled`` or ``Runtime.exceptionThrown``."""
    details = event.get("exceptionDetails")
    if details:
        told = details.get("exception", {})
        return str(told.get("description") or told.get("value") or details.get("text", ""))[:_LONGEST]
    parts = (str(one.get("value", one.get("description", ""))) for one in event["args"][:10])
    return " ".join(parts)[:_LONGEST]


def _keep(kept: set[str], text: str) -> None:
    if len(kept) < _MOST:
        kept.add(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")

"""One tab of the browser: opens an address, answers or refuses what the page asks for, and waits until it is done.

The first document that the address leads to stays: where the page itself wants to go elsewhere (a refresh, a script, a
reload without end) it is not let, and the record says where to.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import unquote, urlsplit

from checker.errors import LimitError, TargetError
from checker.loaders.headers import joined
from checker.loading import PAGE_TYPES
from checker.rendering.background import begin
from checker.rendering.guard import Guard
from checker.rendering.motion import Motion
from checker.rendering.record import Record, cookies_from, host_and_port, message_of
from checker.rendering.site import Answer, Site
from checker.rendering.wire import CRASHED, GONE, BrowserError, Wire

T = TypeVar("T")

#: The browser's names of the moments that ``--wait`` may name.
_MOMENTS = {"load": "load", "domcontentloaded": "DOMContentLoaded", "networkidle": "networkIdle"}
_DOCUMENTS = {"urlPattern": "*", "resourceType": "Document"}
#: A page can ask for addresses without end; so many are remembered for the case that nothing comes of them.
_MOST_REQUESTS = 10_000
#: What the browser calls the picture for its tab. It asks for that when it has time, often after the page is judged.
_ICON = "Other"
_LOCAL_SCHEMES = ("file:", "data:", "blob:", "about:")


class Asked(NamedTuple):
    """What to load: the address, the site that answers for its origin, and whether the network may be reached.

    ``document`` answers for the page itself, where the browser does not read its file.
    """

    address: str
    site: Site | None
    network: bool
    document: Answer | None = None

    @property
    def on_network(self) -> bool:
        """Whether the page itself comes from the network."""
        return self.site is None and self.address.startswith(("http:", "https:"))


class Tab:
    """A tab, driven over its wire."""

    def __init__(self, wire: Wire, guard: Guard, wait: str, max_bytes: int) -> None:
        self.wire = wire
        self.motion = Motion(wire)
        self._guard = guard
        self._moment = _MOMENTS.get(wait, "load")
        self._max_bytes = max_bytes
        self._frame = ""
        self._patterns: list[dict[str, str]] = []
        self._begin(Asked("about:blank", None, network=False))

    def _begin(self, asked: Asked) -> None:
        self.asked = asked
        self.record = Record()
        self.motion.forget()
        self._own_request: str | None = None
        self._loader = ""
        self._moments: set[tuple[str, str]] = set()
        self._begun: list[str] = []
        self._stopped: set[str] = set()
        self._addresses: dict[str, str] = {}
        self._news = asyncio.Event()
        self._problem: Exception | None = None

    async def prepare(self) -> None:
        """Ask the browser for the events that are followed."""
        on, send = self.wire.on, self.wire.send
        on("Page.lifecycleEvent", self._on_moment)
        on("Page.frameStoppedLoading", self._on_stopped)
        on("Fetch.requestPaused", lambda event: begin(self._answer(event)))
        on("Runtime.consoleAPICalled", lambda event: self._on_console(event, event["type"] in ("error", "assert")))
        on("Runtime.exceptionThrown", lambda event: self._on_console(event, True))
        on("Network.requestWillBeSent", self._on_request)
        on("Network.responseReceived", self._on_response)
        on("Network.loadingFailed", self._on_failed)
        on("Network.webSocketCreated", self._on_socket)
        on("Audits.issueAdded", self._on_issue)
        on(CRASHED, lambda _: self.fail(TargetError("the page brought its renderer down", kind="crashed")))
        on(GONE, lambda _: self.fail(TargetError("the browser ended", kind="crashed")))
        await asyncio.gather(
            send("Page.enable"),
            send("Page.setLifecycleEventsEnabled", enabled=True),
            send("Runtime.enable"),
            send("Network.enable", maxTotalBufferSize=0, maxResourceBufferSize=0),
            self.motion.prepare(),
        )
        self._frame = (await send("Page.getFrameTree"))["frameTree"]["frame"]["id"]

    def fail(self, problem: Exception) -> None:
        """Have whoever waits for the page learn that it will not come."""
        self._problem = self._problem or problem
        self._news.set()

    async def open(self, asked: Asked) -> None:
        """Load what is asked for and wait until it is done; TargetError where it cannot be had."""
        self._begin(asked)
        self._guard.admit(urlsplit(asked.address).hostname if asked.network else None)
        await self._follow(asked)
        answer = await self.unless_failed(self.wire.send("Page.navigate", url=asked.address))
        if answer.get("errorText"):
            raise _in_words(answer["errorText"], asked.address, self._guard.problems)
        self._loader = answer.get("loaderId", "")
        while self._problem is None and (self._loader, self._moment) not in self._moments and not self._is_stopped:
            await self._news.wait()
            self._news.clear()
        if self._problem is not None:  # a page that crashes is stopped as well
            raise self._problem

    async def unless_failed(self, call: Coroutine[Any, Any, T]) -> T:
        """The answer to the call, unless a problem comes first."""
        task = asyncio.ensure_future(call)
        try:
            while self._problem is None and not task.done():
                news = asyncio.ensure_future(self._news.wait())
                try:
                    await asyncio.wait((task, news), return_when=asyncio.FIRST_COMPLETED)
                finally:
                    news.cancel()
                self._news.clear()
            if self._problem is not None:
                raise self._problem
            return task.result()
        finally:
            task.cancel()

    async def _follow(self, asked: Asked) -> None:
        """Have the browser pause the requests that are answered or refused here, and no others."""
        if asked.on_network:
            patterns = [_DOCUMENTS, {**_DOCUMENTS, "requestStage": "Response"}]
        elif asked.network:
            patterns = [_DOCUMENTS, *([{"urlPattern": asked.site.origin + "/*"}] if asked.site else [])]
        else:
            patterns = [_DOCUMENTS, {"urlPattern": "http://*"}, {"urlPattern": "https://*"}]
        if patterns != self._patterns:
            await self.wire.send("Fetch.enable", patterns=patterns)
            self._patterns = patterns
        if asked.address.startswith("https:"):
            await self.wire.send("Audits.enable")

    async def _answer(self, paused: Mapping[str, Any]) -> None:
        """Let a paused request go on, answer it from the site's folder, or refuse it."""
        address, number = paused["request"]["url"], paused["requestId"]
        of_page = paused["resourceType"] == "Document" and paused["frameId"] == self._frame
        send, site = self.wire.send, self.asked.site
        with contextlib.suppress(BrowserError):  # the page may have left before its request was answered
            if "responseStatusCode" in paused or "responseErrorReason" in paused:
                if of_page:
                    await self._take_response(paused)
                await send("Fetch.continueRequest", requestId=number)
            elif of_page and not self._is_own(paused):
                self.record.left_for(address)
                await send("Fetch.failRequest", requestId=number, errorReason="Aborted")
            elif of_page and self.asked.document is not None:
                await self._fulfil(number, self.asked.document)
            elif site is not None and site.holds(address):
                await self._fulfil(number, site.answer(address))
            elif address.startswith("file:") and not of_page and not _is_beside(address, self.asked.address):
                self.record.outside(address)
                await send("Fetch.failRequest", requestId=number, errorReason="BlockedByClient")
            elif self.asked.network or address.startswith(_LOCAL_SCHEMES):
                await send("Fetch.continueRequest", requestId=number)
            else:
                if paused["resourceType"] != _ICON:
                    self.record.refused(address)
                await send("Fetch.failRequest", requestId=number, errorReason="BlockedByClient")

    async def _fulfil(self, number: str, answer: Answer) -> None:
        await self.wire.send(
            "Fetch.fulfillRequest",
            requestId=number,
            responseCode=answer.status,
            responseHeaders=[{"name": name, "value": value} for name, value in answer.headers],
            body=base64.b64encode(answer.body).decode(),
        )

    def _is_own(self, paused: Mapping[str, Any]) -> bool:
        """Whether the request is that of the address asked for, or a redirect of it."""
        number = paused.get("networkId", paused["requestId"])
        if self._own_request is None:
            self._own_request = number
        return bool(number == self._own_request)

    async def _take_response(self, paused: Mapping[str, Any]) -> None:
        """Keep what the server answered for the page, as its bytes came."""
        record, address = self.record, paused["request"]["url"]
        status = paused.get("responseStatusCode", 0)
        pairs = [(one["name"], one["value"]) for one in paused.get("responseHeaders", ())]
        headers = joined(pairs)
        if 300 <= status < 400 and "location" in headers:
            record.redirects.append(address)
            return
        if not status or record.final_url:
            return
        record.status, record.headers, record.final_url = status, pairs, address
        named = headers.get("content-type", "").partition(";")[0].strip().lower()
        length = headers.get("content-length", "")
        if named and named not in PAGE_TYPES:
            self.fail(
                TargetError(
                    f"the server sends {named} (status {status}), not a web page; name the page that links to it",
                    kind="not-html",
                )
            )
        elif length.isdigit() and int(length[:15]) > self._max_bytes and "content-encoding" not in headers:
            self.fail(_too_large(self._max_bytes))
        else:
            try:
                body = await self.wire.send("Fetch.getResponseBody", requestId=paused["requestId"])
            except BrowserError:
                self.fail(TargetError("the server broke off its answer", kind="not-fetched"))
                return
            record.body = base64.b64decode(body["body"]) if body["base64Encoded"] else body["body"].encode()
            if len(record.body) > self._max_bytes:
                self.fail(_too_large(self._max_bytes))

    def _on_stopped(self, event: Mapping[str, Any]) -> None:
        """The browser stopped loading: all is there, or a script stopped it, or tried to leave while it went on."""
        if event["frameId"] == self._frame and self._begun:
            self._stopped.add(self._begun[-1])
            self._news.set()

    def _on_moment(self, event: Mapping[str, Any]) -> None:
        if event["frameId"] == self._frame:
            if event["name"] == "init":
                self._begun.append(event["loaderId"])
            self._moments.add((event["loaderId"], event["name"]))
            self._news.set()

    def _on_console(self, event: Mapping[str, Any], is_error: bool) -> None:
        if is_error and not self.record.told(message_of(event)):
            begin(self._quietly("Runtime.disable"))

    def _on_request(self, event: Mapping[str, Any]) -> None:
        is_icon = event.get("type") == _ICON and event["initiator"]["type"] == "other"
        if len(self._addresses) < _MOST_REQUESTS and not is_icon:
            self._addresses[event["requestId"]] = event["request"]["url"]

    def _on_failed(self, event: Mapping[str, Any]) -> None:
        """A request of the page, or of one of its workers, came to nothing."""
        address = self._addresses.get(event["requestId"])
        if address is not None:
            reason = event["errorText"] or event.get("blockedReason", "")
            self.record.failed(address, reason, self._guard.problems)

    def _on_socket(self, event: Mapping[str, Any]) -> None:
        """The page opens a socket, which no pattern of requests holds back; the guard alone does."""
        if not self.asked.network:
            self.record.refused(event["url"])

    def _on_response(self, event: Mapping[str, Any]) -> None:
        if event.get("type") == "Document" and event.get("frameId") == self._frame:
            self.record.answered(event["response"])

    def _on_issue(self, event: Mapping[str, Any]) -> None:
        mixed = event["issue"].get("details", {}).get("mixedContentIssueDetails")
        if mixed:
            self.record.mixed(mixed["insecureURL"])

    async def _quietly(self, method: str, **parameters: Any) -> None:
        with contextlib.suppress(BrowserError):
            await self.wire.send(method, **parameters)

    @property
    def stands(self) -> bool:
        """Whether the page, though perhaps not done, is read to its end."""
        return (self._loader, "DOMContentLoaded") in self._moments

    @property
    def _is_stopped(self) -> bool:
        """Whether loading came to an end before all was loaded."""
        return self._loader in self._stopped and (self._loader, "load") not in self._moments

    @property
    def has_begun(self) -> bool:
        """Whether the page has come as far as being shown."""
        return bool(self._loader) and self._loader in self._begun

    def check_stayed(self) -> None:
        """Raise TargetError where another document has taken the page's place, by a way that is no request."""
        if self.has_begun and self._begun[-1] != self._loader:
            raise TargetError("the page goes elsewhere by itself before it can be judged", kind="left")

    async def cookies(self) -> Any:
        """The cookies that the page has set, where it has an address that can."""
        if not self.asked.address.startswith(("http:", "https:")):
            return ()
        return cookies_from(await self.wire.send("Network.getCookies"))

    async def leave(self, *, still: bool = False, clean: bool = False) -> None:
        """Leave the page, and have the browser forget what it stored; ``clean`` has it let go of what it keeps in memory too.

        A page that is still, without scripts, waits until the next one takes its place: to go to an empty page first
        would cost as much as half of a load.
        """
        address, send = self.record.final_url or self.asked.address, self.wire.send
        if clean:
            begin(self._quietly("HeapProfiler.collectGarbage"))
            begin(self._quietly("Memory.simulatePressureNotification", level="critical"))
        calls = [
            send("Network.clearBrowserCookies"),
            send("Storage.clearDataForOrigin", origin=_origin(address), storageTypes="all"),
        ]
        if not still:
            forget = self._quietly("Runtime.evaluate", expression="try{sessionStorage.clear()}catch{}name=''")
            _, answer, *_ = await asyncio.gather(forget, send("Page.navigate", url="about:blank"), *calls)
            # Another address asked for before the empty page has taken the place may never be gone to.
            while answer.get("loaderId") not in self._begun:
                await self._news.wait()
                self._news.clear()
        else:
            await asyncio.gather(*calls)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/"


def _too_large(most: int) -> LimitError:
    return LimitError(
        f"larger than {most:,} bytes, which is no page for readers; --max-bytes raises the limit", kind="too-large"
    )


def _in_words(error: str, address: str, problems: Mapping[str, str]) -> TargetError:
    """The browser's error code in a sentence for people."""
    host = urlsplit(address).hostname
    own = host_and_port(address)
    if own in problems:
        return _of_guard(problems[own], own)
    if "SOCKS" in error and problems:  # a host that the address redirects to
        place, problem = next(iter(problems.items()))
        return _of_guard(problem, place)
    for code, kind, words in (
        ("ERR_CONNECTION_REFUSED", "not-fetched", f"{host} refuses connections"),
        ("ERR_CERT", "bad-certificate", f"the certificate of {host} is not valid"),
        ("ERR_SSL", "bad-certificate", f"no encrypted connection to {host} can be made"),
        ("ERR_TOO_MANY_REDIRECTS", "redirects", "redirected too many times; the site sends in circles"),
        ("ERR_ABORTED", "not-html", "the address answers with a download or with nothing, not with a page"),
        ("ERR_FILE_NOT_FOUND", "missing", "no such file"),
        ("ERR_EMPTY_RESPONSE", "not-fetched", f"{host} closed the connection without an answer"),
        ("ERR_INVALID_HTTP_RESPONSE", "not-fetched", f"{host} answers with something that is not HTTP"),
    ):
        if code in error:
            return TargetError(f"{words} ({error})", kind=kind)
    return TargetError(f"could not be loaded: {error}", kind="not-fetched")


def _of_guard(problem: str, place: str) -> TargetError:
    host = place.rpartition(":")[0]
    if problem == "private":
        return TargetError(
            f"{host} leads into a private network; name that address itself as the target if it is meant",
            kind="private-address",
        )
    if problem == "unknown-host":
        return TargetError(f"the host {host} is not known; is the address right?", kind="not-fetched")
    return TargetError(f"{place} could not be reached: it refuses connections or does not answer", kind="not-fetched")


def _is_beside(address: str, page: str) -> bool:
    """Whether the file lies in the folder of the page's file, or below it, wherever links lead.

    A frame's text is part of what is judged and kept: a page is not to have the files of whoever judges it shown there.
    """
    try:
        file, beside = urlsplit(address), urlsplit(page)
        return file.netloc == beside.netloc and _file(file.path).is_relative_to(_file(beside.path).parent)
    except (OSError, ValueError):  # a name that no file can have
        return False


def _file(path: str) -> Path:
    return Path(unquote(path)).resolve()

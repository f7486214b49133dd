"""Loads a page in Chromium through Playwright: the tree after scripts, with styles, boxes and source places.

The only importer of Playwright. Every call to the browser has a deadline; what misses it costs the page its context,
and where that does not answer either, the browser is killed and started anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Awaitable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from playwright.async_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Dialog,
    Playwright,
    Route,
    async_playwright,
)
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab
from playwright.async_api import (
    Response as BrowserResponse,
)

from checker.errors import TargetError
from checker.page import Need, Notice, Page, Response
from checker.parse import build, mirror
from checker.rendering.align import align
from checker.rendering.browser_choice import INSTALL, find_browser
from checker.rendering.options import RenderOptions
from checker.rendering.site import Site
from checker.rendering.tree import STYLES, RenderedSnapshot, build_snapshot

T = TypeVar("T")

#: Chromium's own traffic off, every frame in the page's process (so that one snapshot holds them all), no sandbox only
#: for root, who cannot have one.
_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-features=IsolateOrigins,site-per-process,Translate,MediaRouter,OptimizationHints",
    "--disable-quic",
    "--disable-site-isolation-trials",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
)
#: How long closing something may take before it is killed.
_PATIENCE = 3.0


class Asked(NamedTuple):
    """What to load: the address to open, and the site that answers for its origin where it is not on the network."""

    address: str
    site: Site | None


class Chromium:
    """A browser for many pages: one context and tab are reused until a page spoils them."""

    def __init__(self, options: RenderOptions) -> None:
        choice = find_browser(options.browser)
        if choice is None:
            raise TargetError(INSTALL, kind="no-browser")
        self._options = options
        self._program = choice.path
        self._loop = asyncio.new_event_loop()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._context: BrowserContext | None = None
        self._tab: Tab | None = None
        self._session: CDPSession | None = None
        self._asked: Asked | None = None
        self._refused: list[str] = []
        self._navigations: list[BrowserResponse] = []

    @property
    def version(self) -> str:
        """The browser's name and version, once it runs."""
        return f"Chromium {self._browser.version}" if self._browser else ""

    def render(self, page: Page, site: Site | None) -> None:
        """Turn the page, as its bytes were parsed, into what the browser makes of it.

        The page's tree is replaced by the rendered one, with source places from the former. Raises TargetError
        where the browser gives up on it within the time.
        """
        self._loop.run_until_complete(self._render(page, site))

    def fetch(self, page: Page) -> None:
        """Open the page's address on the network; fills in its bytes and response, then renders it."""
        self._loop.run_until_complete(self._render(page, None))

    def close(self) -> None:
        """End the browser; nothing of it is left behind."""
        with contextlib.suppress(Exception):
            self._loop.run_until_complete(self._stop())
        self._loop.close()

    async def _render(self, page: Page, site: Site | None) -> None:
        address = page.url if site is not None or page.url else None
        if address is None:
            address = Path(page.location).resolve().as_uri()
        self._asked = Asked(address, site)
        self._refused = []
        self._navigations = []
        try:
            async with asyncio.timeout(self._options.timeout):
                await self._start()
                captured, hosts = await self._visit(address)
        except TimeoutError:
            await self._give_up()
            raise TargetError(
                f"the page was not done within {self._options.timeout:g} seconds; --timeout gives it more",
                kind="timeout",
            ) from None
        except PlaywrightError as error:
            await self._give_up()
            raise TargetError(_in_words(error), kind="not-loaded") from None
        await self._take(page, captured, hosts)

    async def _start(self) -> None:
        if self._tab is not None:
            return
        if self._browser is None or not self._browser.is_connected():
            if self._playwright is None:
                self._playwright = await async_playwright().start()
            root = sys.platform.startswith("linux") and os.geteuid() == 0
            self._browser = await self._playwright.chromium.launch(
                executable_path=str(self._program), args=[*_ARGUMENTS, *(["--no-sandbox"] if root else [])]
            )
        options = self._options
        width, height = options.viewport
        self._context = await self._browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=options.scripts,
            accept_downloads=False,
            service_workers="block",
            storage_state=options.storage_state,
            extra_http_headers=dict(options.headers),
            color_scheme="dark" if options.color_scheme == "dark" else "light",
            reduced_motion="reduce" if options.reduced_motion else "no-preference",
        )
        await self._context.route("**/*", self._answer)
        self._tab = await self._context.new_page()
        self._context.on("page", lambda popup: asyncio.ensure_future(_quietly(popup.close())))
        self._tab.on("dialog", lambda dialog: asyncio.ensure_future(_dismiss(dialog)))
        self._tab.on("response", self._note_response)
        self._session = await self._context.new_cdp_session(self._tab)

    def _note_response(self, response: BrowserResponse) -> None:
        if response.request.is_navigation_request() and response.frame.parent_frame is None:
            self._navigations.append(response)

    async def _answer(self, route: Route) -> None:
        """Answer a request: from the site's folder, from the file system, or from the network where that is allowed."""
        asked, address = self._asked, route.request.url
        try:
            if asked is not None and asked.site is not None and asked.site.holds(address):
                answer = asked.site.answer(address)
                await route.fulfill(status=answer.status, content_type=answer.media_type, body=answer.body)
            elif address.startswith(("file:", "data:", "blob:", "about:")) or self._network_allowed(address):
                await route.continue_()
            else:
                self._refused.append(address)
                await route.abort("blockedbyclient")
        except PlaywrightError:
            return  # the page has left before its request was answered

    def _network_allowed(self, address: str) -> bool:
        asked = self._asked
        on_the_network = asked is not None and asked.site is None and asked.address.startswith(("http:", "https:"))
        return on_the_network or self._options.allow_network

    async def _visit(self, address: str) -> tuple[dict[str, Any], frozenset[int]]:
        tab, session, options = self._tab, self._session, self._options
        assert tab is not None
        assert session is not None
        milliseconds = options.timeout * 1000
        named = {"load": "load", "domcontentloaded": "domcontentloaded", "networkidle": "networkidle"}
        await tab.goto(address, wait_until=named.get(options.wait, "load"), timeout=milliseconds)  # type: ignore[arg-type]
        if options.wait not in named:
            await tab.wait_for_selector(options.wait, state="attached", timeout=milliseconds)
        captured = await session.send(
            "DOMSnapshot.captureSnapshot",
            {"computedStyles": list(STYLES), "includePaintOrder": True, "includeDOMRects": False},
        )
        return captured, await self._shadow_hosts(captured)

    async def _shadow_hosts(self, captured: dict[str, Any]) -> frozenset[int]:
        """The backend ids of the elements with an author's shadow root, asked of the browser for likely ones only."""
        assert self._session is not None
        hosts = set()
        for document in captured["documents"]:
            nodes = document["nodes"]
            marked = set(nodes.get("shadowRootType", {}).get("index", ()))
            for parent in {nodes["parentIndex"][node] for node in marked}:
                backend = nodes["backendNodeId"][parent]
                told = await self._session.send("DOM.describeNode", {"backendNodeId": backend})
                if any(
                    root.get("shadowRootType") in ("open", "closed") for root in told["node"].get("shadowRoots", ())
                ):
                    hosts.add(backend)
        return frozenset(hosts)

    async def _take(self, page: Page, captured: dict[str, Any], hosts: frozenset[int]) -> None:
        """Build the page from what was captured."""
        if self._navigations:
            await self._take_response(page, self._navigations[-1])
        source = page.document
        snapshot = build_snapshot(page, captured, hosts)
        for scope in snapshot.scopes:
            mirror.selects(scope)
        snapshot.made_by_script.update(align(snapshot.document, source))
        _align_shadow_scopes(snapshot, page)
        snapshot.document.comments = source.comments
        page.states["as-loaded"] = snapshot
        page.mode = "rendered"
        page.offers |= {Need.STYLE, Need.LAYOUT}
        if self._refused:
            first = ", ".join(dict.fromkeys(self._refused[:3]))
            page.notices.append(
                Notice(
                    "requests-refused",
                    f"{len(self._refused)} requests to other addresses were refused ({first}); --allow-network lets"
                    " them through",
                )
            )

    async def _take_response(self, page: Page, response: BrowserResponse) -> None:
        if self._asked is None or self._asked.site is not None or response.url.startswith("file:"):
            return
        content = await response.body()
        headers = await response.all_headers()
        chain = []
        request = response.request.redirected_from
        while request is not None:
            chain.append(request.url)
            request = request.redirected_from
        page.content = content
        page.url = response.url
        page.response = Response(response.status, headers, response.url, tuple(reversed(chain)))
        page.offers |= {Need.RESPONSE}
        build(page)

    async def _give_up(self) -> None:
        """Leave the tab and its context; kill the browser where it no longer answers."""
        context, self._context, self._tab, self._session = self._context, None, None, None
        try:
            async with asyncio.timeout(_PATIENCE):
                if context is not None:
                    await context.close()
        except (TimeoutError, PlaywrightError):
            await self._kill()

    async def _kill(self) -> None:
        browser, self._browser = self._browser, None
        try:
            async with asyncio.timeout(_PATIENCE):
                if browser is not None:
                    await browser.close()
        except (TimeoutError, PlaywrightError):
            playwright, self._playwright = self._playwright, None
            if playwright is not None:  # its driver ends every browser that it started
                await _quietly(playwright.stop())

    async def _stop(self) -> None:
        await self._give_up()
        await self._kill()
        if self._playwright is not None:
            await self._playwright.stop()


def _align_shadow_scopes(snapshot: RenderedSnapshot, page: Page) -> None:
    """Place what stands in declarative shadow roots of the source; other scopes are made by scripts or other files."""
    places = {(e.line, e.column): e for s in page.snapshot.scopes for e in s.elements if e.shadow is not None}
    for scope in snapshot.scopes[1:]:
        host = scope.host
        origin = places.get((host.line, host.column)) if host is not None and host.line is not None else None
        if scope.kind == "shadow" and origin is not None and origin.shadow is not None:
            snapshot.made_by_script.update(align(scope, origin.shadow))
        else:
            snapshot.made_by_script.update(scope.elements)


async def _quietly(call: Awaitable[T]) -> None:
    with contextlib.suppress(PlaywrightError, TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            await call


async def _dismiss(dialog: Dialog) -> None:
    await _quietly(dialog.dismiss())


def _in_words(error: PlaywrightError) -> str:
    """The browser's error in a sentence for people."""
    text = error.message.partition("\n")[0]
    for code, words in (
        ("ERR_NAME_NOT_RESOLVED", "the host has no address"),
        ("ERR_CONNECTION_REFUSED", "the host refuses connections"),
        ("ERR_CERT", "the host's certificate is not valid"),
        ("ERR_TOO_MANY_REDIRECTS", "the address redirects without end"),
        ("ERR_ABORTED", "the address answers with a download, or the load was broken off"),
        ("ERR_INTERNET_DISCONNECTED", "there is no network"),
        ("Page crashed", "the page brought its renderer down"),
    ):
        if code in text:
            return f"{words} ({text[:120]})"
    return f"the browser could not load the page: {text[:160]}"

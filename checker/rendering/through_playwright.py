"""Chromium through Playwright, for systems on which a browser cannot be handed its pipe (Windows).

The only importer of Playwright. Its driver is a process of its own that takes as much memory as the browser does, and
through which every answer goes twice: see docs/decisions/0012-pipe.md.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, CDPSession, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

from checker.rendering import processes
from checker.rendering.background import begin
from checker.rendering.options import RenderOptions
from checker.rendering.switches import SWITCHES, with_sandbox_or_not
from checker.rendering.wire import CRASHED, GONE, BrowserError

#: How long a browser may take to start, and to end when it is asked to, in seconds.
_START, _END = 30.0, 3.0


class PlaywrightWire:
    """A session of Playwright's with its errors under our name."""

    def __init__(self, session: CDPSession) -> None:
        self._session = session

    async def send(self, method: str, /, **parameters: Any) -> dict[str, Any]:
        """What the browser answers to the command; BrowserError where it refuses it."""
        answer: dict[str, Any] = await _ours(self._session.send(method, parameters))
        return answer

    def on(self, event: str, handler: Callable[[dict[str, Any]], None], /) -> None:
        """Call the handler with each such event."""
        self._session.on(event, handler)


class PlaywrightBrowser:
    """A browser that runs under Playwright's driver, with one tab at most."""

    def __init__(self, playwright: Playwright, browser: Browser) -> None:
        self.version = browser.version
        self.process: int | None = None
        self._playwright = playwright
        self._browser = browser
        self._context: BrowserContext | None = None

    @classmethod
    async def start(cls, program: Path, proxy: str) -> PlaywrightBrowser:
        """The browser; all its connections go through the proxy. Raises BrowserError where it does not start."""
        playwright = await async_playwright().start()
        try:
            started = await playwright.chromium.launch(
                executable_path=str(program),
                args=[*SWITCHES, *with_sandbox_or_not()],
                proxy={"server": proxy},
                timeout=_START * 1000,
            )
            browser = cls(playwright, started)
            whole = await started.new_browser_cdp_session()
            told = await whole.send("SystemInfo.getProcessInfo")
            browser.process = next((one["id"] for one in told["processInfo"] if one["type"] == "browser"), None)
            await whole.detach()
        except BaseException as error:
            await playwright.stop()  # its driver ends every browser that it started
            if isinstance(error, PlaywrightError):
                raise BrowserError(error.message.partition("\n")[0]) from None
            raise
        return browser

    async def new_tab(self, options: RenderOptions) -> PlaywrightWire:
        """A tab in a new context; the context before it is ended."""
        await self.end_context()
        width, height = options.viewport
        context = await _ours(
            self._browser.new_context(
                viewport={"width": width, "height": height},
                java_script_enabled=options.scripts,
                accept_downloads=False,
                service_workers="block",
                storage_state=options.storage_state,
                extra_http_headers=dict(options.headers),
                color_scheme="dark" if options.color_scheme == "dark" else "light",
                reduced_motion="reduce" if options.reduced_motion else "no-preference",
            )
        )
        page = await _ours(context.new_page())
        session = await _ours(context.new_cdp_session(page))
        context.on("page", lambda popup: begin(_ours(popup.close())))
        page.on("crash", lambda _: session.emit(CRASHED, {}))
        self._browser.on("disconnected", lambda _: session.emit(GONE, {}))
        self._context = context
        return PlaywrightWire(session)

    async def end_context(self) -> None:
        """End the tab with all that it has stored."""
        context, self._context = self._context, None
        if context is not None:
            await _ours(context.close())

    async def close(self) -> None:
        """Have the browser end, and its driver, and wait until they have."""
        with contextlib.suppress(BrowserError, TimeoutError):
            async with asyncio.timeout(_END):
                await _ours(self._browser.close())
        self._end_process()
        await self._end_driver()

    def kill(self) -> None:
        """End the browser without asking it."""
        self._end_process()
        begin(self._end_driver())

    def _end_process(self) -> None:
        process, self.process = self.process, None
        if process is not None:
            processes.end_group(process)

    async def _end_driver(self) -> None:
        with contextlib.suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(_END):
                await self._playwright.stop()


async def _ours(call: Awaitable[Any]) -> Any:
    """The call's answer; what Playwright raises is a BrowserError."""
    try:
        return await call
    except PlaywrightError as error:
        raise BrowserError(error.message.partition("\n")[0]) from error

"""A Chromium of our own, driven over its pipe."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from checker.errors import TargetError
from checker.rendering import processes
from checker.rendering.background import begin
from checker.rendering.emulation import show_in_window, show_on_medium
from checker.rendering.options import RenderOptions
from checker.rendering.pipe import Pipe, Session
from checker.rendering.switches import switches
from checker.rendering.wire import BrowserError

#: How long a browser may take to end when it is asked to, in seconds.
_END = 3.0
#: A page may register a service worker and is never told whether it did: one would live on beside the next page.
_NO_SERVICE_WORKER = """if (globalThis.ServiceWorkerContainer)
  ServiceWorkerContainer.prototype.register = function register() { return new Promise(() => {}); }"""
_STORE = (
    """try { for (const [name, value] of (%s)[location.origin] || []) localStorage.setItem(name, value) } catch {}"""
)
_COOKIE = ("name", "value", "domain", "path", "httpOnly", "secure", "sameSite")


class PipedBrowser:
    """A browser that runs, with one tab at most."""

    def __init__(self, pipe: Pipe, profile: Path) -> None:
        self.process: int | None = pipe.process
        self.version = ""
        self._pipe = pipe
        self._profile = profile
        self._context = ""
        self._tab = ""

    @classmethod
    async def start(cls, program: Path, proxy: str) -> PipedBrowser:
        """The browser, once it answers; all its connections go through the proxy.

        Raises BrowserError where it does not start.
        """
        profile = Path(tempfile.mkdtemp(prefix="check-browser-"))
        complaints = profile / "complaints"
        pipe = Pipe()
        try:
            pipe.start(program, switches(proxy, str(profile)), complaints)
        except OSError as error:
            shutil.rmtree(profile, ignore_errors=True)
            raise BrowserError(error.strerror or str(error)) from None
        browser = cls(pipe, profile)
        try:
            await pipe.connect()
            told = await pipe.browser.send("Browser.getVersion")
            await pipe.browser.send("Target.setDiscoverTargets", discover=True, filter=[{"type": "page"}])
        except BrowserError:
            reason = _last_line(complaints) or "it ended at once"
            browser.kill()
            raise BrowserError(reason) from None
        except asyncio.CancelledError:
            browser.kill()
            raise
        browser.version = told["product"].rpartition("/")[2]
        pipe.browser.on("Target.targetCreated", browser._close_others)
        return browser

    async def new_tab(self, options: RenderOptions) -> Session:
        """A tab in a new context; the context before it is ended."""
        await self.end_context()
        send = self._pipe.browser.send
        context = (await send("Target.createBrowserContext", disposeOnDetach=True))["browserContextId"]
        await send("Browser.setDownloadBehavior", behavior="deny", browserContextId=context)
        self._tab = (await send("Target.createTarget", url="about:blank", browserContextId=context))["targetId"]
        self._context = context
        attached = await send("Target.attachToTarget", targetId=self._tab, flatten=True)
        tab = self._pipe.session(attached["sessionId"])
        tab.on("Target.attachedToTarget", lambda event: begin(self._follow_worker(event, tab)))
        tab.on("Page.javascriptDialogOpening", lambda event: begin(_answer_dialog(tab, event)))
        await asyncio.gather(*self._prepare(tab, options))
        return tab

    def _prepare(self, tab: Session, options: RenderOptions) -> list[Any]:
        width, height = options.viewport
        calls: list[Any] = [
            tab.send("Page.enable"),
            # As far as the page sees, it is the window that the reader has before them.
            tab.send("Emulation.setFocusEmulationEnabled", enabled=True),
            tab.send("Page.addScriptToEvaluateOnNewDocument", source=_NO_SERVICE_WORKER),
            _follow_workers(tab.send),
            show_in_window(tab, width, height),
            show_on_medium(tab, "", options),
        ]
        if not options.scripts:
            calls.append(tab.send("Emulation.setScriptExecutionDisabled", value=True))
        if options.headers:
            calls.append(tab.send("Network.setExtraHTTPHeaders", headers=dict(options.headers)))
        if options.storage_state is not None:
            calls.append(self._restore(tab, options.storage_state))
        return calls

    async def _restore(self, tab: Session, file: Path) -> None:
        """Give the context the cookies and the storage of the state that Playwright saved."""
        try:
            state = json.loads(file.read_text(encoding="utf-8"))
            cookies = [_cookie(one) for one in state.get("cookies", ())]
            stored = {
                one["origin"]: [[pair["name"], pair["value"]] for pair in one.get("localStorage", ())]
                for one in state.get("origins", ())
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise TargetError(
                f"--storage-state is {file}, which is no stored state of a browser: {error}", kind="bad-storage-state"
            ) from None
        if cookies:
            await self._pipe.browser.send("Storage.setCookies", cookies=cookies, browserContextId=self._context)
        if stored:
            await tab.send(
                "Page.addScriptToEvaluateOnNewDocument", source=_STORE % json.dumps(stored), worldName="check"
            )

    async def _follow_worker(self, event: dict[str, Any], tab: Session) -> None:
        """Have the requests of a worker told as those of its page, and let it begin."""
        worker = self._pipe.inside(event["sessionId"], tab)
        with contextlib.suppress(BrowserError):  # it may have ended already
            await asyncio.gather(
                worker("Network.enable", maxTotalBufferSize=0, maxResourceBufferSize=0),
                _follow_workers(worker),
                worker("Runtime.runIfWaitingForDebugger"),
            )

    def _close_others(self, event: dict[str, Any]) -> None:
        """Close what a page opened beside its tab."""
        target = event["targetInfo"]
        if self._context and target.get("browserContextId") == self._context and target["targetId"] != self._tab:
            begin(self._pipe.browser.send("Target.closeTarget", targetId=target["targetId"]))

    async def end_context(self) -> None:
        """End the tab with all that it has stored."""
        context, self._context = self._context, ""
        if context:
            await self._pipe.browser.send("Target.disposeBrowserContext", browserContextId=context)

    async def close(self) -> None:
        """Have the browser end, and wait until it has."""
        with contextlib.suppress(BrowserError, TimeoutError):
            async with asyncio.timeout(_END):
                await self._pipe.browser.send("Browser.close")
                await self._pipe.ended.wait()
        self.kill()

    def kill(self) -> None:
        """End the browser without asking it."""
        process, self.process = self.process, None
        if process is None:
            return
        processes.end_group(process)
        self._pipe.close()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(process, 0)
        shutil.rmtree(self._profile, ignore_errors=True)


def _cookie(given: dict[str, Any]) -> dict[str, Any]:
    cookie = {name: given[name] for name in _COOKIE if name in given}
    if given.get("expires", -1) > 0:
        cookie["expires"] = given["expires"]
    return cookie


async def _follow_workers(send: Any) -> None:
    await send(
        "Target.setAutoAttach",
        autoAttach=True,
        waitForDebuggerOnStart=True,
        flatten=True,
        filter=[{"type": "worker"}, {"type": "shared_worker"}],
    )


async def _answer_dialog(tab: Session, event: dict[str, Any]) -> None:
    """Close the dialog as a reader would who wants nothing; one that asks whether to leave is told yes."""
    await tab.send("Page.handleJavaScriptDialog", accept=event["type"] == "beforeunload")


def _last_line(file: Path) -> str:
    """The last that the browser complained of."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return ""
    return next((line for line in reversed(lines) if line.strip()), "")

"""The page in its tab as a probe meets it: how to show it otherwise for a while, and what to read off then.

What is shown otherwise is put back in each case, also where the probe fails. Scripts of a probe run in a world of their
own, which the page does not see.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from checker.rendering.emulation import show_in_window, show_on_medium
from checker.rendering.motion import Motion
from checker.rendering.options import RenderOptions
from checker.rendering.wire import BrowserError, Wire

#: Those by which one sees whether text is seen, and where it is cut off.
CLIPPING = (
    "display", "visibility", "opacity", "position", "overflow-x", "overflow-y", "clip", "clip-path",
    "content-visibility", "font-size", "line-height", "white-space", "text-overflow", "-webkit-line-clamp", "transform",
    "padding-top", "padding-bottom",
)  # fmt: skip
#: Those by which one sees whether and how an element is turned.
TURNING = ("display", "visibility", "opacity", "position", "overflow-x", "clip", "clip-path", "rotate", "transform")
T = TypeVar("T")

#: How long what was shown otherwise may take to be put back, in seconds.
_PUT_BACK = 1.0
#: Two frames, and the transitions that have begun by then, but no longer than half a second.
_SETTLED = """(async () => {
  const wait = ms => new Promise(done => setTimeout(done, ms));
  const frame = () => new Promise(done => requestAnimationFrame(done));
  await Promise.race([wait(500), (async () => {
    await frame();
    await frame();
    await Promise.allSettled(document.getAnimations().filter(a => a instanceof CSSTransition).map(a => a.finished));
  })()]);
})()"""
#: Off the screen browsers put off the layout of ``content-visibility: auto``, until somebody asks where a part of it is.
_LAY_OUT = """(() => {
  for (const element of document.querySelectorAll("*"))
    if (getComputedStyle(element).contentVisibility === "auto")
      for (const child of element.children) child.getBoundingClientRect();
})()"""
#: The rules of a style sheet that stands in no node of the page.
_ADD_SHEET = """(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(%r);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  globalThis.checkSheet = sheet;
})()"""
_TAKE_SHEET = "document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== globalThis.checkSheet)"


class Recorded(NamedTuple):
    """What a probe saw, as plain values.

    ``layout`` is what ``DOMSnapshot.captureSnapshot`` gave with the computed styles named ``styles``, of a page shown in
    a window of that size in CSS px; ``values`` are facts of elements, by the backend ids of their nodes.
    """

    layout: Mapping[str, Any] | None = None
    styles: tuple[str, ...] = ()
    window: tuple[int, int] = (0, 0)
    values: Mapping[int, tuple[Any, ...]] = {}


class Window:
    """The tab's window; ``size`` is that in which the page was loaded, in CSS px.

    ``as_loaded`` is what ``DOMSnapshot.captureSnapshot`` gave of the page with STYLES, once it was captured; ``is_given_up``
    says that the page will not be looked at again, so that nothing needs to be put back.
    """

    def __init__(
        self, wire: Wire, motion: Motion, options: RenderOptions, as_loaded: Mapping[str, Any] | None = None
    ) -> None:
        self.wire = wire
        self.as_loaded = as_loaded
        self.size = options.viewport
        self.is_given_up = False
        self._shown = options.viewport
        self._motion = motion
        self._options = options
        self._world: int | None = None

    @property
    def runs_scripts(self) -> bool:
        """Whether the page's own scripts run."""
        return self._options.scripts

    @contextlib.asynccontextmanager
    async def sized(self, width: int, height: int) -> AsyncIterator[None]:
        """The page in a window of that size in CSS px."""
        try:
            await self._resize((width, height))
            await self.settled()
            yield
        finally:
            await self._put_back(self._resize, self.size)

    @contextlib.asynccontextmanager
    async def with_media(self, media: str) -> AsyncIterator[None]:
        """The page as it is shown on that medium, such as ``print``."""
        try:
            await self._show_on(media)
            await self.settled()
            yield
        finally:
            await self._put_back(self._show_on, "")

    @contextlib.asynccontextmanager
    async def with_styles(self, sheet: str) -> AsyncIterator[None]:
        """The page with a style sheet more, the last of the author's."""
        async with self.changed_by(_ADD_SHEET % sheet, _TAKE_SHEET):
            await self.settled()
            yield

    async def laid_out(self, *styles: str) -> Recorded:
        """The boxes and texts of the page as it is shown, what moves at rest, with the computed styles named, which are of STATE_STYLES."""
        await self.asked(_LAY_OUT)
        async with self._motion.stopped():
            layout = await self.wire.send(
                "DOMSnapshot.captureSnapshot",
                computedStyles=list(styles),
                includePaintOrder=False,
                includeDOMRects=False,
            )
        return Recorded(layout, styles, self._shown)

    async def settled(self) -> None:
        """Wait until the page has taken up what was changed; without scripts it does so at once."""
        if self.runs_scripts:
            await self.asked(_SETTLED)

    async def asked(self, expression: str, *, by_value: bool = True) -> Any:
        """The value of the expression, or a handle of it; BrowserError where it fails."""
        told = await self.wire.send(
            "Runtime.evaluate",
            expression=expression,
            contextId=await self._own_world(),
            awaitPromise=True,
            returnByValue=by_value,
        )
        details = told.get("exceptionDetails")
        if details:
            said = details.get("exception", {}).get("description") or details.get("text", "")
            raise BrowserError(str(said).partition("\n")[0])
        return told["result"].get("value") if by_value else told["result"]

    @contextlib.asynccontextmanager
    async def changed_by(self, begin: str, end: str) -> AsyncIterator[None]:
        """The page after a script that begins something, which another one ends."""
        try:
            await self.asked(begin)
            yield
        finally:
            await self._put_back(self.asked, end)

    async def press(self, key: str, code: int) -> None:
        """Press and release a key, named as in DOM's KeyboardEvent."""
        named = {"key": key, "code": key, "windowsVirtualKeyCode": code, "nativeVirtualKeyCode": code}
        await self.wire.send("Input.dispatchKeyEvent", type="rawKeyDown", **named)
        await self.wire.send("Input.dispatchKeyEvent", type="keyUp", **named)

    async def picture(self) -> str:
        """The SHA-256 sum of a picture of what the window shows."""
        told = await self.wire.send("Page.captureScreenshot", format="png", optimizeForSpeed=True)
        return hashlib.sha256(told["data"].encode()).hexdigest()

    async def backend_ids(self, handle: Mapping[str, Any]) -> list[int]:
        """The backend ids of the nodes in an array of which there is a handle."""
        told = await self.wire.send("Runtime.getProperties", objectId=handle["objectId"], ownProperties=True)
        places = {one["name"]: one["value"]["objectId"] for one in told["result"] if one["name"].isdigit()}
        nodes = await asyncio.gather(
            *(self.wire.send("DOM.describeNode", objectId=places[str(at)]) for at in range(len(places)))
        )
        return [one["node"]["backendNodeId"] for one in nodes]

    async def _put_back(self, change: Callable[[T], Awaitable[Any]], value: T) -> None:
        """Have what was changed put back; a page that is given up, or does not let it, goes with its tab."""
        if not self.is_given_up:
            with contextlib.suppress(BrowserError, TimeoutError):
                async with asyncio.timeout(_PUT_BACK):
                    await change(value)

    async def _own_world(self) -> int:
        if self._world is None:
            frame = (await self.wire.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
            made = await self.wire.send("Page.createIsolatedWorld", frameId=frame, worldName="check")
            self._world = made["executionContextId"]
        return self._world

    async def _resize(self, size: tuple[int, int]) -> None:
        self._shown = size
        await show_in_window(self.wire, *size)

    async def _show_on(self, medium: str) -> None:
        await show_on_medium(self.wire, medium, self._options)

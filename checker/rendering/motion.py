"""What moves by itself on a page, and how it is brought to rest, so that each run sees the page alike.

What comes to an end, such as a fade, is brought to its end; what does not is shown as it begins; a marquee in the
middle of its way, where its text is seen.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from typing import Any

from checker.rendering.wire import BrowserError, Wire

#: How long animations that were made may take to start, in seconds: they do so with the page's next frame.
_START = 0.5
#: More of them than this are left alone: a page can make animations without end.
_MOST = 2_000


class Motion:
    """The animations and transitions of the page that stands in the tab."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._news = asyncio.Event()
        self.forget()

    async def prepare(self) -> None:
        """Ask the browser for news of them."""
        self._wire.on("Animation.animationCreated", lambda event: self._made.add(event["id"]))
        self._wire.on("Animation.animationStarted", lambda event: self._on_started(event["animation"]))
        self._wire.on("Animation.animationCanceled", lambda event: self._on_canceled(event["id"]))
        await self._wire.send("Animation.enable")

    def forget(self) -> None:
        """Another page takes the place."""
        self._made: set[str] = set()
        self._rests: dict[str, float] = {}

    @property
    def is_there(self) -> bool:
        """Whether anything may move."""
        return bool(self._made)

    @contextlib.asynccontextmanager
    async def stopped(self) -> AsyncIterator[None]:
        """The page with all that moves at rest; it goes on from there afterwards."""
        if not self._made:
            yield
            return
        await self._all_started()
        try:
            await self._wire.send("Animation.setPlaybackRate", playbackRate=0)
            by_time: dict[float, list[str]] = {}
            for name, time in self._rests.items():
                by_time.setdefault(time, []).append(name)
            for time, names in by_time.items():
                await self._seek(names, time)
            yield
        finally:
            with contextlib.suppress(BrowserError):
                await self._wire.send("Animation.setPlaybackRate", playbackRate=1)

    async def _all_started(self) -> None:
        """Wait until what was made has started, but for what does not start because it is not shown."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_START):
                while self._made - self._rests.keys() and len(self._made) < _MOST:
                    self._news.clear()
                    await self._news.wait()

    async def _seek(self, names: list[str], time: float) -> None:
        """Show the animations as they are at that time; one that is over is refused, and the others with it."""
        try:
            await self._wire.send("Animation.seekAnimations", animations=names, currentTime=time)
        except BrowserError:
            for name in names if len(names) > 1 else ():
                await self._seek([name], time)

    def _on_started(self, animation: Mapping[str, Any]) -> None:
        if len(self._rests) < _MOST:
            self._rests[animation["id"]] = _rest_of(animation)
        self._made.add(animation["id"])
        self._news.set()

    def _on_canceled(self, name: str) -> None:
        self._made.discard(name)
        self._rests.pop(name, None)
        self._news.set()


def _rest_of(animation: Mapping[str, Any]) -> float:
    """The time, in ms from its start, at which it is shown at rest.

    >>> fade = {"type": "CSSTransition", "source": {"delay": 100, "duration": 400, "iterations": 1}}
    >>> _rest_of(fade), _rest_of({"type": "CSSAnimation", "source": {"delay": 0, "duration": 400}})
    (500.0, 0.0)
    """
    timing = animation.get("source", {})
    times = timing.get("iterations")  # absent where it has no end
    if times is None:
        return 0.0
    length = float(timing.get("delay", 0)) + float(timing.get("duration", 0)) * float(times)
    is_marquee = animation["type"] == "WebAnimation" and timing.get("fill") == "forwards" and not animation.get("name")
    return length / 2 if is_marquee else length

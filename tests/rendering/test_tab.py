"""A tab follows what the browser tells, in whatever order that comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from checker.errors import TargetError
from checker.rendering.guard import Guard
from checker.rendering.tab import Asked, Tab
from checker.rendering.wire import CRASHED

Events = list[tuple[str, dict[str, Any]]]
BEGUN: Events = [("Page.lifecycleEvent", {"frameId": "f", "loaderId": "l", "name": "init"})]
LOADED: Events = [("Page.lifecycleEvent", {"frameId": "f", "loaderId": "l", "name": "load"})]
STOPPED: Events = [("Page.frameStoppedLoading", {"frameId": "f"})]
CRASH: Events = [(CRASHED, {})]


class Told:
    """A wire that answers everything, and tells the events in one go soon after it was sent to a page."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self._handlers: dict[str, Callable[[dict[str, Any]], None]] = {}

    def on(self, event: str, handler: Callable[[dict[str, Any]], None], /) -> None:
        self._handlers[event] = handler

    async def send(self, method: str, /, **parameters: Any) -> dict[str, Any]:
        if method == "Page.navigate":
            asyncio.get_running_loop().call_later(0.01, self._tell)
        return {"Page.getFrameTree": {"frameTree": {"frame": {"id": "f"}}}, "Page.navigate": {"loaderId": "l"}}.get(
            method, {}
        )

    def _tell(self) -> None:
        for name, event in self._events:
            self._handlers[name](event)


def opened(events: Events) -> Tab:
    async def open_it() -> Tab:
        tab = Tab(Told(events), Guard(), "load", 1000)
        await tab.prepare()
        await asyncio.wait_for(tab.open(Asked("https://example.gov/", None, network=True)), 5)
        return tab

    return asyncio.run(open_it())


def test_a_page_that_is_loaded_is_open() -> None:
    assert opened(BEGUN + LOADED).stands is False
    assert opened(BEGUN + STOPPED).has_begun


@pytest.mark.parametrize("events", [CRASH, BEGUN + STOPPED + CRASH, BEGUN + CRASH + STOPPED, BEGUN + LOADED + CRASH])
def test_a_crash_is_told_whatever_else_is_told_with_it(events: Events) -> None:
    with pytest.raises(TargetError, match="brought its renderer down"):
        opened(events)


def test_what_is_asked_after_a_crash_does_not_wait_for_an_answer() -> None:
    async def ask() -> None:
        tab = Tab(Told([]), Guard(), "load", 1000)
        tab.fail(TargetError("the browser ended", kind="crashed"))
        with pytest.raises(TargetError):
            await tab.unless_failed(asyncio.sleep(0))
        tab._news.clear()  # who waited before has taken the news
        with pytest.raises(TargetError):
            await asyncio.wait_for(tab.unless_failed(asyncio.sleep(60)), 5)

    asyncio.run(ask())

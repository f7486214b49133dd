"""What the loader needs of a browser and of a connection to it, whoever makes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from checker.rendering.options import RenderOptions

#: The events that say that a tab is gone: with its renderer, or with its browser.
CRASHED, GONE = "Inspector.targetCrashed", "Inspector.detached"


class BrowserError(Exception):
    """The browser refused a command, or is gone."""


class Wire(Protocol):
    """A session of Chromium's protocol with one tab (https://chromedevtools.github.io/devtools-protocol/)."""

    async def send(self, method: str, /, **parameters: Any) -> dict[str, Any]:
        """What the browser answers to the command; BrowserError where it refuses it."""

    def on(self, event: str, handler: Callable[[dict[str, Any]], None], /) -> None:
        """Call the handler with each such event."""


class Browser(Protocol):
    """A browser that runs.

    ``process`` leads its group of processes, where that is known; ``version`` is Chromium's.
    """

    process: int | None
    version: str

    async def new_tab(self, options: RenderOptions) -> Wire:
        """A tab in a context of its own, to which earlier ones left nothing; the context before it is ended.

        No window opens beside the tab, no dialog waits, nothing is downloaded, no service worker is kept.
        """

    async def end_context(self) -> None:
        """End the tab with all that it has stored."""

    async def close(self) -> None:
        """Have the browser end, and wait until it has."""

    def kill(self) -> None:
        """End the browser without asking it."""

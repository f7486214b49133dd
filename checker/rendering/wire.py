"""What the loader needs of a connection to the browser, whoever makes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol


class BrowserError(Exception):
    """The browser refused a command, or is gone."""


class Wire(Protocol):
    """A session of Chromium's protocol with one tab (https://chromedevtools.github.io/devtools-protocol/)."""

    async def send(self, method: str, /, **parameters: Any) -> dict[str, Any]:
        """What the browser answers to the command; BrowserError where it refuses it."""

    def on(self, event: str, handler: Callable[[dict[str, Any]], None], /) -> None:
        """Call the handler with each such event."""

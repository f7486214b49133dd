"""Starts a browser in the way that the system allows."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

from checker.rendering.wire import Browser

#: Whether a process can be started here with files of our own, which is how a browser gets its pipe.
HAS_PIPES = os.name == "posix"


def can_start() -> bool:
    """Whether what it takes to start a browser is installed."""
    return HAS_PIPES or importlib.util.find_spec("playwright") is not None


async def start_browser(program: Path, proxy: str) -> Browser:
    """The browser, once it answers; all its connections go through the proxy.

    Raises BrowserError where it does not start.
    """
    if HAS_PIPES:
        from checker.rendering.piped import PipedBrowser

        return await PipedBrowser.start(program, proxy)
    from checker.rendering.through_playwright import PlaywrightBrowser

    return await PlaywrightBrowser.start(program, proxy)

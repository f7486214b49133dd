"""Calls to the browser that are made beside what goes on, and whose answer nobody waits for."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from checker.rendering.wire import BrowserError

#: The loop holds its tasks weakly; these are under way.
_begun: set[asyncio.Task[Any]] = set()


def begin(call: Coroutine[Any, Any, Any]) -> None:
    """Have the loop make the call; that the browser refuses it, or is gone, is nobody's concern."""
    task = asyncio.ensure_future(call)
    _begun.add(task)
    task.add_done_callback(_end)


def _end(task: asyncio.Task[Any]) -> None:
    _begun.discard(task)
    if not task.cancelled() and not isinstance(task.exception(), BrowserError):
        task.result()

"""The event loop in which the browser is spoken to: in a thread of its own, so that a page loads while another is judged."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future, wait
from typing import Any, TypeVar

from checker.errors import TargetError
from checker.rendering.wire import BrowserError

T = TypeVar("T")

#: On Windows a wait without an end could not be interrupted; so often it is begun anew, in seconds.
_LOOK_EVERY = 0.5


class BrowserThread:
    """A thread with an event loop; it ends with the process that started it."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(_unless_of_browser)
        self._thread = threading.Thread(target=self._loop.run_forever, name="browser", daemon=True)
        self._thread.start()

    def begin(self, call: Coroutine[Any, Any, T]) -> Future[T]:
        """Have the call made; gives what will be its result."""
        return asyncio.run_coroutine_threadsafe(call, self._loop)

    def run(self, call: Coroutine[Any, Any, T]) -> T:
        """The call's result, or what it raises."""
        return result_of(self.begin(call))

    def close(self) -> None:
        """End the thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


def result_of(call: Future[T]) -> T:
    """The result of what was begun, once it is done, or what it raises."""
    while not call.done():
        wait((call,), _LOOK_EVERY)
    return call.result()


def _unless_of_browser(loop: asyncio.AbstractEventLoop, told: dict[str, Any]) -> None:
    """Leave aside what a browser that is gone still owed an answer: the page's report says what became of it."""
    if not isinstance(told.get("exception"), BrowserError | TargetError):
        loop.default_exception_handler(told)

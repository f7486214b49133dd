"""Chromium's protocol over a pair of pipes: no port that others could reach, and no process between the browser and us.

With ``--remote-debugging-pipe`` the browser reads commands from its file 3 and writes answers and events to its file 4,
each one JSON text with a null byte behind it
(https://chromium.googlesource.com/chromium/src/+/main/content/browser/devtools/devtools_pipe_handler.cc). It ends when
the pipe does, and so with whoever started it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from checker.rendering.wire import GONE, BrowserError

_READ, _WRITE = 3, 4
#: The room asked for in the pipe, so that a snapshot comes in few pieces; and the longest message that is read, in bytes.
_ROOM = 1_048_576
_LONGEST = 600_000_000
_DETACHED = "Target.detachedFromTarget"

Handler = Callable[[dict[str, Any]], None]


class Session:
    """What is said with one target of the browser, or with the browser itself."""

    def __init__(self, pipe: Pipe, name: str = "") -> None:
        self._pipe = pipe
        self._name = name
        self._handlers: dict[str, list[Handler]] = {}

    async def send(self, method: str, /, **parameters: Any) -> dict[str, Any]:
        """What the browser answers to the command; BrowserError where it refuses it, or is gone."""
        return await self._pipe.ask(self._name, method, parameters)

    def on(self, event: str, handler: Handler, /) -> None:
        """Call the handler with each such event."""
        self._handlers.setdefault(event, []).append(handler)

    def hear(self, event: str, parameters: dict[str, Any]) -> None:
        """Tell an event to its handlers."""
        for handler in self._handlers.get(event, ()):
            handler(parameters)


class Pipe(asyncio.Protocol):
    """A connection with a browser of our own."""

    def __init__(self) -> None:
        self.browser = Session(self)
        self.process = 0
        self.ended = asyncio.Event()
        self._sessions: dict[str, Session] = {"": self.browser}
        self._parts: list[bytes] = []
        self._length = 0
        self._number = 0
        self._asked: dict[int, tuple[str, asyncio.Future[dict[str, Any]]]] = {}
        self._out: asyncio.WriteTransport | None = None
        self._in: asyncio.BaseTransport | None = None
        self._ends: list[BinaryIO] = []

    def start(self, program: Path, arguments: Sequence[str], errors: Path) -> None:
        """Start the program, which leads a process group of its own; what it complains of goes to the file ``errors``.

        Raises OSError where it cannot be started.
        """
        its_in, our_out = map(_above, os.pipe())
        our_in, its_out = map(_above, os.pipe())
        try:
            self.process = os.posix_spawn(
                program,
                [str(program), "--remote-debugging-pipe", *arguments],
                os.environ,
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, its_in, _READ),
                    (os.POSIX_SPAWN_DUP2, its_out, _WRITE),
                    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                    (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                    (os.POSIX_SPAWN_OPEN, 2, str(errors), os.O_WRONLY | os.O_CREAT, 0o600),
                ],
                setpgroup=0,
            )
        finally:
            os.close(its_in)
            os.close(its_out)
            self._ends += os.fdopen(our_in, "rb", 0), os.fdopen(our_out, "wb", 0)
            if not self.process:
                self.close()

    async def connect(self) -> None:
        """Begin to speak with the program that was started."""
        loop = asyncio.get_running_loop()
        reading, writing = self._ends
        self._in, _ = await loop.connect_read_pipe(lambda: self, reading)
        self._out, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, writing)

    def session(self, name: str) -> Session:
        """The session of that id, as ``Target.attachToTarget`` gave it."""
        return self._sessions.setdefault(name, Session(self, name))

    def inside(self, name: str, session: Session) -> Callable[..., Awaitable[dict[str, Any]]]:
        """How to send to the session of that id, whose events are told to the handlers of the one that it lies in."""
        self._sessions[name] = session
        return Session(self, name).send

    async def ask(self, session: str, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """What the browser answers to the command in the session."""
        if self._out is None or self.ended.is_set():
            raise BrowserError("the browser ended")
        self._number += 1
        number = self._number
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._asked[number] = session, answer
        self._out.write(json.dumps(message).encode() + b"\0")
        try:
            return await answer
        finally:
            self._asked.pop(number, None)

    def close(self) -> None:
        """Hang up, whereupon the browser ends."""
        for transport, end in zip((self._in, self._out), self._ends, strict=True):
            if transport is not None:
                transport.close()
            else:
                end.close()
        self._lose()

    def data_received(self, data: bytes) -> None:
        """Take what the browser wrote, up to whole messages."""
        while (end := data.find(b"\0")) >= 0:
            self._parts.append(data[:end])
            message, self._parts, self._length = b"".join(self._parts), [], 0
            self._take(_read(message))
            data = data[end + 1 :]
        if data:
            self._parts.append(data)
            self._length += len(data)
            if self._length > _LONGEST:
                self.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """The browser is gone."""
        self._lose()

    def _lose(self) -> None:
        if self.ended.is_set():
            return
        self.ended.set()
        self._parts.clear()
        self._fail(lambda _: True, "the browser ended")
        for session in tuple(self._sessions.values()):
            session.hear(GONE, {"reason": "the browser ended"})

    def _fail(self, is_of: Callable[[str], bool], reason: str) -> None:
        for session, answer in tuple(self._asked.values()):
            if is_of(session) and not answer.done():
                answer.set_exception(BrowserError(reason))

    def _take(self, message: dict[str, Any]) -> None:
        number = message.get("id")
        if number is not None:
            _, answer = self._asked.get(number, ("", None))
            if answer is None or answer.done():
                return
            if "error" in message:
                answer.set_exception(BrowserError(message["error"].get("message", "")))
            else:
                answer.set_result(message["result"])
            return
        event, parameters = message["method"], message.get("params", {})
        session = self._sessions.get(message.get("sessionId", ""))
        if event == _DETACHED:
            gone = self._sessions.pop(parameters["sessionId"], None)
            self._fail(parameters["sessionId"].__eq__, "the page is gone")
            if gone is not None and gone is not session:
                gone.hear(GONE, {"reason": "the page is gone"})
        elif session is not None:
            session.hear(event, parameters)


def _read(message: bytes) -> dict[str, Any]:
    """The message; a half of a surrogate pair, which a script may put into a page, is for the standard library alone."""
    try:
        found: dict[str, Any] = orjson.loads(message)
    except orjson.JSONDecodeError:
        found = json.loads(message)
    return found


def _above(file: int) -> int:
    """The file under a number that is none of those that the browser gets."""
    import fcntl

    moved = fcntl.fcntl(file, fcntl.F_DUPFD_CLOEXEC, _WRITE + 1)
    os.close(file)
    with contextlib.suppress(AttributeError, OSError):  # another system, or a limit on how large pipes are
        fcntl.fcntl(moved, fcntl.F_SETPIPE_SZ, _ROOM)
    return moved

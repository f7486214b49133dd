"""Lets a browser reach the public network alone: the proxy through which all of its connections go.

The browser asks this proxy for every connection by the host's name (SOCKS 5, https://www.rfc-editor.org/rfc/rfc1928),
whatever asked for it: a page, a redirect, a worker, a socket. The name is looked up here, once; each of its addresses
is judged, and the connection goes to an address that was judged.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import struct
from collections.abc import Awaitable, Callable

from checker.loaders.networks import is_public, names_private_host

Resolve = Callable[[str, int], Awaitable[list[str]]]
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Connect = Callable[[str, int], Awaitable[Streams]]

_CONNECT, _IPV4, _NAME, _IPV6 = 1, 1, 3, 4
_GRANTED, _NOT_ALLOWED, _UNREACHABLE, _REFUSED = 0, 2, 4, 5
_CHUNK = 65_536
#: Where one cloud keeps its machines' metadata beside the link's own addresses.
_METADATA = ipaddress.ip_address("fd00:ec2::254")
#: How long a host may take to be found and to accept a connection.
_CONNECT_SECONDS = 10.0
#: What may stand in the record of one page: a page can ask for hosts without end.
_MOST = 1_000


class Guard:
    """A SOCKS proxy on loopback.

    ``problems`` says, by "host:port", why a connection was not made: "closed" (nothing may be reached), "private",
    "unknown-host", "unreachable".
    """

    def __init__(self, resolve: Resolve | None = None, connect: Connect | None = None) -> None:
        self._resolve = resolve or _resolve
        self._connect = connect or asyncio.open_connection
        self._server: asyncio.Server | None = None
        self._open = False
        self._private_too = False
        self._link_local_too = False
        self._piping: set[asyncio.Task[None]] = set()
        self.problems: dict[str, str] = {}

    async def start(self) -> int:
        """Listen; gives the port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    def admit(self, host: str | None) -> None:
        """Judge connections for a page at the host from now on; None lets nothing through.

        Private addresses are let through where the host itself, as written, is private; those of the link alone
        (where clouds keep their metadata) where it is one of them.
        """
        self.problems = {}
        self._open = host is not None
        self._private_too = host is not None and names_private_host(host)
        self._link_local_too = host is not None and _is_link_local(host)

    async def close(self) -> None:
        """Stop listening, and end what is connected."""
        if self._server is not None:
            self._server.close()
        for task in self._piping:
            task.cancel()
        await asyncio.gather(*self._piping, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._piping.add(task)
        try:
            await self._answer(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # one side has left
        finally:
            self._piping.discard(task)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(b"\x05\x00")
        _, command, _, kind = await reader.readexactly(4)
        host = await _read_host(reader, kind)
        (port,) = struct.unpack("!H", await reader.readexactly(2))
        code, streams = (7, None) if command != _CONNECT else await self._connected(host, port)
        writer.write(bytes((5, code, 0, 1, 0, 0, 0, 0, 0, 0)))
        await writer.drain()
        if streams is not None:
            there, back = streams
            try:
                await asyncio.gather(_pipe(reader, back), _pipe(there, writer))
            finally:
                back.close()

    async def _connected(self, host: str, port: int) -> tuple[int, Streams | None]:
        if not self._open:
            return self._problem(host, port, "closed", _NOT_ALLOWED)
        try:
            async with asyncio.timeout(_CONNECT_SECONDS):
                numbers = await self._resolve(host, port)
        except (OSError, UnicodeError):
            return self._problem(host, port, "unknown-host", _UNREACHABLE)
        if not numbers or not all(map(self._may_reach, numbers)):
            return self._problem(host, port, "private", _NOT_ALLOWED)
        for number in numbers:
            try:
                async with asyncio.timeout(_CONNECT_SECONDS):
                    return _GRANTED, await self._connect(number, port)
            except OSError:  # a timeout is one too
                continue
        return self._problem(host, port, "unreachable", _REFUSED)

    def _may_reach(self, number: str) -> bool:
        if is_public(number):
            return True
        return self._private_too and (self._link_local_too or not _is_link_local(number))

    def _problem(self, host: str, port: int, problem: str, code: int) -> tuple[int, None]:
        if len(self.problems) < _MOST:
            self.problems[f"{host}:{port}"] = problem
        return code, None


async def _read_host(reader: asyncio.StreamReader, kind: int) -> str:
    if kind == _NAME:
        (length,) = await reader.readexactly(1)
        return (await reader.readexactly(length)).decode("ascii", "replace")
    if kind not in (_IPV4, _IPV6):
        raise OSError("no such kind of address")
    return str(ipaddress.ip_address(await reader.readexactly(4 if kind == _IPV4 else 16)))


async def _resolve(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=1)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Pass on what comes, until it ends; then tell the other side that it has."""
    with contextlib.suppress(OSError):
        while chunk := await reader.read(_CHUNK):
            writer.write(chunk)
            await writer.drain()
    with contextlib.suppress(OSError, RuntimeError):
        writer.write_eof()


def _is_link_local(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_link_local or address == _METADATA

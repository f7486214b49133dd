"""Answers a page's requests from a folder, as if the folder were published at the site's address."""

from __future__ import annotations

import contextlib
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

#: Python knows the media types of its own platform; these are the same on all.
_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".htm": "text/html",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".mp4": "video/mp4",
    ".otf": "font/otf",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
}
#: Headers of a saved answer that speak of how its bytes were sent, not of what they are.
_OF_TRANSPORT = frozenset(("connection", "content-encoding", "content-length", "keep-alive", "transfer-encoding"))

#: Ports that browsers leave out.
_PORTS = {"http": 80, "https": 443}

Headers = tuple[tuple[str, str], ...]


class Answer(NamedTuple):
    """What the folder answers: a status, headers and the bytes."""

    status: int
    headers: Headers
    body: bytes

    @property
    def media_type(self) -> str:
        """What the header Content-Type says."""
        return dict(self.headers).get("content-type", "")


def as_asked(address: str) -> str:
    """The web address with its origin written as browsers write it, and a slash where it has no path.

    The rest may be written otherwise by them (https://url.spec.whatwg.org/#url-serializing).

    >>> as_asked("HTTPS://user:word@WWW.Agency.GOV:443"), as_asked("http://b\u00fccher.gov:80/a?b#c")
    ('https://www.agency.gov/', 'http://xn--bcher-kva.gov/a?b#c')
    """
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port
    with contextlib.suppress(UnicodeError):  # a name that the domain name system cannot hold
        host = host.encode("idna").decode() if not host.isascii() else host
    host = f"[{host}]" if ":" in host else host
    own = port is None or port == _PORTS.get(parts.scheme)
    return parts._replace(netloc=host if own else f"{host}:{port}", path=parts.path or "/").geturl()


class Site:
    """A folder published at an address.

    ``page_address`` is that of the page itself: its own bytes answer it, whatever the file is named. Both are addresses
    as ``as_asked`` gives them. ``resources`` are files that came with the page, by address; without a ``root`` there are no others.
    """

    def __init__(
        self,
        root: Path | None,
        address: str,
        page_address: str,
        page_bytes: bytes,
        *,
        page_headers: Mapping[str, str] | None = None,
        media_type: str = "text/html",
        resources: Mapping[str, bytes] | None = None,
    ) -> None:
        self._root = root.resolve() if root is not None else None
        parts = urlsplit(address)
        self.origin = f"{parts.scheme}://{parts.netloc}"
        path = unquote(parts.path)
        self._base = path if path.endswith("/") else path.rpartition("/")[0] + "/"
        self.page_address = page_address
        self._page = _bare(page_address)
        self._resources = resources or {}
        kept = {name: value for name, value in (page_headers or {}).items() if name not in _OF_TRANSPORT}
        #: What answers for the page itself, however the browser writes its address.
        self.page = Answer(200, tuple({"content-type": media_type, **kept}.items()), page_bytes)

    def holds(self, address: str) -> bool:
        """Whether the address is of the site's origin, or of a file that came with the page."""
        return address.startswith(self.origin + "/") or address == self.origin or address in self._resources

    def answer(self, address: str) -> Answer:
        """The answer to the request for the address; 404 for what the folder does not hold."""
        if _bare(address) == self._page:
            return self.page
        if address in self._resources:
            return Answer(200, (("content-type", _type_of(urlsplit(address).path)),), self._resources[address])
        try:
            file = self._file(unquote(urlsplit(address).path))
            found = (file.name, file.read_bytes()) if file is not None else None
        except (OSError, ValueError):  # a name that no file can have, or a file that is not to be read
            found = None
        if found is None:
            return Answer(404, (("content-type", "text/plain"),), b"not in the folder")
        return Answer(200, (("content-type", _type_of(found[0])),), found[1])

    def _file(self, path: str) -> Path | None:
        """The file for the path: itself, with ".html" added, or the index of the folder that it names."""
        if self._root is None:
            return None
        below = path.removeprefix(self._base).strip("/") if path.startswith(self._base) else path.strip("/")
        names = (below, f"{below}.html", f"{below}/index.html") if below else ("index.html",)
        for name in names:
            file = (self._root / name.lstrip("/")).resolve()
            if file.is_relative_to(self._root) and file.is_file():
                return file
        return None


def _bare(address: str) -> str:
    """The address without fragment, and with the path that an origin alone stands for.

    >>> _bare("https://agency.gov#top")
    'https://agency.gov/'
    """
    parts = urlsplit(address)._replace(fragment="")
    return parts._replace(path=parts.path or "/").geturl()


def _type_of(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"

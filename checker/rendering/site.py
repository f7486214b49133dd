"""Answers a page's requests from a folder, as if the folder were published at the site's address."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit


class Answer(NamedTuple):
    """What the folder answers: a status, a media type and the bytes."""

    status: int
    media_type: str
    body: bytes


class Site:
    """A folder published at an origin.

    ``first`` is the page itself: its bytes answer its own address, whatever the file is named.
    """

    def __init__(self, root: Path, address: str, page_address: str, page_bytes: bytes) -> None:
        self._root = root.resolve()
        parts = urlsplit(address)
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self._base = parts.path if parts.path.endswith("/") else parts.path.rpartition("/")[0] + "/"
        self._page = page_address.partition("#")[0]
        self._bytes = page_bytes

    def holds(self, address: str) -> bool:
        """Whether the address is of the site's origin."""
        return address.startswith(self.origin + "/") or address == self.origin

    def answer(self, address: str) -> Answer:
        """The answer to the request for the address; 404 for what the folder does not hold."""
        if address.partition("#")[0] == self._page:
            return Answer(200, "text/html", self._bytes)
        path = unquote(urlsplit(address).path)
        below = path.removeprefix(self._base).lstrip("/") if path.startswith(self._base) else path.lstrip("/")
        for name in (below, f"{below}.html", f"{below.rstrip('/')}/index.html".lstrip("/")):
            file = (self._root / name).resolve()
            if file.is_relative_to(self._root) and file.is_file():
                kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
                return Answer(200, kind, file.read_bytes())
        return Answer(404, "text/plain", b"not in the folder")

"""How a SARIF log names files and pages."""

from __future__ import annotations

import functools
import re
from typing import Any
from urllib.parse import quote, urlsplit

from checker.address import has_host
from checker.reports.listing import file_name


class Artifacts:
    """Names files by relative URIs, since GitHub refuses absolute ones of another scheme than the checkout's."""

    def __init__(self) -> None:
        self.bases: dict[str, dict[str, Any]] = {
            "%SRCROOT%": {"description": {"text": "The folder the run was started in."}}
        }
        self._locations: dict[str, dict[str, Any]] = {}

    def location(self, source: str) -> dict[str, Any]:
        """The URI of the file or page, and the base that it is relative to; made once for all that is found there."""
        if source not in self._locations:
            self._locations[source] = self._location(source)
        return self._locations[source]

    def _location(self, source: str) -> dict[str, Any]:
        if has_host(source):
            parts = urlsplit(source)
            path = parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else "")
            base = f"{parts.scheme}://{quote(parts.netloc.rpartition('@')[2], safe='.:[]-')}/"
            path = re.sub("%(?![0-9A-Fa-f]{2})", "%25", path)
            return {"uri": _relative(path, safe="?&=%") or "./", "uriBaseId": self._base(parts.hostname or "", base)}
        path = file_name(source)
        if path.startswith("/") or path[1:3] == ":/":
            return {"uri": _relative(path.lstrip("/")), "uriBaseId": self._base("%ROOT%", "file:///")}
        return {"uri": _relative(path), "uriBaseId": "%SRCROOT%"}

    def _base(self, name: str, uri: str) -> str:
        """The name of the base with that URI; another port or scheme of the same host gets a name of its own."""
        if self.bases.setdefault(name, {"uri": uri}) != {"uri": uri}:
            name = uri
            self.bases.setdefault(name, {"uri": uri})
        return name


@functools.lru_cache(maxsize=10_000)
def _relative(path: str, *, safe: str = "") -> str:
    """The path as a relative URI: a colon in its first step would make it a scheme."""
    return quote(path, safe=f"/-._~!$'()*+,;@{safe}", errors="surrogatepass")

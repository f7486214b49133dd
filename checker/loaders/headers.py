"""Response headers: read from a file, and what they say about a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from checker.loading import PAGE_TYPES
from checker.pattern import pattern

_STATUS = pattern(r"HTTP/[\d.]+\s+(\d{3})")
_CHARSET = pattern(r"""charset\s*=\s*(?:"([^"]*)"|([^\s;"]+))""", re.I)


def joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The headers by lower-case name; those given several times joined as RFC 9110, 5.3, says."""
    headers: dict[str, str] = {}
    for name, value in pairs:
        key = name.strip().lower()
        headers[key] = f"{headers[key]}, {value.strip()}" if key in headers else value.strip()
    return headers


class Saved(NamedTuple):
    """What a file of headers says: of the last answer its status and headers, and where those before it sent the reader."""

    status: int
    headers: dict[str, str]
    locations: tuple[str, ...] = ()


def read_headers(text: str) -> Saved:
    """The answers in the text, as curl -D writes them; the status is 200 where none is written."""
    blocks = [block for block in re.split(r"(?:\r?\n){2,}", text.strip()) if block.strip()]
    answers = [_answer(block) for block in blocks] or [Saved(200, {})]
    passed = (one.headers.get("location", "") for one in answers[:-1] if 300 <= one.status < 400)
    return answers[-1]._replace(locations=tuple(filter(None, passed)))


def _answer(block: str) -> Saved:
    lines = block.splitlines()
    status = _STATUS.match(lines[0])
    pairs = [line.partition(":")[::2] for line in lines if ":" in line and not _STATUS.match(line)]
    return Saved(int(status.group(1)) if status else 200, joined(pairs))


def charset_of(headers: Mapping[str, str]) -> str | None:
    """The charset that ``Content-Type`` names."""
    match = _CHARSET.search(headers.get("content-type", ""))
    return match.group(1) or match.group(2) if match else None


def media_type_from(headers: Mapping[str, str]) -> str | None:
    """The media type that ``Content-Type`` names, if it is one of a page."""
    named = headers.get("content-type", "").partition(";")[0].strip().lower()
    return named if named in PAGE_TYPES else None

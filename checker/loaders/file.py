"""Loads a page from a file."""

from __future__ import annotations

from pathlib import Path

from checker.errors import TargetError
from checker.page import Page
from checker.parse import build
from checker.targets import Source

_MEDIA_TYPES = {".svg": "image/svg+xml", ".xml": "application/xml", ".xhtml": "application/xhtml+xml"}


def load(source: Source, *, parser: str, max_bytes: int, max_elements: int) -> Page:
    """The page of the file; TargetError where it cannot be read or is no page."""
    path = Path(source.location)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise TargetError("no such file", kind="missing") from error
    except OSError as error:
        raise TargetError(f"cannot be read: {error.strerror}", kind="unreadable") from error
    page = Page(
        source.name,
        content,
        url=source.url,
        url_because="given with --url" if source.url else "",
        media_type=_MEDIA_TYPES.get(path.suffix.lower(), "text/html"),
        folder=str(path.parent),
        location=str(path),
    )
    build(page, parser, max_elements=max_elements)
    return page

"""Loads a source by the loader that its kind calls for, and turns bytes into a page or a plain refusal.

A loader is ``load(source, options) -> Page`` under ``@loader(accepts=(kind, ...))``. A kind is "http", "stdin", "memory", or
a file's suffix without its dot; a module of ``checker.loaders`` that is named like the kind is found by that name, and
a plug-in's loader by what it accepts. What nobody else accepts is a "file".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple

from checker import registry
from checker.errors import LimitError, TargetError
from checker.page import ADDRESS_GIVEN, Notice, Page, Response
from checker.parse import build
from checker.pattern import pattern
from checker.targets import SUFFIXES, Source


class LoadOptions(NamedTuple):
    """How sources are loaded: the parser, the limits, and what a request over the network carries."""

    parser: str = "turbohtml"
    max_bytes: int = 20_000_000
    max_elements: int = 500_000
    timeout: float = 30.0
    headers: Mapping[str, str] = {}


#: The media types that are judged, with the suffix that stands for them in a file's name.
MEDIA_TYPES = {
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".xhtml": "application/xhtml+xml",
}
PAGE_TYPES = frozenset({"text/html", "text/xml", *MEDIA_TYPES.values()})
#: MIME Sniffing, 7.1, "identifying a resource with an unknown MIME type": what HTML starts with.
_LIKE_HTML = pattern(
    rb"(?:\xef\xbb\xbf)?[\t\n\f\r ]*<(?:!doctype\s+html|!--|\?xml|(?:html|head|script|iframe|h1|div|font|table|a|style"
    rb"|title|b|body|br|p|svg|meta|link|main|header|article|section|nav|ul)(?=[\s>/]))",
    re.I,
)
_OTHER_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_CONTROLS = pattern(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAVED = pattern(r"<!--\s*saved from url=\(\d+\)")


def load(
    source: Source,
    *,
    parser: str,
    max_bytes: int = LoadOptions().max_bytes,
    max_elements: int = LoadOptions().max_elements,
    timeout: float = LoadOptions().timeout,
    headers: Mapping[str, str] = LoadOptions().headers,
) -> Page:
    """The page of the source; TargetError where it cannot be judged."""
    options = LoadOptions(parser, max_bytes, max_elements, timeout, headers)
    page: Page = registry.loader_for(kind_of(source))(source, options)
    return page


def kind_of(source: Source) -> str:
    """The kind of source, by which its loader is found."""
    if source.content is not None:
        return "memory"
    if source.is_url:
        return "http"
    if source.location == "-":
        return "stdin"
    suffix = PurePath(source.location).suffix.lower().removeprefix(".")
    return "mhtml" if suffix == "mht" else suffix or "file"


def page_from(
    content: bytes,
    source: Source,
    options: LoadOptions,
    *,
    media_type: str | None = None,
    charset: str | None = None,
    response: Response | None = None,
    url: str | None = None,
    url_because: str = "",
    folder: str | None = None,
) -> Page:
    """The page that the bytes make; TargetError with the reason and the remedy where they make none.

    ``media_type`` is what the network or the file's name says; without it the bytes have to start like HTML.
    """
    check_size(len(content), options)
    _check_kind(content, known=media_type is not None)
    page = Page(
        source.name,
        content,
        url=source.url or url,
        url_because=ADDRESS_GIVEN if source.url else url_because,
        media_type=media_type or ("application/xml" if b"<?xml" in content[:8] else "text/html"),
        response=response,
        folder=folder,
        site_folder=source.root if folder is not None else None,
    )
    build(page, options.parser, charset=charset, max_elements=options.max_elements)
    if _SAVED.search(page.source, 0, 4_000):
        page.notices.append(
            Notice(
                "saved-page",
                "a browser saved this page: its links were rewritten, and what scripts and style sheets did then is "
                "kept or lost; check the published page too",
            )
        )
    return page


def check_size(size: int, options: LoadOptions) -> None:
    """Raise LimitError where so many bytes are more than are read."""
    if size > options.max_bytes:
        raise LimitError(
            f"larger than {options.max_bytes:,} bytes, which is no page for readers; --max-bytes raises the limit",
            kind="too-large",
        )


def media_type_of(name: str) -> str | None:
    """The media type that a file's name stands for; None where it says nothing."""
    suffix = PurePath(name).suffix.lower()
    return MEDIA_TYPES.get(suffix, "text/html") if suffix in SUFFIXES else None


def _check_kind(content: bytes, *, known: bool) -> None:
    if not content.strip(b"\t\n\f\r \0\xef\xbb\xbf"):
        raise TargetError("empty; there is nothing to judge. Was it saved or built whole?", kind="empty")
    for start, name in _OTHER_KINDS:
        if content.startswith(start):
            raise TargetError(f"{name}, not a web page; name the HTML page instead", kind="not-html")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    if known:
        if b"<" not in content and _CONTROLS.search(content, 0, 1024):
            raise TargetError("binary data, not a web page; name the HTML page instead", kind="not-html")
    elif not _LIKE_HTML.match(content):
        raise TargetError(
            "not HTML: its name does not say so, and it does not start like HTML; "
            "name a page, or give the file the suffix .html",
            kind="not-html",
        )

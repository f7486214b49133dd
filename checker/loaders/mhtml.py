"""Loads a page from a web archive (MHTML, RFC 2557), as browsers save it in one file."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from pathlib import Path

from checker.errors import TargetError
from checker.loaders.file import read
from checker.loading import PAGE_TYPES, LoadOptions, page_from
from checker.page import Notice, Page
from checker.registry import loader
from checker.targets import Source


@loader(accepts=("mhtml",))
def load(source: Source, options: LoadOptions) -> Page:
    """The page of the archive, at the address it was saved from; TargetError where the archive holds none."""
    content = read(Path(source.location), options)
    archive = message_from_bytes(content, policy=policy.default)
    parts = [part for part in archive.walk() if not part.is_multipart()]
    main = _main_part(archive, parts)
    if main is None:
        raise TargetError("a web archive without a page in it; save the page anew", kind="not-html")
    address = _address(main) or _address(archive, "Snapshot-Content-Location")
    page = page_from(
        _bytes(main),
        source,
        options,
        media_type=main.get_content_type(),
        charset=main.get_param("charset") and str(main.get_param("charset")),
        url=address,
        url_because="from the web archive" if address else "",
    )
    page.resources = {at: _bytes(part) for part in parts if part is not main and (at := _address(part))}
    page.notices.append(
        Notice(
            "web-archive",
            "the page comes from a web archive: it is what the browser made of it, without its scripts and the "
            f"headers of the server; lines and columns are those of its HTML part. {len(page.resources)} of its files "
            "are in the archive",
        )
    )
    return page


def _main_part(archive: Message, parts: list[EmailMessage]) -> EmailMessage | None:
    """The part that the archive names as its start, or its first page."""
    start = archive.get_param("start")
    pages = [part for part in parts if part.get_content_type() in PAGE_TYPES]
    return next((part for part in pages if start and part.get("Content-ID") == start), pages[0] if pages else None)


def _address(part: Message, header: str = "Content-Location") -> str | None:
    value = str(part.get(header, "")).strip()
    return value if value.startswith(("http://", "https://")) else None


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""

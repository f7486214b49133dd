"""Loads a page from a file, with the response headers that may be saved beside it."""

from __future__ import annotations

import errno
from pathlib import Path
from urllib.parse import urljoin

from checker.accessibility.site_root import nearest_root
from checker.errors import TargetError
from checker.loaders.headers import charset_of, media_type_from, read_headers
from checker.loading import LoadOptions, check_size, media_type_of, page_from
from checker.page import Page, Response
from checker.registry import loader
from checker.targets import Source


@loader(accepts=("file",))
def load(source: Source, options: LoadOptions) -> Page:
    """The page of the file; TargetError where it cannot be read or is no page."""
    path = Path(source.location)
    content = read(path, options)
    response = saved_response(path, source.url)
    named = media_type_of(path.name)
    said = media_type_from(response.headers) if response else None
    page = page_from(
        content,
        source,
        options,
        media_type=said or named,
        charset=charset_of(response.headers) if response else None,
        response=response,
        folder=str(path.parent),
    )
    if source.root is None and (root := nearest_root(page, path.parent)) is not None:
        page.site_folder = str(root)
    return page


def read(path: Path, options: LoadOptions) -> bytes:
    """The bytes of the file; TargetError where it is missing, cannot be read or is too large."""
    try:
        check_size(path.stat().st_size, options)
        with path.open("rb") as file:
            return file.read(options.max_bytes + 1)
    except FileNotFoundError as error:
        raise TargetError("no such file or folder; is the name right?", kind="missing") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise TargetError(f"cannot be read: {reason}", kind="unreadable") from error


def saved_response(path: Path, url: str | None) -> Response | None:
    """What ``page.html.headers`` beside ``page.html`` says that the server answered, or None."""
    beside = path.with_name(path.name + ".headers")
    try:
        if not beside.is_file():
            return None
        text = beside.read_text(encoding="latin-1")
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return None
        raise TargetError(f"its headers {beside.name} cannot be read: {error.strerror}", kind="unreadable") from error
    saved = read_headers(text)
    passed = [url or "", *saved.locations]
    for number, place in enumerate(saved.locations, 1):
        passed[number] = urljoin(passed[number - 1], place)
    return Response(saved.status, saved.headers, passed[-1], tuple(filter(None, passed[1:-1])))

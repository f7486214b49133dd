"""Where the site's root lies, for a page that was named alone and asks for style sheets by paths from the root."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from checker.page import Page

#: So many of its sheets are looked for: a folder that has none of them is not the root.
_MOST_SHEETS = 8


def nearest_root(page: Page, folder: Path) -> Path | None:
    """The nearest folder, from the page's up to the working folder, that has one of its sheets; None where none has.

    Above the working folder nothing is looked for: what lies there is not the user's site.
    """
    return next((root for root, sheet in _looked_for(page, folder) if is_there(sheet)), None)


def sheets_looked_for(page: Page) -> list[Path]:
    """The files that ``nearest_root`` looks for: were one of them to come or go, the root might be another."""
    return [sheet for _, sheet in _looked_for(page, Path(page.folder))] if page.folder is not None else []


def _looked_for(page: Page, folder: Path) -> Iterator[tuple[Path, Path]]:
    """Each root that may be, nearest first, with each of the sheets where it would lie."""
    sheets = list(dict.fromkeys(_sheets(page)))[:_MOST_SHEETS]
    if not sheets:  # as on most pages, of which the file system is asked nothing
        return
    own, working = folder.resolve(), Path.cwd()
    if not own.is_relative_to(working):
        return
    for root in (own, *own.parents):
        for sheet in sheets:
            yield root, root / sheet
        if root == working:
            return


def _sheets(page: Page) -> Iterator[str]:
    """The paths from the root that the page's style sheets have."""
    for link in page.document.tagged("link"):
        path = path_from_root(link.attrs.get("href", "").strip())
        if path.lower().endswith(".css") and ".." not in path:
            yield path


def path_from_root(address: str) -> str:
    """Where the address leads from the site's root, without its slash; empty where it is no path from the root.

    >>> path_from_root("/css/a%20b.css?v=2"), path_from_root("//cdn.example/a.css"), path_from_root("a.css")
    ('css/a b.css', '', '')
    """
    return unquote(urlsplit(address).path)[1:] if address[:1] == "/" and address[1:2] != "/" else ""


def is_there(path: Path) -> bool:
    """Whether the path leads to a file."""
    try:
        return path.is_file()
    except OSError:  # the name is too long for one
        return False

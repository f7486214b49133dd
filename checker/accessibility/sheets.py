"""The style sheets of a page: those in it, and those found beside it in its folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from checker.accessibility.media import applies_to_screen
from checker.page import Element, Page, Scope, derived

#: Larger files, or more of them, are no style sheets of one page.
MAX_BYTES = 4_000_000
MAX_SHEETS = 60
_LINKED = 'link[rel~="stylesheet" i][href]'
_HIDING = frozenset(
    "hide hidden is-hidden display-none desktop:display-none tablet:display-none tablet-lg:display-none d-none d-lg-none"
    " d-md-none d-xl-none hidden-lg hidden-md js-hide element-hidden nodisplay no-display".split()
)


class Sheets(NamedTuple):
    """The texts of the sheets that apply to a screen, in cascade order, and the addresses of those not read."""

    texts: tuple[str, ...]
    unread: tuple[str, ...]


@derived
def document_sheets(page: Page) -> Sheets:
    """The sheets of the document itself."""
    texts: list[str] = []
    unread: list[str] = []
    for element in page.document.tagged("style", "link"):
        if not _applies(element):
            continue
        if element.tag == "style":
            texts.append(element.text)
            continue
        href = element.attrs.get("href", "").strip()
        text = _beside(page, href) if len(texts) < MAX_SHEETS else None
        if text is None:
            unread.append(href)
        else:
            texts.append(text)
    return Sheets(tuple(texts), tuple(unread))


def scope_sheets(scope: Scope) -> tuple[str, ...]:
    """The texts of the sheets that style the scope: a shadow tree has its own (CSS Scoping 1, 3.3)."""
    if scope is scope.page.document:
        return document_sheets(scope.page).texts
    return tuple(element.text for element in scope.tagged("style") if _applies(element))


def unread_sheets(page: Page) -> tuple[str, ...]:
    """The addresses of the sheets that could not be read: what they hide or show is not known.

    This is one assumption about the page: nothing in them hides content or brings it back.
    """
    return document_sheets(page).unread


def may_be_hidden_elsewhere(element: Element) -> bool:
    """Whether a class of the element, or around it, has a name that hides, and the sheet that would say so is not read.

    The names are those of USWDS, Bootstrap, Foundation and Drupal; ones that hide on small screens only are left out.
    """
    if not unread_sheets(element.page):
        return False
    return any(not _HIDING.isdisjoint(one.classes) for one in (element, *element.ancestors()))


def files_beside(page: Page) -> list[Path]:
    """The files beside the page that are read for it, or would be were they there: its style sheets."""
    links = [one.attrs.get("href", "").strip() for one in page.document.tagged("link") if _applies(one)]
    return [file for href in dict.fromkeys(links) if (file := _file(page, href)) is not None]


def _applies(element: Element) -> bool:
    attrs = element.attrs
    if element.tag == "link":
        kinds = attrs.get("rel", "").lower().split()
        if "stylesheet" not in kinds or "alternate" in kinds or "disabled" in attrs or not attrs.get("href"):
            return False
    if attrs.get("type", "text/css").strip().lower() not in ("", "text/css"):
        return False
    if any(ancestor.tag in ("noscript", "template") for ancestor in element.ancestors()):
        return False
    media = attrs.get("media", "")
    # <link media="print" onload="this.media='all'"> is a screen sheet that loads late.
    return applies_to_screen(media) or (media.strip().lower() == "print" and "media" in attrs.get("onload", ""))


def _beside(page: Page, href: str) -> str | None:
    """The text of the file that the address names in the page's folder or its site's; None where there is none."""
    file = _file(page, href)
    try:
        if file is None or not file.is_file() or file.stat().st_size > MAX_BYTES:
            return None
        return file.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return None


def _file(page: Page, href: str) -> Path | None:
    """Where the address lies in the page's folder or its site's, never outside of it."""
    if page.folder is None or page.select("base[href]"):
        return None
    try:
        parts = urlsplit(href)
        path = unquote(parts.path)
        folder = Path(page.folder)
        root = _site_root(page, folder)
        if parts.scheme or parts.netloc or not path or (path.startswith("/") and root is None):
            return None
        file = ((root or folder) / path.lstrip("/") if path.startswith("/") else folder / path).resolve()
        if file.suffix.lower() != ".css" and not file.is_relative_to(folder.resolve()):
            return None  # a page has no say in what else is read from around it
        file.exists()  # which asks whether a file can have that name
        return file if file.is_relative_to((root or folder).resolve()) else None
    except (ValueError, OSError):
        return None


def _site_root(page: Page, folder: Path) -> Path | None:
    """The folder that stands for the site's root.

    It is where the page's address shows how deep its folder lies; else the folder that the page was loaded with.
    """
    if page.url is not None:
        below = PurePosixPath(unquote(urlsplit(page.url).path or "/").rpartition("/")[0] or "/").parts[1:]
        if folder.parts[len(folder.parts) - len(below) :] == below:
            return folder.parents[len(below) - 1] if below else folder
    return Path(page.site_folder) if page.site_folder is not None else None


@derived
def lacks_style_sheets(page: Page) -> bool:
    """Whether a style sheet that the page asks for was refused or could not be had."""
    if page.network is None:
        return False
    lost = "\n".join((*page.network.refused, *page.network.failed)).lower()
    if ".css" in lost:
        return True
    names = (link.attrs["href"].partition("?")[0].rpartition("/")[2] for link in page.select(_LINKED))
    return any(name and name.lower() in lost for name in names)

"""Elements of small pages, for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

from checker.page import Element, Page
from checker.parse import build


def page_of(html: str, *, folder: Path | None = None, site: Path | None = None, url: str | None = None) -> Page:
    page = Page(
        "test.html",
        html.encode(),
        folder=None if folder is None else str(folder),
        site_folder=None if site is None else str(site),
        url=url,
    )
    build(page)
    return page


def element_of(html: str, selector: str = "#x") -> Element:
    return page_of(html).select(selector)[0]

"""Renders the sources of a run in one browser, which is started for the first of them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from checker.errors import TargetError, UsageError
from checker.page import Page
from checker.rendering.browser_choice import INSTALL, find_browser
from checker.rendering.options import RenderOptions
from checker.rendering.site import Site
from checker.targets import Source

if TYPE_CHECKING:
    from checker.loaders.chromium import Chromium


def can_render(options: RenderOptions) -> bool:
    """Whether Playwright is installed and a browser is found."""
    return importlib.util.find_spec("playwright") is not None and find_browser(options.browser) is not None


def renders(mode: str, source: Source, options: RenderOptions) -> bool:
    """Whether the source is to be rendered: always in rendered mode, and in auto mode where it is an address.

    Raises UsageError where rendered mode was asked for and no browser is to be had.
    """
    if mode == "rendered":
        if not can_render(options):
            raise UsageError(INSTALL)
        return True
    return mode == "auto" and source.is_url and can_render(options)


class Session:
    """The browser of a run; nothing is started until a page is rendered."""

    def __init__(self, options: RenderOptions) -> None:
        self._options = options
        self._chromium: Chromium | None = None

    def page(self, source: Source, parsed: Callable[[Source], Page]) -> Page:
        """The rendered page of the source; ``parsed`` gives the page of a local source as its bytes say.

        Raises TargetError where it cannot be loaded.
        """
        if self._chromium is None:
            from checker.loaders.chromium import Chromium

            self._chromium = Chromium(self._options)
        if source.is_url:
            page = Page(source.name, b"", url=source.location, url_because="given as the target")
            self._chromium.fetch(page)
            return page
        page = parsed(source)
        self._chromium.render(page, _site(source, page))
        return page

    @property
    def browser(self) -> str | None:
        """The browser's name and version, once it runs."""
        return self._chromium.version if self._chromium is not None else None

    def close(self) -> None:
        """End the browser."""
        if self._chromium is not None:
            self._chromium.close()
            self._chromium = None


def _site(source: Source, page: Page) -> Site | None:
    """The folder that answers for the page's origin, where the user said at which address it is published."""
    if source.url is None:
        return None
    if urlsplit(source.url).scheme not in ("http", "https"):
        raise TargetError(f"--url is {source.url}; expected an address with http or https", kind="bad-url")
    if source.root is None:
        return Site(Path(page.folder or "."), source.url.rpartition("/")[0] + "/", source.url, page.content)
    below = Path(source.location).relative_to(source.root).as_posix()
    return Site(Path(source.root), source.url.removesuffix(below), source.url, page.content)

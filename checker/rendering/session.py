"""Renders the sources of a run in one browser, which is started when the first of them is expected."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from checker.accessibility.site_root import is_there, path_from_root
from checker.errors import UsageError
from checker.loading import LoadOptions
from checker.page import Page
from checker.rendering.browser_choice import INSTALL, find_browser
from checker.rendering.options import RenderOptions
from checker.rendering.site import Site, as_asked
from checker.rendering.start import can_start
from checker.targets import SUFFIXES, Source

if TYPE_CHECKING:
    from concurrent.futures import Future

    from checker.loaders.chromium import Chromium, Loaded
    from checker.rendering.tree import Box

#: Where a page stands that has no address and no file; the name can be nobody's (RFC 2606).
_NOWHERE = "http://page.invalid/"
#: The elements of files that most pages ask for, and the attribute that names the file.
_FILES = {"link": "href", "script": "src", "img": "src"}


def can_render(options: RenderOptions) -> bool:
    """Whether a browser is found and can be started."""
    return can_start() and find_browser(options.browser) is not None


def without_browser(mode: str, targets: Iterable[str | Source], options: RenderOptions) -> str | None:
    """What a run tells first that would render but has no browser; None where it has one or needs none.

    Raises UsageError where rendered mode was asked for.
    """
    if mode == "rendered":
        wanted = True
    else:
        addresses = (target.location if isinstance(target, Source) else target for target in targets)
        wanted = mode == "auto" and any(one[:8].lower().startswith(("http://", "https://")) for one in addresses)
    if not wanted or can_render(options):
        return None
    if mode == "rendered":
        raise UsageError(INSTALL)
    return f"no browser is found, so that addresses are read as the server sends them (static mode); {INSTALL}"


def renders(mode: str, source: Source, options: RenderOptions) -> bool:
    """Whether the source is to be rendered: always in rendered mode, and in auto mode where it is an address.

    Raises UsageError where rendered mode was asked for and no browser is to be had.
    """
    if mode == "rendered":
        if not can_render(options):
            raise UsageError(INSTALL)
        return True
    return mode == "auto" and source.is_url and can_render(options)


class Begun(NamedTuple):
    """A source that the browser loads, and its page as its bytes were parsed, where that is not asked of the network."""

    source: Source
    page: Page | None
    load: Future[Loaded]


class Session:
    """The browser of a run; nothing is started until a page is expected."""

    def __init__(self, options: RenderOptions, limits: LoadOptions | None = None) -> None:
        self._options = options
        self._limits = limits
        self._chromium: Chromium | None = None
        self._ahead: Begun | None = None

    def page(
        self,
        source: Source,
        parsed: Callable[[Source], Page],
        states: frozenset[str] = frozenset(),
        following: Source | None = None,
    ) -> Page:
        """The rendered page of the source; ``parsed`` gives the page of a local source as its bytes say.

        ``states`` are the further states that are recorded of it, by the names of their probes. The browser goes on to
        load ``following``, the source that will be asked for next, while the caller judges the page. Raises TargetError where the
        page cannot be loaded.
        """
        ahead, self._ahead = self._ahead, None
        begun = ahead if ahead is not None and ahead.source == source else self._begin(source, parsed, states)
        if following is not None:
            with contextlib.suppress(Exception):  # which is raised when its turn comes
                self._ahead = self._begin(following, parsed, states)
        return self.start().page(begun.load, begun.page, source)

    def _begin(self, source: Source, parsed: Callable[[Source], Page], states: frozenset[str]) -> Begun:
        page = None if source.is_url else parsed(source)
        if page is not None and page.location is None and source.location != "-":
            page.location = source.location
        site = _site(source, page) if page is not None else None
        return Begun(source, page, self.start().begin(page, source, site, states))

    def start(self) -> Chromium:
        """What drives the browser, which starts when a page is expected."""
        if self._chromium is None:
            from checker.loaders.chromium import Chromium

            self._chromium = Chromium(self._options, self._limits)
        return self._chromium

    def expect_pages(self) -> None:
        """Have the browser start, for pages that are sure to come; what hinders it is told of the first of them."""
        self.start().expect_pages()

    def parts_of(self, picture: bytes, boxes: Sequence[Box]) -> list[bytes]:
        """The parts of the picture of a page around the boxes, each box outlined; none where the browser fails."""
        return self._chromium.parts_of(picture, boxes) if self._chromium is not None else []

    @property
    def browser(self) -> str | None:
        """The browser's name and version, once it ran."""
        return (self._chromium.version or None) if self._chromium is not None else None

    def close(self) -> None:
        """End the browser."""
        if self._chromium is not None:
            self._chromium.close()
            self._chromium = None


def _site(source: Source, page: Page) -> Site | None:
    """What answers for the page's origin: the folder where the user said at which address it is published.

    So it is for a page of a folder that asks for files from the site's root. None for a file that the browser reads itself.
    """
    # The browser is told what the parser found, so that both read the same text.
    media_type = f"{page.media_type}; charset={page.encoding}"
    if source.url is None:
        if source.root is not None and _asks_from_root(page, Path(source.root)):
            below = Path(source.location).relative_to(source.root).as_posix()
            return Site(Path(source.root), _NOWHERE, _NOWHERE + quote(below), page.content, media_type=media_type)
        if page.location is not None and page.location.lower().endswith(SUFFIXES) and not page.resources:
            return None
        address = as_asked(page.url) if page.resources and page.url else _NOWHERE
        return Site(None, address, address, page.content, media_type=media_type, resources=page.resources)
    page_address = as_asked(source.url)
    root, address = _root(source, page_address)
    return Site(
        root,
        address,
        page_address,
        page.content,
        page_headers=page.response.headers if page.response else None,
        media_type=media_type,
        resources=page.resources,
    )


def _asks_from_root(page: Page, root: Path) -> bool:
    """Whether the page names a style sheet, script or picture by its path from the site's root, and the folder has it."""
    named = {one.attrs.get(name, "") for tag, name in _FILES.items() for one in page.document.tagged(tag)}
    return any(is_there(root / path) for path in map(path_from_root, named) if path)


def _root(source: Source, url: str) -> tuple[Path | None, str]:
    """The folder that is published, and its address; ``url`` is that of the page.

    A file given alone stands in the folders that its address names, as far as their names agree.
    """
    if source.root is not None:
        below = Path(source.location).relative_to(source.root).as_posix()
        return Path(source.root), url.removesuffix(quote(below))
    if source.location == "-":
        return None, url
    folder, address = Path(source.location).resolve().parent, url.partition("?")[0].rpartition("/")[0]
    while folder.name and address.endswith("/" + quote(folder.name)) and urlsplit(address).path:
        folder, address = folder.parent, address.rpartition("/")[0]
    return folder, address + "/"

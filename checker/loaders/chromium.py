"""Loads a page in Chromium: the tree after scripts, with styles, boxes and source places.

Every call to the browser has a deadline; a browser that misses it, or takes too much
memory, is ended without being asked, and the next page gets a new one.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from checker.clock import moment
from checker.errors import TargetError
from checker.loaders.headers import joined
from checker.loading import LoadOptions
from checker.network import Network
from checker.page import Notice, Page, Response
from checker.parse.encoding import declared_in_html
from checker.rendering import processes
from checker.rendering.beside import with_what_is_beside
from checker.rendering.browser_choice import INSTALL, find_browser
from checker.rendering.capture import Captured, capture, is_still, shows_source, take
from checker.rendering.guard import Guard
from checker.rendering.options import RenderOptions
from checker.rendering.record import Record, notices_on
from checker.rendering.screenshots import parts_of
from checker.rendering.site import Answer, Site
from checker.rendering.start import start_browser
from checker.rendering.state_capture import record_states, take_states
from checker.rendering.tab import Asked, Tab
from checker.rendering.thread import BrowserThread, result_of
from checker.rendering.tree import Box
from checker.rendering.window import Recorded, Window
from checker.rendering.wire import Browser, BrowserError
from checker.targets import Source

T = TypeVar("T")

#: How long the browser may take to start, a late page to be captured, and a page to be left, in seconds.
_START, _CAPTURE, _LEAVE = 30.0, 3.0, 1.0
#: What the browser's processes may take together, and how often they are asked.
_MOST_MEMORY = 2_500_000_000
_MEMORY_EVERY = 0.25
#: The browser keeps some 150 MB for pages that are gone. To let go of it costs a tenth of a load, in each page that follows
#: too, so that it is looked now and then, after so many pages, whether its processes take more than so much.
_PAGES_PER_LOOK, _MUCH_MEMORY = 5, 200_000_000
#: Whether an element that the selector means is there, also in an open shadow tree; and how often that is asked.
_IS_THERE = """(function isIn(tree, selector) {
  return tree.querySelector(selector) !== null
    || [...tree.querySelectorAll("*")].some(one => one.shadowRoot && isIn(one.shadowRoot, selector));
})(document, %s)"""
_LOOK_EVERY = 0.05
_SOURCE_SHOWN = Notice(
    "source-shown", "browsers show this document as its source, so it was judged as its bytes stand, not as rendered"
)


class Loaded(NamedTuple):
    """What the browser told of a page, in plain values: nothing more is asked of it to judge the page."""

    captured: Captured
    fetched: str
    record: Record
    network: Network
    states: Mapping[str, Recorded]
    notices: list[Notice]


class Chromium:
    """A browser for many pages, one after the other: one tab is reused until a page spoils it.

    What is begun loads while the caller does other things.
    """

    def __init__(self, options: RenderOptions, limits: LoadOptions | None = None) -> None:
        choice = find_browser(options.browser)
        if choice is None:
            raise TargetError(INSTALL, kind="no-browser")
        self._options = options
        self._limits = limits or LoadOptions()
        self._choice = choice
        self._thread = BrowserThread()
        self._guard = Guard()
        self._port = 0
        self._browser: Browser | None = None
        self._tab: Tab | None = None
        self._leaving: asyncio.Task[None] | None = None
        self._works: set[asyncio.Task[Any]] = set()
        self._pages_left = 0
        self._turn = asyncio.Lock()
        self.version = ""

    def expect_pages(self) -> None:
        """Begin to start the browser; what hinders it is told of the first page."""
        self._thread.begin(self._in_turn(self._expected()))

    async def _expected(self) -> None:
        with contextlib.suppress(TargetError):
            await self._ready()

    def begin(self, page: Page | None, source: Source, site: Site | None, states: frozenset[str]) -> Future[Loaded]:
        """Begin to load the page, as the site answers for it, or what stands at the source's address on the network.

        It is recorded in those further states too. The loads go on one after the other, in the order in which they were begun.
        """
        if page is None:
            asked = Asked(source.location, None, network=True)
        else:
            address = site.page_address if site else Path(page.location or page.name).resolve().as_uri()
            asked = Asked(address, site, self._options.allow_network, site.page if site else _with_encoding(page))
        return self._thread.begin(self._in_turn(self._loaded(asked, states)))

    def page(self, begun: Future[Loaded], page: Page | None, source: Source) -> Page:
        """The page as the browser loaded it, with source places from the page as its bytes were parsed.

        Raises TargetError where the browser gave up on it within the time. An interruption ends the browser.
        """
        try:
            loaded = result_of(begun)
        except KeyboardInterrupt:
            self._thread.run(self._break_off())
            raise
        page = page or self._fetched(source, loaded)
        page.network = loaded.network
        page.notices += loaded.notices
        if shows_source(loaded.captured, page):
            page.notices.append(_SOURCE_SHOWN)
            return page
        take(page, loaded.captured)
        take_states(page, loaded.states)
        return page

    def render(self, page: Page, site: Site | None, states: frozenset[str] = frozenset()) -> None:
        """Turn the page, as its bytes were parsed, into what the browser makes of it, in those further states too.

        Raises TargetError as ``page`` does.
        """
        source = Source(page.name, page.location or page.name)
        self.page(self.begin(page, source, site, states), page, source)

    def parts_of(self, picture: bytes, boxes: Sequence[Box]) -> list[bytes]:
        """The parts of the picture of a page around the boxes, each box outlined; none where the browser fails."""
        return self._thread.run(self._parts_of(picture, boxes))

    async def _parts_of(self, picture: bytes, boxes: Sequence[Box]) -> list[bytes]:
        async with self._turn:
            tab = await self._ready()
            try:
                async with asyncio.timeout(self._options.timeout + len(boxes)):
                    return await parts_of(tab.wire, picture, boxes)
            except (TimeoutError, BrowserError):
                self._kill()
                return []

    def close(self) -> None:
        """End the browser; nothing of it is left behind, nor of a page that it was loading."""
        with contextlib.suppress(Exception):
            self._thread.run(self._stop())
        self._thread.close()

    async def _in_turn(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of the work, which has the browser for itself; it is broken off with the run."""
        task = asyncio.current_task()
        assert task is not None
        self._works.add(task)
        try:
            async with self._turn:
                return await work
        finally:
            self._works.discard(task)
            work.close()

    async def _break_off(self) -> None:
        """End what is being loaded, or waits for its turn, and the browser with it."""
        if self._works:
            self._kill()
            for work in self._works:
                work.cancel()
            await asyncio.wait(self._works)

    async def _loaded(self, asked: Asked, states: frozenset[str]) -> Loaded:
        tab = await self._ready()
        self.version = f"{self._choice.name} {self._browser.version}" if self._browser is not None else ""
        end = asyncio.get_running_loop().time() + self._options.timeout + _CAPTURE
        watch = asyncio.ensure_future(self._watch_memory(tab))
        try:
            captured, network, notices = await self._visit(tab, asked)
            fetched = moment()
            left = end - asyncio.get_running_loop().time()
            captured, beside = await with_what_is_beside(tab, captured, self._options)
            seen = await record_states(tab, self._options, states, left, captured.snapshot)
        except TimeoutError:
            self._kill()
            raise self._late(tab) from None
        except BrowserError as error:
            self._kill()
            raise TargetError(f"the browser gave up on the page: {str(error)[:160]}", kind="crashed") from None
        except TargetError as error:
            if error.kind in ("crashed", "memory"):
                self._kill()
            else:
                await self._leave(tab)
            raise
        finally:
            watch.cancel()
        record = tab.record
        if seen.spoiled:
            self._kill()
        else:
            await self._leave(tab, still=is_still(captured))
        return Loaded(captured, fetched, record, network, seen.states, notices + beside + seen.notices)

    async def _visit(self, tab: Tab, asked: Asked) -> tuple[Captured, Network, list[Notice]]:
        """Load the page and capture it; a page that is read but not done within its time is captured as it stands.

        Facts and notices are taken together: the page goes on, and what it does later is neither judged nor told.
        """
        late, loop = "", asyncio.get_running_loop()
        end = loop.time() + self._options.timeout
        try:
            async with asyncio.timeout_at(end):
                await tab.open(asked)
                if self._options.wait not in ("load", "domcontentloaded", "networkidle"):
                    await self._wait_for(tab, self._options.wait)
        except TimeoutError:
            if not tab.stands:
                raise
            late = f"the page was still loading after {self._options.timeout:g} seconds and was judged as it stood"
        async with asyncio.timeout_at(end + _CAPTURE):
            captured = await tab.unless_failed(
                capture(tab.wire, tab.motion, self._limits.max_elements, self._options.paint_order)
            )
            tab.check_stayed()
            network = tab.record.network(await tab.cookies())
            notices = notices_on(tab.record, network, late, offline=not asked.network)
        return captured, network, notices

    def _late(self, tab: Tab) -> TargetError:
        """How far the page came that was not done in time."""
        if tab.stands:
            told = "does not let itself be read: a script runs without end, or it is too large"
        elif tab.has_begun:
            told = "was not read to its end: a script or the answer of the server has none"
        elif tab.record.final_url:
            told = "was not sent to its end"
        else:
            told = "was not answered"
        return TargetError(
            f"the page {told} within {self._options.timeout:g} seconds; --timeout gives it more", kind="timeout"
        )

    async def _wait_for(self, tab: Tab, selector: str) -> None:
        window = Window(tab.wire, tab.motion, self._options)
        try:
            while not await tab.unless_failed(window.asked(_IS_THERE % json.dumps(selector))):
                await asyncio.sleep(_LOOK_EVERY)
        except BrowserError as error:
            raise TargetError(f'--wait is "{selector}": {str(error)[:160]}', kind="not-loaded") from None

    async def _ready(self) -> Tab:
        """A tab in a browser that runs."""
        try:
            async with asyncio.timeout(_START):
                await self._left()
                if self._tab is None:
                    await self._start()
        except (TimeoutError, BrowserError) as error:
            self._kill()
            reason = str(error).strip().partition("\n")[0][:160] or f"not ready within {_START:g} seconds"
            raise TargetError(
                f"the browser {self._choice.path} could not be started: {reason}", kind="no-browser"
            ) from None
        assert self._tab is not None
        return self._tab

    async def _start(self) -> None:
        if not self._port:
            self._port = await self._guard.start()
        if self._browser is None:
            self._browser = await start_browser(self._choice.path, f"socks5://127.0.0.1:{self._port}")
        tab = Tab(await self._browser.new_tab(self._options), self._guard, self._options.wait, self._limits.max_bytes)
        await tab.prepare()
        self._tab = tab

    def _fetched(self, source: Source, loaded: Loaded) -> Page:
        """The page that the server's bytes make, not yet rendered."""
        from checker.loaders.http import page_from_answer

        record = loaded.record
        response = Response(
            record.status,
            joined(record.headers),
            record.final_url,
            tuple(record.redirects),
            loaded.fetched,
        )
        return page_from_answer(source, self._limits, response, record.body or b"")

    async def _watch_memory(self, tab: Tab) -> None:
        """End the visit of a page that takes more memory than a page may."""
        process = self._browser.process if self._browser is not None else None
        while process is not None:
            await asyncio.sleep(_MEMORY_EVERY)
            if processes.memory_of_group(process) > _MOST_MEMORY:
                tab.fail(
                    TargetError(
                        f"the page takes more than {_MOST_MEMORY / 1e9:g} GB of memory, which is no page for readers",
                        kind="memory",
                    )
                )
                return

    async def _leave(self, tab: Tab, *, still: bool = False) -> None:
        """Begin to leave the page; the browser does so while the page is judged."""
        if self._options.storage_state is not None and tab.asked.on_network:
            self._leaving = asyncio.ensure_future(self._renew())
        else:
            self._leaving = asyncio.ensure_future(tab.leave(still=still, clean=self._keeps_much()))
        await asyncio.sleep(0)

    def _keeps_much(self) -> bool:
        """Whether the browser is to let go of memory: every few pages, where it takes much or the system does not say."""
        self._pages_left += 1
        if self._pages_left % _PAGES_PER_LOOK:
            return False
        process = self._browser.process if self._browser is not None else None
        taken = processes.memory_of_group(process) if process is not None else 0
        return not 0 < taken < _MUCH_MEMORY

    async def _renew(self) -> None:
        """A new context, with the storage as given, for the next page."""
        self._tab = None
        if self._browser is not None:
            await self._browser.end_context()

    async def _left(self) -> None:
        """Wait until the last page is left; a browser that cannot leave it is ended."""
        leaving, self._leaving = self._leaving, None
        if leaving is None:
            return
        try:
            async with asyncio.timeout(_LEAVE):
                await leaving
        except (TimeoutError, BrowserError):
            self._kill()

    def _kill(self) -> None:
        """End the browser without asking it."""
        browser, self._browser, self._tab, self._leaving = self._browser, None, None, None
        if browser is not None:
            browser.kill()

    async def _stop(self) -> None:
        await self._break_off()
        await self._left()
        browser, self._browser = self._browser, None
        if browser is not None:
            await browser.close()
        self._kill()
        await self._guard.close()


def _with_encoding(page: Page) -> Answer | None:
    """The page's file with its encoding as the parser found it, where the file names none; None for the browser to read it.

    The browser would guess from as much as it happens to have read: not alike at each run, nor as the parser.
    """
    if page.media_type != "text/html" or page.content.isascii() or declared_in_html(page.content):
        return None
    return Answer(200, (("content-type", f"text/html; charset={page.encoding}"),), page.content)

"""What is asked of a page beside its snapshot, once that is taken: its picture, and what axe-core says."""

from __future__ import annotations

import asyncio

from checker.page import Notice
from checker.rendering import axe, screenshots
from checker.rendering.capture import Captured
from checker.rendering.options import RenderOptions
from checker.rendering.tab import Tab
from checker.rendering.wire import BrowserError


async def with_what_is_beside(tab: Tab, captured: Captured, options: RenderOptions) -> tuple[Captured, list[Notice]]:
    """What was captured with the picture and the opinion that the options ask for, and notices of what was not had.

    Each has as much time as the page had; the page is judged without what takes longer.
    """
    notices: list[Notice] = []
    if options.picture:
        try:
            async with asyncio.timeout(options.timeout):
                picture = await tab.unless_failed(screenshots.whole_page(tab.wire))
            captured = captured._replace(picture=picture)
        except (TimeoutError, BrowserError) as error:
            notices.append(Notice("no-picture", f"no picture of the page could be taken: {_reason(error, options)}"))
    if options.axe is not None:
        try:
            async with asyncio.timeout(options.timeout):
                results = await tab.unless_failed(axe.run(tab.wire, options.axe.path))
            captured = captured._replace(axe=results)
        except (TimeoutError, BrowserError) as error:
            notices.append(Notice("axe-failed", f"axe-core could not judge the page: {_reason(error, options)}"))
    return captured, notices


def _reason(error: Exception, options: RenderOptions) -> str:
    return str(error)[:160] or f"not done within {options.timeout:g} seconds"

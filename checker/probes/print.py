"""The page as its style sheets have it on paper."""

from __future__ import annotations

from checker.registry import probe
from checker.rendering.window import Recorded, Window


@probe("print", shows="as it is printed")
async def print_medium(window: Window) -> Recorded:
    """Boxes and texts under the style sheets for print, in the window as it is."""
    async with window.with_media("print"):
        return await window.laid_out("display", "visibility", "opacity", "position", "clip", "content-visibility")

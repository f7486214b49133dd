"""The page in a window that is higher than wide."""

from __future__ import annotations

from checker.registry import probe
from checker.rendering.window import Recorded, Window


@probe("portrait", shows="in a window higher than wide")
async def portrait(window: Window) -> Recorded:
    """How elements are turned in portrait orientation (WCAG 2.2, 1.3.4; ACT b33eff)."""
    short, long = sorted(window.size)
    async with window.sized(short, max(long, short + 1)):
        return await window.laid_out("visibility", "opacity", "rotate", "transform")

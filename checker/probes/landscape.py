"""The page in a window that is wider than high."""

from __future__ import annotations

from checker.registry import probe
from checker.rendering.window import Recorded, Window


@probe("landscape", shows="in a window wider than high")
async def landscape(window: Window) -> Recorded:
    """How elements are turned in landscape orientation (WCAG 2.2, 1.3.4; ACT b33eff)."""
    short, long = sorted(window.size)
    async with window.sized(max(long, short + 1), short):
        return await window.laid_out("visibility", "opacity", "rotate", "transform")

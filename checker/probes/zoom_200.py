"""The page enlarged twofold in a window of 1280 by 1024 px, which then holds 640 by 512 CSS px."""

from __future__ import annotations

from checker.registry import probe
from checker.rendering.window import CLIPPING, Recorded, Window


@probe("zoom-200", shows="enlarged to 200 %")
async def zoom_200(window: Window) -> Recorded:
    """Boxes and texts in a window of 640 by 512 CSS px (WCAG 2.2, 1.4.4; ACT 59br37)."""
    async with window.sized(640, 512):
        return await window.laid_out(*CLIPPING)

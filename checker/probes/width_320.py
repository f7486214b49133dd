"""The page as readers see it who enlarge it fourfold: a window of 1280 by 1024 px holds 320 by 256 CSS px then."""

from __future__ import annotations

from checker.registry import probe
from checker.rendering.window import CLIPPING, Recorded, Window

#: WCAG 2.2, 1.4.10 Reflow.
_WIDTH, _HEIGHT = 320, 256
_VERTICAL = """[document.documentElement, document.body].some(one =>
  one !== null && getComputedStyle(one).writingMode.startsWith("vertical"))"""


@probe("width-320", shows="320 CSS px wide (256 high, where its lines run from top to bottom)")
async def width_320(window: Window) -> Recorded:
    """Boxes and texts in a window 320 CSS px wide, or 256 high where the page is written in columns from the side."""
    vertical = await window.asked(_VERTICAL)
    size = (window.size[0], _HEIGHT) if vertical else (_WIDTH, window.size[1])
    async with window.sized(*size):
        return await window.laid_out(*CLIPPING)

"""The page in a window that is higher than wide."""

from __future__ import annotations

from checker.registry import probe
from checker.rendering.window import TURNING, Recorded, Window


@probe("portrait", shows="in a window higher than wide")
async def portrait(window: Window) -> Recorded:
    """How elements are turned in portrait orientation (WCAG 2.2, 1.3.4; ACT b33eff).

    The window is a telephone's, and hardly smaller than that of the probe landscape: what differs then differs for the
    orientation's sake, not for the width's.
    """
    async with window.sized(449, 450):
        return await window.laid_out(*TURNING)

"""The page in a window that is wider than high."""

from __future__ import annotations

from checker.registry import probe
from checker.rendering.window import TURNING, Recorded, Window


@probe("landscape", shows="in a window wider than high")
async def landscape(window: Window) -> Recorded:
    """How elements are turned in landscape orientation (WCAG 2.2, 1.3.4; ACT b33eff).

    The window is a telephone's, and hardly larger than that of the probe portrait: what differs then differs for the
    orientation's sake, not for the width's.
    """
    async with window.sized(451, 450):
        return await window.laid_out(*TURNING)

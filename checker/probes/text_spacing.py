"""The page with the spacing of text that readers may set."""

from __future__ import annotations

from checker.registry import probe
from checker.rendering.window import CLIPPING, Recorded, Window

#: WCAG 2.2, 1.4.12 Text Spacing.
_SHEET = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    "p{margin-block-end:2em!important}"
)


@probe("text-spacing", shows="with more space between lines, letters and words")
async def text_spacing(window: Window) -> Recorded:
    """Boxes and texts where lines, paragraphs, letters and words stand as far apart as WCAG's 1.4.12 says."""
    async with window.with_styles(_SHEET):
        return await window.laid_out(*CLIPPING)

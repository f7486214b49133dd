"""How the page is told what it is shown on: the window's size, the medium, what the reader prefers."""

from __future__ import annotations

from checker.rendering.options import RenderOptions
from checker.rendering.wire import Wire


async def show_in_window(wire: Wire, width: int, height: int) -> None:
    """Have the page shown in a window, on a screen, of that size in CSS px."""
    await wire.send(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=height,
        deviceScaleFactor=1,
        mobile=False,
        screenWidth=width,
        screenHeight=height,
        screenOrientation={"type": "landscapePrimary" if width > height else "portraitPrimary", "angle": 0},
    )


async def show_on_medium(wire: Wire, medium: str, options: RenderOptions) -> None:
    """Have the page shown on that medium, such as ``print``, or on the usual one, to a reader who prefers what is asked."""
    features = {
        "prefers-color-scheme": "dark" if options.color_scheme == "dark" else "light",
        "prefers-reduced-motion": "reduce" if options.reduced_motion else "no-preference",
    }
    await wire.send(
        "Emulation.setEmulatedMedia",
        media=medium,
        features=[{"name": name, "value": value} for name, value in features.items()],
    )

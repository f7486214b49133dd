"""Colours as browsers compute them, and the contrast between two of them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from checker.pattern import pattern

_RGB = pattern(r"rgba?\(\s*([\d.]+),\s*([\d.]+),\s*([\d.]+)(?:,\s*([\d.]+))?\s*\)")


class Colour(NamedTuple):
    """Red, green and blue from 0 to 255, and how much of what lies behind is covered, from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, behind: Colour) -> Colour:
        """What is seen where this colour lies on another (CSS Color 4, 12, simple alpha compositing)."""
        alpha = self.alpha + behind.alpha * (1 - self.alpha)
        if alpha == 0:
            return Colour(0, 0, 0, 0)
        red, green, blue = (
            (one * self.alpha + other * behind.alpha * (1 - self.alpha)) / alpha
            for one, other in zip(self[:3], behind[:3], strict=True)
        )
        return Colour(red, green, blue, alpha)

    def __str__(self) -> str:
        return "#{:02X}{:02X}{:02X}".format(*(round(part) for part in self[:3]))


WHITE = Colour(255, 255, 255)


@lru_cache(maxsize=2048)  # a page has few colours, and asks for them at each text
def colour_of(value: str) -> Colour | None:
    """The colour of a computed value; None for one in another colour space than sRGB.

    >>> str(colour_of("rgb(170, 170, 170)"))
    '#AAAAAA'
    """
    match = _RGB.fullmatch(value)
    if match is None:
        return None
    red, green, blue, alpha = match.groups()
    return Colour(float(red), float(green), float(blue), float(alpha) if alpha else 1.0)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two opaque colours (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).

    >>> round(contrast(Colour(0, 0, 0), WHITE), 2)
    21.0
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

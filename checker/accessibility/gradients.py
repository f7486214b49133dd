"""The colours in a CSS gradient, whatever its shape: those of its stops and between neighbouring ones.

https://www.w3.org/TR/css-images-3/#coloring-gradient-line
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from checker.accessibility.colour import Colour, colour_of
from checker.pattern import pattern

_GRADIENT = pattern(r"(?:repeating-)?(?:linear|radial|conic)-gradient\((.*)\)")
_COLOUR = pattern(r"rgba?\([^()]*\)")
#: Colours that are mixed by another rule than that of sRGB.
_OTHER_SPACE = pattern(r"\bin (?!srgb\b(?!-))|color\(|lab\(|lch\(|color-mix\(")
#: Between two stops so many colours stand for all.
_STEPS = 16
#: A gradient with more stops is a picture.
_MOST = 40


def layers_of(image: str) -> list[str]:
    """The layers of a computed ``background-image``, the uppermost first.

    >>> layers_of('linear-gradient(rgb(0, 0, 0), rgb(1, 1, 1)), url("a.png")')
    ['linear-gradient(rgb(0, 0, 0), rgb(1, 1, 1))', 'url("a.png")']
    """
    return [one.strip() for one in _split(image)]


def _split(text: str) -> Iterator[str]:
    """The parts between the commas that stand in no brackets and no quotes."""
    depth, start, quote = 0, 0, ""
    for at, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote and text[at - 1] != "\\" else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "," and depth == 0:
            yield text[start:at]
            start = at + 1
    yield text[start:]


def shades_of(layer: str) -> list[Colour] | None:
    """Colours that stand for all in the gradient; None for a picture, or a gradient whose mixing is not known.

    >>> [str(one) for one in shades_of("linear-gradient(90deg, rgb(0, 0, 0), rgb(255, 0, 0))")][::8]
    ['#000000', '#800000', '#FF0000']
    """
    match = _GRADIENT.fullmatch(layer)
    if match is None or _OTHER_SPACE.search(layer):
        return None
    stops = [colour_of(found[0]) for part in _split(match[1]) if (found := _COLOUR.search(part))]
    known = [one for one in stops if one is not None]
    if not known or len(known) != len(stops) or len(known) > _MOST:
        return None
    shades = [known[0]]
    for one, other in pairwise(known):
        shades += [_between(one, other, step / _STEPS) for step in range(1, _STEPS + 1)]
    return list(dict.fromkeys(shades))


def _between(one: Colour, other: Colour, part: float) -> Colour:
    """The colour at that part of the way, mixed premultiplied (CSS Color 4, 12.3)."""
    alpha = one.alpha + (other.alpha - one.alpha) * part
    if alpha == 0:
        return Colour(0, 0, 0, 0)
    red, green, blue = (
        (first * one.alpha * (1 - part) + second * other.alpha * part) / alpha
        for first, second in zip(one[:3], other[:3], strict=True)
    )
    return Colour(red, green, blue, alpha)

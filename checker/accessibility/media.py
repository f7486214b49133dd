"""Whether a media query applies to the screen that static mode assumes: 1280 by 800 pixels, a mouse, no preferences."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.pattern import pattern

#: The desktop window that is assumed, in CSS pixels.
VIEWPORT = (1280, 800)

_NUMBERS = {
    "width": VIEWPORT[0],
    "height": VIEWPORT[1],
    "device-width": VIEWPORT[0],
    "device-height": VIEWPORT[1],
    "aspect-ratio": VIEWPORT[0] / VIEWPORT[1],
    "device-aspect-ratio": VIEWPORT[0] / VIEWPORT[1],
    "resolution": 1,
    "device-pixel-ratio": 1,
    "-webkit-device-pixel-ratio": 1,
    "color": 8,
    "color-index": 0,
    "monochrome": 0,
}
_WORDS = {
    "orientation": "landscape",
    "hover": "hover",
    "any-hover": "hover",
    "pointer": "fine",
    "any-pointer": "fine",
    "prefers-color-scheme": "light",
    "prefers-reduced-motion": "no-preference",
    "prefers-contrast": "no-preference",
    "prefers-reduced-transparency": "no-preference",
    "forced-colors": "none",
    "inverted-colors": "none",
    "scripting": "enabled",
    "display-mode": "browser",
    "update": "fast",
    "scan": "progressive",
}
#: What one unit is in pixels, or in dots per pixel.
_UNITS = {
    "": 1.0,
    "px": 1.0,
    "em": 16.0,
    "rem": 16.0,
    "pt": 4 / 3,
    "in": 96.0,
    "cm": 37.8,
    "mm": 3.78,
    "dppx": 1.0,
    "x": 1.0,
    "dpi": 1 / 96,
}
_NUMBER = pattern(r"(-?\d*\.?\d+)([a-z]*)(?:\s*/\s*(\d*\.?\d+))?$")
_HEAD = pattern(r"(?:(not|only)\s+)?([a-z-]+)(?:\s+and\s+(.+))?$", re.DOTALL)
_RANGE = pattern(r"\s*(<=|>=|<|>|=)\s*")


@lru_cache(maxsize=1024)
def applies_to_screen(query: str) -> bool:
    """Whether the media query list applies (Media Queries 4, https://www.w3.org/TR/mediaqueries-4/).

    A feature that is not known does not apply, as in browsers.

    >>> [applies_to_screen(q) for q in ("", "print", "screen and (min-width: 40em)", "(max-width: 600px)", "not print")]
    [True, False, True, False, True]
    """
    query = " ".join(query.lower().split())
    return not query or any(_query(one.strip()) for one in query.split(","))


def _query(query: str) -> bool:
    head = None if query.startswith(("(", "not (")) else _HEAD.match(query)
    if head is None:
        return _condition(query)
    negated, medium, rest = head.groups()
    holds = medium in ("all", "screen") and (rest is None or _condition(rest))
    return holds != (negated == "not")


def _condition(text: str) -> bool:
    text = text.strip()
    for word, decide in (("and", all), ("or", any)):
        parts = _split(text, word)
        if len(parts) > 1:
            return decide(map(_condition, parts))
    if text.startswith("not"):
        return not _condition(text[3:])
    if not (text.startswith("(") and text.endswith(")")):
        return False
    inner = text[1:-1].strip()
    return _condition(inner) if inner.startswith(("(", "not")) else _feature(inner)


def _split(text: str, word: str) -> list[str]:
    """The parts of the text between the word where it stands outside parentheses."""
    parts, depth, start = [], 0, 0
    for match in pattern(rf"[()]|(?<=[)\s]){word}(?=[(\s])").finditer(text):
        sign = match[0]
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _feature(text: str) -> bool:
    name, colon, value = (part.strip() for part in text.partition(":"))
    if colon:
        return _equals(name, value)
    match _RANGE.split(text):
        case [left, sign, right] if left in _NUMBERS:
            return _compare(left, sign, right)
        case [left, sign, right]:
            return _compare(right, _turned(sign), left)
        case [low, sign, name, other, high]:
            return _compare(name, _turned(sign), low) and _compare(name, other, high)
    return _NUMBERS[name] != 0 if name in _NUMBERS else _WORDS.get(name, "none") not in ("none", "no-preference")


def _equals(name: str, value: str) -> bool:
    for bound, sign in (("min-", ">="), ("max-", "<=")):
        if bound in name:
            return _compare(name.replace(bound, "", 1), sign, value)
    return _compare(name, "=", value) if name in _NUMBERS else _WORDS.get(name) == value


def _turned(sign: str) -> str:
    return sign.translate(str.maketrans("<>", "><"))


def _compare(name: str, sign: str, value: str) -> bool:
    known, number = _NUMBERS.get(name), _NUMBER.match(value)
    if known is None or number is None or number[2] not in _UNITS:
        return False
    asked = float(number[1]) * _UNITS[number[2]]
    if number[3]:
        asked /= float(number[3]) or 1
    return {"<": known < asked, "<=": known <= asked, ">": known > asked, ">=": known >= asked}.get(
        sign, known == asked
    )

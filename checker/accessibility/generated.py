"""The text that style adds before and after an element."""

from __future__ import annotations

import re

from checker.page import Element
from checker.pattern import pattern

_PART = pattern(
    r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|attr\(\s*([\w-]+)"""
    r"""|([\w-]+)\((?:[^()"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\([^()]*\))*\)|(open|close)-quote"""
)
#: What stands for a counter: which number it shows is not computed here.
_COUNTED = "1"
_ESCAPE = pattern(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")


def content_text(value: str, element: Element) -> str:
    """The text that a ``content`` value adds (CSS Content 3, 1): strings, attributes, or the text after a slash.

    >>> content_text('"\\\\201C New" attr(data-n)', page_of('<p data-n=7>').body.elements[0])
    '“New7'
    """
    main, slash, alternative = _parted(value)
    found = []
    for match in _PART.finditer(alternative if slash else main):
        if match[3]:
            found.append(element.attrs.get(match[3].lower(), ""))
        elif match[4]:
            found.append(_COUNTED if match[4].lower() in ("counter", "counters") else "")
        elif match[5]:
            found.append("“" if match[5] == "open" else "”")
        else:
            found.append(_unescaped(match[1] or match[2] or ""))
    return "".join(found)


def _parted(value: str) -> tuple[str, str, str]:
    """The value before and after a slash that stands outside strings and functions."""
    quote, depth = "", 0
    for number, sign in enumerate(value):
        if quote:
            quote = "" if sign == quote and value[number - 1] != "\\" else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "/" and depth == 0:
            return value[:number], "/", value[number + 1 :]
    return value, "", ""


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text

    def plain(match: re.Match[str]) -> str:
        code = int(match[1], 16) if match[1] else 0
        return (chr(code) if 0 < code < 0x110000 else "\ufffd") if match[1] else match[2]

    return _ESCAPE.sub(plain, text)

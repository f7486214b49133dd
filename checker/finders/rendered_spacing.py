"""Texts whose spacing a style attribute fixes with ``!important``."""

from __future__ import annotations

from collections.abc import Iterable

from checker.accessibility.backdrop import rendered
from checker.finders.rendered_text import visible_texts
from checker.finding import Target
from checker.page import Element, Page
from checker.pattern import pattern
from checker.registry import finder
from checker.rendering.tree import STYLE_AT

_COMMENT = pattern(r"/\*.*?\*/")
_PART = pattern(r"""(?:"[^"]*"|'[^']*'|\([^()]*\)|[^;"'(])+""")
#: Values that say something of their own; what is inherited was not declared here.
_VALUE = pattern(
    r"normal|initial|0|[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?P<unit>%|[a-z]+)?|(?:calc|min|max|clamp|var)\(.*\)"
)
_WRAPPED_AS_WRITTEN = ("pre", "break-spaces")


@finder()
def fixed_spacing(page: Page, *, property: str, wrapped: bool = False) -> Iterable[Target]:
    """The HTML elements with visible text whose style attribute says what the property is, and that it is important.

    With ``wrapped``, those alone whose text runs over several lines by itself.
    """
    seen = visible_texts(page)
    return [
        Target(element)
        for element in page.select("[style]")
        if element in seen and _is_fixed(element.attrs["style"], property) and (not wrapped or _wraps(element))
    ]


def _is_fixed(style: str, name: str) -> bool:
    """Whether the declaration that wins in a style attribute is an important one of a value of its own."""
    winner, important = "", False
    for part in _PART.findall(_COMMENT.sub(" ", style[:4000])):
        key, _, value = part.partition(":")
        if key.strip().lower() != name:
            continue
        value = value.strip().lower()
        bare = value.removesuffix("important").rstrip()
        marked = bare != value and bare.endswith("!")
        value = bare[:-1].rstrip() if marked else value
        keyword = value in ("inherit", "unset", "revert", "revert-layer")
        match = _VALUE.fullmatch(value)
        if not keyword and (match is None or not _is_valid(name, value, match["unit"])):
            continue
        if marked or not important:
            winner, important = ("" if keyword else value), marked
    return important and bool(winner)


def _is_valid(name: str, value: str, unit: str | None) -> bool:
    """Whether browsers take the value: a bare number is a line height, but no length other than 0."""
    if value[0].isalpha() or value == "0":
        return True
    if name == "line-height":
        return not value.startswith("-")
    return unit is not None or float(value) == 0


def _wraps(element: Element) -> bool:
    """Whether a visible text in the element runs over several lines without a line break that was written."""
    seen = visible_texts(element.page)
    styles = rendered(element.page).styles
    for one in (element, *element.descendants()):
        for text in seen.get(one, ()):
            lines = len({line.y for line in text.lines})
            values = styles.get(one)
            as_written = values is not None and values[STYLE_AT["white-space"]].startswith(_WRAPPED_AS_WRITTEN)
            if lines > 1 + (text.text.strip().count("\n") if as_written else 0):
                return True
    return False

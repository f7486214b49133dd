"""Whether text stands out from what lies behind it."""

from __future__ import annotations

from checker.accessibility.backdrop import backdrop, rendered
from checker.accessibility.colour import Colour, colour_of, contrast
from checker.accessibility.exposure import is_programmatically_hidden
from checker.accessibility.sheets import lacks_style_sheets
from checker.finders.rendered_text import visible_texts
from checker.finding import Answer, Target, Verdict, no, unknown, yes
from checker.page import Element, Need
from checker.pattern import pattern
from checker.registry import check
from checker.rendering.tree import STYLE_AT, Text

_WORD = pattern(r"[^\W_]")
#: 18 point, and 14 point where bold (https://www.w3.org/TR/WCAG22/#dfn-large-scale).
_LARGE, _LARGE_BOLD, _BOLD = 24.0, 18.66, 700


@check(needs={Need.STYLE, Need.LAYOUT})
def contrast_at_least(target: Target, *, normal: str, large: str) -> Verdict:
    """The element's own text has the contrast to its background; ``large`` is asked of large text."""
    element = target.element
    values = rendered(element.page).styles.get(element) or _inherited(element)
    if values is None:
        return unknown("the text's colour is not known")
    asked = float(large) if _is_large(values) else float(normal)
    worst: Verdict | None = None
    for text in visible_texts(element.page).get(element, ()):
        verdict = _judge(element, text, values, asked)
        if worst is None or verdict.answer < worst.answer:
            worst = verdict
        if worst.answer is Answer.NO:
            break
    return worst or yes("no text is seen")


def _inherited(element: Element) -> tuple[str, ...] | None:
    """The styles around an element that has no box of its own: its children take over what is inherited."""
    styles = rendered(element.page).styles
    node: Element | None = element.parent or element.scope.host
    while node is not None and node not in styles:
        node = node.parent or node.scope.host
    return styles[node] if node is not None else None


def _is_large(values: tuple[str, ...]) -> bool:
    size = float(values[STYLE_AT["font-size"]].removesuffix("px") or 0)
    weight = values[STYLE_AT["font-weight"]]
    bold = weight.replace(".", "", 1).isdecimal() and float(weight) >= _BOLD
    return size >= _LARGE or (bold and size >= _LARGE_BOLD)


def _judge(element: Element, text: Text, values: tuple[str, ...], asked: float) -> Verdict:
    words = " ".join(text.text.split())
    named = f"the text “{words[:60] + ('…' if len(words) > 60 else '')}”"
    if not _WORD.search(words):
        return yes(f"{named} has no letters")
    ink = colour_of(values[STYLE_AT["-webkit-text-fill-color"]])
    if ink is None:
        return unknown(f"the colour of {named} cannot be compared with its background")
    if values[STYLE_AT["text-shadow"]] != "none":
        return unknown(f"{named} has a shadow, so that its contrast cannot be told from its colours")
    behind = backdrop(element, text)
    if behind.colour is None:
        return unknown(f"the contrast of {named} cannot be told: {behind.doubt}")
    return _compared(element, named, words, ink.over(behind.colour), behind.colour, asked)


def _compared(element: Element, named: str, words: str, ink: Colour, behind: Colour, asked: float) -> Verdict:
    ratio = contrast(ink, behind)
    # Rounded down: 4.499 is not 4.5.
    found = f"{named} has a contrast of {int(ratio * 100) / 100:g} to 1 with its background ({ink} on {behind})"
    if ratio >= asked:
        return yes(found)
    if ratio < 1.02:
        return yes(f"{named} has the colour of its background and is not meant to be seen")
    if is_programmatically_hidden(element):
        return unknown(f"{found}; it is kept from screen readers and may be decoration")
    if len(words) < 3:
        return unknown(f"{found}; so short a text may be a picture made of a sign")
    if lacks_style_sheets(element.page):
        return unknown(f"{found}; a style sheet of the page could not be loaded")
    return no(f"{found}, less than {asked:g} to 1")

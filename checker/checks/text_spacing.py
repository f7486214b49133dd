"""Spacing that style attributes fix, so that readers cannot widen it."""

from __future__ import annotations

from checker.accessibility.backdrop import rendered
from checker.finders.rendered_text import visible_texts
from checker.finding import Target, Verdict, no, unknown, yes
from checker.page import Need
from checker.registry import check
from checker.rendering.tree import STYLE_AT, Text


@check(needs={Need.STYLE, Need.LAYOUT})
def spacing_at_least(target: Target, *, property: str, times: str) -> Verdict:
    """The computed value of the property is at least so many times the font size."""
    element = target.element
    values = rendered(element.page).styles.get(element)
    if values is None:
        return unknown("the element has no box of its own")
    size = float(values[STYLE_AT["font-size"]].removesuffix("px"))
    value = values[STYLE_AT[property]]
    if value == "normal":
        used = _line_distance(visible_texts(element.page).get(element, [])) if property == "line-height" else 0.0
    elif value.endswith("px"):
        used = float(value.removesuffix("px"))
    else:
        return unknown(f"the {property} comes to {value}")
    if used is None or not size:
        return unknown(f"the {property} is left to the browser")
    found = f"the style attribute fixes {property} at {used / size:.3g} times the size of the text"
    return yes(found) if used >= float(times) * size * 0.999 else no(f"{found}, less than {times} times")


def _line_distance(texts: list[Text]) -> float | None:
    for text in texts:
        tops = sorted({line.y for line in text.lines})
        if len(tops) > 1:
            return tops[1] - tops[0]
    return None

"""Whether a page can be read in a narrow window without scrolling sideways (WCAG 2.2, 1.4.10)."""

from __future__ import annotations

from checker.accessibility.around import flat_parent
from checker.accessibility.sheets import lacks_style_sheets
from checker.finders.rendered_reflow import Sticking, sticking_out
from checker.finding import Related, Target, Verdict, no, unknown, yes
from checker.pattern import pattern
from checker.quoting import quotation
from checker.registry import check
from checker.rendering.states import state_of

#: A size that a script may have set for another width of the window.
_SIZED = pattern(r"(?:^|[;\s])(?:min-)?(?:width|left|transform|margin-left)\s*:")


@check(states={"width-320"})
def fits_a_narrow_window(target: Target) -> Verdict:
    """A window 320 CSS px wide holds the text, controls and pictures of the page, but what WCAG excepts.

    Unknown for pictures, long words, and what a script or a style sheet that is missing may put right.

    Of its own: it measures what sticks out of the window, and WCAG excepts what needs two dimensions.
    """
    page = target.page
    found = [(one, one.doubt or _doubt(one)) for one in sticking_out(page)]
    if not found:
        return yes("the window holds all of it")
    found.sort(key=lambda one: bool(one[1]))
    worst, doubt = found[0]
    width, height = state_of(page, "width-320").window
    window = f"{width} px wide" if width <= 320 else f"{height} px high"
    said = f"in a window {window} {_told(worst)} sticks out by {worst.by:.0f} px"
    related = tuple(Related("sticks out too", one.element) for one, other in found[1:6] if bool(other) == bool(doubt))
    if doubt:
        return unknown(f"{said}; {doubt}", at=worst.element, related=related)
    return no(
        f"{said}, so that one has to scroll sideways for it, or does not get to see it",
        at=worst.element,
        related=related,
    )


def _told(one: Sticking) -> str:
    words = one.content.text.strip()
    told = quotation(words, 40) if words else f"the {one.content.tag}"
    return told if one.element is one.content else f"{told} in the {one.element.tag}"


def _doubt(one: Sticking) -> str:
    page = one.element.page
    if lacks_style_sheets(page):
        return "a style sheet of the page could not be loaded"
    parts = [one.content]
    while parts[-1] is not one.element and (around := flat_parent(parts[-1])) is not None:
        parts.append(around)
    if page.select("script") and any(_SIZED.search(part.attrs.get("style", "")[:2000]) for part in parts):
        return "a script may have set its size for a window of another width"
    return ""

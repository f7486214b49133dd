"""Whether one sees where the focus is (WCAG 2.2, 2.4.7)."""

from __future__ import annotations

from checker.accessibility.called import called
from checker.accessibility.sheets import lacks_style_sheets
from checker.finding import Target, Verdict, no, unknown, yes
from checker.registry import check
from checker.rendering.states import state_of
from checker.rendering.tree import Focus


@check(states={"focus"})
def shows_its_focus(target: Target) -> Verdict:
    """The element, or what is around it, looks otherwise while it has the focus (ACT oj04fd).

    Unknown where no style of its own says so and its pictures were not compared, or something else moves in them.

    Of its own: it compares the element, in style and in pictures, with and without the focus.
    """
    element = target.element
    seen: Focus = state_of(target.page, "focus").values[element]
    named = called(element)
    if seen.changes:
        return yes(f"{named} shows its focus ({seen.changes[0]})")
    if seen.changes is None or not seen.without:
        return unknown(f"{named} is not styled for the focus, as far as was looked; its pictures were not compared")
    if seen.without != seen.with_it:
        found = f"the page looks otherwise while {named} has the focus"
        return yes(found) if seen.steady else unknown(f"{found}, but something moves on it")
    found = f"{named} looks the same with the focus as without, and so does the page around it"
    if lacks_style_sheets(target.page):
        return unknown(f"{found}; a style sheet of the page could not be loaded")
    return no(found)

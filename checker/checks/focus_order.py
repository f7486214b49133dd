"""What the Tab key reaches where it should not, or does not reach where it should."""

from __future__ import annotations

from checker.accessibility.exposure import is_exposed
from checker.accessibility.focus import is_focusable, tab_index
from checker.accessibility.focus_order import flat_descendants, in_focus_order, may_be_unreachable
from checker.accessibility.role import explicit_role, overrides_none, role
from checker.accessibility.roles import GLOBAL_ATTRIBUTES
from checker.accessibility.visibility import is_rendered
from checker.checks.names import thing
from checker.finding import Target, Verdict, no, unknown, yes
from checker.page import Need
from checker.registry import check


@check
def keyboard_reaches_nothing_within(target: Target, *, although: str, itself: bool = False) -> Verdict:
    """Sequential focus navigation reaches nothing below the element, nor, if so asked, the element ``itself``.

    ``although`` says why that would be a fault. Unknown where a style sheet may hide what it would reach.

    >>> holds(keyboard_reaches_nothing_within, '<button><b>Save</b></button>', although="it is one piece")
    True
    >>> html = '<button><span tabindex="0">Save</span></button>'
    >>> holds(keyboard_reaches_nothing_within, html, although="it is one piece")
    False
    """
    element = target.element
    if itself and not is_rendered(element):
        return yes("the element is not rendered")
    for one in (*([element] if itself else []), *flat_descendants(element)):
        if in_focus_order(one):
            found = f"{thing(one)} can be reached by keyboard, but {although}"
            doubt = may_be_unreachable(one)
            return unknown(f"{found}; {doubt}", at=one) if doubt else no(found, at=one)
    return yes("the keyboard reaches nothing inside")


@check(needs={Need.LAYOUT})
def keyboard_enters(target: Target) -> Verdict:
    """The frame is not taken out of the focus order with a negative tabindex; unknown while a dialog is open.

    Of its own: what a negative tabindex of a frame does to what stands in it.
    """
    index = tab_index(target.element)
    if index is None or index >= 0:
        return yes("the keyboard enters the frame")
    found = f"the frame has tabindex={index}, so that the keyboard does not reach what stands in it"
    dialogs = target.page.select("dialog[open]")
    return unknown(f"{found}, while a dialog is open", at=target.element) if dialogs else no(found)


@check
def decoration_is_not_exposed(target: Target) -> Verdict:
    """The element, which is marked as decoration, is not met by assistive technology as something else.

    Of its own: ARIA says when what is marked as decoration is exposed all the same.

    >>> holds(decoration_is_not_exposed, '<img alt="" src="line.png">')
    True
    >>> holds(decoration_is_not_exposed, '<img alt="" aria-label="Line" src="line.png">')
    False
    """
    element = target.element
    if not is_exposed(element):
        return yes("it is not exposed")
    if explicit_role(element) == "none":
        shown = overrides_none(element) and role(element) != "none"
        why = "it takes the focus" if is_focusable(element) else "it has an ARIA attribute"
    else:
        named = not GLOBAL_ATTRIBUTES.isdisjoint(element.attrs)
        shown = named or is_focusable(element)
        why = "it has an ARIA attribute" if named else "it takes the focus"
    if not shown:
        return yes("it is not exposed")
    return no(f"the {element.tag} is marked as decoration, but screen readers meet it, because {why}")


@check(needs={Need.LAYOUT})
def keyboard_reaches_it_or_within(target: Target) -> Verdict:
    """Sequential focus navigation reaches the element or something in it; unknown where a script may scroll it.

    Of its own: it walks the order of the keyboard's focus.
    """
    element = target.element
    reached = next((one for one in (element, *flat_descendants(element)) if in_focus_order(one)), None)
    if reached is not None:
        return yes(f"the keyboard reaches the {reached.tag}")
    found = "the part scrolls, but the Tab key reaches neither it nor anything in it"
    return unknown(f"{found}; scripts on the page may scroll it") if target.page.select("script") else no(found)

"""Statements about the things that a banner is built of: its control, the picture of the flag."""

from __future__ import annotations

from checker.accessibility.visibility import is_hidden
from checker.finders.banner_markup import is_control, label_of, looks_operable
from checker.finding import Target, Verdict, no, unknown, yes
from checker.page import Element
from checker.registry import check


@check
def works_as_button(target: Target) -> Verdict:
    """What opens the banner is a button, so that keyboards and screen readers have it too.

    Of its own: each of the stand-ins that sites use, from a link to plain text, is doubted or refused for other reasons.

    >>> holds(works_as_button, "<button>Here’s how you know</button>")
    True
    >>> holds(works_as_button, '<span onclick="open()">Here’s how you know</span>')
    False
    """
    element = target.element
    if element.tag == "button" or (element.tag == "input" and element.attrs.get("type", "").lower() == "button"):
        return yes("the control is a button", at=element)
    if is_control(element):
        return _stand_in(element)
    if looks_operable(element):
        return no(f"what opens the banner is a plain {element.tag} element without the role of a button", at=element)
    return unknown("the banner’s label is plain text, and nothing in the page shows what opens it", at=element)


def _stand_in(element: Element) -> Verdict:
    """What is to be said of a control that is no button element."""
    is_button = element.attrs.get("role", "").strip().lower() == "button"
    if element.tag == "a" and "href" in element.attrs:
        if is_button:
            return unknown("the banner’s control is a link with the role of a button", at=element)
        if element.attrs["href"].strip().startswith("#") or "aria-expanded" in element.attrs:
            return no("the banner’s control is a link instead of a button", at=element)
        return unknown("the banner’s label is a link to another page", at=element)
    if element.tag != "summary" and is_button and "tabindex" not in element.attrs:
        return no("the banner’s control has the role of a button but cannot be reached with the keyboard", at=element)
    return unknown(f"the banner’s control is a {element.tag} element, not a button", at=element)


@check
def image_has_alt(target: Target) -> Verdict:
    """The image has an alt attribute, perhaps an empty one; unknown where it is hidden, or named in another way.

    Of its own: what hides or names an image without alt is a matter of ARIA, and none of them is a fault for certain.

    >>> holds(image_has_alt, '<img alt="">'), holds(image_has_alt, "<img>"), holds(image_has_alt, "<img role=none>")
    (True, False, None)
    """
    attrs = target.element.attrs
    if "alt" in attrs:
        return yes("the image has an alt attribute")
    name = target.name or "the image"
    silent = attrs.get("aria-hidden", "").strip().lower() == "true" or label_of(target.element)
    if silent or attrs.get("role", "").strip().lower() in ("presentation", "none"):
        return unknown(f"{name} has no alt attribute, but is hidden or named in another way")
    return no(f"{name} has no alt attribute")


@check
def closed_at_load(target: Target) -> Verdict:
    """The control does not say that its panel is open when the page opens; unknown where only the source is known.

    >>> holds(closed_at_load, '<button aria-expanded="false">')
    True
    """
    element = target.element
    if element.attrs.get("aria-expanded", "").strip().lower() != "true":
        return yes("the panel is closed when the page opens")
    found = "the control of the banner says that its panel is open when the page opens"
    return no(found) if element.page.mode == "rendered" else unknown(f"{found}, unless a script closes it")


@check
def shown_beside_its_text(target: Target) -> Verdict:
    """The drawing is not hidden by itself; on a rendered page it has a size where the text around it is shown.

    Of its own: only by its box is it told that a style takes the drawing away.

    >>> holds(shown_beside_its_text, '<svg style="display: none"></svg>')
    False
    """
    element = target.element
    if is_hidden(element):
        return no("the picture of the lock is hidden where its sentence is shown")
    parent = element.parent
    if element.page.mode == "rendered" and parent is not None:
        from checker.accessibility.backdrop import rendered  # of no use to static pages

        boxes = rendered(element.page).boxes
        if parent in boxes and (element not in boxes or min(boxes[element].width, boxes[element].height) <= 0):
            return no("the picture of the lock has no size")
    return yes("the picture of the lock is not hidden by itself")

"""Whether an element can have the focus."""

from __future__ import annotations

import re

from checker.page import Element

_INTEGER = re.compile(r"\s*[+-]?\d+")
_FORM_CONTROLS = frozenset({"button", "input", "select", "textarea"})


def tab_index(element: Element) -> int | None:
    """The ``tabindex`` as browsers read it, or None (HTML, "rules for parsing integers")."""
    value = element.attrs.get("tabindex")
    if value is None:
        return None
    match = _INTEGER.match(value)
    return int(match[0]) if match else None


def is_disabled(element: Element) -> bool:
    """Whether the form control is disabled, itself or by a fieldset around it (HTML, "concept-fe-disabled")."""
    if element.tag not in _FORM_CONTROLS:
        return False
    if "disabled" in element.attrs:
        return True
    inside = element
    for ancestor in element.ancestors():
        if ancestor.tag == "fieldset" and "disabled" in ancestor.attrs:
            first = next((child for child in ancestor.elements if child.tag == "legend"), None)
            if inside is not first:
                return True
        inside = ancestor
    return False


def is_focusable(element: Element) -> bool:
    """Whether the element can have the focus when it is rendered (HTML, "focusable area"; ACT, "Focusable").

    >>> is_focusable(page_of("<a href=/>x</a>").body.elements[0])
    True
    >>> is_focusable(page_of("<a>x</a>").body.elements[0])
    False
    """
    if is_disabled(element):
        return False
    return tab_index(element) is not None or _focusable_by_nature(element)


def _focusable_by_nature(element: Element) -> bool:
    attrs = element.attrs
    match element.tag:
        case "a" | "area":
            return "href" in attrs
        case "input":
            return attrs.get("type", "").lower() != "hidden"
        case "button" | "select" | "textarea" | "iframe":
            return True
        case "audio" | "video":
            return "controls" in attrs
        case "summary":
            return is_summary_of_details(element)
    return "contenteditable" in attrs and attrs["contenteditable"].lower() != "false"


def is_summary_of_details(element: Element) -> bool:
    """Whether the element is the first summary of a details element (HTML, "summary for its parent details")."""
    parent = element.parent
    if parent is None or parent.tag != "details" or element.tag != "summary":
        return False
    return next((child for child in parent.elements if child.tag == "summary"), None) is element

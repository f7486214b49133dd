"""Whether an element can have the focus."""

from __future__ import annotations

from checker.page import SVG, Element, Page, Scope, derived
from checker.pattern import pattern

_INTEGER = pattern(r"\s*[+-]?\d+")
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
    table = _in_disabled_fieldsets(element.page).get(element.scope)
    return table is not None and table[element.index] != 0


@derived
def _in_disabled_fieldsets(page: Page) -> dict[Scope, bytearray]:
    """One byte an element, set inside disabled fieldsets but not in their first legend; only for scopes with such."""
    tables: dict[Scope, bytearray] = {}
    for scope in page.snapshot.scopes:
        for fieldset in scope.select("fieldset[disabled]"):
            table = tables.setdefault(scope, bytearray(len(scope.elements)))
            legend = first_child(fieldset, "legend")
            first, last = (legend.index, legend.end) if legend is not None else (fieldset.end, fieldset.end)
            table[fieldset.index : first] = b"\1" * (first - fieldset.index)
            table[last : fieldset.end] = b"\1" * (fieldset.end - last)
    return tables


def first_child(element: Element, tag: str) -> Element | None:
    """The first child element with the tag, or None."""
    return next((child for child in element.children if not isinstance(child, str) and child.tag == tag), None)


def is_focusable(element: Element) -> bool:
    """Whether the element can have the focus when it is rendered (HTML, "focusable area"; ACT, "Focusable").

    >>> is_focusable(page_of("<a href=/>x</a>").body.elements[0])
    True
    >>> is_focusable(page_of("<a>x</a>").body.elements[0])
    False
    """
    if element.tag in _FORM_CONTROLS and is_disabled(element):
        return False
    return ("tabindex" in element.attrs and tab_index(element) is not None) or _focusable_by_nature(element)


def _focusable_by_nature(element: Element) -> bool:
    attrs = element.attrs
    match element.tag:
        case "a" | "area":
            return "href" in attrs or (element.namespace == SVG and "xlink:href" in attrs)
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
    return first_child(parent, "summary") is element

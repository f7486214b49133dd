"""Whether an element is rendered at all: the ``hidden`` attribute, style and browsers' defaults."""

from __future__ import annotations

from checker.page import Element


def is_hidden(element: Element) -> bool:
    """Whether the element itself is hidden from everyone; an ancestor may hide it as well."""
    if "hidden" in element.attrs:
        return True
    style = element.attrs.get("style")
    if not style:
        return False
    folded = style.replace(" ", "").lower()
    return "display:none" in folded or "visibility:hidden" in folded

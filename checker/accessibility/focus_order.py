"""What the Tab key reaches: focusable, rendered, and neither inert nor taken out with a negative tabindex."""

from __future__ import annotations

from collections.abc import Iterator

from checker.accessibility.around import flat_parent
from checker.accessibility.focus import is_focusable, tab_index
from checker.accessibility.visibility import renderings
from checker.page import Element


def in_focus_order(element: Element) -> bool:
    """Whether sequential focus navigation reaches the element, as far as the page says (HTML 6.6.3)."""
    if not is_focusable(element) or (tab_index(element) or 0) < 0:
        return False
    if element.tag == "area" and not _is_drawn(element):
        return False
    table = renderings(element.page)[element.scope]
    at = element.index
    if table.none[at] or table.unseen[at] or table.closed[at]:
        return False
    return not is_inert(element)


def _is_drawn(area: Element) -> bool:
    """Whether an image uses the map of the area (HTML 6.6.2, "focusable area")."""
    within = area.closest("map")
    name = within.attrs.get("name") or within.attrs.get("id", "") if within is not None else ""
    return any(one.attrs["usemap"].strip().removeprefix("#") == name for one in area.page.select("[usemap]"))


def is_inert(element: Element) -> bool:
    """Whether the element or one around it is marked as inert."""
    node: Element | None = element
    while node is not None:
        if "inert" in node.attrs:
            return True
        node = flat_parent(node)
    return False


def flat_descendants(element: Element) -> Iterator[Element]:
    """The elements below this one, with those of shadow trees but not those of frames."""
    for one in (element, *element.descendants()):
        if one is not element:
            yield one
        if one.shadow is not None:
            for inner in one.shadow.elements:
                if inner.parent is None:
                    yield inner
                    yield from flat_descendants(inner)


def may_be_unreachable(element: Element) -> str:
    """Why an element that seems to be in the focus order may not be, or may hand the focus on; empty if nothing says so."""
    page = element.page
    if page.mode != "rendered" and page.select('link[rel~="stylesheet" i][href]'):
        return "a style sheet that was not read may hide it"
    if any(name in element.attrs for name in ("onfocus", "onfocusin")):
        return "a script may send the focus on"
    if any("focus" in script.text for script in page.document.tagged("script") if "src" not in script.attrs):
        return "a script on the page moves the focus"
    return ""

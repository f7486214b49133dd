"""Which label elements belong to which form control."""

from __future__ import annotations

from checker.page import Element, Page, derived

#: HTML, "labelable element"; custom elements may be labelable too.
_LABELABLE = frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"})


def labels_of(element: Element) -> list[Element]:
    """The labels of the control, in document order (HTML 4.10.4, "labeled control")."""
    return _labels(element.page).get(element, [])


def is_labelable(element: Element) -> bool:
    """Whether a label can belong to the element."""
    if element.tag in _LABELABLE:
        return element.attrs.get("type", "").lower() != "hidden" or element.tag != "input"
    return "-" in element.tag


@derived
def _labels(page: Page) -> dict[Element, list[Element]]:
    found: dict[Element, list[Element]] = {}
    for scope in page.snapshot.scopes:
        for label in scope.tagged("label"):
            control = _control(label)
            if control is not None:
                found.setdefault(control, []).append(label)
    return found


def _control(label: Element) -> Element | None:
    target = label.attrs.get("for")
    if target is not None:
        named = label.scope.by_id(target)
        return named if named is not None and is_labelable(named) else None
    return next((element for element in label.descendants() if is_labelable(element)), None)

"""The names that HTML and SVG give by their own means, before content and tooltip (HTML-AAM 1.0, 4.1; SVG-AAM 1.0, 8)."""

from __future__ import annotations

from collections.abc import Callable

from checker.accessibility.focus import first_child
from checker.page import SVG, Element

#: What browsers write on a button without value (HTML 4.10.5.1.18 to .20); in the user's language.
DEFAULTS = {"submit": "Submit", "reset": "Reset", "image": "Submit Query"}

#: Elements that a child of theirs names.
_NAMING_CHILD = {"fieldset": "legend", "figure": "figcaption", "table": "caption"}
_CONTROLS = frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"})
_BUTTONS = ("button", "submit", "reset")
#: HTML 4.10.5.3.10: the placeholder attribute does not apply to these types of input.
_WITHOUT_PLACEHOLDER = frozenset("checkbox color date datetime-local file month radio range time week".split())


def has_labels(element: Element) -> bool:
    """Whether the element takes its name from label elements first."""
    return element.tag in _CONTROLS or "-" in element.tag


def naming_child(element: Element) -> Element | None:
    """The child whose content is the element's name: a legend, caption, figcaption, or the title in SVG."""
    wanted = "title" if element.namespace == SVG else _NAMING_CHILD.get(element.tag)
    return first_child(element, wanted) if wanted is not None else None


def native_attribute(element: Element) -> tuple[str, str]:
    """The text of the attribute that names the element, and that attribute's name; both empty where none does."""
    if element.namespace == SVG:
        return (element.attrs.get("xlink:title", ""), "xlink:title") if element.tag == "a" else ("", "")
    choose = _ATTRIBUTES.get(element.tag)
    return choose(element.attrs) if choose is not None else ("", "")


def control_value(element: Element, role: str) -> str | None:
    """The value of a control that stands inside a name (accname 1.2, 2C); None where it is no such control."""
    attrs = element.attrs
    if role in ("textbox", "searchbox"):
        return attrs.get("value", "") if element.tag == "input" else element.text
    if role in ("combobox", "listbox"):
        if element.tag == "select":
            return _selected(element)
        return attrs.get("value", "") if element.tag == "input" else _chosen(element, role)
    if role in ("slider", "spinbutton", "scrollbar", "progressbar", "meter"):
        return attrs.get("aria-valuetext") or attrs.get("aria-valuenow") or attrs.get("value", "")
    return None


def _selected(select: Element) -> str:
    options = [element for element in select.descendants() if element.tag == "option"]
    chosen = [option for option in options if "selected" in option.attrs]
    if not chosen and "multiple" not in select.attrs:
        chosen = options[:1]
    return " ".join(option.text for option in chosen)


def _chosen(element: Element, role: str) -> str | None:
    """What is chosen in a list made of other elements; of a combobox else its text, of a listbox None."""
    lists = (element.scope.by_id(name) for name in element.attrs.get("aria-owns", "").split())
    parts = [one for place in (element, *lists) if place is not None for one in (place, *place.descendants())]
    chosen = [one for one in parts if one.attrs.get("aria-selected", "").lower() == "true"]
    if chosen:
        return " ".join(one.attrs.get("aria-label") or one.text for one in chosen)
    return element.text if role == "combobox" else None


def _alt(attrs: dict[str, str]) -> tuple[str, str]:
    return attrs.get("alt", ""), "alt"


def _input(attrs: dict[str, str]) -> tuple[str, str]:
    kind = attrs.get("type", "text").lower()
    if kind == "image":
        return _first(attrs, "alt", "title") or (DEFAULTS[kind], "default")
    if kind in _BUTTONS:
        if "value" in attrs:
            return _first(attrs, "value", "title") or ("", "")
        return (DEFAULTS[kind], "default") if kind in DEFAULTS else ("", "")
    if kind in _WITHOUT_PLACEHOLDER:
        return _first(attrs, "title") or ("", "")
    return _first(attrs, "title", "placeholder", "aria-placeholder") or ("", "")


def _first(attrs: dict[str, str], *names: str) -> tuple[str, str] | None:
    return next(((attrs[name], name) for name in names if attrs.get(name, "").strip()), None)


_ATTRIBUTES: dict[str, Callable[[dict[str, str]], tuple[str, str]]] = {
    "area": _alt,
    "img": _alt,
    "input": _input,
    "optgroup": lambda attrs: (attrs.get("label", ""), "label"),
    "textarea": lambda attrs: _first(attrs, "title", "placeholder", "aria-placeholder") or ("", ""),
}

"""What a banner is built of beside its words: control, panel, flag and lock."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.finders.banner import Banner, banners
from checker.finding import Target
from checker.page import Element, Page
from checker.pattern import pattern
from checker.reading import folded
from checker.registry import finder

_FLAG = pattern(r"flag|favicon-57|bandera|drapo|banner", re.IGNORECASE)
_TOGGLE = pattern(r"accordion|toggle|collapse|button|trigger", re.IGNORECASE)


def control(banner: Banner) -> Element | None:
    """What opens the panel: the button around the label, or what else holds the label; None where there is neither."""
    outside = banner.element.parent
    labels = [one.element for one in banner.actions]
    for label in labels:
        node: Element | None = label
        while node is not None and node is not outside:
            if is_control(node):
                return node
            node = node.parent
    if labels:
        return labels[-1]
    return next((one for one in _heading_elements(banner) if _opens(one)), None)


def button(banner: Banner) -> Element | None:
    """The control, where it is one that needs to say its state: no fold-out's summary, no link to another page."""
    element = control(banner)
    if element is None or element.tag == "summary" or not is_control(element):
        return None
    plain_link = element.tag == "a" and element.attrs.get("role", "").strip().lower() != "button"
    return None if plain_link and not element.attrs.get("href", "").strip().startswith("#") else element


def landmark(element: Element) -> Element:
    """The named landmark that is, or directly surrounds, the banner; else the banner's own element."""
    nearby = [element, *(one for one in element.ancestors() if one.tag not in ("body", "html"))][:3]
    nearby += [one for one in element.elements if "aria-label" in one.attrs or "aria-labelledby" in one.attrs]
    return next((one for one in nearby if label_of(one)), element)


def label_of(element: Element) -> str:
    """The name that ARIA's attributes give the element; empty where they give none."""
    for name in element.attrs.get("aria-labelledby", "").split():
        found = element.scope.by_id(name)
        if found is not None and found.text.strip():
            return folded(found.text)
    return folded(element.attrs.get("aria-label", ""))


def is_control(element: Element) -> bool:
    """Whether browsers or ARIA make it something to operate."""
    if element.tag in ("button", "summary", "input"):
        return True
    if element.attrs.get("role", "").strip().lower() in ("button", "link", "switch"):
        return True
    return element.tag == "a" and "href" in element.attrs


def looks_operable(element: Element) -> bool:
    """Whether a script or style seems to make a plain element something to click."""
    node: Element | None = element
    for _ in range(3):
        if node is None or node.tag in ("body", "html", "section", "header"):
            break
        if {"onclick", "tabindex", "aria-expanded", "data-toggle", "data-bs-toggle"} & node.attrs.keys():
            return True
        if _TOGGLE.search(node.attrs.get("class", "")):
            return True
        node = node.parent
    return False


def _opens(element: Element) -> bool:
    return is_control(element) and ("aria-expanded" in element.attrs or "aria-controls" in element.attrs)


def _heading_elements(banner: Banner) -> list[Element]:
    """The elements of the banner before its panel."""
    end = banner.element.end
    for part in ("domain-heading", "domain-text", "https-heading", "https-text"):
        if part in banner.parts and banner.parts[part].element is not banner.element:
            end = min(end, banner.parts[part].element.index)
    return banner.element.scope.elements[banner.element.index : end]


def panel(banner: Banner) -> Element | None:
    """What the control opens: the element that it names, else the one that holds the guidance."""
    opener = control(banner)
    named = opener.attrs.get("aria-controls", "").split() if opener is not None else []
    for name in named:
        found = banner.element.scope.by_id(name)
        if found is not None:
            return found
    body = [one.element for part, one in banner.parts.items() if part not in ("header", "action") and not one.drawn]
    if not body:
        return None
    node = body[0]
    while node.parent is not None and not all(node.contains(one) for one in body):
        node = node.parent
    return node


def flag(banner: Banner) -> Element | None:
    """The picture of the flag beside the header: an image or an inline drawing."""
    pictures = [one for one in _heading_elements(banner) if one.tag in ("img", "svg")]
    for one in pictures:
        told = " ".join(one.attrs.get(name, "") for name in ("src", "data-src", "class", "id", "alt", "aria-label"))
        if _FLAG.search(told):
            return one
    header = banner.parts.get("header")
    before = [one for one in pictures if header is None or one.index < header.element.index]
    return before[0] if before else None


def lock(banner: Banner) -> Element | None:
    """The picture of the lock within the HTTPS sentence; None where a sign or a font draws it."""
    said = banner.parts.get("https-text")
    if said is None or said.drawn:
        return None
    node = said.element
    while node.tag in ("strong", "b", "span", "small", "em", "i", "font", "a") and node.parent is not None:
        node = node.parent
    return next((one for one in node.descendants() if one.tag in ("svg", "img") and _in_brackets(one, node)), None)


def _in_brackets(picture: Element, sentence: Element) -> bool:
    """Whether the picture stands inside the sentence, not before it as an icon of the whole paragraph."""
    stack: list[Element | str] = list(reversed(sentence.children))
    while stack:
        node = stack.pop()
        if node is picture:
            return False
        if isinstance(node, str):
            if "(" in node:
                return True
        else:
            stack.extend(reversed(node.children))
    return False


@finder()
def banner_lock(page: Page) -> Iterable[Target]:
    """The picture of a lock in the HTTPS sentence of the federal banner."""
    for one in banners(page):
        picture = lock(one) if one.scope == "federal" else None
        if picture is not None:
            yield Target(picture)
            return

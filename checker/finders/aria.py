"""Elements by what they say to assistive technology with roles and ARIA attributes."""

from __future__ import annotations

from collections.abc import Iterable

from checker.accessibility.aria import aria, aria_attributes, elements_with_aria
from checker.accessibility.exposure import is_exposed, is_programmatically_hidden
from checker.accessibility.role import explicit_role, implicit_role, is_marked_decorative, role
from checker.accessibility.roles import CHILDREN_PRESENTATIONAL
from checker.finding import Target
from checker.page import Element, Page
from checker.registry import finder


@finder()
def with_aria(page: Page) -> Iterable[Target]:
    """The elements with an attribute that begins with aria-."""
    return map(Target, elements_with_aria(page))


@finder()
def with_aria_values(page: Page) -> Iterable[Target]:
    """The elements with an ARIA attribute that exists and is not empty."""
    known = aria().attributes
    for element in elements_with_aria(page):
        if any(name in known and element.attrs[name] for name in aria_attributes(element)):
            yield Target(element)


@finder()
def exposed_with_aria(page: Page) -> Iterable[Target]:
    """The elements in the accessibility tree with an ARIA attribute that exists."""
    known = aria().attributes
    for element in elements_with_aria(page):
        if is_exposed(element) and any(name in known for name in aria_attributes(element)):
            yield Target(element)


@finder()
def with_role(page: Page) -> Iterable[Target]:
    """The elements with a role attribute that is not blank, unless they are hidden from assistive technology."""
    for element in page.select("[role]"):
        if element.attrs["role"].strip(" \t\n\f\r") and not is_programmatically_hidden(element):
            yield Target(element)


@finder()
def with_changed_role(page: Page) -> Iterable[Target]:
    """The elements in the accessibility tree whose role attribute gives them another role than their own."""
    return map(Target, _changed(page))


@finder()
def parts_of_composites(page: Page) -> Iterable[Target]:
    """Those elements with a changed role whose role belongs into another, as a tab into a tab list."""
    parents = aria().parents
    return [Target(element) for element in _changed(page) if explicit_role(element) in parents]


def _changed(page: Page) -> Iterable[Element]:
    for element in page.select("[role]"):
        given = explicit_role(element)
        if given and given != implicit_role(element) and is_exposed(element):
            yield element


@finder()
def composites(page: Page) -> Iterable[Target]:
    """The elements with a role attribute, in the accessibility tree and not busy, whose role holds certain others only."""
    children = aria().children
    for element in page.select("[role]"):
        if role(element) in children and is_exposed(element) and not _is_busy(element):
            yield Target(element)


def _is_busy(element: Element) -> bool:
    return any(one.attrs.get("aria-busy", "").lower() == "true" for one in (element, *element.ancestors()))


@finder()
def read_as_one_piece(page: Page) -> Iterable[Target]:
    """The elements with something below them whose role makes their children presentational."""
    return [
        Target(one)
        for one in page.select("button, option, meter, progress, svg, [role]")
        if (one.end - one.index > 1 or one.shadow is not None) and role(one) in CHILDREN_PRESENTATIONAL
    ]


@finder()
def marked_decorative(page: Page) -> Iterable[Target]:
    """The elements that the author calls decoration: role none or presentation, or an empty alt attribute."""
    return [Target(one) for one in page.select('img[alt=""], [role]') if is_marked_decorative(one)]

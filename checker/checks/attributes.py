"""Statements about an element's attributes."""

from __future__ import annotations

from collections.abc import Sequence

from checker.checks.names import thing
from checker.finding import Target, Verdict, no, yes
from checker.page import Element
from checker.pattern import pattern
from checker.registry import check
from checker.source import source_map

_START_TAG = pattern(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_SPACES = " \t\n\f\r"


def named(target: Target) -> str:
    """What messages call the target: the name of the part that it is, else the kind of element."""
    return target.name or thing(target.element)


@check
def attribute_present(target: Target, *, name: str) -> Verdict:
    """The element has the attribute, perhaps with an empty value.

    >>> holds(attribute_present, '<img alt="">', name="alt")
    True
    >>> holds(attribute_present, "<img>", name="alt")
    False
    """
    value = target.element.attrs.get(name)
    return no(_lacking(target, name)) if value is None else yes(f'{name}="{value}"')


@check
def attribute_not_blank(target: Target, *, name: str) -> Verdict:
    """The element has the attribute and its value is more than ASCII white space, as HTML's attributes have it.

    >>> holds(attribute_not_blank, '<html lang="en">', name="lang")
    True
    >>> holds(attribute_not_blank, '<html lang=" ">', name="lang")
    False
    """
    element = target.element
    value = element.attrs.get(name)
    if value is None:
        return no(_lacking(target, name))
    return yes(f'{name}="{value}"') if value.strip(_SPACES) else no(f"{named(target)} has a blank {name} attribute")


def _lacking(target: Target, name: str) -> str:
    return f"{named(target)} has no {name} attribute"


@check
def attribute_is(target: Target, *, name: str, values: Sequence[str]) -> Verdict:
    """The attribute's value is one of these, in any letter case.

    >>> holds(attribute_is, '<link hreflang="X-Default">', name="hreflang", values=["x-default"])
    True
    """
    value = target.element.attrs.get(name)
    if value is None:
        return no(_lacking(target, name))
    found = f'{named(target)} has {name}="{value}"'
    return yes(found) if value.strip().lower() in values else no(found)


def is_written(element: Element, name: str) -> bool:
    """Whether the attribute stands in the source, and was not set by a script of a rendered page."""
    page = element.page
    if page.mode != "rendered":
        return True
    if element.line is None or element.column is None:
        return False
    places = source_map(page)
    tag = _START_TAG.match(places.text, places.offset(element.line, element.column))
    return tag is not None and name in tag[0].lower()


@check
def hidden_by_aria(target: Target) -> Verdict:
    """The element, or one around it, is hidden from screen readers with aria-hidden.

    >>> holds(hidden_by_aria, '<p aria-hidden="true">'), holds(hidden_by_aria, '<p aria-hidden="false">')
    (True, False)
    """
    for one in (target.element, *target.element.ancestors()):
        if one.attrs.get("aria-hidden", "").strip().lower() == "true" and is_written(one, "aria-hidden"):
            return yes(f"{named(target)} is hidden from screen readers in the page as written", at=one)
    return no(f"{named(target)} is not hidden from screen readers")


@check
def references_resolve(target: Target, *, name: str, to: Sequence[str] = (), within: str = "") -> Verdict:
    """Each id that the attribute ``name`` refers to is that of another element: one of ``to``, in the same ``within``.

    >>> holds(references_resolve, '<button aria-controls="panel">', name="aria-controls")
    False
    >>> holds(references_resolve, '<button aria-controls="panel"><p id="panel">', name="aria-controls")
    True
    """
    element = target.element
    outer = element.closest(within) if within else None
    for reference in element.attrs.get(name, "").split():
        found = element.scope.ids.get(reference, ())
        told = f"{named(target)} refers to “{reference}” by {name}"
        if not found:
            return no(f"{told}, and nothing on the page has that id")
        if element in found:
            return no(f"{told}, which is itself")
        if not any((not to or one.tag in to) and (not within or one.closest(within) is outer) for one in found):
            return no(f"{told}, which is no {' or '.join(to)} of its {within}")
    return yes(f"what {name} refers to is on the page")

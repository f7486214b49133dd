"""Statements about an element's attributes."""

from __future__ import annotations

from collections.abc import Sequence

from checker.finding import Target, Verdict, no, yes
from checker.registry import check

_SPACES = " \t\n\f\r"
#: What the lack of an attribute comes to for readers.
_SO = {("html", "lang"): ", so the page does not say which language it is in"}


@check
def attribute_present(target: Target, *, name: str) -> Verdict:
    """The element has the attribute, perhaps with an empty value.

    >>> holds(attribute_present, '<img alt="">', name="alt")
    True
    >>> holds(attribute_present, "<img>", name="alt")
    False
    """
    value = target.element.attrs.get(name)
    return no(f"there is no {name} attribute") if value is None else yes(f'{name}="{value}"')


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
        return no(f"there is no {name} attribute{_SO.get((element.tag, name), '')}")
    return yes(f'{name}="{value}"') if value.strip(_SPACES) else no(f"the {name} attribute is blank")


@check
def attribute_is(target: Target, *, name: str, values: Sequence[str]) -> Verdict:
    """The attribute's value is one of these, in any letter case.

    >>> holds(attribute_is, '<link hreflang="X-Default">', name="hreflang", values=["x-default"])
    True
    """
    value = target.element.attrs.get(name, "")
    found = f'{name}="{value}"'
    return yes(found) if value.strip().lower() in values else no(found)

"""Statements about roles and ARIA attributes: that they exist, have values, belong where they stand."""

from __future__ import annotations

from collections.abc import Iterable

from checker.accessibility.aria import (
    allowed_values,
    aria,
    aria_attributes,
    children_in_tree,
    is_valid_value,
    parent_in_tree,
)
from checker.accessibility.exposure import is_exposed
from checker.accessibility.focus import is_focusable
from checker.accessibility.role import explicit_role, implicit_role, role
from checker.accessibility.roles import ROLES
from checker.checks.names import quoted, thing
from checker.finding import Target, Verdict, no, unknown, yes
from checker.page import Element
from checker.registry import check

#: What templates write for values that are filled in later.
_PLACEHOLDERS = ("{{", "${", "<", "[[")
#: Roles that drafts after WAI-ARIA 1.2 add.
_COMING = frozenset({"comment", "sectionfooter", "sectionheader"})
#: Proposed for WAI-ARIA 1.1 and taken out again, but honoured by VoiceOver: it has parts read as one text.
_KNOWN_TO_SOME = "text"
#: Elements without a role whose ARIA attributes ARIA in HTML settles one by one (https://www.w3.org/TR/html-aria/).
_PLAIN = frozenset(
    "a abbr b bdi bdo br cite div dl dt em i kbd label legend li p pre q rp rt ruby s samp section small span strong u var"
    " wbr".split()
)
#: HTML-AAM 1.0, 3.5: elements that are generic.
_GENERIC = frozenset("b bdi bdo data div i pre q samp small span u".split())
_WITHOUT_ROLE = frozenset({"", "generic", "none"})


@check
def aria_attributes_known(target: Target) -> Verdict:
    """Every attribute that begins with aria- exists in WAI-ARIA.

    Of its own: the names come from WAI-ARIA's table.

    >>> holds(aria_attributes_known, '<a aria-label="Home">')
    True
    >>> holds(aria_attributes_known, '<a aria-lable="Home">')
    False
    """
    wrong = [name for name in aria_attributes(target.element) if name not in aria().attributes]
    return no(f"there is no attribute {_listed(wrong)}") if wrong else yes("its ARIA attributes exist")


@check
def aria_values_valid(target: Target) -> Verdict:
    """Every ARIA attribute that has a value has one that WAI-ARIA gives it.

    Of its own: each attribute has a type, and each type a grammar.

    >>> holds(aria_values_valid, '<a aria-expanded="true">')
    True
    >>> holds(aria_values_valid, '<a aria-expanded="yes">')
    False
    """
    attrs, known = target.element.attrs, aria().attributes
    wrong = [
        name
        for name in aria_attributes(target.element)
        if name in known and attrs[name] and not is_valid_value(name, attrs[name])
    ]
    if not wrong:
        return yes("its ARIA attributes have valid values")
    name = wrong[0]
    found = f'{name}="{quoted(attrs[name])}" is not one of the values {allowed_values(name)}'
    if aria().attributes[name] in ("integer", "number"):
        found = f'{name}="{quoted(attrs[name])}" is not {allowed_values(name)}'
    return unknown(f"{found}, unless a script replaces it") if _is_placeholder(attrs[name]) else no(found)


@check
def role_known(target: Target) -> Verdict:
    """The role attribute names at least one role that exists.

    Of its own: one role of a list is enough, and drafts add some.

    >>> holds(role_known, '<div role="buton">')
    False
    """
    value = target.element.attrs["role"]
    tokens = value.lower().split()
    if any(token in ROLES or token in _COMING for token in tokens):
        return yes(f'role="{quoted(value)}" exists')
    found = f'role="{quoted(value)}" names no role that exists'
    if _KNOWN_TO_SOME in tokens:
        return unknown(f'role="{quoted(value)}" is in no specification, though some screen readers know it')
    return unknown(f"{found}, unless a script replaces it") if _is_placeholder(value) else no(found)


@check
def required_aria_given(target: Target) -> Verdict:
    """The element has the attributes, with values, that its role needs to be understood.

    Of its own: some elements have by nature what their role needs.

    >>> holds(required_aria_given, '<div role="checkbox" aria-checked="false">')
    True
    >>> holds(required_aria_given, '<div role="checkbox">')
    False
    """
    element = target.element
    given = explicit_role(element)
    needed = aria().required.get(given, frozenset())
    if given == "separator" and is_focusable(element):
        needed = frozenset({"aria-valuenow"})
    missing = sorted(name for name in needed if not element.attrs.get(name) and not _has_by_nature(element, name))
    if missing:
        return no(f"{thing(element)} has the role {given}, but no {_listed(missing)}")
    return yes(f"it has what the role {given} needs")


def _has_by_nature(element: Element, name: str) -> bool:
    """Whether the element's own state stands for the attribute (HTML-AAM 1.0, 3.6)."""
    kind = element.attrs.get("type", "").lower() if element.tag == "input" else element.tag
    match name:
        case "aria-checked":
            return kind in ("checkbox", "radio")
        case "aria-valuenow":
            return kind in ("range", "number", "meter", "progress")
        case "aria-level":
            return implicit_role(element) == "heading"
    return False


@check
def aria_attributes_allowed(target: Target) -> Verdict:
    """The element's role, or its kind, has every one of its ARIA attributes.

    Of its own: WAI-ARIA has a table by role, and ARIA in HTML one by element.

    >>> holds(aria_attributes_allowed, '<button aria-pressed="true">')
    True
    >>> holds(aria_attributes_allowed, '<button aria-sort="ascending">')
    False
    """
    element = target.element
    tables = aria()
    kind = role(element)
    if kind in _WITHOUT_ROLE:
        allowed: frozenset[str] | None = frozenset() if element.tag in _PLAIN else None
    else:
        allowed = tables.allowed.get(kind)
    if allowed is None:
        return yes(f"what {thing(element)} may have is not written down")
    wrong = [
        name
        for name in aria_attributes(element)
        if name in tables.attributes and name not in tables.everywhere and name not in allowed
    ]
    if not wrong:
        return yes("its ARIA attributes fit its role")
    what = f"the role {kind}" if kind not in _WITHOUT_ROLE else f"{_a(element.tag)} without a role"
    return no(f"the attribute {_listed(wrong)} means nothing on {what}")


@check
def aria_attributes_not_prohibited(target: Target) -> Verdict:
    """The element has no ARIA attribute that its role prohibits, as a name on text that has no role.

    Of its own: the table is by role, and elements without one count as generic.

    >>> holds(aria_attributes_not_prohibited, '<div role="group" aria-label="Prices">')
    True
    >>> holds(aria_attributes_not_prohibited, '<div aria-label="Prices">')
    False
    """
    element = target.element
    kind = role(element) or ("generic" if element.tag in _GENERIC else "")
    wrong = [name for name in aria_attributes(element) if name in aria().prohibited.get(kind, ())]
    if not wrong:
        return yes("its ARIA attributes are not prohibited")
    what = f"{_a(element.tag)} without a role" if kind == "generic" else f"the role {kind}"
    return no(f"the attribute {_listed(wrong)} is prohibited on {what}, and not read out everywhere")


@check
def in_required_parent(target: Target) -> Verdict:
    """The element stands, in the accessibility tree, in an element whose role holds its own.

    Of its own: it walks up the accessibility tree, which leaves out what has no role.

    >>> holds(in_required_parent, '<b role="tab">a</b>')
    False
    """
    given = explicit_role(target.element)
    wanted = aria().parents[given]
    parent = parent_in_tree(target.element)
    if parent is not None and role(parent) in wanted:
        return yes(f"it stands in {_a(role(parent))}")
    alone = parent is None or parent.tag in ("html", "body")
    where = "stands alone" if parent is None or alone else f"stands in {_a(role(parent))}"
    return no(f"{thing(target.element)} has the role {given}, but {where}, not in a {_listed(sorted(wanted), 'or')}")


@check
def holds_required_children(target: Target) -> Verdict:
    """The element holds, in the accessibility tree, nothing but what its role holds; a group in it the same.

    Of its own: it walks down the accessibility tree, and into groups.

    >>> holds(holds_required_children, '<div role="tablist"><b role="tab">a</b></div>')
    True
    >>> holds(holds_required_children, '<div role="tablist"><b role="link">a</b></div>')
    False
    """
    element = target.element
    kind = role(element)
    wrong = _misplaced(element, aria().children[kind])
    if wrong is None:
        return yes(f"the {kind} holds what it may")
    found = role(wrong)
    what = _a(found) if found not in _WITHOUT_ROLE else f"{_a(wrong.tag)} with text"
    return no(f"the {kind} holds {what}, which is no {_listed(sorted(aria().children[kind]), 'or')}", at=wrong)


def _misplaced(element: Element, wanted: frozenset[str]) -> Element | None:
    """The first element of another role in the element, or in a group in it."""
    waiting, met = [element], {element}
    while waiting:
        for child in children_in_tree(waiting.pop()):
            if not is_exposed(child):
                continue
            kind = role(child)
            if kind not in wanted:
                return child
            if kind == "group" and child not in met:
                met.add(child)
                waiting.append(child)
    return None


def _is_placeholder(value: str) -> bool:
    return any(sign in value for sign in _PLACEHOLDERS)


def _a(word: str) -> str:
    return f"an {word}" if word[:1] in "aeiou" else f"a {word}"


def _listed(names: Iterable[str], word: str = "and") -> str:
    *most, last = names
    return f"{', '.join(most)} {word} {last}" if most else last

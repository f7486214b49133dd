"""What the slots of a shadow tree show: https://dom.spec.whatwg.org/#finding-slots-and-slotables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.page import Element, Page, Scope, derived


def slots_of(shadow: Scope) -> Mapping[str, Element]:
    """The slots of the shadow tree that can be filled, by their names: of equal ones the first."""
    known = _slots(shadow.page)
    if shadow not in known:
        known[shadow] = {slot.attrs.get("name", ""): slot for slot in reversed(shadow.tagged("slot"))}
    return known[shadow]


@derived
def _slots(page: Page) -> dict[Scope, Mapping[str, Element]]:
    """What was asked so far, by shadow tree."""
    return {}


def slot_of(child: Element) -> Element | None:
    """The slot in which a child of a shadow host is shown; None for one that no slot asks for, and for other elements."""
    host = child.parent
    if host is None or host.shadow is None:
        return None
    return slots_of(host.shadow).get(child.attrs.get("slot", ""))


def put_into(slot: Element) -> Sequence[Element | str]:
    """The children of the host that stand in for the slot's own; none in a slot that shows its own, or in another element.

    Text of white space alone is put into a slot as any other.
    """
    shadow = slot.scope
    if slot.tag != "slot" or shadow.kind != "shadow" or shadow.host is None:
        return ()
    name = slot.attrs.get("name", "")
    return _children(shadow, shadow.host).get(name, ()) if slots_of(shadow)[name] is slot else ()


def _children(shadow: Scope, host: Element) -> Mapping[str, list[Element | str]]:
    """The children of the host by the slot that they ask for."""
    known = _put(shadow.page)
    if shadow not in known:
        known[shadow] = {}
        for child in host.children:
            name = "" if isinstance(child, str) else child.attrs.get("slot", "")
            known[shadow].setdefault(name, []).append(child)
    return known[shadow]


@derived
def _put(page: Page) -> dict[Scope, dict[str, list[Element | str]]]:
    """What was asked so far, by shadow tree."""
    return {}

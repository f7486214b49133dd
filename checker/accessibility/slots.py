"""What the slots of a shadow tree show: https://dom.spec.whatwg.org/#finding-slots-and-slotables."""

from __future__ import annotations

from checker.page import Element


def slot_of(child: Element) -> Element | None:
    """The slot in which a child of a shadow host is shown; None for one that no slot asks for, and for other elements."""
    host = child.parent
    if host is None or host.shadow is None:
        return None
    return host.shadow.slots.get(child.attrs.get("slot", ""))


def put_into(slot: Element) -> list[Element | str]:
    """The children of the host that stand in for the slot's own; none in a slot that shows its own, or in another element.

    Text of white space alone is put into a slot as any other.
    """
    shadow = slot.scope
    if slot.tag != "slot" or shadow.kind != "shadow" or shadow.host is None:
        return []
    name = slot.attrs.get("name", "")
    if shadow.slots[name] is not slot:
        return []
    children = shadow.host.children
    return [one for one in children if ("" if isinstance(one, str) else one.attrs.get("slot", "")) == name]

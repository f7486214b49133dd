"""Whether an element is in the accessibility tree, so that assistive technology can meet it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checker.accessibility.focus import is_focusable
from checker.accessibility.role import role
from checker.accessibility.roles import CHILDREN_PRESENTATIONAL
from checker.accessibility.slots import slot_of
from checker.accessibility.visibility import mark, renderings
from checker.page import Element, Page, Scope, derived


class Exposure(NamedTuple):
    """One byte an element: ``hidden`` from assistive technology, ``absent`` for now, or ``inside`` one control."""

    hidden: bytes
    absent: bytes
    inside: bytearray


@derived
def exposures(page: Page) -> dict[Scope, Exposure]:
    """The tables of every scope of the page."""
    tables: dict[Scope, Exposure] = {}
    for scope in page.snapshot.scopes:
        tables[scope] = _exposure(scope, tables)
    for scope in page.snapshot.scopes:
        if scope.kind == "shadow" and scope.host is not None:
            _hide_slotted(scope, scope.host, tables)
    return tables


def is_programmatically_hidden(element: Element) -> bool:
    """Whether style or aria-hidden takes the element from everyone who uses assistive technology.

    ACT, "Programmatically hidden"; WAI-ARIA 1.2, 7.1 (excluded from the accessibility tree).
    """
    scope = element.scope
    return exposures(scope.page)[scope].hidden[element.index] != 0


def is_exposed(element: Element) -> bool:
    """Whether the element is included in the accessibility tree (WAI-ARIA 1.2, 7.1 and 7.2; HTML-AAM 1.0, 3.1).

    Not exposed is what is hidden, inert, in closed details, or inside an element whose children are presentational.
    """
    scope = element.scope
    return _is_exposed(element, exposures(scope.page)[scope])


def all_exposed(elements: Iterable[Element], page: Page) -> list[Element]:
    """Those of the page's elements that are exposed."""
    tables = exposures(page)
    return [one for one in elements if _is_exposed(one, tables[one.scope])]


def _is_exposed(element: Element, table: Exposure) -> bool:
    if table.absent[element.index]:
        return False
    if element.tag == "area":
        return _has_image(element)
    return not table.inside[element.index] or is_focusable(element)


def _exposure(scope: Scope, tables: dict[Scope, Exposure]) -> Exposure:
    size = len(scope.elements)
    rendering = renderings(scope.page)[scope]
    host = tables[scope.host.scope] if scope.host is not None else None
    place = scope.host.index if scope.host is not None else 0
    silent, inert, inside = bytearray(size), bytearray(size), bytearray(size)
    if host is not None and host.hidden[place]:
        silent[:] = b"\1" * size
    if host is not None and host.absent[place]:
        inert[:] = b"\1" * size
    for element in scope.select("[aria-hidden]"):
        if element.attrs["aria-hidden"].strip().lower() == "true":
            mark(silent, element)
    for element in scope.select("[inert]"):
        mark(inert, element)
    for element in scope.select("button, option, meter, progress, svg, [role]"):
        if not inside[element.index] and role(element) in CHILDREN_PRESENTATIONAL:
            for child in element.elements:
                mark(inside, child)
    hidden = _either(rendering.none, rendering.unseen, silent)
    return Exposure(hidden, _either(hidden, inert, rendering.closed), inside)


def _hide_slotted(shadow: Scope, host: Element, tables: dict[Scope, Exposure]) -> None:
    """Children of a shadow host are exposed where their slot is."""
    outer, inner = tables[host.scope], tables[shadow]
    hidden, absent = bytearray(outer.hidden), bytearray(outer.absent)
    for child in host.elements:
        slot = slot_of(child)
        if slot is not None and inner.hidden[slot.index]:
            mark(hidden, child)
        if slot is not None and inner.absent[slot.index]:
            mark(absent, child)
    tables[host.scope] = outer._replace(hidden=bytes(hidden), absent=bytes(absent))


def _either(*tables: bytes | bytearray) -> bytes:
    """The tables laid over each other."""
    total = 0
    for table in tables:
        total |= int.from_bytes(table, "little")
    return total.to_bytes(len(tables[0]), "little")


def _has_image(area: Element) -> bool:
    """Whether the area's map belongs to an image that is exposed (HTML-AAM 1.0, area)."""
    within = area.closest("map")
    return within is not None and (within.attrs.get("name") or within.attrs.get("id", "")) in _mapped(area.page)


@derived
def _mapped(page: Page) -> frozenset[str]:
    """The names of the maps that exposed images use."""
    images = page.select("img[usemap], object[usemap]")
    return frozenset(
        image.attrs["usemap"].strip().removeprefix("#") for image in images if not is_programmatically_hidden(image)
    )

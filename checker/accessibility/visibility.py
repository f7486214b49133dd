"""Whether an element is rendered: style sheets and attributes that hide, ``hidden``, and browsers' own defaults.

What a browser's style sheet hides: https://html.spec.whatwg.org/#hidden-elements. The html and body elements, and
a wrapper of the whole page, count as rendered whatever is said about them: a page that hides itself shows itself by script.
"""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING

from checker.accessibility.cascade import Cascade
from checker.accessibility.focus import first_child
from checker.accessibility.generated import content_text
from checker.accessibility.slots import put_into, slot_of, slots_of
from checker.accessibility.whole_page import is_whole_page
from checker.page import HTML, Element, Page, Scope, derived
from checker.pattern import pattern
from checker.source import source_map

if TYPE_CHECKING:
    from checker.rendering.tree import RenderedSnapshot

#: Elements that are never rendered, and media whose children are only a fallback. An area has no box either but is a link.
NOT_RENDERED = (
    "base basefont datalist head link meta noembed noframes noscript param rp script source style template title track"
    " clipPath defs desc linearGradient marker mask metadata pattern radialGradient symbol".split()
)
_NEVER = frozenset(NOT_RENDERED)
_REPLACED = frozenset("audio canvas embed iframe img input meter object progress select textarea video".split())
_FALLBACK = ("audio", "video", "iframe")
_UNTIL_FOUND = "until-found"


class Rendering:
    """What decides whether the elements of a scope are seen and heard: one byte an element in each table.

    ``none`` is not rendered, ``unseen`` has a visibility other than visible, ``closed`` lies in closed details;
    ``own`` is hidden by itself. ``before`` and ``after`` are the texts that style adds to an element.
    """

    __slots__ = ("after", "before", "closed", "none", "own", "unseen")

    def __init__(self, size: int) -> None:
        self.none = bytearray(size)
        self.unseen = bytearray(size)
        self.closed = bytearray(size)
        self.own = bytearray(size)
        self.before: dict[int, str] = {}
        self.after: dict[int, str] = {}


@derived
def renderings(page: Page) -> dict[Scope, Rendering]:
    """The tables of every scope of the page."""
    tables: dict[Scope, Rendering] = {}
    for scope in page.snapshot.scopes:
        tables[scope] = _rendering(scope, tables)
    for scope in page.snapshot.scopes:
        if scope.kind == "shadow" and _rendered(page) is None:  # a browser has told of each element
            _render_slotted(scope, tables)
    return tables


def is_hidden(element: Element) -> bool:
    """Whether the element itself is hidden from everyone; an ancestor may hide it as well."""
    scope = element.scope
    return renderings(scope.page)[scope].own[element.index] != 0


def hidden_by_themselves(scope: Scope) -> bytearray:
    """What ``is_hidden`` answers for each element of the scope, by its index: for walks over all of them."""
    return renderings(scope.page)[scope].own


def is_rendered(element: Element) -> bool:
    """Whether neither the element nor an ancestor has ``display: none``."""
    scope = element.scope
    return not renderings(scope.page)[scope].none[element.index]


def mark(table: bytearray, element: Element) -> None:
    """Set the table for the element and everything below it; what is set already is not walked again."""
    if not table[element.index]:
        table[element.index : element.end] = b"\1" * (element.end - element.index)


def _rendering(scope: Scope, tables: dict[Scope, Rendering]) -> Rendering:
    size = len(scope.elements)
    table = Rendering(size)
    host = tables.get(scope.host.scope) if scope.host is not None else None
    if host is not None and scope.host is not None:
        for own, outer in ((table.none, host.none), (table.unseen, host.unseen), (table.closed, host.closed)):
            if outer[scope.host.index]:
                own[:] = b"\1" * size
    for details in scope.tagged("details"):
        if "open" not in details.attrs:
            shown = first_child(details, "summary")
            for child in details.elements:
                if child is not shown:
                    mark(table.closed, child)
    snapshot = _rendered(scope.page)
    if snapshot is not None:
        _take_layout(scope, table, snapshot)
    else:
        _read_styles(scope, table)
    return table


def _rendered(page: Page) -> RenderedSnapshot | None:
    """The page's snapshot where a browser made it."""
    if page.mode != "rendered":
        return None
    from checker.rendering.tree import RenderedSnapshot  # of no use to static pages

    return page.snapshot if isinstance(page.snapshot, RenderedSnapshot) else None


def _take_layout(scope: Scope, table: Rendering, snapshot: RenderedSnapshot) -> None:
    """Fill the table from what the browser laid out; where it put that off, from the style sheets."""
    from checker.accessibility.layout import Laid, added_texts

    laid = Laid(scope, snapshot)
    skipped = [index for index, byte in enumerate(laid.skipped) if byte]
    if skipped:
        size = len(scope.elements)
        styled = Rendering(size)
        _read_styles(scope, styled)
        for index in skipped:
            table.none[index] |= styled.none[index]
            table.unseen[index] |= styled.unseen[index]
            table.own[index] |= styled.own[index]
    for index, byte in enumerate(laid.none):
        if byte:
            table.none[index] = 1
    for index, byte in enumerate(laid.unseen):
        if byte:
            table.unseen[index] = 1
    for element in laid.hidden:
        here = slice(element.index, element.end)
        if element.tag not in _NEVER and all(map(operator.or_, laid.none[here], laid.unseen[here])):
            table.own[element.index] = 1
    table.before, table.after = added_texts(scope, snapshot, "before"), added_texts(scope, snapshot, "after")


def _read_styles(scope: Scope, table: Rendering) -> None:
    """Fill the table from style sheets and attributes."""
    cascade = Cascade(scope)
    _mark_none(scope, table, cascade)
    _mark_unseen(scope, table, cascade)
    for pseudo, texts in (("before", table.before), ("after", table.after)):
        for index, (_, value) in cascade.won.get(f"{pseudo} content", {}).items():
            if cascade.value(f"{pseudo} display", index) == "none":
                continue
            if cascade.value(f"{pseudo} visibility", index) not in ("hidden", "collapse"):
                text = content_text(value, scope.elements[index])
                if text:
                    texts[index] = text


def _mark_none(scope: Scope, table: Rendering, cascade: Cascade) -> None:
    displays = cascade.won.get("display", {})
    hidden: list[Element] = [
        element for index, (_, value) in displays.items() if _is_none(value, element := scope.elements[index])
    ]
    # A browser's own rules give way to any declaration of the page's.
    for element in scope.select(
        "[hidden]:not(embed), dialog:not([open]), [popover]:not(dialog), audio:not([controls])"
    ):
        if element.namespace != HTML:
            continue
        declared = cascade.value("display", element.index) or "revert"
        if declared.startswith("revert") or element.attrs.get("hidden", "").lower() == _UNTIL_FOUND:
            hidden.append(element)
    hidden += [element for element in scope.tagged("input") if element.attrs.get("type", "").lower() == "hidden"]
    for element in hidden:
        if not is_whole_page(element):
            table.own[element.index] = 1
    hidden += scope.tagged(*NOT_RENDERED)
    hidden += [child for media in scope.tagged(*_FALLBACK) for child in media.elements]
    hidden += _escaped(scope)
    hidden.sort(key=lambda element: element.index)
    for element in hidden:
        if not is_whole_page(element):
            mark(table.none, element)


def _escaped(scope: Scope) -> list[Element]:
    """What stands in the head's noscript but may not: parsers without script move it to the body, browsers skip it."""
    found: list[Element] = []
    for noscript in scope.tagged("noscript"):
        if noscript.parent is None or noscript.parent.tag != "head" or noscript.line is None or noscript.column is None:
            continue
        places = source_map(scope.page)
        end = pattern("</noscript", re.IGNORECASE).search(places.text, places.offset(noscript.line, noscript.column))
        if end is None:
            continue
        place = places.place(end.start())
        for element in scope.elements[noscript.end :]:
            if element.line is not None and (element.line, element.column or 0) > place:
                break
            if element.line is not None:
                found.append(element)
    return found


def _is_none(value: str, element: Element) -> bool:
    """Whether the value of ``display`` means none; for replaced elements contents does too (CSS Display 3, appendix B)."""
    kind = value.lower()
    return kind.startswith("none") or (element.tag in _REPLACED and kind.startswith("contents"))


def _mark_unseen(scope: Scope, table: Rendering, cascade: Cascade) -> None:
    """Visibility is inherited, and a descendant may be visible again (CSS Display 3, 4)."""
    declared_values = cascade.won.get("visibility")
    if not declared_values:
        return
    changed: list[Element] = []
    for index in sorted(declared_values):
        element = scope.elements[index]
        value = declared_values[index][1].lower()
        if value in ("hidden", "collapse"):
            unseen = b"\1"
        elif value in ("visible", "initial"):
            unseen = b"\0"
        else:
            continue
        if not is_whole_page(element):
            table.unseen[index : element.end] = unseen * (element.end - index)
            changed.append(element)
    for element in changed:
        if 0 not in table.unseen[element.index : element.end]:
            table.own[element.index] = 1


def _render_slotted(shadow: Scope, tables: dict[Scope, Rendering]) -> None:
    """Children of a shadow host are rendered where their slot is, instead of its own, or not at all."""
    host = shadow.host
    if host is None:
        return
    outer, inner = tables[host.scope], tables[shadow]
    for child in host.elements:
        place = slot_of(child)
        if place is None or inner.none[place.index]:
            mark(outer.none, child)
        elif inner.unseen[place.index]:
            mark(outer.unseen, child)
    for slot in slots_of(shadow).values():
        if put_into(slot):
            for child in slot.elements:
                mark(inner.none, child)

"""A rendered page's snapshot as plain values, from which the same page can be made again without a browser.

The form is ours (``check-snapshot/1``): a table of strings, and for each state of the page its scopes. A scope holds, by
the number of the element in document order: tag, attributes (name and value, as numbers of strings), source place
([line, column], or 0), and children (the number of a text in the table, -1 for the next element). Beside that stand what
only a browser knows: computed styles, boxes and paint order; the other tables of the snapshot follow (packing.py).
Further states are other styles, boxes and texts of the same elements.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checker.errors import ReportError
from checker.page import HTML, Comment, Element, Page, Scope
from checker.parse import mirror
from checker.rendering.packing import Packer, Unpacker
from checker.rendering.states import STATE_STYLES, State
from checker.rendering.tree import STYLES, Box, RenderedSnapshot

FORMAT = "check-snapshot/1"
#: What is stored by scope, or is no table, or means something to the browser alone.
_ELSEWHERE = frozenset(("axe", "backend", "boxes", "paint_order", "picture", "styles"))
#: What a further state says of elements, beside their styles.
_OF_STATE = ("boxes", "texts", "values")
Values = Mapping[str, Any]


class _Strings:
    """A table in which each text stands once."""

    def __init__(self) -> None:
        self.table: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of the text in the table."""
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self.table)
            self.table.append(text)
        return number


def snapshot_values(page: Page) -> dict[str, Any]:
    """All states of a rendered page as plain values."""
    strings = _Strings()
    states = {
        name: _state(snapshot, strings)
        for name, snapshot in page.states.items()
        if isinstance(snapshot, RenderedSnapshot) and not isinstance(snapshot, State)
    }
    further = {name: _further(one, strings) for name, one in sorted(page.states.items()) if isinstance(one, State)}
    return {
        "format": FORMAT,
        "styles": list(STYLES),
        "state_styles": list(STATE_STYLES),
        "states": states,
        "further": further,
        "strings": strings.table,
    }


def _state(snapshot: RenderedSnapshot, strings: _Strings) -> dict[str, Any]:
    numbers = {scope: number for number, scope in enumerate(snapshot.scopes)}
    styles: dict[tuple[str, ...], int] = {}
    scopes = [_scope(scope, snapshot, numbers, styles, strings) for scope in snapshot.scopes]
    packer = Packer(numbers, strings.number)
    tables = {name: packer.table(getattr(snapshot, name)) for name in sorted(set(snapshot.__slots__) - _ELSEWHERE)}
    return {
        "scopes": scopes,
        "styles": [[strings.number(one) for one in values] for values in styles],
        "tables": tables,
    }


def _further(state: State, strings: _Strings) -> dict[str, Any]:
    """A further state: its elements are those of the page as loaded."""
    packer = Packer({scope: number for number, scope in enumerate(state.scopes)}, strings.number)
    styles: dict[tuple[str, ...], int] = {}
    styled = {element: styles.setdefault(values, len(styles)) for element, values in state.styles.items()}
    return {
        "window": list(state.window),
        "styles": [[strings.number(one) for one in values] for values in styles],
        "styled": packer.table(styled),
        "tables": {name: packer.table(getattr(state, name)) for name in _OF_STATE},
    }


def _scope(
    scope: Scope,
    snapshot: RenderedSnapshot,
    numbers: Mapping[Scope, int],
    styles: dict[tuple[str, ...], int],
    strings: _Strings,
) -> dict[str, Any]:
    elements, number, host = scope.elements, strings.number, scope.host
    boxes, style_of = snapshot.boxes, snapshot.styles
    return {
        "kind": scope.kind,
        "host": [numbers[host.scope], host.index] if host is not None else None,
        "doctype": scope.doctype,
        "comments": [[number(comment.text), comment.before] for comment in scope.comments],
        "tags": [number(one.tag) for one in elements],
        "namespaces": {str(one.index): one.namespace for one in elements if one.namespace != HTML},
        "attributes": [[number(text) for pair in one.attrs.items() for text in pair] for one in elements],
        "children": [[number(child) if isinstance(child, str) else -1 for child in one.children] for one in elements],
        "places": [[one.line, one.column] if one.line is not None else 0 for one in elements],
        "made_by_script": [one.index for one in elements if one in snapshot.made_by_script],
        "styles": [styles.setdefault(style_of[one], len(styles)) if one in style_of else -1 for one in elements],
        "boxes": [list(boxes[one]) if one in boxes else 0 for one in elements],
        "paint_order": [snapshot.paint_order.get(one, -1) for one in elements] if snapshot.paint_order else [],
    }


def restore(page: Page, values: Values) -> None:
    """Give the page the states that the values hold; ReportError where they are of another form."""
    if values.get("format") != FORMAT:
        raise ReportError(f"a stored page is of the form {values.get('format')!r}; expected {FORMAT}")
    try:
        for name, state in values["states"].items():
            page.states[name] = _snapshot(page, state, values["strings"], values["styles"])
        for name, state in values.get("further", {}).items():
            page.states[name] = _restored(page, state, values["strings"], values["state_styles"])
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise ReportError(f"a stored page is damaged: {type(error).__name__}: {error}") from error


def _snapshot(page: Page, state: Values, strings: list[str], names: list[str]) -> RenderedSnapshot:
    snapshot = RenderedSnapshot()
    styles = [_styles(numbers, strings, names) for numbers in state["styles"]]
    for values in state["scopes"]:
        place = values["host"]
        host = snapshot.scopes[place[0]].elements[place[1]] if place is not None else None
        scope = Scope(page, values["kind"], host)
        if host is not None and scope.kind == "shadow":
            host.shadow = scope
        snapshot.scopes.append(scope)
        scope.doctype = values["doctype"]
        scope.comments = [Comment(strings[text], before) for text, before in values["comments"]]
        _grow(scope, values, strings)
        _take_tables(snapshot, scope, values, styles, strings)
        mirror.selects(scope)
    unpacker = Unpacker(snapshot.scopes, strings, lambda numbers: _styles(numbers, strings, names))
    for name, table in state["tables"].items():
        if name in snapshot.__slots__:
            getattr(snapshot, name).update(unpacker.table(table))
    return snapshot


def _restored(page: Page, values: Values, strings: list[str], names: list[str]) -> State:
    """The further state of a page whose elements are there."""
    state = State(page)
    width, height = values["window"]
    state.window = (width, height)
    styles = [_styles(numbers, strings, names, STATE_STYLES) for numbers in values["styles"]]
    unpacker = Unpacker(state.scopes, strings, lambda numbers: styles[numbers[0]])
    state.styles = {element: styles[number] for element, number in unpacker.table(values["styled"]).items()}
    for name in _OF_STATE:
        getattr(state, name).update(unpacker.table(values["tables"][name]))
    return state


def _styles(
    numbers: list[int], strings: list[str], names: list[str], order: tuple[str, ...] = STYLES
) -> tuple[str, ...]:
    """The computed values in the order in which this version asks for them; empty for what was not stored."""
    stored = {name: strings[number] for name, number in zip(names, numbers, strict=True)}
    return tuple(stored.get(name, "") for name in order)


def _grow(scope: Scope, values: Values, strings: list[str]) -> None:
    """Make the scope's elements, in document order, each below the one that waits for it."""
    waiting: list[tuple[Element, Iterator[int]]] = []
    for index, tag in enumerate(values["tags"]):
        while waiting and not _reaches_element(*waiting[-1], strings):
            waiting.pop()[0].end = index
        parent = waiting[-1][0] if waiting else None
        texts = [strings[number] for number in values["attributes"][index]]
        line, column = values["places"][index] or (None, None)
        element = Element(
            strings[tag],
            dict(zip(texts[::2], texts[1::2], strict=True)),
            parent,
            scope,
            index,
            line,
            column,
            namespace=values["namespaces"].get(str(index), HTML),
        )
        if parent is not None:
            parent.children.append(element)
        scope.elements.append(element)
        waiting.append((element, iter(values["children"][index])))
    for element, children in reversed(waiting):
        if _reaches_element(element, children, strings):
            raise ValueError("an element lacks")
        element.end = len(scope.elements)


def _reaches_element(element: Element, children: Iterator[int], strings: list[str]) -> bool:
    """Take the texts that come next; whether an element follows them."""
    for child in children:
        if child < 0:
            return True
        element.children.append(strings[child])
    return False


def _take_tables(
    snapshot: RenderedSnapshot, scope: Scope, values: Values, styles: list[tuple[str, ...]], strings: list[str]
) -> None:
    elements = scope.elements
    snapshot.made_by_script.update(elements[index] for index in values["made_by_script"])
    for element, style, box in zip(elements, values["styles"], values["boxes"], strict=True):
        if style >= 0:
            snapshot.styles[element] = styles[style]
        if box:
            snapshot.boxes[element] = Box(*box)
    for element, order in zip(elements, values["paint_order"], strict=False):
        if order >= 0:
            snapshot.paint_order[element] = order

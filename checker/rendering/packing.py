"""Tables by element, with values of texts, numbers, tuples and boxes, as what JSON holds, and back.

A text is ["t", number], a tuple of texts ["ts", number, ...], another tuple ["tuple", ...], a list ["list", ...], an
element ["element", scope, number]; a named tuple of rendering/tree.py begins with its name. Numbers of texts are those
of a table of strings; computed styles ["styles", number, ...] are in the order that the stored page states.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from checker.page import Element, Scope
from checker.rendering import tree

_NAMED: dict[str, Any] = {
    name: one for name, one in vars(tree).items() if isinstance(one, type) and hasattr(one, "_fields")
}


class Packer:
    """Packs tables of a snapshot."""

    def __init__(self, scopes: Mapping[Scope, int], number: Callable[[str], int]) -> None:
        self._scopes = scopes
        self._number = number

    def table(self, values: Mapping[Any, Any]) -> list[Any]:
        """The table as a list of [scope, element, (a name,) value]."""
        packed = []
        for key, value in values.items():
            element, *names = key if isinstance(key, tuple) else (key,)
            place = [self._scopes[element.scope], element.index]
            packed.append([*place, *map(self._number, names), self._value(value)])
        return packed

    def _value(self, value: Any) -> Any:
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, str):
            return ["t", self._number(value)]
        if isinstance(value, Element):
            return ["element", self._scopes[value.scope], value.index]
        name = type(value).__name__
        if name in _NAMED:
            fields = zip(value._fields, value, strict=True)
            return [
                name,
                *(
                    ["styles", *map(self._number, one)] if field == "styles" else self._value(one)
                    for field, one in fields
                ),
            ]
        if isinstance(value, tuple) and value and all(isinstance(one, str) for one in value):
            return ["ts", *map(self._number, value)]
        if isinstance(value, tuple | list):
            return [name, *map(self._value, value)]
        raise TypeError(f"a snapshot holds a {name}, which no stored page can")


class Unpacker:
    """Unpacks tables of a snapshot with those scopes; ``styles`` puts computed styles in their order."""

    def __init__(
        self, scopes: Sequence[Scope], strings: Sequence[str], styles: Callable[[list[int]], tuple[str, ...]]
    ) -> None:
        self._scopes = scopes
        self._strings = strings
        self._kinds: dict[str, Callable[[list[Any]], Any]] = {
            "t": lambda numbers: strings[numbers[0]],
            "ts": lambda numbers: tuple(strings[one] for one in numbers),
            "styles": styles,
            "element": lambda place: scopes[place[0]].elements[place[1]],
            "tuple": lambda packed: tuple(map(self._value, packed)),
            "list": lambda packed: [*map(self._value, packed)],
        }

    def table(self, packed: Sequence[Any]) -> dict[Any, Any]:
        """The table that was packed."""
        table: dict[Any, Any] = {}
        for scope, index, *names, value in packed:
            element = self._scopes[scope].elements[index]
            key = (element, *(self._strings[one] for one in names)) if names else element
            table[key] = self._value(value)
        return table

    def _value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        name, *rest = value
        kind = self._kinds.get(name)
        return kind(rest) if kind is not None else _NAMED[name](*map(self._value, rest))

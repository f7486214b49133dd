"""Selectors answered over the elements of a scope.

A list of selectors is the union of its parts, and rules share many parts: each is answered once. Most parts of most lists
match nothing on a given page, or name nothing but a tag or an attribute. Two tables of the scope, by tag and by attribute,
answer these; the parser's engine, which walks the whole tree for every part, is asked for the others alone.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from checker.pattern import pattern

if TYPE_CHECKING:
    from checker.page import Element

_IN_ORDER = attrgetter("index")
#: The selectors that are understood here: types, classes, ids and attributes, in descendants and children.
_NAME = r"[a-z_][a-z0-9_-]*+"
_VALUE = r"""(?:"[^"\\\n]*+"|'[^'\\\n]*+'|[A-Za-z_][A-Za-z0-9_-]*+)"""
_ATTRIBUTE = rf"\[{_NAME}(?:[~^$*|]?={_VALUE}(?: i)?)?\]"
_COMPOUND = rf"(?={_NAME}|[.#\[])(?:{_NAME})?(?:[.#][A-Za-z_][A-Za-z0-9_-]*+|{_ATTRIBUTE})*+"
_UNDERSTOOD = pattern(rf"{_COMPOUND}(?:(?: > | ){_COMPOUND})*+")
_PLAIN = pattern(rf"(?={_NAME}|\[)(?:{_NAME})?(?:\[{_NAME}\])?")
_NAMED = pattern(rf"\[({_NAME})(?:[~^$*|]?=({_VALUE})(?: i)?)?\]|([.#])([\w-]++)|({_NAME})", re.ASCII)
#: One selector of a list, up to the comma: commas in quotes do not part, and what has parentheses is left whole.
_APART = pattern(r"""(?:[^,"'\\()]|"[^"\\\n]*+"|'[^'\\\n]*+')++(?=,|\Z)""")


class Part(NamedTuple):
    """A selector, or several that are not taken apart, with what must be on a page for it to match anything.

    ``values`` are attributes with texts in lower case that must stand somewhere in their values. ``plain`` is true of a
    selector that is a tag, an attribute, or a tag with an attribute.
    """

    selector: str
    tags: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    plain: bool = False


@functools.cache
def parts(selectors: str) -> tuple[Part, ...]:
    """The selectors of the list, those that are not understood here as one part.

    >>> [part.selector for part in parts("nav, li:first-child, [role=navigation], i:empty")]
    ['nav', '[role=navigation]', 'li:first-child, i:empty']
    >>> [part.selector for part in parts("main, li:not(ul li, ol li), a")]
    ['main', 'li:not(ul li, ol li), a']
    """
    understood: list[Part] = []
    others: list[str] = []
    place = 0
    while place <= len(selectors):
        match = _APART.match(selectors, place)
        one = (match[0] if match else selectors[place:]).strip()
        if match and one.isascii() and _UNDERSTOOD.fullmatch(one):
            understood.append(_part(one))
        else:
            others.append(one)
        place = (match.end() if match else len(selectors)) + 1
    return (*understood, Part(", ".join(others))) if others else tuple(understood)


def _part(selector: str) -> Part:
    tags: list[str] = []
    values: list[tuple[str, str]] = []
    for attribute, value, sign, named, tag in _NAMED.findall(selector):
        if tag:
            tags.append(tag)
        elif sign:
            values.append(("class" if sign == "." else "id", named.lower()))
        else:
            values.append((attribute, value.strip("\"'").lower()))
    return Part(selector, tuple(tags), tuple(values), _PLAIN.fullmatch(selector) is not None)


class Selection:
    """What selectors match among the elements of a scope, given in document order.

    ``query`` is the parser's selector engine.
    """

    def __init__(self, elements: list[Element], query: Callable[[str], list[Element]]) -> None:
        self._elements = elements
        self._query = query
        self._found: dict[str, list[Element]] = {}
        self._values: dict[str, str] = {}
        self._tagged: dict[str, list[Element]] | None = None
        self._having: dict[str, list[Element]] | None = None

    def select(self, selectors: str) -> list[Element]:
        """The elements that the list of CSS selectors matches, in document order. Do not change the list."""
        found = self._found.get(selectors)
        if found is None:
            pools = [pool for part in parts(selectors) if (pool := self._matching(part))]
            found = pools[0] if len(pools) == 1 else _united(pools)
            self._found[selectors] = found
        return found

    def tagged(self, *tags: str) -> list[Element]:
        """The elements with one of the tags, in document order."""
        pools = [pool for tag in tags if (pool := self.tags.get(tag))]
        return pools[0] if len(pools) == 1 else _united(pools)

    @property
    def tags(self) -> Mapping[str, list[Element]]:
        """The elements by their tag, in document order."""
        if self._tagged is None:
            tagged: defaultdict[str, list[Element]] = defaultdict(list)
            for element in self._elements:
                tagged[element.tag].append(element)
            self._tagged = dict(tagged)
        return self._tagged

    @property
    def attributes(self) -> Mapping[str, list[Element]]:
        """The elements that have an attribute, by its name, in document order."""
        if self._having is None:
            having: defaultdict[str, list[Element]] = defaultdict(list)
            for element in self._elements:
                for name in element.attrs:
                    having[name].append(element)
            self._having = dict(having)
        return self._having

    def _matching(self, part: Part) -> list[Element]:
        """The elements that the part matches."""
        found = self._found.get(part.selector)
        if found is None:
            found = self._found[part.selector] = self._plain(part) if part.plain else self._asked(part)
        return found

    def _asked(self, part: Part) -> list[Element]:
        return self._query(part.selector) if self._may_match(part) else []

    def _plain(self, part: Part) -> list[Element]:
        if not part.values:
            return self.tags.get(part.tags[0], [])
        name = part.values[0][0]
        if not part.tags:
            return self.attributes.get(name, [])
        return [element for element in self.tags.get(part.tags[0], ()) if name in element.attrs]

    def _may_match(self, part: Part) -> bool:
        """Whether every tag and attribute that the part names is there, and its values somewhere among those there."""
        tags, attributes = self.tags, self.attributes
        for tag in part.tags:
            if tag not in tags:
                return False
        for name, value in part.values:
            if name not in attributes or (value and value not in self.values(name)):
                return False
        return True

    def values(self, attribute: str) -> str:
        """The values of the attribute in lower case, each once and one a line."""
        found = self._values.get(attribute)
        if found is None:
            values = {element.attrs[attribute] for element in self.attributes.get(attribute, ())}
            found = self._values[attribute] = "\n".join(values).lower()  # most classes stand on many elements
        return found


def _united(pools: list[list[Element]]) -> list[Element]:
    if not pools:
        return []
    found = list(dict.fromkeys(chain.from_iterable(pools)))  # parts may share elements
    found.sort(key=_IN_ORDER)  # of runs that are in order, which costs less than sorting a set
    return found

"""Which of the declarations that fit an element wins, for the few properties that decide exposure."""

from __future__ import annotations

from checker.accessibility.css import UNLAYERED, Declaration, StyleRule, declared, style_rules
from checker.accessibility.sheets import scope_sheets
from checker.page import Scope

#: Importance, layer, style attribute, specificity, order (CSS Cascade 5, 6.1): the greatest wins.
Priority = tuple[bool, int, bool, tuple[int, int, int], int]


class Cascade:
    """The declarations that win in a scope.

    ``won`` maps a property (a pseudo-element's as "before content") and an element's index to priority and value.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.won: dict[str, dict[int, tuple[Priority, str]]] = {}
        self._read_sheets()
        self._read_attributes()

    def value(self, name: str, index: int) -> str | None:
        """The winning value of the property in lower case, or None where nothing declares it."""
        found = self.won.get(name, {}).get(index)
        return found[1].lower() if found else None

    def _read_sheets(self) -> None:
        sheets = scope_sheets(self.scope)
        names = _names(self.scope) if sheets else frozenset()
        number = 0
        for sheet in sheets:
            for rule in style_rules(sheet, names):
                number += 1
                if rule.needs <= names:
                    self._apply(rule, number)

    def _read_attributes(self) -> None:
        for element in self.scope.select("[style]"):
            text = element.attrs["style"]
            if ":" in text:
                for declaration in declared(text):
                    self._declare(element.index, "", declaration, UNLAYERED, True, (0, 0, 0), 0)

    def _apply(self, rule: StyleRule, number: int) -> None:
        try:
            elements = self.scope.select(rule.selector)
        except Exception:  # whatever the parser's engine raises: an unknown selector drops its rule (Selectors 4, 18)
            return
        for element in elements:
            for declaration in rule.declarations:
                self._declare(element.index, rule.pseudo, declaration, rule.layer, False, rule.specificity, number)

    def _declare(
        self,
        index: int,
        pseudo: str,
        declaration: Declaration,
        layer: int,
        inline: bool,
        specificity: tuple[int, int, int],
        number: int,
    ) -> None:
        # Layers count in reverse where important (CSS Cascade 5, 6.4.4).
        name, value, important = declaration
        priority = (important, -layer if important else layer, inline, specificity, number)
        best = self.won.setdefault(f"{pseudo} {name}" if pseudo else name, {})
        known = best.get(index)
        if known is None or known[0] <= priority:
            best[index] = (priority, value)


def _names(scope: Scope) -> frozenset[str]:
    """The ``.class`` and ``#id`` names that stand on elements of the scope."""
    names: set[str] = set()
    for value in {element.attrs["class"] for element in scope.select("[class]")}:
        names.update(value.split())
    return frozenset({f".{name}" for name in names} | {f"#{name}" for name in scope.ids})

"""What the standards ask, which rule decides it, and how a person tests the rest."""

from __future__ import annotations

import functools
import json
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from checker.rule import Rule
from checker.standards import Criterion, criteria, tables

#: The standards of a profile; every other profile is answerable to all of them.
_OF_PROFILE = {
    "wcag": ("wcag21", "wcag22"),
    "act": ("wcag21", "wcag22"),
    "strict-508": ("508", "trusted_tester", "ict_baseline"),
}
_ALL = ("508", "wcag21", "wcag22", "trusted_tester", "ict_baseline")


@functools.cache
def manual_tests() -> Any:
    """How a person tests each success criterion and provision, as stored in ``data/manual_tests.json``."""
    return json.loads((Path(__file__).parent.parent / "data" / "manual_tests.json").read_text(encoding="utf-8"))


def coverage(rules: Iterable[Rule], profiles: Collection[str] = ()) -> dict[str, Any]:
    """Each criterion and test of the profiles' standards, those included that no rule decides.

    ``part`` is "all" where no person is needed, "part" where rules decide some of it, else "none".
    """
    rules = list(rules)
    wanted = {standard for profile in profiles or ("",) for standard in _OF_PROFILE.get(profile, _ALL)}
    tests = {
        "508": _section508(rules),
        "wcag21": _criteria(rules, "2.1"),
        "wcag22": _criteria(rules, "2.2"),
        "trusted_tester": _tests("trusted_tester", _rules_by_test(rules, "trusted_tester")),
        "ict_baseline": _tests("ict_baseline", _rules_by_test(rules, "ict_baseline")),
    }
    return {"standards": {standard: list(tests[standard]) for standard in _ALL if standard in wanted}}


def _item(number: str, name: str, decided_by: Iterable[str], manual_test: str, *, settled: bool) -> dict[str, Any]:
    names = sorted(set(decided_by))
    part = "all" if settled else "part" if names else "none"
    return {"id": number, "name": name, "decided_by": names, "part": part, "manual_test": manual_test}


def _criteria(rules: list[Rule], version: str) -> Iterator[dict[str, Any]]:
    """The success criteria of levels A and AA of that version of WCAG."""
    deciding: dict[str, list[str]] = {}
    for rule in rules:
        for number in rule.conformance:
            deciding.setdefault(number, []).append(rule.id)
    for number, criterion in criteria().items():
        if version in criterion.versions and criterion.level in ("A", "AA"):
            yield _criterion(criterion, deciding.get(number, ()))


def _criterion(criterion: Criterion, decided_by: Iterable[str]) -> dict[str, Any]:
    known = manual_tests()
    return _item(
        criterion.id,
        criterion.name,
        decided_by,
        known["criteria"][criterion.id],
        settled=criterion.id in known["nothing_to_test"],
    )


def _section508(rules: list[Rule]) -> Iterator[dict[str, Any]]:
    """What 36 CFR 1194 asks of web content: WCAG 2.0 A and AA (E205.4), and its own provisions."""
    yield from _criteria(rules, "2.0")
    for number, row in tables()["section508"].items():
        decided_by = [rule.id for rule in rules if number in rule.section508]
        yield _item(number, row["name"], decided_by, manual_tests()["provisions"][number], settled=False)


def _rules_by_test(rules: list[Rule], key: str) -> dict[str, list[str]]:
    """The rules that decide part of a test, by its number; a rule may name a single step, such as 15.A-2."""
    found: dict[str, list[str]] = {}
    for rule in rules:
        for step in getattr(rule, key):
            found.setdefault(step.partition("-")[0], []).append(rule.id)
    return found


def _tests(key: str, deciding: dict[str, list[str]]) -> Iterator[dict[str, Any]]:
    """The tests of a federal testing method, each with the reference where it is described step by step."""
    known = manual_tests()
    source = known["sources"][key]
    by_number = {**known["criteria"], **known["provisions"]}
    for number, row in tables()[key].items():
        first = next((one for one in row["requirements"] if one in by_number), None)
        told = f" {by_number[first]}" if first else ""
        yield _item(
            number,
            row["name"],
            deciding.get(number, ()),
            f"{source['name']}, test {number} ({row['name']}), {row.get('url', source['url'])}.{told}",
            settled=bool(row["requirements"]) and set(row["requirements"]) <= set(known["nothing_to_test"]),
        )

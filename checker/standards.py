"""What the standards' tables say: success criteria, Trusted Tester and ICT Baseline tests."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any, NamedTuple

from checker.rule import Rule

_DATA = Path(__file__).parent / "data"
#: The standards that have a verdict of their own, and the rules that each rests on.
STANDARDS = ("508", "wcag21", "wcag22", "idea", "omb", "house")


class Criterion(NamedTuple):
    """A WCAG success criterion; ``versions`` such as ("2.0", "2.1", "2.2")."""

    id: str
    name: str
    level: str
    versions: tuple[str, ...]
    section508: bool
    trusted_tester: tuple[str, ...]
    ict_baseline: tuple[str, ...]


@functools.cache
def tables() -> Any:
    """The tables as stored in ``data/standards.json``."""
    return json.loads((_DATA / "standards.json").read_text(encoding="utf-8"))


@functools.cache
def criteria() -> dict[str, Criterion]:
    """The success criteria by their number, in the order of WCAG."""
    return {
        number: Criterion(
            number,
            row["name"],
            row["level"],
            tuple(row["wcag"]),
            row["section508"],
            tuple(row["trusted_tester"]),
            tuple(row["ict_baseline"]),
        )
        for number, row in tables()["criteria"].items()
    }


def criterion(number: str) -> Criterion | None:
    """The success criterion of that number, or None for one outside WCAG 2 A and AA (and the AAA that rules name)."""
    return criteria().get(number)


def standards_of(rule: Rule) -> frozenset[str]:
    """The standards whose verdict the rule takes part in.

    That of Section 508 rests on WCAG 2.0 A and AA rules with role conformance (E205.4, E207.2) and on the rules of its
    other provisions, such as 503.4.
    """
    found = set()
    if any(not provision.startswith("E20") for provision in rule.section508):
        found.add("508")
    for requirement in rule.requirements:
        if requirement.role == "conformance" and requirement.level in ("A", "AA"):
            known = criterion(requirement.id)
            versions = known.versions if known else ()
            if known is not None and known.section508:
                found.add("508")
            found |= {name for name, version in (("wcag21", "2.1"), ("wcag22", "2.2")) if version in versions}
    for tag in ("idea", "omb", "house"):
        if tag in rule.tags:
            found.add(tag)
    if any(authority.kind == "house" for authority in rule.authority):
        found.add("house")
    return frozenset(found)

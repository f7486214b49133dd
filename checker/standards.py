"""What the standards' tables say: success criteria, Trusted Tester and ICT Baseline tests."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any, NamedTuple

_DATA = Path(__file__).parent / "data"


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

"""Places as AP datelines name them, read from ``data/places.json``."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Places(NamedTuple):
    """Names of places and regions, folded to lower case where a set is asked with folded text.

    ``short`` maps the AP abbreviation of a state to its name, ``postal`` the postal code.
    """

    alone: frozenset[str]
    alone_abroad: frozenset[str]
    short: Mapping[str, str]
    postal: Mapping[str, str]
    state_names: frozenset[str]
    unshortened: frozenset[str]
    wrong_short: frozenset[str]
    countries: frozenset[str]
    words: frozenset[str]
    others: frozenset[str]
    not_places: frozenset[str]

    def short_form(self, name: str) -> str | None:
        """The AP abbreviation of the state, None for one that is never shortened or no state."""
        return next((short for short, full in self.short.items() if full.lower() == name.lower()), None)


@functools.cache
def places() -> Places:
    """The gazetteer of datelines (requirements of the AP Stylebook, "datelines", "state names")."""
    data = json.loads((Path(__file__).parent.parent / "data" / "places.json").read_text(encoding="utf-8"))
    states = data["states"]
    unshortened = {**data["never_shortened"], **data["territories"]}
    return Places(
        alone=frozenset(map(str.lower, data["alone"])),
        alone_abroad=frozenset(map(str.lower, data["alone_abroad"])),
        short={short: row["name"] for short, row in states.items()},
        postal={row["postal"]: row["name"] for row in states.values()}
        | {postal: name for name, postal in unshortened.items()},
        state_names=frozenset(row["name"].lower() for row in states.values()) | {one.lower() for one in unshortened},
        unshortened=frozenset(one.lower() for one in unshortened),
        wrong_short=frozenset(data["wrong_short_forms"]),
        countries=frozenset(map(str.lower, data["countries"])),
        words=frozenset(data["place_words"]),
        others=frozenset(data["other_places"]),
        not_places=frozenset(data["not_places"]),
    )

"""Large JSON written fast and still line by line: the compiled encoder, which knows no indentation, for each line."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

#: A value in one line.
in_one_line = json.JSONEncoder(ensure_ascii=False).encode


def lines(value: Mapping[str, Any], opened: Collection[str], level: int = 0) -> str:
    """The object with a line for each of its keys; lists and objects under the opened keys have lines of their own.

    >>> print(lines({"a": [1, {"b": 2}], "c": [3]}, ["a"]))
    {
     "a": [
      1,
      {"b": 2}
     ],
     "c": [3]
    }
    """
    space = "\n" + " " * (level + 1)
    items = [
        f"{in_one_line(key)}: {_opened(one, opened, level + 1) if key in opened else in_one_line(one)}"
        for key, one in value.items()
    ]
    return f"{{{space}{f',{space}'.join(items)}{space[:-1]}}}" if items else "{}"


def _opened(value: Any, opened: Collection[str], level: int) -> str:
    return list_of(list(map(in_one_line, value)), level) if isinstance(value, list) else lines(value, opened, level)


def list_of(items: Sequence[str], level: int = 0) -> str:
    """The items, which are JSON already, as a list with a line for each."""
    space = "\n" + " " * (level + 1)
    return f"[{space}{f',{space}'.join(items)}{space[:-1]}]" if items else "[]"

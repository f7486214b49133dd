"""Reads a command line that needs no explanation. Whatever is not plainly right is left to click, which says why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checker.cli.options import Option, options, shard, words

Given = dict[str, Any]


def plainly(arguments: Sequence[str]) -> tuple[tuple[str, ...], Given] | None:
    """The targets and what the options give, by their names, as ``command`` would read them; None where it should.

    >>> targets, given = plainly(["page.html", "--fail-on", "never", "-j", "2"])
    >>> targets, given["fail_on"], given["jobs"], given["output"]
    (('page.html',), ('never',), 2, '-')
    >>> plainly(["page.html", "--jobs", "0"]) is plainly(["--help"]) is None
    True
    """
    known = _by_flag()
    given: Given = {option.name: option.unsaid for option in options()}
    targets = []
    rest = iter(arguments)
    for word in rest:
        if word[:1] != "-" or word == "-":
            targets.append(word)
            continue
        flag, joined, value = word.partition("=")
        option, on = known.get(flag, (None, False))
        if option is None or (joined and (option.kind in ("flag", "switch") or flag[:2] != "--")):
            return None
        if option.kind in ("flag", "switch"):
            given[option.name] = on
            continue
        said = value if joined else next(rest, None)
        if said is None or (not joined and said[:1] == "-" and said != "-"):
            return None
        read = _value(option, said)
        if read is None:
            return None
        given[option.name] = (*given[option.name], read) if option.many else read
    if not targets:
        return None
    for option in options():
        if option.kind == "words":
            given[option.name] = words(given[option.name])
    return tuple(targets), given


def _by_flag() -> dict[str, tuple[Option, bool]]:
    """The options by each of their flags, and whether the flag turns it on."""
    return {
        flag: (option, number == 0)
        for option in options()
        for number, flags in enumerate(option.flags.split("/"))
        for flag in flags.split()
    }


def _value(option: Option, said: str) -> Any:
    """What the option is given; None where that is not as plain as it might be."""
    match option.kind:
        case "path":
            return Path(said)
        case "number":
            return int(said) if said.isascii() and said.isdecimal() and int(said) >= option.least else None
        case "choice":
            return said if said in option.choices else None
        case "shard":
            return shard(said)
        case "seconds":
            return None
        case _:
            return said

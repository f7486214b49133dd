"""What a rule file may say by its schema and yet cannot mean: selectors, patterns and parts that there are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from checker import registry
from checker.pattern import pattern

Path_ = tuple[str | int, ...]

#: A pattern in a rule is short, or it is a grammar, which is a check of its own.
_LONGEST_PATTERN = 300
#: So often a part that repeats may repeat itself.
_FEW = 1
#: States of hover, focus and the like never hold in a snapshot, so such a selector would select nothing.
_NEVER_MATCHES = pattern(
    r":(hover|active|focus|focus-visible|focus-within|visited|target|before|after|first-line|first-letter"
    r"|placeholder|selection|marker|fullscreen|playing|paused)\b|::"
)


def meaningless(value: Mapping[str, Any]) -> Iterator[tuple[str, Path_]]:
    """What is wrong with the checked value of a rule file, with the path of the part of it that is wrong."""
    selector = value["applies_to"].get("select")
    problem = selector_problem(selector) if selector is not None else ""
    if problem:
        yield f"the selector {selector!r} {problem}", ("applies_to", "select")
    for parameters, where in _calls(value):
        written = parameters.get("pattern")
        problem = pattern_problem(written) if isinstance(written, str) else ""
        if problem:
            yield f"the pattern {written!r} {problem}", (*where, "pattern")
    found, given = "find" in value["applies_to"], _parts_given(value["applies_to"])
    for name, where in _parts_named(value):
        if name[:1] != "@" and name not in given:
            known = (
                f"the finder gives: {', '.join(given) or 'none that it names'}" if found else "only finders give parts"
            )
            yield f'there is no part "{name}"{did_you_mean(name, given)}; {known}', where


def did_you_mean(word: str, known: Any) -> str:
    """``; did you mean "x"?`` where something known is close to the word, else nothing."""
    import difflib

    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'; did you mean "{close[0]}"?' if close else ""


def _parts_given(applies: Mapping[str, Any]) -> list[str]:
    """The names of the parts that the rule's finder gives."""
    return list(registry.registered("finder", applies["find"]).parts) if "find" in applies else []


def _calls(value: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Path_]]:
    """Each use of a check in the rule, its parameters, with its place in the file."""
    lists: list[tuple[Any, Path_]] = [(value["applies_to"].get("where", ()), ("applies_to", "where"))]
    lists += [(one["any_of"], ("expect", name, "any_of")) for name, one in value["expect"].items()]
    for calls, at in lists:
        for number, call in enumerate(calls):
            where: Path_ = (*at, number, next(iter(call)))
            parameters = call[where[-1]]
            if where[-1] == "not":
                where = (*where, next(iter(parameters)))
                parameters = parameters[where[-1]]
            yield parameters or {}, where


def _parts_named(value: Mapping[str, Any]) -> Iterator[tuple[str, Path_]]:
    """Each part that the rule speaks of, with its place in the file."""
    for name, one in value["expect"].items():
        if "of" in one:
            yield one["of"], ("expect", name, "of")
    for parameters, where in _calls(value):
        for key in ("part", "other"):
            if isinstance(parameters.get(key), str):
                yield parameters[key], (*where, key)


def pattern_problem(pattern: str) -> str:
    """Why the regular expression is refused; empty where it is fine.

    Without a repeat inside a repeat, and with the texts that are searched cut, none can take long.
    """
    from re import _constants, _parser  # type: ignore[attr-defined]  # not public

    if len(pattern) > _LONGEST_PATTERN:
        return f"is longer than {_LONGEST_PATTERN} characters; give phrases, or write a check"
    try:
        parsed = _parser.parse(pattern)
    except re.error as error:
        return f"is no regular expression: {error}"

    def nested(items: Any, *, inside: bool) -> bool:
        for operation, argument in items:
            repeats = operation in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and argument[1] > _FEW
            if operation is _constants.GROUPREF or (repeats and inside):
                return True
            below = argument if isinstance(argument, tuple | list) else ()
            for part in below:
                parts = part if isinstance(part, list) else [part]
                if any(nested(one, inside=inside or repeats) for one in parts if isinstance(one, _parser.SubPattern)):
                    return True
        return False

    return (
        "has a repeat inside a repeat, or refers back; it could take very long" if nested(parsed, inside=False) else ""
    )


def selector_problem(selector: str) -> str:
    """Why the selector is refused; empty where it is fine."""
    from checker.parse import compiles

    if _NEVER_MATCHES.search(selector):
        return "can never match: a page as judged has no pointer, focus, history or pseudo-elements"
    return "" if compiles(selector) else "is not valid CSS"

"""The JSON Schema of a rule file, made from the registered checks and finders."""

from __future__ import annotations

import inspect
import types
import typing
from typing import Any, Literal, get_args, get_origin

from checker import registry
from checker.finding import SEVERITIES
from checker.rule import AUDIENCES, AUTHORITY_CAPS, OWNERS, RULESET, STAGES

_SIMPLE = {str: {"type": "string"}, int: {"type": "integer"}, bool: {"type": "boolean"}, float: {"type": "number"}}


def _type_schema(annotation: Any) -> dict[str, Any]:
    if annotation in _SIMPLE:
        return dict(_SIMPLE[annotation])
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (list, tuple) or getattr(origin, "__name__", "") in ("Sequence", "Iterable"):
        return {"type": "array", "items": _type_schema(arguments[0]), "minItems": 1}
    if origin in (types.UnionType, typing.Union):
        kinds = [_type_schema(one) for one in arguments if one is not type(None)]
        return kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
    raise TypeError(f"a check's or finder's parameter cannot be of type {annotation!r}")


def parameters_schema(function: Any) -> dict[str, Any]:
    """The schema of the keyword-only parameters of a check or finder.

    >>> def probe(target, *, name: str, at_least: int = 1): ...
    >>> parameters_schema(probe)["required"]
    ['name']
    """
    hints = typing.get_type_hints(function)
    properties: dict[str, Any] = {}
    required: list[str] = []
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            continue
        properties[name] = _type_schema(hints[name])
        if parameter.default is inspect.Parameter.empty:
            required.append(name)
    schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    if required:
        schema["required"] = required
    return schema


def _first_line(function: Any) -> str:
    return (inspect.getdoc(function) or "").partition("\n")[0]


def _call_schema(*, site: bool) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for name in registry.names("check"):
        entry = registry.registered("check", name)
        if entry.site == site:
            properties[name] = {**parameters_schema(entry.function), "description": _first_line(entry.function)}
    one: dict[str, Any] = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    return {
        **one,
        "properties": {**properties, "not": one},
    }


_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "items": _TEXT, "minItems": 1}


def _strict(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def rule_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every rule file must meet."""
    finders = {
        name: parameters_schema(registry.registered("finder", name).function) for name in registry.names("finder")
    }
    example = _strict(
        {
            "name": _TEXT,
            "html": _TEXT,
            "pages": {
                "type": "array",
                "items": _strict({"url": _TEXT, "html": _TEXT}, ["html"]),
                "minItems": 1,
            },
            "url": _TEXT,
            "media_type": _TEXT,
            "page_type": _TEXT,
            "profile": _TEXT,
            "as_of": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
            "headers": {"type": "object", "additionalProperties": {"type": "string"}},
            "redirects": {"type": "array", "items": {"type": "string"}},
            "unmet": _TEXTS,
        },
        ["name"],
    )
    examples = {"type": "array", "items": example, "minItems": 1}
    expectation = _strict(
        {
            "says": _TEXT,
            "of": {**_TEXT, "description": "the part, or the attribute after an @, that the checks are about"},
            "so": {**_TEXT, "description": "what it comes to where this does not hold, to end the message with"},
            "remedy": {**_TEXT, "description": "how to mend this, where the rule's remedy is for something else"},
            "any_of": {"type": "array", "items": {"$ref": "#/$defs/call"}, "minItems": 1},
            "severity": {"enum": list(SEVERITIES)},
            "unmet_as": {"enum": ["cantTell"]},
        },
        ["says", "any_of"],
    )
    applies: dict[str, Any] = {
        "type": "object",
        "properties": {
            "page": {"const": True},
            "site": {"const": True},
            "select": {"type": "string", "minLength": 1, "maxLength": 200},
            "find": {"enum": list(finders)},
            "with": {"type": "object"},
            "where": {"type": "array", "items": {"$ref": "#/$defs/call"}, "minItems": 1},
        },
        "additionalProperties": False,
        "oneOf": [{"required": ["page"]}, {"required": ["select"]}, {"required": ["find"]}],
        "allOf": [
            {"if": {"properties": {"find": {"const": name}}, "required": ["find"]}, "then": {"properties": {"with": s}}}
            for name, s in finders.items()
        ],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A rule file of check",
        **_strict(
            {
                "id": {"type": "string", "pattern": r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"},
                "title": _TEXT,
                "why": _TEXT,
                "owner": {"enum": list(OWNERS)},
                "stage": {"enum": list(STAGES)},
                "since": {"type": "string", "pattern": RULESET, "description": "the ruleset that brought the rule"},
                "severity": {"enum": list(SEVERITIES)},
                "authority": {
                    "type": "array",
                    "minItems": 1,
                    "items": _strict(
                        {
                            "cite": _TEXT,
                            "url": {"type": "string", "pattern": "^https?://"},
                            "kind": {"enum": list(AUTHORITY_CAPS)},
                            "status": _TEXT,
                            "read_on": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
                        },
                        ["cite", "kind"],
                    ),
                },
                "requirements": {
                    "type": "array",
                    "minItems": 1,
                    "items": _strict(
                        {
                            "id": {"type": "string", "pattern": r"^wcag2[012]:\d\.\d\.\d+$"},
                            "role": {"enum": ["conformance", "secondary"]},
                            "because": _TEXT,
                        },
                        ["id"],
                    ),
                },
                "section508": _TEXTS,
                "trusted_tester": _TEXTS,
                "ict_baseline": _TEXTS,
                "act": _TEXTS,
                "tags": _TEXTS,
                "audience": {"type": "array", "items": {"enum": list(AUDIENCES)}, "minItems": 1},
                "page_types": _TEXTS,
                "supersedes": _TEXTS,
                "formerly": _TEXTS,
                "assumptions": _TEXTS,
                "applies_to": applies,
                "expect": {"type": "object", "additionalProperties": expectation, "minProperties": 1},
                "remedy": _TEXT,
                "examples": {
                    "type": "object",
                    "properties": dict.fromkeys(("passed", "failed", "cantTell", "inapplicable"), examples),
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            },
            ["id", "title", "why", "owner", "severity", "authority", "applies_to", "expect", "remedy", "examples"],
        ),
        "$defs": {"call": _merged(_call_schema(site=False), _call_schema(site=True))},
    }


def _merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {**one, "properties": {**one["properties"], **other["properties"], "not": one["properties"]["not"]}}

"""What ``[tool.check]`` may say, as a JSON Schema, and the refusal of what it may not, with the line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker.config import FAIL_ON
from checker.errors import ConfigError
from checker.finding import SEVERITIES

#: What a site may teach a finder with a selector of its own.
_FINDERS = ("headline", "byline", "dateline", "published", "body", "caption")

_STRINGS = {"type": "array", "items": {"type": "string"}}
_FAIL_ON = {"enum": list(FAIL_ON)}
_THRESHOLDS = {
    "description": "the threshold, or one for each standard and rule beside the default",
    "anyOf": [_FAIL_ON, {"type": "object", "additionalProperties": _FAIL_ON}],
}

#: What the file may say, as a JSON Schema; the same words are options of the command line.
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "The configuration of check: [tool.check] in pyproject.toml, or check.toml",
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "profile": {"type": "string", "description": "the profile of every page"},
        "page-type": {"type": "string", "description": "the type of every page"},
        "url": {"type": "string", "description": "the address at which the pages are published"},
        "mode": {"enum": ["static", "rendered", "auto"]},
        "select": {**_STRINGS, "description": "rules by id, prefix-*, or tag"},
        "ignore": {**_STRINGS, "description": "rules to leave out"},
        "rules": {**_STRINGS, "description": "folders or files with rules of your own"},
        "plugins": {**_STRINGS, "description": "Python files with checks, finders and formats of your own"},
        "fail-on": _THRESHOLDS,
        "fail-on-review": {
            "description": "whether doubts fail too, or the standards of which they do",
            "anyOf": [{"type": "boolean"}, _STRINGS],
        },
        "max-warnings": {"type": "integer", "minimum": 0, "description": "the most warnings that a run may have"},
        "baseline": {"type": "string", "description": "the file of the known findings, which do not fail a run"},
        "ruleset": {
            "type": "string",
            "description": "YYYY.MM: rules that came later are on trial and never fail a run",
        },
        "jobs": {"type": "integer", "minimum": 1},
        "timeout": {"type": "number", "exclusiveMinimum": 0},
        "max-bytes": {"type": "integer", "minimum": 1},
        "max-elements": {"type": "integer", "minimum": 1},
        "severities": {
            "type": "object",
            "additionalProperties": {"enum": list(SEVERITIES)},
            "description": "what a rule weighs here",
        },
        "finders": {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: {"type": "string"} for name in _FINDERS},
            "description": "a CSS selector for what a finder cannot recognise on this site",
        },
        "sources": {
            "type": "array",
            "description": "from built pages to the files that people edit; the first entry that matches is taken",
            "items": {
                "type": "object",
                "required": ["from", "to"],
                "additionalProperties": False,
                "properties": {
                    "from": {"type": "string", "description": "a path with *, **, ? or (.*)"},
                    "to": {"type": "string", "description": "the file's path; $1 is the first wildcard's part"},
                },
            },
        },
        "suppress": {
            "type": "array",
            "description": "findings that do not count, each with the reason",
            "items": {
                "type": "object",
                "required": ["rule"],
                "additionalProperties": False,
                "properties": {
                    "rule": {"type": "string", "description": "an id, or prefix-*"},
                    "path": {"type": "string", "description": "a glob; without it, every page"},
                    "selector": {"type": "string", "description": "CSS: elements in which the findings lie"},
                    "reason": {"type": "string"},
                    "until": {"type": "string", "description": "the last day, as YYYY-MM-DD"},
                },
            },
        },
        "paths": {
            "type": "array",
            "description": "what holds for pages whose path matches a glob; later entries win",
            "items": {
                "type": "object",
                "required": ["glob"],
                "additionalProperties": False,
                "properties": {
                    "glob": {"type": "string"},
                    "profile": {"type": "string"},
                    "page-type": {"type": "string"},
                    "fail-on": _THRESHOLDS,
                    "must-apply": {
                        **_STRINGS,
                        "description": "rules that must find something to judge on these pages",
                    },
                },
            },
        },
    },
}

_NAMES = {
    "object": "a table of keys",
    "array": "a list",
    "string": "a text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
}
_KINDS: dict[str, tuple[type[Any], ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}


def refuse_wrong(data: Any, file: Path, text: str) -> None:
    """ConfigError, with its place, for what the schema does not know or does not want."""
    _check(data, SCHEMA, file, text, ())


def _check(value: Any, schema: Mapping[str, Any], file: Path, text: str, path: tuple[str, ...]) -> None:
    """Refuse what the schema refuses: a small validator spares every configured run jsonschema-rs's import."""
    if "anyOf" in schema:
        kinds = {one.get("type"): one for one in schema["anyOf"]}
        kind = "object" if isinstance(value, dict) else "array" if isinstance(value, list) else ""
        schema = kinds.get(kind) or schema["anyOf"][0]
    fault = _fault(value, schema)
    if fault:
        raise ConfigError(
            f'{file}:{line_of(text, path)}: "{".".join(path) or "tool.check"}" is {value!r}; expected {fault}'
        )
    if isinstance(value, list):
        for item in value:
            _check(item, schema["items"], file, text, path)
    elif isinstance(value, dict):
        _check_keys(value, schema, file, text, path)


def _fault(value: Any, schema: Mapping[str, Any]) -> str:
    """What was expected instead of the value; empty where it is as the schema says."""
    if "enum" in schema:
        return "" if value in schema["enum"] else f"one of: {', '.join(schema['enum'])}"
    kind = schema.get("type", "string")
    if not isinstance(value, _KINDS[kind]) or (isinstance(value, bool) and kind != "boolean"):
        return _NAMES[kind]
    if "minimum" in schema and value < schema["minimum"]:
        return f"{schema['minimum']} or more"
    if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
        return f"more than {schema['exclusiveMinimum']}"
    return ""


def _check_keys(value: dict[str, Any], schema: Mapping[str, Any], file: Path, text: str, path: tuple[str, ...]) -> None:
    known, others = schema.get("properties", {}), schema.get("additionalProperties")
    for key in schema.get("required", ()):
        if key not in value:
            raise ConfigError(f'{file}:{line_of(text, path)}: an entry of "{".".join(path)}" lacks "{key}"')
    for key, item in value.items():
        if key not in known and others is False:
            from checker.rulebook.meaning import did_you_mean

            guess = did_you_mean(key, known) or "; expected " + ", ".join(known)
            raise ConfigError(f'{file}:{line_of(text, (*path, key))}: unknown key "{key}"{guess}')
        _check(item, known.get(key, others), file, text, (*path, key))


def line_of(text: str, path: tuple[str, ...]) -> int:
    """The line on which the key stands, or 1: TOML's reader keeps no places."""
    if not path:
        return 1
    pattern = re.compile(
        rf"""^\s*\[*(?:[\w.-]+\.)?["']?{re.escape(path[-1])}["']?\s*[\]=.]|[{{,]\s*{re.escape(path[-1])}\s*="""
    )
    for number, line in enumerate(text.splitlines(), 1):
        if pattern.search(line):
            return number
    return 1

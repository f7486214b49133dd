"""Reads ``[tool.check]`` of pyproject.toml, or check.toml: the nearest at or above the working folder.

Every key that is not known is an error that names the file, the line and the nearest known key.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from checker.errors import ConfigError
from checker.finding import SEVERITIES
from checker.reports.source_mapping import SourceMapping

#: What a site may teach a finder with a selector of its own.
FINDERS = ("headline", "byline", "dateline", "published", "body", "caption")
FAIL_ON = (*SEVERITIES, "never")

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
            "properties": {name: {"type": "string"} for name in FINDERS},
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


class PathSettings(NamedTuple):
    """What the configuration says about pages whose path matches ``glob``."""

    glob: str
    profile: str | None = None
    page_type: str | None = None
    must_apply: tuple[str, ...] = ()
    fail_on: Mapping[str, str] = {}


class Suppress(NamedTuple):
    """Findings of a rule that do not count: on pages under ``path``, in elements of ``selector``, up to ``until``."""

    rule: str
    path: str | None = None
    selector: str | None = None
    reason: str = ""
    until: str | None = None


def settings_for(paths: Iterable[PathSettings], name: str, url: str | None) -> PathSettings:
    """The entries that match the page's path or address as one, the later over the earlier."""
    matching = [one for one in paths if on_path(one.glob, name, url)]
    return PathSettings(
        glob=", ".join(dict.fromkeys(one.glob for one in matching)),
        profile=next((one.profile for one in reversed(matching) if one.profile), None),
        page_type=next((one.page_type for one in reversed(matching) if one.page_type), None),
        must_apply=tuple(rule for one in matching for rule in one.must_apply),
        fail_on={key: level for one in matching for key, level in one.fail_on.items()},
    )


def on_path(glob: str, name: str, url: str | None) -> bool:
    """Whether the glob matches the page's name or the path of its address."""
    path = urlsplit(url).path if url else ""
    return glob_matches(glob, name) or (bool(path) and glob_matches(glob, path))


def glob_matches(glob: str, path: str) -> bool:
    """Whether the glob matches the path or an end of it that begins at a folder.

    ``*`` and ``?`` stay within a name, ``**`` crosses folders.

    >>> glob_matches("news/**", "_site/news/2026/a.html"), glob_matches("*.html", "news/a.txt")
    (True, False)
    """
    return bool(_glob_pattern(glob).search(path.replace("\\", "/")))


@functools.cache
def _glob_pattern(glob: str) -> re.Pattern[str]:
    pattern = ""
    for part in re.split(r"(\*\*/|\*\*|\*|\?)", glob):
        pattern += {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(part, re.escape(part))
    return re.compile(rf"(?:^|/){pattern}$")


class Config(NamedTuple):
    """The configuration: its file, the plain values by key, and what it says by path."""

    file: Path | None = None
    values: Mapping[str, Any] = {}
    paths: tuple[PathSettings, ...] = ()
    sources: tuple[SourceMapping, ...] = ()
    suppress: tuple[Suppress, ...] = ()

    def files(self, key: str) -> tuple[Path, ...]:
        """The paths under the key, taken from the folder of the configuration file."""
        folder = self.file.parent if self.file else Path()
        return tuple(folder / name for name in self.values.get(key, ()))

    @property
    def baseline(self) -> Path | None:
        """The file of the known findings, taken from the folder of the configuration file."""
        named = self.values.get("baseline")
        return self.file.parent / named if self.file is not None and named else None


def find_config(start: Path) -> Path | None:
    """The nearest check.toml, or pyproject.toml with ``[tool.check]``, at or above the folder."""
    for folder in (start, *start.parents):
        own = folder / "check.toml"
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and re.search(r"^\s*\[+tool\.check\b", _text(project), re.MULTILINE):
            return project
    return None


def read_config(file: Path | None) -> Config:
    """The configuration in the file; an empty one where there is none. Raises ConfigError.

    A check.toml may head its keys with ``[tool.check]``, as a pyproject.toml has to.
    """
    if file is None:
        return Config()
    import tomllib

    text = _text(file)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: not valid TOML: {error}") from error
    if file.name == "pyproject.toml" or set(data) == {"tool"}:
        tool = data.get("tool", {})
        data = tool.get("check", {}) if isinstance(tool, dict) else tool
    _check(data, SCHEMA, file, text, ())
    paths = tuple(
        PathSettings(
            one["glob"],
            one.get("profile"),
            one.get("page-type"),
            tuple(one.get("must-apply", ())),
            thresholds(one.get("fail-on", {})),
        )
        for one in data.get("paths", ())
    )
    sources = tuple(SourceMapping(one["from"], one["to"]) for one in data.get("sources", ()))
    fault = next((fault for one in sources if (fault := one.fault())), None)
    if fault:
        raise ConfigError(f"{file}:{_line_of(text, ('sources',))}: {fault}")
    suppress = tuple(Suppress(**one) for one in data.get("suppress", ()))
    return Config(
        file,
        {key: value for key, value in data.items() if key not in ("paths", "sources", "suppress")},
        paths,
        sources,
        suppress,
    )


def thresholds(said: str | Mapping[str, str]) -> dict[str, str]:
    """The thresholds by standard and rule; a level alone is the default's."""
    return {"default": said} if isinstance(said, str) else dict(said)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read: {error}") from error


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


def _check(value: Any, schema: Mapping[str, Any], file: Path, text: str, path: tuple[str, ...]) -> None:
    """Refuse what the schema refuses: a small validator spares every configured run jsonschema-rs's import."""
    if "anyOf" in schema:
        kinds = {one.get("type"): one for one in schema["anyOf"]}
        kind = "object" if isinstance(value, dict) else "array" if isinstance(value, list) else ""
        schema = kinds.get(kind) or schema["anyOf"][0]
    fault = _fault(value, schema)
    if fault:
        raise ConfigError(
            f'{file}:{_line_of(text, path)}: "{".".join(path) or "tool.check"}" is {value!r}; expected {fault}'
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
            raise ConfigError(f'{file}:{_line_of(text, path)}: an entry of "{".".join(path)}" lacks "{key}"')
    for key, item in value.items():
        if key not in known and others is False:
            from checker.rulebook.meaning import did_you_mean

            guess = did_you_mean(key, known) or "; expected " + ", ".join(known)
            raise ConfigError(f'{file}:{_line_of(text, (*path, key))}: unknown key "{key}"{guess}')
        _check(item, known.get(key, others), file, text, (*path, key))


def _line_of(text: str, path: tuple[str, ...]) -> int:
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

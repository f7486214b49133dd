"""Reads rule files strictly: YAML with places, checked against the schema, made into rules.

What a file says wrongly is refused with ``file:line:column``, what was found and what was expected.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import RuleFileError
from checker.rule import (
    FIRST_RULESET,
    Applies,
    Authority,
    Call,
    Example,
    Expectation,
    Requirement,
    Rule,
)
from checker.rulebook.meaning import did_you_mean, meaningless

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

Path_ = tuple[str | int, ...]
Places = dict[Path_, tuple[int, int]]


def read_yaml(text: str, file: str) -> tuple[Any, Places]:
    """The value that the YAML text holds and the (line, column) of each of its parts.

    Only maps, lists and scalars: no tags, aliases or duplicate keys. A plain scalar is the text
    it looks like, but for whole numbers, ``true`` and ``false``. Raises RuleFileError.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    places: Places = {}

    def refuse(message: str, mark: Any) -> RuleFileError:
        return RuleFileError(message, file=file, line=mark.line + 1, column=mark.column + 1)

    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise refuse("an anchor or alias; write the value out", event.start_mark)
            tag = getattr(event, "tag", None)
            if tag and not str(tag).startswith("tag:yaml.org,2002:"):
                raise refuse(f"the tag {tag}; a rule file holds plain values only", event.start_mark)
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise RuleFileError(
            f"not valid YAML: {error.problem or error.context}",
            file=file,
            line=mark.line + 1 if mark else 1,
            column=mark.column + 1 if mark else 1,
        ) from error
    except yaml.YAMLError as error:
        raise RuleFileError(f"not valid YAML: {error}", file=file, line=1, column=1) from error

    def value(node: Any, path: Path_) -> Any:
        places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if isinstance(node, yaml.MappingNode):
            result: dict[str, Any] = {}
            for key, item in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise refuse("a key that is not plain text", key.start_mark)
                if key.value in result:
                    raise refuse(f'the key "{key.value}" stands here a second time', key.start_mark)
                result[key.value] = value(item, (*path, key.value))
                places[(*path, key.value)] = (key.start_mark.line + 1, key.start_mark.column + 1)
            return result
        if isinstance(node, yaml.SequenceNode):
            return [value(item, (*path, number)) for number, item in enumerate(node.value)]
        if path and path[-1] == "html" and node.style != "|":
            raise refuse('HTML that is not in a "|" block; in any other form " #" would cut it off', node.start_mark)
        if not node.style:
            if node.value in ("true", "false"):
                return node.value == "true"
            if re.fullmatch(r"-?(0|[1-9]\d{0,14})", node.value):
                return int(node.value)
        return node.value

    if node is None:
        raise RuleFileError("the file is empty; a rule was expected", file=file, line=1, column=1)
    return value(node, ()), places


def _in_words(error: ValidationError, schema: Any) -> tuple[str, Path_]:
    """An error of the schema as a sentence, and the path of the part it is about."""
    path: Path_ = tuple(error.instance_path)
    where = f'"{path[-1]}"' if path and isinstance(path[-1], str) else "this"
    value: Any = error.instance
    wanted = error.kind.value
    message = error.message[:200]
    match error.kind.name:
        case "additionalProperties":
            for step in error.schema_path[:-1]:
                schema = schema[step]
            known = schema["properties"]
            key = min(wanted)
            kind = "check" if "not" in known else "key"
            expected = "" if len(known) > 30 else f"; expected one of: {', '.join(sorted(known))}"
            message, path = f'unknown {kind} "{key}"{did_you_mean(key, known) or expected}', (*path, key)
        case "required":
            message = f'{where if path else "the rule"} lacks "{wanted}"'
        case "enum":
            known = [str(one) for one in wanted]
            guess = did_you_mean(str(value), known)
            message = f'{where} is "{value}"; expected one of: {", ".join(known)}{guess}'
        case "type":
            names = {"object": "keys with values", "array": "a list", "string": "text", "integer": "a whole number"}
            message = f"{where} is {value!r:.60}; expected {names.get(wanted[0], wanted[0])}"
        case "pattern":
            message = f'{where} is "{value}"; expected the form {wanted}'
        case "minItems":
            message = f"{where} is an empty list"
        case "maxLength":
            message = f"{where} is longer than {wanted} characters"
        case "oneOf" if path and path[-1] == "applies_to":
            message = 'expected exactly one of "page", "select" and "find"'
        case "maxProperties":
            message = "one list item holds several checks; give each its own dash"
    return message, path


class _Validator:
    """The compiled schema, kept for all files of a run."""

    def __init__(self) -> None:
        from jsonschema_rs import Draft202012Validator

        from checker.rulebook.schema import rule_schema

        self._schema = rule_schema()
        self._validator = Draft202012Validator(self._schema)

    def check(self, value: Any, places: Places, file: str) -> None:
        """Raise RuleFileError for the first thing in the file that the schema refuses."""
        errors = []
        try:
            found = list(self._validator.iter_errors(value))
        except ValueError:  # 255 levels
            raise RuleFileError("nested too deeply for a rule", file=file, line=1, column=1) from None
        for error in found:
            message, path = _in_words(error, self._schema)
            known = path
            while known not in places and known:
                known = known[:-1]
            # A misspelt key is also a missing one; the spelling is what the author can act on.
            errors.append((error.kind.name != "additionalProperties", places.get(known, (1, 1)), message))
        if errors:
            _, (line, column), message = min(errors)
            raise RuleFileError(message, file=file, line=line, column=column)


def _call(value: Mapping[str, Any]) -> Call:
    ((name, parameters),) = value.items()
    if name == "not":
        inner = _call(parameters)
        return Call(inner.check, inner.parameters, not inner.negated)
    return Call(name, parameters or {})


def _requirement(value: Mapping[str, Any]) -> Requirement:
    from checker.standards import criterion

    standard, _, number = value["id"].partition(":")
    version = f"{standard[4]}.{standard[5]}"
    known = criterion(number)
    return Requirement(
        f"WCAG {version}",
        number,
        known.level if known else "",
        value.get("role", "conformance"),
        value.get("because", ""),
    )


def _section508(value: Mapping[str, Any], requirements: tuple[Requirement, ...]) -> tuple[str, ...]:
    from checker.standards import criterion

    if "section508" in value:
        return tuple(value["section508"])
    known = (criterion(r.id) for r in requirements if r.role == "conformance")
    return ("E205.4",) if any(one and one.section508 for one in known) else ()


def rule_from(value: Mapping[str, Any], file: str) -> Rule:
    """The rule that a file's checked value states."""
    applies = value["applies_to"]
    kind = "page" if "page" in applies else "select" if "select" in applies else "find"
    requirements = tuple(_requirement(one) for one in value.get("requirements", ()))
    return Rule(
        id=value["id"],
        title=value["title"].strip(),
        why=" ".join(value["why"].split()),
        owner=value["owner"],
        severity=value["severity"],
        authority=tuple(
            Authority(a["cite"], a.get("url", ""), a["kind"], a.get("status", "in force"), a.get("read_on", ""))
            for a in value["authority"]
        ),
        requirements=requirements,
        applies_to=Applies(
            kind=kind,
            selector=applies.get("select", ""),
            finder=applies.get("find", ""),
            parameters=applies.get("with", {}),
            where=tuple(_call(one) for one in applies.get("where", ())),
            site="site" in applies,
        ),
        expectations=tuple(
            Expectation(
                name,
                one["says"].strip(),
                tuple(map(_call, one["any_of"])),
                one.get("severity"),
                one.get("unmet_as"),
                one.get("of"),
                one.get("so"),
                " ".join(one["remedy"].split()) if "remedy" in one else None,
            )
            for name, one in value["expect"].items()
        ),
        remedy=" ".join(value["remedy"].split()),
        section508=_section508(value, requirements),
        trusted_tester=tuple(value.get("trusted_tester", ())),
        ict_baseline=tuple(value.get("ict_baseline", ())),
        act=tuple(map(str, value.get("act", ()))),
        tags=tuple(value.get("tags", ())),
        audience=tuple(value.get("audience", ("all",))),
        page_types=tuple(value.get("page_types", ())),
        supersedes=tuple(value.get("supersedes", ())),
        assumptions=tuple(value.get("assumptions", ())),
        formerly=tuple(value.get("formerly", ())),
        stage=value.get("stage", "stable"),
        path=file,
        since=value.get("since", FIRST_RULESET),
    )


def examples_from(value: Mapping[str, Any], places: Places) -> tuple[Example, ...]:
    """The examples of a rule file's checked value, in the order of the file."""
    found = []
    for outcome, examples in value["examples"].items():
        for number, one in enumerate(examples):
            if "pages" in one:
                pages = tuple((page.get("url"), page["html"]) for page in one["pages"])
            else:
                pages = ((one.get("url"), one["html"]),)
            found.append(
                Example(
                    name=one["name"],
                    outcome=outcome,
                    pages=pages,
                    unmet=tuple(one.get("unmet", ())),
                    media_type=one.get("media_type", "text/html"),
                    page_type=one.get("page_type"),
                    profile=one.get("profile"),
                    as_of=one.get("as_of"),
                    headers=one.get("headers"),
                    redirects=tuple(one.get("redirects", ())),
                    line=places[("examples", outcome, number)][0],
                )
            )
    return tuple(found)


class RuleReader:
    """Reads rule files; keeps the schema so that many files cost one compilation."""

    def __init__(self) -> None:
        self._validator = _Validator()

    def value(self, path: Path) -> tuple[dict[str, Any], Places]:
        """The checked value of a rule file and its places; raises RuleFileError."""
        file = str(path)
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise RuleFileError(f"not UTF-8 at byte {error.start}", file=file) from error
        except OSError as error:
            raise RuleFileError(f"cannot be read: {error.strerror}", file=file) from error
        value, places = read_yaml(text, file)
        self._validator.check(value, places, file)

        def refuse(message: str, *at: str | int) -> RuleFileError:
            line, column = places[at]
            return RuleFileError(message, file=file, line=line, column=column)

        if value["id"] != path.stem:
            raise refuse(f'the id is "{value["id"]}" but the file is named {path.name}; they must agree', "id")
        for outcome, examples in value["examples"].items():
            for number, one in enumerate(examples):
                at = ("examples", outcome, number)
                if ("html" in one) == ("pages" in one):
                    raise refuse('an example has either "html" or "pages"', *at)
                unknown = sorted(set(one.get("unmet", ())) - set(value["expect"]))
                if unknown:
                    raise refuse(
                        f'"unmet" names "{unknown[0]}", which is no expectation{did_you_mean(unknown[0], value["expect"])}',
                        *at,
                        "unmet",
                    )
        for message, where in meaningless(value):
            raise refuse(message, *where)
        return value, places

    def rule(self, path: Path) -> Rule:
        """The rule of the file."""
        return rule_from(self.value(path)[0], str(path))


def rule_files(paths: list[Path]) -> list[Path]:
    """Every rule file at or below the paths, sorted; RuleFileError where a path holds none."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            below = sorted(path.rglob("*.yaml"))
            if not below:
                raise RuleFileError("no .yaml file below this folder", file=str(path))
            found += below
        elif path.is_file():
            found.append(path)
        else:
            raise RuleFileError("no such file or folder", file=str(path))
    return found

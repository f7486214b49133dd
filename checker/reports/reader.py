"""Reads a JSON report back, and says what is wrong with one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from checker.errors import ReportError
from checker.finding import Finding, Outcome, Place, RelatedPlace, SiteTarget, Suppressed, Unmet
from checker.options import known_fields
from checker.page import Chosen
from checker.report import (
    Compared,
    Counts,
    KnownFault,
    PageReport,
    Problem,
    Report,
    Run,
    Screenshot,
    Shard,
    SiteFinding,
)
from checker.rule import Applies, Authority, Requirement, Rule

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

Values = Mapping[str, Any]
T = TypeVar("T", bound=NamedTuple)


def read_values(path: Path) -> Any:
    """The values of a JSON file; ReportError where it cannot be read or is not JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReportError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ReportError(f"{path}: not UTF-8 at byte {error.start}; a report is UTF-8") from error
    except json.JSONDecodeError as error:
        raise ReportError(f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from error
    except RecursionError:
        raise ReportError(f"{path}: nested too deeply for a report") from None


def read_report(path: Path) -> Report:
    """The report in the file; ReportError where it is none."""
    values = read_values(path)
    first = next(faults(values), None)
    if first is not None:
        raise ReportError(f"{path}: {first}; `check report validate` lists all that is wrong")
    return report_from(values)


def faults(values: Any) -> Iterator[str]:
    """What is wrong with the values of a report, each with its place, such as ``pages[0].verdict: ...``."""
    from jsonschema_rs import Draft202012Validator

    from checker.reports.schema import report_schema

    try:
        found = list(Draft202012Validator(report_schema()).iter_errors(values))
    except UnicodeEncodeError:
        yield "the report: holds half of a character (a lone surrogate), which UTF-8 cannot write"
        return
    except ValueError:  # 255 levels
        yield "the report: nested too deeply for a report"
        return
    found.sort(key=lambda one: (list(map(str, one.instance_path)), one.kind.name != "required"))
    for (where, keyword), errors in groupby(found, key=lambda one: (_where(one.instance_path), one.kind.name)):
        if keyword == "required":  # each key that is lacking is an error of its own
            yield f"{where}: lacks " + ", ".join(f'"{error.kind.value}"' for error in errors)
        else:
            yield from (f"{where}: {_reason(error)}" for error in errors)
    if not found:
        yield from _disagreements(values)


def _where(path: Iterable[str | int]) -> str:
    steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(steps).lstrip(".") or "the report"


def _reason(error: ValidationError) -> str:
    shown = json.dumps(error.instance, ensure_ascii=False)
    shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
    wanted = error.kind.value
    match error.kind.name:
        case "required":
            reason = f'lacks "{wanted}"'
        case "enum":
            reason = f"is {shown}; expected one of: {', '.join(map(str, wanted))}"
        case "const":
            reason = f"is {shown}; expected {json.dumps(wanted)}"
        case "type":
            reason = f"is {shown}; expected {' or '.join(wanted)}"
        case "pattern":
            reason = f"is {shown}; expected the form {wanted}"
        case "minimum":
            reason = f"is {shown}; expected {wanted} or more"
        case "anyOf":
            # Of the alternatives the one is meant that the value comes nearest to.
            inner = [one for branch in wanted for one in branch]
            one = max(inner, key=lambda one: (len(one.instance_path), one.kind.name != "type"))
            below = one.instance_path[len(error.instance_path) :]
            reason = f"{_where(below)} {_reason(one)}" if below else _reason(one)
        case _:
            reason = error.message[:200]
    return reason


def _disagreements(values: Values) -> Iterator[str]:
    """Where parts of a report contradict each other, or name a day that there is not, which a schema cannot see."""
    try:
        date.fromisoformat(values["run"]["as_of"])
    except ValueError:
        yield f"run.as_of: is {json.dumps(values['run']['as_of'])}; there is no such day"
    rules = set(values["rules"])
    for number, page in enumerate(values["pages"]):
        for key in ("outcomes", "counts"):
            for name in sorted(rules ^ set(page[key])):
                told = "is not among the rules of the report" if name in page[key] else "is missing"
                yield f"pages[{number}].{key}: the rule {name} {told}"
        for place, finding in enumerate(page["findings"]):
            if finding["rule"] not in rules:
                yield f"pages[{number}].findings[{place}].rule: {finding['rule']} is not among the rules of the report"
    for place, finding in enumerate(values["site"]["findings"]):
        if finding["rule"] not in rules:
            yield f"site.findings[{place}].rule: {finding['rule']} is not among the rules of the report"
    from checker.reports.summary import summary

    for key, expected in summary(report_from(values)).items():
        if values["summary"][key] != expected:
            yield f"summary.{key}: is {json.dumps(values['summary'][key])}; the pages sum to {json.dumps(expected)}"


def report_from(values: Values) -> Report:
    """The report that the values state; rules have what a report holds of them, and nothing of how they decide."""
    run, rules = values["run"], {name: _rule(name, value) for name, value in values["rules"].items()}
    return Report(
        tool=(values["tool"]["name"], values["tool"]["version"]),
        run=Run(
            id=run["id"],
            started=run["started"],
            finished=run["finished"],
            mode=run["mode"],
            as_of=run["as_of"],
            rules_digest=run["rules_digest"],
            browser=run["browser"],
            options=run["options"],
        ),
        rules=rules,
        severities={name: value["severity"] for name, value in values["rules"].items()},
        pages=[page_from(page, rules) for page in values["pages"]],
        site=[SiteFinding(one["page"], _finding(one, rules)) for one in values["site"]["findings"]],
        coverage=values["coverage"],
        threshold_reached=values["summary"]["threshold_reached"],
        verdict=values["summary"]["verdict"],
        verdicts=values["summary"]["verdicts"],
        baseline=_compared(values.get("baseline")),
        notices=list(map(_problem, run.get("notices", ()))),
        shard=_shard(values),
    )


def _problem(value: Values) -> Problem:
    return _stated(Problem, value)


def _compared(value: Values | None) -> Compared | None:
    if value is None:
        return None
    fixed = tuple(KnownFault(**known_fields(KnownFault, one)) for one in value["fixed"])
    return Compared(value["known"], value["new"], fixed)


def _shard(values: Values) -> Shard | None:
    shard = values["run"].get("shard")
    if shard is None:
        return None
    gathered = {
        rule: [(one["number"], site_target_from(one)) for one in targets]
        for rule, targets in values["site"].get("targets", {}).items()
    }
    return Shard(shard["number"], shard["of"], shard["pages"], gathered)


def site_target_from(value: Values) -> SiteTarget:
    """The target of the site's rules that the values state."""
    return SiteTarget(
        value["page"],
        value["url"],
        value["parts"],
        _stated(Place, value["place"]),
        value["fingerprint"],
        value["order"],
        _suppressed(value["suppressed"]),
    )


def _rule(name: str, value: Values) -> Rule:
    return Rule(
        id=name,
        title=value["title"],
        why="",
        owner=value["owner"],
        severity=value["severity"],
        authority=tuple(_stated(Authority, one) for one in value["authority"]),
        requirements=tuple(
            Requirement(one["standard"], one["id"], one["level"], one["role"]) for one in value["requirements"]
        ),
        applies_to=Applies("page"),
        expectations=(),
        remedy="",
        section508=tuple(value["section508"]),
        trusted_tester=tuple(value["trusted_tester"]),
        ict_baseline=tuple(value["ict_baseline"]),
        act=tuple(value["act"]),
        tags=tuple(value["tags"]),
        stage=value.get("stage", "stable"),
    )


def page_from(value: Values, rules: Mapping[str, Rule]) -> PageReport:
    """The page that the values state."""
    return PageReport(
        source=value["source"],
        url=value["url"],
        final_url=value["final_url"],
        fetched=value["fetched"],
        status=value["status"],
        sha256=value["sha256"],
        bytes=value["bytes"],
        mode=value["mode"],
        profile=Chosen(value["profile"]["name"], value["profile"]["because"]),
        page_type=Chosen(
            value["page_type"]["name"], value["page_type"]["because"], value["page_type"].get("certain", True)
        ),
        verdict=value["verdict"],
        verdicts=value["verdicts"],
        outcomes={name: Outcome(outcome) for name, outcome in value["outcomes"].items()},
        counts={
            name: Counts(one["targets"], one["failed"], one["cantTell"], one["passed"])
            for name, one in value["counts"].items()
        },
        findings=[_finding(one, rules) for one in value["findings"]],
        facts=value["facts"],
        problems=list(map(_problem, value["problems"])),
        mapped_source=value.get("mapped_source"),
        network=value.get("network"),
        screenshots=[Screenshot(**known_fields(Screenshot, one)) for one in value.get("screenshots", ())],
    )


def _finding(value: Values, rules: Mapping[str, Rule]) -> Finding:
    rule = rules.get(value["rule"])
    return Finding(
        rule=value["rule"],
        outcome=Outcome(value["outcome"]),
        severity=value["severity"],
        target=_stated(Place, value["target"]),
        unmet=tuple(_stated(Unmet, one) for one in value["unmet"]),
        message=value["message"],
        remedy=value["remedy"],
        related=tuple(_stated(RelatedPlace, one) for one in value["related"]),
        fingerprint=value["fingerprint"],
        superseded_by=value["superseded_by"],
        suppressed=_suppressed(value["suppressed"]),
        gates=rule is None or rule.stage != "preview",
    )


def _suppressed(value: Values | None) -> Suppressed | None:
    return None if value is None else _stated(Suppressed, value)


def _stated(kind: type[T], value: Values) -> T:
    """The value of that kind, of which the report has each field by its name."""
    return kind(*[value[name] for name in kind._fields])

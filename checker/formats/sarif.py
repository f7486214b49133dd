"""SARIF 2.1.0, for GitHub code scanning and other viewers of results.

The format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html.
What GitHub takes of it, and how much:
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning.

A fault of content is a result of its own; a fault of a template, platform or server that looks the same on
many pages is one result with its places. A doubt has the kind ``review``, and then the standard (3.27.10) asks
for the level ``none``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from checker.finding import SEVERITIES, Finding, Outcome
from checker.formats.sarif_parts.artifacts import Artifacts
from checker.formats.sarif_parts.rules import descriptor
from checker.registry import report_format
from checker.report import PageReport, Report
from checker.reports.json_lines import lines
from checker.reports.listing import Listed, file_name, listed, sentence_of, where
from checker.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: GitHub refuses a file with more of them.
MOST_RESULTS = 25_000
MOST_PLACES = 1_000

Values = dict[str, Any]


@report_format("sarif", suffix=".sarif")
def render(report: Report) -> str:
    """The report as a SARIF log with one run."""
    run = lines(_run(report), ("results", "tool", "driver", "rules"), 2)
    return f'{{\n "$schema": "{SCHEMA}",\n "version": "2.1.0",\n "runs": [\n  {run}\n ]\n}}\n'


def _run(report: Report) -> Values:
    artifacts = Artifacts()
    index = {name: number for number, name in enumerate(report.rules)}
    compared = bool(report.run.options.get("baseline")) or any(_baseline_state(one.finding) for one in listed(report))
    causes, left_out = _causes(report)
    results = [_result(cause, report.rules.get(cause[0].finding.rule), index, artifacts, compared) for cause in causes]
    notifications = [note for page in report.pages for note in _notifications(page, artifacts)]
    if left_out:
        told = f"{left_out} more findings are not in this file, which may hold {MOST_RESULTS}; the JSON report has all"
        notifications.append({"level": "warning", "message": {"text": told}})
    if report.interrupted:
        notifications.append({"level": "error", "message": {"text": "The run was interrupted; pages are missing."}})
    name, version = report.tool
    return {
        "tool": {
            "driver": {
                "name": name,
                "version": version,
                "rules": [descriptor(rule, report.severities[key]) for key, rule in report.rules.items()],
            }
        },
        "invocations": [
            {
                "executionSuccessful": all(note["level"] != "error" for note in notifications),
                "startTimeUtc": report.run.started,
                "endTimeUtc": report.run.finished,
                "toolExecutionNotifications": notifications,
            }
        ],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": artifacts.bases,
        "results": results,
        "properties": {
            "verdict": report.verdict,
            "asOf": report.run.as_of,
            "mode": report.run.mode,
            "rulesDigest": report.run.rules_digest,
        },
    }


def _causes(report: Report) -> tuple[list[list[Listed]], int]:
    """The findings by cause, and how many had to be left out."""
    told = [one for one in listed(report) if one.finding.outcome is not Outcome.PASSED]
    told = [one for one in told if one.finding.superseded_by is None]
    causes = _grouped(told, lambda number, one: _cause(number, one, report.rules.get(one.finding.rule)))
    if len(causes) > MOST_RESULTS:
        causes = _grouped(told, lambda number, one: (*_alike(one.finding), one.page.source))
    if len(causes) > MOST_RESULTS:
        causes.sort(key=lambda cause: (cause[0].finding.outcome, SEVERITIES.index(cause[0].finding.severity)))
    return causes[:MOST_RESULTS], sum(map(len, causes[MOST_RESULTS:]))


def _grouped(told: Sequence[Listed], key: Any) -> list[list[Listed]]:
    groups: dict[Any, list[Listed]] = {}
    for number, one in enumerate(told):
        groups.setdefault(key(number, one), []).append(one)
    return list(groups.values())


def _cause(number: int, one: Listed, rule: Rule | None) -> tuple[Any, ...]:
    """The same for findings that one change mends: those of a template whose elements say the same."""
    fingerprint = one.finding.fingerprint
    if rule is None or rule.owner == "content" or not fingerprint:
        return (number,)
    return (*_alike(one.finding), ":".join(fingerprint.split(":")[:2]))


def _alike(finding: Finding) -> tuple[Any, ...]:
    return (finding.rule, finding.outcome, finding.severity, finding.suppressed, finding.gates)


def _result(
    cause: list[Listed], rule: Rule | None, index: Mapping[str, int], artifacts: Artifacts, compared: bool
) -> Values:
    finding = cause[0].finding
    shown = cause[:MOST_PLACES]
    text = sentence_of(finding)
    if len(cause) > 1:
        text += f" (In {len(cause)} places.)"
    result: Values = {
        "ruleId": finding.rule,
        **({"ruleIndex": index[finding.rule]} if finding.rule in index else {}),
        "kind": "review" if finding.outcome is Outcome.CANT_TELL else "fail",
        "level": _level(finding),
        "message": {"text": _message(text)},
        "locations": [_location(one, artifacts) for one in shown],
        "occurrenceCount": len(cause),
    }
    related = [place for one in shown for place in _related(one, artifacts)][:MOST_PLACES]
    if related:
        result["relatedLocations"] = [{"id": number, **place} for number, place in enumerate(related, 1)]
    if finding.fingerprint:
        # GitHub follows an alert by the first of these names alone. Its upload action would fill in a hash of the
        # line, and says so in its log; on a page without line breaks that hash makes one alert of all findings.
        result["partialFingerprints"] = {
            "primaryLocationLineHash": finding.fingerprint,
            "checkFingerprint/v1": finding.fingerprint,
        }
    if compared:
        result["baselineState"] = _baseline_state(finding) or "new"
    if finding.suppressed is not None:
        kind = "inSource" if finding.suppressed.by == "inline" else "external"
        justification = _message(finding.suppressed.reason) or "no reason was given"
        result["suppressions"] = [{"kind": kind, "status": "accepted", "justification": justification}]
    result["properties"] = {
        "outcome": str(finding.outcome),
        "severity": finding.severity,
        "owner": rule.owner if rule else "content",
        "remedy": finding.remedy,
        "snippet": finding.target.snippet,
        "unmet": [one.expectation for one in finding.unmet],
    }
    return result


def _level(finding: Finding) -> str:
    if finding.outcome is Outcome.CANT_TELL:
        return "none"
    return finding.severity if finding.gates else "note"


def _baseline_state(finding: Finding) -> str | None:
    """Whether the finding was known before, where the run was compared with a baseline."""
    state = getattr(finding, "baseline_state", None)
    if state in ("new", "unchanged", "updated", "absent"):
        return str(state)
    return "unchanged" if finding.suppressed is not None and finding.suppressed.by == "baseline" else None


def _message(text: str) -> str:
    """The text as a message says it: braces doubled (3.11.5), and no link but our own (3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _location(one: Listed, artifacts: Artifacts) -> Values:
    """The place to mend; the first line of the file where the page is built from another one."""
    place = one.finding.target
    region = {"startLine": 1} if one.mapped else _region(place.line, place.column, place.end_line, place.end_column)
    location: Values = {
        "physicalLocation": {
            "artifactLocation": artifacts.location(one.page.mapped_source or one.page.source),
            # GitHub asks for a region, also where there is no place in the source.
            "region": region or {"startLine": 1},
        }
    }
    if place.selector:
        location["logicalLocations"] = [{"fullyQualifiedName": place.selector, "kind": "element"}]
    return location


def _related(one: Listed, artifacts: Artifacts) -> Iterable[Values]:
    place = one.finding.target
    where_built = artifacts.location(one.page.source)
    if one.mapped:
        region = _region(place.line, place.column, place.end_line, place.end_column)
        yield _place(where_built, region, f"The built page, {file_name(one.page.source)}{where(one.finding)}")
    for related in one.finding.related:
        if related.line is not None:
            yield _place(where_built, _region(related.line, related.column), related.role)


def _place(artifact: Values, region: Values, told: str) -> Values:
    location: Values = {"artifactLocation": artifact, **({"region": region} if region else {})}
    return {"physicalLocation": location, "message": {"text": _message(told) or "related"}}


def _region(
    line: int | None, column: int | None, end_line: int | None = None, end_column: int | None = None
) -> dict[str, int]:
    places = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    return {name: number for name, number in places.items() if number is not None} if line is not None else {}


def _notifications(page: PageReport, artifacts: Artifacts) -> Iterable[Values]:
    for problem in page.problems:
        location: Values = {"artifactLocation": artifacts.location(page.source)}
        if problem.line is not None:
            location["region"] = {"startLine": problem.line}
        yield {
            "level": "error" if problem.level == "error" else "note",
            "descriptor": {"id": problem.kind},
            "message": {"text": _message(problem.message) or problem.kind},
            "locations": [{"physicalLocation": location}],
        }

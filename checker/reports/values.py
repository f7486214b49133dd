"""Pages and findings as the values that JSON holds: in reports, and in what is kept between runs."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from checker.finding import Finding, Place, SiteTarget, Suppressed
from checker.report import Compared, Counts, PageReport, Problem, Shard


def page_values(page: PageReport, without: Collection[str] = ()) -> dict[str, Any]:
    """What a report states of a page; ``without`` names keys whose value is not wanted: "counts", "findings"."""
    return {
        "source": page.source,
        "url": page.url,
        "final_url": page.final_url,
        "fetched": page.fetched,
        "status": page.status,
        "sha256": page.sha256,
        "bytes": page.bytes,
        "mode": page.mode,
        "profile": {"name": page.profile.name, "because": page.profile.because},
        "page_type": {
            "name": page.page_type.name,
            "because": page.page_type.because,
            "certain": page.page_type.certain,
        },
        "verdict": page.verdict,
        "verdicts": page.verdicts,
        "outcomes": {name: str(outcome) for name, outcome in page.outcomes.items()},
        "counts": None if "counts" in without else {name: counts_values(c) for name, c in page.counts.items()},
        "findings": None if "findings" in without else [finding_values(finding) for finding in page.findings],
        "facts": page.facts,
        "problems": [problem_values(problem) for problem in page.problems],
        "mapped_source": page.mapped_source,
        "network": page.network,
        **({"screenshots": [one._asdict() for one in page.screenshots]} if page.screenshots else {}),
    }


def finding_values(finding: Finding) -> dict[str, Any]:
    """What a report states of a finding."""
    return {
        "rule": finding.rule,
        "outcome": str(finding.outcome),
        "severity": finding.severity,
        "target": _place(finding.target),
        "unmet": [{"expectation": u.expectation, "says": u.says, "found": u.found} for u in finding.unmet],
        "message": finding.message,
        "remedy": finding.remedy,
        "related": related_values(finding),
        "fingerprint": finding.fingerprint,
        "superseded_by": finding.superseded_by,
        "suppressed": suppressed_values(finding.suppressed),
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "selector": place.selector,
        "snippet": place.snippet,
        "made_by_script": place.made_by_script,
        "missing": place.missing,
    }


def counts_values(counts: Counts) -> dict[str, int]:
    """What a report states of a rule's targets on a page."""
    return {
        "targets": counts.targets,
        "failed": counts.failed,
        "cantTell": counts.cant_tell,
        "passed": counts.passed,
    }


def related_values(finding: Finding) -> list[dict[str, Any]]:
    """What a report states of the places that explain a finding."""
    return [{"role": r.role, "line": r.line, "column": r.column, "snippet": r.snippet} for r in finding.related]


def suppressed_values(suppressed: Suppressed | None) -> dict[str, str] | None:
    """What a report states of why a finding does not count."""
    return None if suppressed is None else {"by": suppressed.by, "reason": suppressed.reason}


def site_target_values(target: SiteTarget) -> dict[str, Any]:
    """What a shard's report states of a target of the site's rules: all that the rules need of it."""
    return {
        "page": target.page,
        "url": target.url,
        "parts": dict(target.parts),
        "place": _place(target.place),
        "fingerprint": target.fingerprint,
        "order": target.order,
        "suppressed": suppressed_values(target.suppressed),
    }


def problem_values(problem: Problem) -> dict[str, Any]:
    """What a report states of a problem."""
    return {"level": problem.level, "kind": problem.kind, "message": problem.message, "line": problem.line}


def baseline_values(compared: Compared) -> dict[str, Any]:
    """What a report states of its baseline."""
    fixed = [one._asdict() for one in compared.fixed]
    return {"known": compared.known, "new": compared.new, "fixed": fixed}


def shard_targets_values(shard: Shard) -> dict[str, Any]:
    """What a shard's report holds for the rules of the site; ``number`` is the page's place in the shard."""
    return {
        rule: [{"number": number, **site_target_values(target)} for number, target in targets]
        for rule, targets in shard.gathered.items()
    }

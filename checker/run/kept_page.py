"""A judged page as bytes that are quick to read again: what is kept of it between runs.

They are Python's own format for modules' constants, as in ``__pycache__``, read only after their check sum agreed.
Named tuples are rows of their fields; a rule's outcome is one letter, in the order of the run's rules, and counts are
kept where a rule had targets: a report on 1,000 pages holds 270,000 such values.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from checker.finding import Finding, Outcome, Place, RelatedPlace, SiteTarget, Suppressed, Unmet
from checker.page import Chosen
from checker.report import Counts, PageReport, Problem

#: What the bytes mean depends on the Python that wrote them.
WRITTEN_BY = (sys.implementation.cache_tag, marshal.version)
#: Fields of a page's report that are plain values.
_PLAIN = (
    "source", "url", "final_url", "fetched", "status", "sha256", "bytes", "mode", "verdict", "verdicts", "facts",
    "mapped_source", "network",
)  # fmt: skip
_LETTERS = dict(zip(Outcome, "fucpi", strict=True))
_OUTCOMES = {letter: outcome for outcome, letter in _LETTERS.items()}
_NONE = Counts(0, 0, 0, 0)


def bytes_of(page: PageReport, for_site: Mapping[str, Sequence[SiteTarget]], rules: Sequence[str]) -> bytes:
    """The page and what the rules of the site need of it; ValueError where it has outcomes of other rules."""
    if [*page.outcomes] != rules or [*page.counts] != rules:
        raise ValueError("the page was not judged by the rules of the run")
    return marshal.dumps(
        (
            tuple(getattr(page, name) for name in _PLAIN),
            tuple(page.profile),
            tuple(page.page_type),
            "".join(_LETTERS[outcome] for outcome in page.outcomes.values()),
            [(number, tuple(counts)) for number, counts in enumerate(page.counts.values()) if counts != _NONE],
            list(map(_row, page.findings)),
            list(map(tuple, page.problems)),
            {rule: list(map(_site_row, targets)) for rule, targets in for_site.items()},
        )
    )


def page_of(content: bytes, rules: Sequence[str]) -> tuple[PageReport, dict[str, list[SiteTarget]]]:
    """The page and what the rules of the site need of it, as they were; ValueError or TypeError for other bytes."""
    plain, profile, page_type, outcomes, counted, findings, problems, for_site = marshal.loads(content)
    counts = dict.fromkeys(rules, _NONE)
    for number, numbers in counted:
        counts[rules[number]] = Counts(*numbers)
    page = PageReport(
        **dict(zip(_PLAIN, plain, strict=True)),
        profile=Chosen(*profile),
        page_type=Chosen(*page_type),
        outcomes=dict(zip(rules, map(_OUTCOMES.__getitem__, outcomes), strict=True)),
        counts=counts,
        findings=list(map(_finding, findings)),
        problems=[Problem(*one) for one in problems],
    )
    return page, {rule: list(map(_site_target, targets)) for rule, targets in for_site.items()}


def _row(finding: Finding) -> tuple[Any, ...]:
    return (
        finding.rule,
        _LETTERS[finding.outcome],
        finding.severity,
        tuple(finding.target),
        tuple(map(tuple, finding.unmet)),
        finding.message,
        finding.remedy,
        tuple(map(tuple, finding.related)),
        finding.fingerprint,
        finding.superseded_by,
        _plain(finding.suppressed),
        finding.gates,
    )


def _finding(row: tuple[Any, ...], new: Any = tuple.__new__) -> Finding:
    """The finding of the row; ``tuple.__new__`` makes named tuples in a third of the time that their names take."""
    rule, letter, severity, target, unmet, message, remedy, related, fingerprint, superseded_by, suppressed, gates = row
    finding: Finding = new(
        Finding,
        (
            rule,
            _OUTCOMES[letter],
            severity,
            new(Place, target),
            tuple([new(Unmet, one) for one in unmet]),
            message,
            remedy,
            tuple([new(RelatedPlace, one) for one in related]) if related else (),
            fingerprint,
            superseded_by,
            None if suppressed is None else Suppressed(*suppressed),
            gates,
        ),
    )
    return finding


def _site_row(target: SiteTarget) -> tuple[Any, ...]:
    return (
        target.page,
        target.url,
        dict(target.parts),
        tuple(target.place),
        target.fingerprint,
        target.order,
        _plain(target.suppressed),
    )


def _site_target(row: tuple[Any, ...]) -> SiteTarget:
    page, url, parts, place, fingerprint, order, suppressed = row
    return SiteTarget(
        page, url, parts, Place(*place), fingerprint, order, None if suppressed is None else Suppressed(*suppressed)
    )


def _plain(suppressed: Suppressed | None) -> tuple[str, ...] | None:
    return None if suppressed is None else tuple(suppressed)

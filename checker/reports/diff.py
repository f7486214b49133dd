"""What changed between two reports: new, mended and unchanged findings by fingerprint, and rules that fell silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from checker.finding import Finding, Outcome
from checker.report import PageReport, Report
from checker.reports.failing import Failing
from checker.reports.terminal import Paper, Span
from checker.reports.values import finding_values

_TOLD = 50

#: A page's source and one of its findings.
OnPage = tuple[str, Finding]


class Applied(NamedTuple):
    """On how many of the pages that both reports have a rule found something to judge."""

    rule: str
    old: int
    new: int


class Difference(NamedTuple):
    """The later report against the earlier; ``fails`` says whether a new finding is at or above its threshold."""

    new: tuple[OnPage, ...]
    fixed: tuple[OnPage, ...]
    unchanged: int
    pages_both: int
    pages_added: tuple[str, ...]
    pages_removed: tuple[str, ...]
    pages_moved: tuple[tuple[str, str], ...]
    applied: tuple[Applied, ...]
    rules_added: tuple[str, ...]
    rules_removed: tuple[str, ...]
    fails: bool

    @property
    def silent(self) -> list[Applied]:
        """The rules that applied somewhere and apply nowhere now: a template changed, or what finds its parts did."""
        return [one for one in self.applied if one.old and not one.new]


def difference(old: Report, new: Report) -> Difference:
    """What changed from the old report to the new one.

    A page is the same where its source is, or else its bytes. A doubt that became a failure is new.
    """
    before = {_path(page.source): page for page in old.pages}
    after = {_path(page.source): page for page in new.pages}
    moved = _moved(before, after)
    earlier, later = dict(_findings(old)), dict(_findings(new))
    added: list[OnPage] = []
    fixed: list[OnPage] = []
    unchanged = 0
    for path, page in after.items():
        known = earlier.get(moved.get(path, path), {})
        for fingerprint, finding in later[path].items():
            if fingerprint in known and not _worse(known[fingerprint], finding):
                unchanged += 1
            else:
                added.append((page.source, finding))
    new_path = {former: path for path, former in moved.items()}
    for path, page in before.items():
        still = later.get(new_path.get(path, path), {})
        fixed += [(page.source, one) for fingerprint, one in earlier[path].items() if fingerprint not in still]
    pairs = [(before[moved.get(path, path)], page) for path, page in after.items() if moved.get(path, path) in before]
    failing = Failing(new)
    return Difference(
        new=tuple(added),
        fixed=tuple(fixed),
        unchanged=unchanged,
        pages_both=len(pairs),
        pages_added=tuple(page.source for path, page in after.items() if path not in before and path not in moved),
        pages_removed=tuple(page.source for path, page in before.items() if path not in after and path not in new_path),
        pages_moved=tuple((before[former].source, after[path].source) for path, former in moved.items()),
        applied=tuple(_applied(pairs, [name for name in new.rules if name in old.rules])),
        rules_added=tuple(name for name in new.rules if name not in old.rules),
        rules_removed=tuple(name for name in old.rules if name not in new.rules),
        fails=any(failing(source, finding) for source, finding in added),
    )


def _path(source: str) -> str:
    return source.replace("\\", "/").removeprefix("./")


def _moved(before: dict[str, PageReport], after: dict[str, PageReport]) -> dict[str, str]:
    """The former path of pages that are there under another name, with the same bytes."""
    gone: dict[str, list[str]] = {}
    for path, page in before.items():
        if path not in after and page.sha256:
            gone.setdefault(page.sha256, []).append(path)
    return {
        path: gone[page.sha256].pop(0)
        for path, page in after.items()
        if path not in before and page.sha256 and gone.get(page.sha256)
    }


def _findings(report: Report) -> Iterator[tuple[str, dict[str, Finding]]]:
    """The findings of each page by their fingerprints, those of the site's rules among them."""
    of_site: dict[str, list[Finding]] = {}
    for one in report.site:
        of_site.setdefault(one.page, []).append(one.finding)
    for page in report.pages:
        found = [*page.findings, *of_site.get(page.source, ())]
        yield _path(page.source), {one.fingerprint: one for one in found if one.outcome is not Outcome.PASSED}


def _worse(old: Finding, new: Finding) -> bool:
    return old.outcome is Outcome.CANT_TELL and new.outcome is Outcome.FAILED


def _applied(pairs: Iterable[tuple[PageReport, PageReport]], rules: Iterable[str]) -> Iterator[Applied]:
    pairs = list(pairs)
    for rule in rules:
        counts = [(old.counts.get(rule), new.counts.get(rule)) for old, new in pairs]
        before = sum(old is not None and old.targets > 0 for old, _ in counts)
        now = sum(new is not None and new.targets > 0 for _, new in counts)
        if before != now:
            yield Applied(rule, before, now)


def as_values(told: Difference) -> dict[str, Any]:
    """The difference as the values that JSON holds."""

    def findings(some: Iterable[OnPage]) -> list[dict[str, Any]]:
        return [{"page": page, **finding_values(finding)} for page, finding in some]

    return {
        "schema": "check-diff/1",
        "fails": told.fails,
        "new": findings(told.new),
        "fixed": findings(told.fixed),
        "unchanged": told.unchanged,
        "pages": {
            "both": told.pages_both,
            "added": list(told.pages_added),
            "removed": list(told.pages_removed),
            "moved": [{"from": old, "to": new} for old, new in told.pages_moved],
        },
        "applied": [one._asdict() for one in told.applied],
        "rules": {"added": list(told.rules_added), "removed": list(told.rules_removed)},
    }


def as_text(told: Difference, *, colour: bool = False, width: int = 80) -> str:
    """The difference for people: the sums, what is new, what is mended, and what is no longer looked at."""
    paper = Paper(width=width, colour=colour)
    sums = f"{len(told.new)} new, {len(told.fixed)} mended, {told.unchanged} unchanged"
    paper.write(Span("Findings: ", "bold"), sums, hang=2)
    pages = f"{told.pages_both} in both, {len(told.pages_added)} new, {len(told.pages_removed)} gone"
    paper.write(Span("Pages: ", "bold"), pages, hang=2)
    for former, now in told.pages_moved[:_TOLD]:
        paper.write(f"{former} is now {now}", indent=2, hang=4)
    for heading, style, some in (("New", "bold red", told.new), ("Mended", "bold green", told.fixed)):
        if some:
            paper.blank()
            paper.write(Span(f"{heading} ({len(some)})", style))
        for page, finding in some[:_TOLD]:
            place = f"{page}:{finding.target.line}" if finding.target.line is not None else page
            kind = "doubt" if finding.outcome is Outcome.CANT_TELL else finding.severity
            aside = "" if finding.counts else ", not counted"
            paper.write(f"{place} {kind}: {finding.message} ({finding.rule}{aside})", indent=2, hang=4)
        if len(some) > _TOLD:
            paper.write(f"and {len(some) - _TOLD} more", indent=2)
    _write_rules(paper, told)
    return paper.text()


def _write_rules(paper: Paper, told: Difference) -> None:
    fewer = sorted((one for one in told.applied if one.new < one.old), key=lambda one: (one.new - one.old, one.rule))
    if fewer:
        paper.blank()
        paper.write(Span("Rules that find less to judge", "bold"), " (was a template or a page's type lost?)", hang=2)
    for one in fewer[:_TOLD]:
        paper.write(f"{one.rule} applied on {one.old} {_pages(one.old)}, now on {one.new}", indent=2, hang=4)
    for heading, names in (("Rules that are new", told.rules_added), ("Rules that are gone", told.rules_removed)):
        if names:
            paper.blank()
            paper.write(Span(f"{heading}: ", "bold"), ", ".join(names), hang=2)


def _pages(number: int) -> str:
    return "page" if number == 1 else "pages"

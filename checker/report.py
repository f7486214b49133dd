"""What a run gives: the judged pages, their findings and problems, and the sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from checker.finding import Finding, Outcome, SiteTarget
from checker.page import Chosen
from checker.rule import Rule


class Problem(NamedTuple):
    """Something that went wrong with a target (error) or that its reader should know (notice)."""

    level: str
    kind: str
    message: str
    line: int | None = None


class Counts(NamedTuple):
    """How many targets a rule had on a page, and how they came out."""

    targets: int
    failed: int
    cant_tell: int
    passed: int


class Screenshot(NamedTuple):
    """A picture of the page, or of a finding with its element outlined; the place is in pixels of the page's picture."""

    kind: str
    path: str
    fingerprint: str | None
    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True, eq=False)
class PageReport:
    """One target and what was found on it; ``outcomes`` has an entry for every selected rule.

    ``network`` is what the network said about it; ``mapped_source`` is the file that people edit where the target is built from one.
    """

    source: str
    url: str | None
    final_url: str | None
    fetched: str | None
    status: int | None
    sha256: str | None
    bytes: int | None
    mode: str
    profile: Chosen
    page_type: Chosen
    verdict: str
    verdicts: dict[str, str]
    outcomes: dict[str, Outcome]
    counts: dict[str, Counts]
    findings: list[Finding]
    facts: dict[str, Any]
    problems: list[Problem]
    mapped_source: str | None = None
    network: dict[str, Any] | None = None
    screenshots: list[Screenshot] = field(default_factory=list)
    other_rules: dict[str, Rule] = field(default_factory=dict)


class SiteFinding(NamedTuple):
    """A finding that looks at several pages; ``page`` is the source of the page it is reported on."""

    page: str
    finding: Finding


class KnownFault(NamedTuple):
    """An entry of a baseline: a fault of the page at ``path``, or of every page under ``glob``.

    ``copies`` is how many of them a page may have; ``pages`` how many pages had it when it was written.
    """

    rule: str
    fingerprint: str
    copies: int
    message: str
    path: str | None = None
    glob: str | None = None
    pages: int = 0


class Compared(NamedTuple):
    """A run against its baseline: how many findings are known, how many that count are new, and what is mended."""

    known: int
    new: int
    fixed: tuple[KnownFault, ...]


class Shard(NamedTuple):
    """Which part of the pages a run had: every page whose number modulo ``of`` is ``number`` - 1, of ``pages``.

    ``gathered`` holds what the rules of the site need of each page, with the page's place in the shard.
    """

    number: int
    of: int
    pages: int
    gathered: Mapping[str, Sequence[tuple[int, SiteTarget]]]


@dataclass(slots=True, eq=False)
class Run:
    """How the run was made; ``options`` holds what can change a judgement and nothing else."""

    id: str
    started: str
    finished: str
    mode: str
    as_of: str
    rules_digest: str
    browser: str | None
    options: dict[str, Any]


@dataclass(slots=True, eq=False)
class Report:
    """Everything that a run found; formats render it. ``earlier`` are reports on the same pages, the oldest first."""

    tool: tuple[str, str]
    run: Run
    rules: Mapping[str, Rule]
    severities: Mapping[str, str]
    pages: list[PageReport]
    site: list[SiteFinding]
    coverage: dict[str, Any]
    threshold_reached: bool
    verdict: str
    verdicts: dict[str, str] = field(default_factory=dict)
    interrupted: bool = False
    earlier: tuple[Report, ...] = ()
    baseline: Compared | None = None
    notices: list[Problem] = field(default_factory=list)
    shard: Shard | None = None

    def __repr__(self) -> str:
        """The verdict in one line: a report is far too long to be printed by accident."""
        names = ", ".join(page.source for page in self.pages[:3]) + (", …" if len(self.pages) > 3 else "")
        failed = sum(one.outcome is Outcome.FAILED and one.counts for one in self.findings)
        more = ", incomplete" if self.incomplete or self.interrupted else ""
        return f"<Report {self.verdict}: {names[:80]}: {failed} failed{more}>"

    @property
    def findings(self) -> list[Finding]:
        """Every finding: those of the pages in their order, then those that look at several pages."""
        return [*(one for page in self.pages for one in page.findings), *(one.finding for one in self.site)]

    @property
    def incomplete(self) -> bool:
        """Whether something could not be checked: a page could not be read, or a rule crashed."""
        return any(problem.level == "error" for page in self.pages for problem in page.problems)

    @property
    def passed(self) -> bool:
        """Whether everything was checked and nothing is at or above the threshold: the command's exit code 0."""
        return not (self.threshold_reached or self.incomplete or self.interrupted)

"""The fix list: findings by cause across pages, what mends most first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from checker.finding import SEVERITIES, Finding, Place, RelatedPlace
from checker.report import Report
from checker.reports.failing import Failing
from checker.reports.grouping import Group, groups, sorted_findings
from checker.reports.wording import BINDING, PLAIN_STATUSES
from checker.rule import Rule
from checker.standards import criterion, standards_of

#: Places of one cause that are shown at once; the rest is one click away.
SHOWN = 5
_WHERE_MENDED = {"template": "in the template", "platform": "in the platform", "server": "on the server"}
_PAGE_PARTS = ("html", "head", "body")


class Placed(NamedTuple):
    """One finding where it stands: ``start`` is what the caret points at, ``rest`` the excerpt after it.

    ``message`` is empty where the heading of the cause says it already.
    """

    anchor: str
    page: int
    source: str
    edited: str
    where: str
    message: str
    line: int | None
    start: str
    rest: str
    place: Place
    related: tuple[RelatedPlace, ...]
    new: bool
    reason: str
    fingerprint: str


class Cause(NamedTuple):
    """Findings that one remedy mends, on however many pages."""

    anchor: str
    rule: Rule | None
    name: str
    severity: str
    label: str
    owner: str
    standards: tuple[str, ...]
    heading: str
    alike: int
    pages: int
    fixes: int
    tally: str
    remedy: str
    fine_if: str
    authorities: tuple[tuple[str, str, str], ...]
    references: tuple[str, ...]
    places: tuple[Placed, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the fix list: who has to act, and on what."""

    name: str
    heading: str
    lead: str
    causes: tuple[Cause, ...]

    @property
    def findings(self) -> int:
        """How many findings the section holds."""
        return sum(len(cause.places) for cause in self.causes)

    @property
    def fixes(self) -> int:
        """How many fixes mend all of it."""
        return sum(cause.fixes for cause in self.causes)


_HEADINGS = {
    "editor": ("An editor can mend", "In the text, the pictures and the links of a page."),
    "web-team": (
        "Send to the web team",
        "In the template, the platform or the server: one fix often mends every page.",
    ),
    "review": ("A person must decide", "No tool can settle these. Look, and judge by what a good page has."),
    "notes": ("Notes", "Worth knowing. They fail no page."),
    "trial": ("Rules on trial", "Shown to be tried out. They do not count."),
    "known": ("Known and not counted", "Suppressed by the baseline, the configuration or a comment in the page."),
}


def counted(number: int, one: str, many: str = "") -> str:
    """The number with its noun.

    >>> counted(1, "fix", "fixes"), counted(1905, "place")
    ('1 fix', '1,905 places')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def sections(report: Report) -> list[Section]:
    """The parts of the fix list that hold something, in the order of the text report."""
    told = _told(report)
    found = sorted_findings(told, report.rules, Failing(report))
    known = groups((page, finding) for page, finding in told if finding.suppressed is not None)
    context = _Context(report)
    by_name = {
        "editor": found.editor,
        "web-team": found.web_team,
        "review": found.review,
        "notes": found.notes,
        "trial": found.preview,
        "known": known,
    }
    return [
        Section(name, *_HEADINGS[name], tuple(context.causes(name, some))) for name, some in by_name.items() if some
    ]


def _told(report: Report) -> list[tuple[str, Finding]]:
    of_pages = [(page.source, finding) for page in report.pages for finding in page.findings]
    return [*of_pages, *((one.page, one.finding) for one in report.site)]


#: With no more causes than this, what fails stands open at once.
_FEW = 12


def numbered(found: Iterable[Section]) -> list[Section]:
    """The sections with an anchor for each cause and place; errors stand open where there are few causes."""
    given, cause_number, place_number = list(found), 0, 0
    few = sum(len(section.causes) for section in given if section.name in ("editor", "web-team")) <= _FEW
    done = []
    for section in given:
        causes = []
        for position, cause in enumerate(section.causes):
            cause_number += 1
            places = []
            for place in cause.places:
                place_number += 1
                # A tenth of the report's time in _replace, which takes the fields by name.
                places.append(Placed(f"f{place_number}", *place[1:]))
            opened = section.name in ("editor", "web-team") and (position == 0 or (few and cause.severity == "error"))
            causes.append(cause._replace(anchor=f"c{cause_number}", places=tuple(places), open=opened))
        done.append(Section(section.name, section.heading, section.lead, tuple(causes)))
    return done


def fixes(found: Sequence[tuple[str, Finding]], owner: str, host_of: Mapping[str, str]) -> int:
    """How many changes mend the findings.

    Content is mended place by place. A template, platform or server is mended once for all pages of its site: there
    are as many faults in it as a single page shows, and no more than there are different elements.
    """
    if owner == "content":
        return len(found)
    on_page: dict[str, Counter[str]] = {}
    elements: dict[str, set[str]] = {}
    for page, finding in found:
        host = host_of.get(page, "")
        on_page.setdefault(host, Counter())[page] += 1
        elements.setdefault(host, set()).add(":".join(finding.fingerprint.split(":")[:2]))
    return sum(min(max(on_page[host].values()), max(1, len(elements[host]))) for host in on_page)


class _Context:
    """What a cause needs to know of the whole report."""

    def __init__(self, report: Report) -> None:
        self._rules = report.rules
        self._many = len(report.pages) > 1
        self._page_numbers = {page.source: number for number, page in enumerate(report.pages)}
        self._edited = {page.source: page.mapped_source or "" for page in report.pages}
        self._hosts = {page.source: (urlsplit(page.url).hostname if page.url else "") or "" for page in report.pages}
        self._before = known_before(report)

    def causes(self, section: str, found: Iterable[Group]) -> list[Cause]:
        """The groups as causes: the worst severity first, then what one fix mends most of, then what more pages have."""
        made = [self._cause(section, group) for group in found]
        return sorted(
            made,
            key=lambda one: (SEVERITIES.index(one.severity), -len(one.places) / max(one.fixes, 1), -one.pages),
        )

    def _cause(self, section: str, group: Group) -> Cause:
        rule = self._rules.get(group.rule)
        owner = rule.owner if rule else "content"
        pages = len({page for page, _ in group.findings})
        number = fixes(group.findings, owner, self._hosts)
        heading = group.first.message
        alike = len(group.findings) - 1
        says = dict.fromkeys(one.says for one in group.first.unmet if one.expectation != "where")
        return Cause(
            anchor="",
            rule=rule,
            name=group.rule,
            severity=group.severity,
            label="to decide" if section == "review" else group.severity,
            owner=owner,
            standards=tuple(sorted(standards_of(rule))) if rule else (),
            heading=heading,
            alike=alike,
            pages=pages,
            fixes=number,
            tally=self._tally(section, len(group.findings), pages, number, owner),
            remedy=group.first.remedy,
            fine_if=" ".join(says) if section == "review" else "",
            authorities=_authorities(rule),
            references=_references(rule),
            places=tuple(self._placed(page, finding, heading) for page, finding in group.findings),
        )

    def _tally(self, section: str, number: int, pages: int, fixes_: int, owner: str) -> str:
        """Such as "57 places on 57 pages: 1 fix in the template"."""
        places = counted(number, "place")
        if self._many:
            places += f" on {counted(pages, 'page')}"
        if section not in ("web-team", "notes") or owner == "content":
            return places
        mended = f"{counted(fixes_, 'fix', 'fixes')} {_WHERE_MENDED[owner]}"
        return mended if fixes_ == number else f"{places}: {mended}"

    def _placed(self, page: str, finding: Finding, heading: str) -> Placed:
        place = finding.target
        own = place.line is not None or place.selector.rpartition(" > ")[2] not in _PAGE_PARTS
        snippet = place.snippet if own else ""
        start = snippet.split(" ")[0].partition(">")[0] if snippet.startswith("<") else ""
        suppressed = finding.suppressed
        return Placed(
            anchor="",
            page=self._page_numbers.get(page, -1),
            source=page if self._many or not own else "",
            edited=self._edited.get(page, ""),
            where=f"{place.line}:{place.column}" if place.line is not None else place.selector if own else "",
            message="" if finding.message == heading else finding.message,
            line=place.line,
            start=start,
            rest=snippet[len(start) :],
            place=place,
            related=tuple(dict.fromkeys(finding.related))[:4],
            new=self._before is not None and (page, finding.fingerprint) not in self._before and suppressed is None,
            reason=f"{suppressed.by}: {suppressed.reason}" if suppressed else "",
            fingerprint=finding.fingerprint,
        )


def known_before(report: Report) -> set[tuple[str, str]] | None:
    """The findings, by page and fingerprint, that the latest earlier run or the baseline knew; None without either."""
    told = _told(report)
    if report.earlier:
        return {(page, finding.fingerprint) for page, finding in _told(report.earlier[-1])}
    known = {(page, f.fingerprint) for page, f in told if f.suppressed is not None and f.suppressed.by == "baseline"}
    return known if known or report.baseline is not None else None


def _authorities(rule: Rule | None) -> tuple[tuple[str, str, str], ...]:
    """Who asks for it: the citation, its address, and how binding it is."""
    told = []
    for one in rule.authority if rule else ():
        binding, status = BINDING[one.kind], one.status
        if one.kind in status:
            binding = status
        elif status not in PLAIN_STATUSES:
            binding = f"{binding}, {status}"
        told.append((one.cite, one.url, binding))
    return tuple(told)


def _references(rule: Rule | None) -> tuple[str, ...]:
    """The rule's numbers in the standards and testing methods."""
    if rule is None:
        return ()
    told = []
    for one in rule.requirements:
        known = criterion(one.id)
        related = "" if one.role == "conformance" else ", related"
        told.append(f"{one.standard} {one.id}{f' {known.name}' if known else ''} (Level {one.level}{related})")
    for words, numbers in (
        ("Section 508", rule.section508),
        ("Trusted Tester", rule.trusted_tester),
        ("ICT Baseline", rule.ict_baseline),
        ("ACT rule", rule.act),
    ):
        if numbers:
            told.append(f"{words} {', '.join(numbers)}")
    return tuple(told)

"""The text report, for the people who mend pages: what, where, by whose authority, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from checker.finding import Finding, Place
from checker.formats.text_parts.closing import write_summary
from checker.pattern import pattern
from checker.registry import report_format
from checker.report import PageReport, Problem, Report
from checker.reports.failing import Failing
from checker.reports.grouping import Group, Key, Sorted, by_severity, number_of, of_page, sorted_findings
from checker.reports.listing import without_means
from checker.reports.terminal import Paper, Span, display_width, wrapped
from checker.reports.wording import (
    VERDICT_STYLES,
    VERDICTS,
    authority_in_brackets,
    counted,
    read_as,
)

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "cyan"}
#: Places of one fault that are listed before "and 12 more"; --verbose lists all.
_PLACES = 5
_SNIPPET_LINES = 2
_LONG_VALUE = pattern(r"""(?<==["'])([^"'<>]{20})[^"'<>]{12,}([^"'<>]{24})(?=["'])""")


@report_format("text", suffix=".txt")
def render(report: Report, *, colour: bool = False, width: int = 80, quiet: bool = False, verbose: bool = False) -> str:
    """The report as text. ``quiet`` tells only what fails, ``verbose`` every place and note in full."""
    writer = _Writer(report, Paper(width=width, colour=colour), quiet=quiet, verbose=verbose)
    writer.pages(report.pages)
    writer.site()
    write_summary(writer.paper, report, quiet=quiet)
    return writer.paper.text()


class _Writer:
    """Writes pages one after the other, and remembers what the web team has been told already."""

    def __init__(self, report: Report, paper: Paper, *, quiet: bool, verbose: bool) -> None:
        self.report = report
        self.paper = paper
        self._quiet = quiet
        self._verbose = verbose
        self._told: dict[Key, str] = {}
        self._fails = Failing(report)

    def pages(self, pages: Sequence[PageReport]) -> None:
        """The pages in their order; of many in a row with nothing to tell, such as icons, the first and their number."""
        for clean, row in groupby(pages, key=_has_nothing_to_tell):
            alike = list(row)
            if clean and len(alike) > _PLACES and not self._verbose:
                if not self._quiet:
                    self._verdict_of_many(alike)
                continue
            for page in alike:
                self.page(page)

    def _verdict_of_many(self, pages: Sequence[PageReport]) -> None:
        first, others = pages[0], f" and {len(pages) - 1:,} after it: nothing found (--verbose lists them)"
        self.paper.write(
            Span(VERDICTS["pass"], VERDICT_STYLES["pass"]), " ", Span(first.source, "bold"), others, hang=2
        )

    def page(self, page: PageReport) -> None:
        """One page; a page with nothing to tell is one line."""
        found = self._sorted(of_page(page))
        wrong = [problem for problem in page.problems if problem.level == "error"]
        if self._quiet and not (wrong or number_of([*found.editor, *found.web_team, *found.review])):
            return
        many = len(self.report.pages) > 1
        self._verdict(page, found, wrong)
        if many and not (found.editor or found.web_team or found.review or wrong or self._verbose):
            return
        if page.facts and not self._quiet:
            self.paper.write(Span("Read as: ", "bold"), read_as(page), indent=2, hang=4)
            for problem in page.problems:
                if problem.level == "notice":
                    self.paper.write(Span("Notice: ", "bold"), _at(problem), problem.message, indent=2, hang=4)
        self.paper.blank()
        self._faults("An editor can mend", found.editor)
        self._faults("Send to the web team", found.web_team, once=many)
        self._review(found.review)
        self._not_checked(page, wrong)
        if not self._quiet:
            self._folded(found)
        self.paper.blank()

    def _sorted(self, findings: Iterable[tuple[str, Finding]]) -> Sorted:
        """The findings by who has to act; a quiet report has those alone that the run fails for.

        One that is folded under a stricter rule's can fail a standard that the stricter rule is no part of.
        """
        if self._quiet:
            findings = [(page, one._replace(superseded_by=None)) for page, one in findings if self._fails(page, one)]
        return sorted_findings(findings, self.report.rules, self._fails)

    def _verdict(self, page: PageReport, found: Sorted, wrong: list[Problem]) -> None:
        counts = [counted(n, severity) for severity, n in by_severity([*found.editor, *found.web_team]).items()]
        if found.review:
            counts.append(f"{number_of(found.review)} for a person to look at")
        if found.notes:
            counts.append(counted(number_of(found.notes), "note"))
        if wrong and page.verdict != "error":
            counts.append(counted(len(wrong), "problem"))
        verdict = Span(VERDICTS.get(page.verdict, page.verdict), VERDICT_STYLES.get(page.verdict, ""))
        told = ", ".join(counts) or ("nothing found" if page.verdict != "error" else "")
        self.paper.write(verdict, " ", Span(page.source, "bold"), f": {told}" if told else "", hang=2)

    def _faults(self, heading: str, groups: list[Group], *, once: bool = False) -> None:
        if not groups:
            return
        self._heading(heading, number_of(groups))
        known = [group for group in groups if once and group.key in self._told]
        for group in groups:
            if group not in known:
                self._fault(group)
                self._told.setdefault(group.key, group.findings[0][0])
        if known:
            self._told_before(known)

    def _told_before(self, groups: list[Group]) -> None:
        """The places of faults of the template or server that an earlier page told in full."""
        self.paper.write("Told in full on an earlier page:", indent=4)
        for group in groups:
            page, finding = group.findings[0]
            more = f" (and {len(group.findings) - 1} more)" if len(group.findings) > 1 else ""
            self.paper.write(
                Span(_place(page, finding.target), "blue"),
                Span(f" {group.severity}: ", _STYLES[group.severity]),
                f"{finding.message}{more}",
                Span(f" ({group.rule}, see {self._told[group.key]})", "dim"),
                indent=6,
                hang=8,
            )
        self.paper.blank()

    def _heading(self, words: str, number: int) -> None:
        self.paper.blank()
        self.paper.write(Span(f"{words} ({number})", "bold"), indent=2)
        self.paper.blank()

    def _fault(self, group: Group) -> None:
        """A fault in full: the sentence, the place, what is written there, the remedy and who asks for it."""
        page, finding = group.findings[0]
        rule = self.report.rules.get(group.rule)
        owner = f" ({rule.owner})" if rule and rule.owner != "content" else ""
        severity = Span(f"{group.severity}: ", _STYLES[group.severity])
        self.paper.write(severity, Span(finding.message, "bold"), indent=4, hang=6)
        self._at(page, finding, f"{group.rule}{owner}")
        if _has_own_place(finding.target):
            self._snippet(finding)
        self._related(finding)
        if finding.remedy:
            self.paper.write(Span("Mend: ", "bold green"), finding.remedy, indent=6, hang=8)
        if rule:
            self.paper.write(Span(authority_in_brackets(rule), "dim"), indent=6, hang=7)
        self._other_places(group)
        self.paper.blank()

    def _at(self, page: str, finding: Finding, told: str) -> None:
        self.paper.write(Span(_place(page, finding.target), "blue"), " ", Span(told, "dim"), indent=6, hang=8)

    def _snippet(self, finding: Finding) -> None:
        """The start tag as written, long values shortened in the middle, with a caret under its name."""
        place = finding.target
        gutter = str(place.line) if place.line is not None else "-"
        room = self.paper.width - 8 - len(gutter) - 3
        lines = wrapped(_shortened(place.snippet), room, most=_SNIPPET_LINES)
        name = len(lines[0].split(" ")[0].split(">")[0]) if lines[0] else 1
        empty = " " * len(gutter)
        for number, line in enumerate(lines):
            self.paper.raw(Span(f"{gutter if number == 0 else empty} | ", "blue"), line, indent=8)
            if number == 0:
                caret = "^" * max(1, min(name, display_width(line)))
                told = " missing here" if place.missing else ""
                self.paper.raw(Span(f"{empty} | ", "blue"), Span(caret + told, "bold red"), indent=8)

    def _related(self, finding: Finding) -> None:
        for related in list(dict.fromkeys(finding.related))[: None if self._verbose else 2]:
            where = f" (line {related.line})" if related.line is not None else ""
            snippet = wrapped(_shortened(related.snippet), self.paper.width - 10, most=1)[0]
            self.paper.write(Span(f"{related.role}{where}: ", "dim"), snippet, indent=8, hang=10)

    def _other_places(self, group: Group) -> None:
        """Where else: places alone where the words are the same, else each place with its own sentence."""
        others = group.findings[1:]
        if not others:
            return
        shown = others if self._verbose else others[:_PLACES]
        more = f" and {len(others) - len(shown)} more" if len(shown) < len(others) else ""
        own = group.findings[0][0]
        places = [_place("" if page == own else page, finding.target) for page, finding in shown]
        if all(finding.message == group.first.message for _, finding in others):
            self.paper.write(Span("Also at ", "bold"), ", ".join(places) + more, indent=6, hang=8)
            return
        self.paper.write(Span(f"Also at {counted(len(others), 'more place')}:", "bold"), indent=6)
        for place, (_, finding) in zip(places, shown, strict=True):
            self.paper.write(Span(place, "blue"), f" {finding.message}", indent=8, hang=10)
        if more:
            self.paper.write(f"{more.strip()}; --verbose lists them all", indent=8)

    def _review(self, groups: list[Group]) -> None:
        """What no machine can settle: the doubt, and what a good page has."""
        if not groups:
            return
        self._heading("A person must decide", number_of(groups))
        for group in groups:
            page, finding = group.findings[0]
            self.paper.write(Span(finding.message, "bold"), indent=4, hang=6)
            self._at(page, finding, group.rule)
            if finding.target.line is not None and not _is_page(finding.target):
                self._snippet(finding)
            says = " ".join(dict.fromkeys(one.says for one in finding.unmet if one.expectation != "where"))
            if says:
                self.paper.write(Span("Fine if: ", "bold green"), says, indent=6, hang=8)
            self._other_places(group)
            self.paper.blank()

    def _not_checked(self, page: PageReport, wrong: list[Problem]) -> None:
        untested = without_means(page)
        if not wrong and (not untested or self._quiet or page.verdict == "error"):
            return
        self._heading("Could not be checked", len(wrong) + (0 if page.verdict == "error" else len(untested)))
        for problem in wrong:
            self.paper.write(_at(problem), problem.message, indent=4, hang=6)
        if untested and page.verdict != "error":
            why = " could not be tried, for want of a browser or of the server's answer: "
            self.paper.write(counted(len(untested), "rule"), why, ", ".join(untested), indent=4, hang=6)
        self.paper.blank()

    def _folded(self, found: Sorted) -> None:
        """Notes, and what does not count: one line a rule."""
        for heading, groups in (("Notes, which fail no page", found.notes), ("Rules on trial", found.preview)):
            if not groups:
                continue
            self._heading(heading, number_of(groups))
            for group in groups:
                if self._verbose:
                    self._fault(group)
                    continue
                page, finding = group.findings[0]
                more = f" (and {len(group.findings) - 1} more)" if len(group.findings) > 1 else ""
                self.paper.write(f"{finding.message}{more}", indent=4, hang=6)
                self._at(page, finding, group.rule)
            self.paper.blank()
        known = [
            (found.suppressed, "finding is suppressed", "findings are suppressed"),
            (found.superseded, "finding is part of a fault told above", "findings are part of faults told above"),
        ]
        for number, one, many in known:
            if number:
                self.paper.write(Span(f"{counted(number, one, many)} and not counted.", "dim"), indent=2)

    def site(self) -> None:
        """What is wrong between pages."""
        found = self._sorted((one.page, one.finding) for one in self.report.site)
        faults = [*found.editor, *found.web_team]
        if not (faults or found.review or found.notes):
            return
        self.paper.blank()
        self.paper.write(Span("Between the pages", "bold"))
        self._faults("To mend on several pages", faults)
        self._review(found.review)
        if not self._quiet:
            self._folded(found)
        self.paper.blank()


def _at(problem: Problem) -> str:
    return f"line {problem.line}: " if problem.line is not None else ""


def _place(page: str, place: Place) -> str:
    """``path:line:column``, or the path and a CSS selector for what has no place in the source, and who made it."""
    if place.line is not None:
        return f"{page}:{place.line}:{place.column}" if page else f"{place.line}:{place.column}"
    if page and not _has_own_place(place):
        return page
    made = " (made by a script)" if place.made_by_script else ""
    return f"{page}: {place.selector}{made}" if page else f"{place.selector}{made}"


def _has_own_place(place: Place) -> bool:
    """False for a root, head or body without tags in the source: browsers make them, nobody can look there."""
    return place.line is not None or not _is_page(place)


def _is_page(place: Place) -> bool:
    """Whether the place is the root, head or body, which stands for the page."""
    return place.selector.rpartition(" > ")[2] in ("html", "head", "body")


def _shortened(snippet: str) -> str:
    """The snippet with long attribute values cut in the middle: their ends tell files apart."""
    return _LONG_VALUE.sub(r"\1…\2", snippet)


def _has_nothing_to_tell(page: PageReport) -> bool:
    """Whether the page passes without a finding or problem, be it one that does not count."""
    return page.verdict == "pass" and not page.findings and all(one.level == "notice" for one in page.problems)

"""The end of a text report: the sums over pages, and what a person must still test."""

from __future__ import annotations

from collections import Counter

from checker.finding import Outcome
from checker.report import Report
from checker.reports.failing import too_many_warnings
from checker.reports.terminal import Paper, Span
from checker.reports.wording import VERDICT_STYLES, VERDICTS, counted, verdicts_in_words
from checker.standards import standards_of

_WORST = 8


def write_summary(paper: Paper, report: Report, *, quiet: bool) -> None:
    """The closing lines: totals and worst rules of many pages, what was tested, what is left."""
    if len(report.pages) > 1:
        paper.blank()
        _totals(paper, report)
        if not quiet:
            _worst_rules(paper, report)
    too_many = too_many_warnings(report)
    if too_many:
        paper.blank()
        told = counted(too_many[0], "warning counts", "warnings count")
        paper.write(
            Span("Too many warnings: ", "bold red"), f"{told}, where --max-warnings allows {too_many[1]}.", hang=2
        )
    if quiet:
        return
    paper.blank()
    if report.interrupted:
        paper.write(Span("Interrupted: ", "bold red"), "only the pages that were finished are told.", hang=2)
    _tested(paper, report)


def _totals(paper: Paper, report: Report) -> None:
    by_verdict = Counter(page.verdict for page in report.pages)
    told = ", ".join(f"{by_verdict[verdict]} {VERDICTS[verdict]}" for verdict in VERDICTS if by_verdict[verdict])
    verdict = Span(VERDICTS.get(report.verdict, report.verdict), VERDICT_STYLES.get(report.verdict, ""))
    paper.write(Span("All pages: ", "bold"), verdict, f": {counted(len(report.pages), 'page')}: {told}", hang=2)


def _worst_rules(paper: Paper, report: Report) -> None:
    """The rules that most faults break, errors before warnings."""
    failed = Outcome.FAILED
    told = [(page.source, finding) for page in report.pages for finding in page.findings]
    told += [(one.page, one.finding) for one in report.site]
    faults: dict[tuple[str, str], list[str]] = {}
    for source, finding in told:
        if finding.outcome is failed and finding.counts and finding.severity != "note":
            faults.setdefault((finding.severity, finding.rule), []).append(source)
    worst = sorted(faults.items(), key=lambda item: (item[0][0], -len(set(item[1])), -len(item[1]), item[0][1]))
    if not worst:
        return
    paper.write(Span("What to mend first:", "bold"), indent=2)
    for (severity, name), sources in worst[:_WORST]:
        rule = report.rules.get(name)
        title = f": {rule.title} ({rule.owner})" if rule else ""
        paper.write(
            f"{severity} {name}, {counted(len(sources), 'time')} on {counted(len(set(sources)), 'page')}{title}",
            indent=4,
            hang=6,
        )
    if len(worst) > _WORST:
        paper.write(f"and {counted(len(worst) - _WORST, 'more rule')}", indent=4)


def _tested(paper: Paper, report: Report) -> None:
    judged = [page for page in report.pages if page.verdict != "error"]
    if not judged:
        return
    meant = {standard for rule in report.rules.values() for standard in standards_of(rule)}
    verdicts = verdicts_in_words({name: verdict for name, verdict in report.verdicts.items() if name in meant})
    told = f"{counted(len(report.rules), 'rule')} on {counted(len(judged), 'page')}, as of {report.run.as_of}."
    if len(judged) == 1:
        outcomes = Counter(judged[0].outcomes.values())
        told += (
            f" {outcomes[Outcome.PASSED]} found all well, {outcomes[Outcome.INAPPLICABLE]} had nothing to judge here."
        )
    if verdicts:
        told += f" By standard: {verdicts}."
    paper.write(Span("Tested: ", "bold"), told, hang=2)
    unknown = sum(page.url is None for page in judged)
    if unknown:
        of = "The page's address" if len(judged) == 1 else f"The address of {counted(unknown, 'page')}"
        paper.write(
            Span("Address: ", "bold"),
            f"{of} is not known, so a federal site was assumed, and rules about the domain and HTTPS"
            " could not decide. --url ADDRESS tells it.",
            hang=2,
        )
    paper.write(
        Span("Not tested by any tool: ", "bold"),
        "“nothing found” is not yet conformance. A person must still try the page by keyboard and screen reader, at 200 %"
        " zoom, look at contrast and at moving parts, and judge whether texts, links, headings and captions"
        ' say the right thing. The "coverage" of --format json lists each test left, and how to do it.',
        hang=2,
    )
    paper.write(Span("check rules show RULE explains a rule: why, who says so, examples.", "dim"), hang=2)

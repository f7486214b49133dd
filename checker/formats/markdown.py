"""Markdown for a pull-request comment, a merge-request note or a job summary.

GitHub Flavored Markdown (https://github.github.com/gfm/) with ``<details>`` for what is long. A comment may hold
65,536 characters (https://github.com/orgs/community/discussions/27190); what does not fit is counted at the end.
Nothing of a page becomes markup, a link, a mention or a reference: see ``checker/reports/markup.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.finding import SEVERITIES, Finding, Outcome
from checker.registry import report_format
from checker.report import PageReport, Report
from checker.reports.grouping import Key, key_of
from checker.reports.listing import Listed, listed, to_tell, where
from checker.reports.markup import code, fenced, in_html, in_markdown, link
from checker.reports.wording import STANDARD_NAMES, VERDICTS, counted, first_authority
from checker.rule import Rule

#: In bytes of UTF-8, of which a text never has fewer than characters; the rest is for a heading of the poster's own.
MOST = 64_000
#: Kept for the lines that close the comment.
_CLOSING = 700
_PAGES = 30
_PLACES = 10
_IN_WORDS = {"pass": "nothing that fails", "fail": "fails", "review": "a person must decide", "error": "not judged"}
_ABOUT = (
    "*“Nothing found” is not yet conformance: a person must still try the page by keyboard and screen reader, and judge"
    " whether texts, links and pictures say the right thing.*\n"
)

Fault = list[Listed]


@report_format("markdown", suffix=".md")
def render(report: Report) -> str:
    """The verdict, the pages, what to mend first, and what a person must decide."""
    head = "".join(_head(report))
    room = MOST - _CLOSING - _size(head)
    kept, left = [head], 0
    for block in _blocks(report):
        size = _size(block)
        if size <= room:
            room -= size
            kept.append(block)
        else:
            left += 1
    if left:
        kept.append(f"**{counted(left, 'more entry', 'more entries')} left out**: a comment holds no more. ")
        kept.append("The JSON and HTML reports have everything.\n\n")
    return "".join([*kept, _ABOUT])


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _head(report: Report) -> Iterator[str]:
    told = to_tell(listed(report))
    failed = [one.finding for one in told if one.finding.outcome is Outcome.FAILED]
    numbers = [(severity, sum(one.severity == severity for one in failed)) for severity in SEVERITIES]
    sums = [counted(number, severity) for severity, number in numbers if number]
    doubted = len(told) - len(failed)
    if doubted:
        sums.append(f"{doubted} for a person to decide")
    if report.incomplete:
        sums.append("not everything could be checked")
    verdict = VERDICTS.get(report.verdict, report.verdict)
    yield f"### {verdict}: {', '.join(sums) or 'nothing found'}\n\n"
    pages = counted(len(report.pages), "page")
    yield f"{pages} checked with {counted(len(report.rules), 'rule')}, as of {report.run.as_of}.\n\n"
    if report.interrupted:
        yield "**Interrupted:** only the pages that were finished are told.\n\n"
    standards = [(STANDARD_NAMES.get(name, name), verdict) for name, verdict in report.verdicts.items()]
    if standards:
        yield "| Standard | Outcome |\n| --- | --- |\n"
        yield from (f"| {in_markdown(name)} | {_IN_WORDS.get(verdict, verdict)} |\n" for name, verdict in standards)
        yield "\n"
    yield from _pages(report)


def _pages(report: Report) -> Iterator[str]:
    """The pages with something to do, the worst first."""
    sums: dict[int, dict[str, int]] = {}
    for one in to_tell(listed(report)):
        kind = "doubt" if one.finding.outcome is Outcome.CANT_TELL else one.finding.severity
        of_page = sums.setdefault(id(one.page), {})
        of_page[kind] = of_page.get(kind, 0) + 1
    order = list(VERDICTS)
    shown = [page for page in report.pages if page.verdict != "pass" or id(page) in sums]
    shown.sort(key=lambda page: ({"error": -1}.get(page.verdict, order.index(page.verdict)), _weight(sums, page)))
    if not shown:
        return
    yield "| Page | Verdict | Errors | Warnings | Notes | To decide |\n| --- | --- | ---: | ---: | ---: | ---: |\n"
    for page in shown[:_PAGES]:
        of_page = sums.get(id(page), {})
        numbers = " | ".join(str(of_page.get(kind, 0)) for kind in (*SEVERITIES, "doubt"))
        name = code(page.mapped_source or page.source, table=True)
        yield f"| {name} | {VERDICTS.get(page.verdict, page.verdict)} | {numbers} |\n"
    more = len(shown) - _PAGES
    yield f"\nand {counted(more, 'more page')} with something to do.\n\n" if more > 0 else "\n"


def _weight(sums: dict[int, dict[str, int]], page: PageReport) -> tuple[int, ...]:
    return tuple(-sums.get(id(page), {}).get(kind, 0) for kind in SEVERITIES)


def _blocks(report: Report) -> Iterator[str]:
    """What follows the head, the most urgent first; each block stands for itself."""
    for page in report.pages:
        for problem in page.problems:
            if problem.level == "error":
                yield f"**Not checked:** {code(page.source)}: {in_markdown(problem.message)}\n\n"
    faults: dict[Key, Fault] = {}
    for one in to_tell(listed(report)):
        faults.setdefault(key_of(one.finding), []).append(one)
    ordered = sorted(faults.values(), key=_urgency)
    for heading, doubted, content in (
        ("An editor can mend", False, True),
        ("For the web team", False, False),
        ("A person must decide", True, None),
    ):
        chosen = [fault for fault in ordered if _is_of(fault[0].finding, report.rules, doubted, content)]
        for number, fault in enumerate(chosen):
            block = _fault(fault, report.rules.get(fault[0].finding.rule))
            yield block if number else f"#### {heading} ({sum(map(len, chosen))})\n\n{block}"


def _urgency(fault: Fault) -> tuple[int, int]:
    return SEVERITIES.index(fault[0].finding.severity), -len(fault)


def _is_of(finding: Finding, rules: Mapping[str, Rule], doubted: bool, content: bool | None) -> bool:
    if (finding.outcome is Outcome.CANT_TELL) != doubted:
        return False
    rule = rules.get(finding.rule)
    return content is None or content == (rule is None or rule.owner == "content")


def _fault(fault: Fault, rule: Rule | None) -> str:
    """One fault, folded: the sentence, then its remedy, authority, an excerpt and its places."""
    first = fault[0].finding
    pages = len({id(one.page) for one in fault})
    number = f" ({len(fault)} places on {counted(pages, 'page')})" if len(fault) > 1 else ""
    about = first.severity
    if first.outcome is Outcome.CANT_TELL:
        about = rule.title if rule else first.rule
    body = [f"<details><summary><b>{in_html(about)}</b>: {in_html(first.message)}{number}</summary>\n\n"]
    if first.remedy:
        body.append(f"**To mend it:** {in_markdown(first.remedy, 600)}\n\n")
    if first.outcome is Outcome.CANT_TELL:
        says = " ".join(dict.fromkeys(one.says for one in first.unmet if one.expectation != "where"))
        body.append(f"**Fine if:** {in_markdown(says, 600)}\n\n" if says else "")
    if rule:
        asked = first_authority(rule)
        body.append(f"Rule {code(rule.id)}: {in_markdown(rule.title)}. Asked by {link(asked.cite, asked.url)}.\n\n")
    else:
        body.append(f"Rule {code(first.rule)}.\n\n")
    if first.target.snippet:
        body.append(fenced(first.target.snippet))
    body += [f"- {_where(one)}{_own_words(one, first)}\n" for one in fault[:_PLACES]]
    if len(fault) > _PLACES:
        body.append(f"- and {counted(len(fault) - _PLACES, 'more place')}\n")
    return "".join([*body, "\n</details>\n\n"])


def _where(one: Listed) -> str:
    if one.built:
        return f"{code(one.file)}, built as {code(one.built)}"
    return code(f"{one.page.source}{where(one.finding)}")


def _own_words(one: Listed, first: Finding) -> str:
    return "" if one.finding.message == first.message else f": {in_markdown(one.finding.message)}"

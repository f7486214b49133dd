"""The findings of a report one by one, as machines take them: each with its page, its file and its weight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checker.finding import Finding, Outcome
from checker.report import PageReport, Report
from checker.rule import Rule


class Listed(NamedTuple):
    """A finding with its page; a finding between pages stands with the page that it is reported on."""

    page: PageReport
    finding: Finding

    @property
    def mapped(self) -> bool:
        """Whether people edit another file than the page, so that its lines say nothing about that file."""
        return self.page.mapped_source is not None

    @property
    def file(self) -> str:
        """The file that people edit, as a repository names it."""
        return file_name(self.page.mapped_source or self.page.source)

    @property
    def line(self) -> int:
        """The line in the file; the first where the finding has no place in it."""
        return 1 if self.mapped else self.finding.target.line or 1

    @property
    def built(self) -> str | None:
        """The place in the built page, where the file is another one."""
        return f"{self.page.source}{where(self.finding)}" if self.mapped else None


def where(finding: Finding) -> str:
    """The place in the page, ``:12:5``, or a CSS selector in brackets where it has none in the source."""
    place = finding.target
    return f":{place.line}:{place.column}" if place.line is not None else f" ({place.selector})"


def listed(report: Report) -> Iterator[Listed]:
    """Every finding, page by page in their order; findings between pages after those of their page."""
    between: dict[str, list[Finding]] = {}
    for one in report.site:
        between.setdefault(one.page, []).append(one.finding)
    for page in report.pages:
        for finding in (*page.findings, *between.pop(page.source, ())):
            yield Listed(page, finding)


def to_tell(findings: Iterable[Listed]) -> list[Listed]:
    """The failed and doubted findings that count."""
    return [one for one in findings if one.finding.counts and one.finding.outcome is not Outcome.PASSED]


def without_means(page: PageReport) -> list[str]:
    """The rules that were not tried for want of a browser or of the server's answer: no problem of the page names them."""
    named = {word.strip(",;:") for one in page.problems if one.level == "error" for word in one.message.split()}
    untested = Outcome.UNTESTED
    return [rule for rule, outcome in page.outcomes.items() if outcome is untested and rule not in named]


def file_name(source: str) -> str:
    """The path as repositories name files: with slashes, without a leading ``./``; an address without its scheme.

    >>> file_name("./_site/a.html"), file_name("https://www.example.gov/news/?page=2"), file_name("-")
    ('_site/a.html', 'www.example.gov/news/?page=2', 'stdin')
    """
    if source == "-":
        return "stdin"
    if source[:8].lower().startswith(("http://", "https://")):
        return source.partition("://")[2]
    path = source.replace("\\", "/")
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return path or "."


def criteria_of(rule: Rule | None) -> list[str]:
    """The success criteria that the rule is about, each once, in words such as "WCAG 1.1.1"."""
    return list(dict.fromkeys(f"WCAG {one.id}" for one in rule.requirements)) if rule else []


def sentence_of(finding: Finding) -> str:
    """The message and what mends it, as sentences."""
    return f"{finding.message} {finding.remedy}".strip()

"""CSV for spreadsheets: a row for each finding, and for each page that could not be checked.

RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180): lines end with CRLF, fields with a comma, quotation mark or line
break are quoted. It begins with a byte-order mark, without which Excel reads UTF-8 as the machine's old code page.
A cell that a spreadsheet would run as a formula gets an apostrophe in front
(https://owasp.org/www-community/attacks/CSV_Injection): what stands in it comes from pages that anybody wrote.
"""

from __future__ import annotations

import csv
import functools
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.finding import Finding
from checker.registry import report_format
from checker.report import PageReport, Report
from checker.reports.listing import Listed, criteria_of, listed
from checker.reports.wording import first_authority
from checker.rule import Rule

COLUMNS = (
    "page", "address", "file to edit", "line", "column", "rule", "title", "outcome", "severity", "who mends it",
    "message", "how to mend it", "asked by", "criteria", "section 508", "trusted tester", "ict baseline",
    "selector", "snippet", "counts", "why not", "fingerprint",
)  # fmt: skip
#: What a spreadsheet takes for the begin of a formula, also in the wide forms of East Asian scripts.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
#: Excel cuts a cell there.
_LONGEST = 32_000


@report_format("csv", suffix=".csv")
def render(report: Report) -> str:
    """The findings as CSV with a header row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for page in report.pages:
        writer.writerows(_problems(page))
    of_rules = {name: _cells_of(rule) for name, rule in report.rules.items()}
    writer.writerows(_cells(one, of_rules.get(one.finding.rule, _NO_RULE)) for one in listed(report))
    return "\ufeff" + text.getvalue()


class _OfRule(NamedTuple):
    """What the row of each finding of a rule says of the rule, as safe cells."""

    title: str
    owner: str
    asked_by: str
    #: Criteria, Section 508, Trusted Tester, ICT Baseline.
    provisions: tuple[str, str, str, str]


_NO_RULE = _OfRule("", "", "", ("", "", "", ""))


def _cells_of(rule: Rule) -> _OfRule:
    named = (criteria_of(rule), rule.section508, rule.trusted_tester, rule.ict_baseline)
    criteria, section508, trusted_tester, ict_baseline = (safe_cell("; ".join(some)) for some in named)
    asked_by = safe_cell(first_authority(rule).cite)
    return _OfRule(safe_cell(rule.title), rule.owner, asked_by, (criteria, section508, trusted_tester, ict_baseline))


def _cells(one: Listed, rule: _OfRule) -> tuple[str | int | None, ...]:
    finding, place = one.finding, one.finding.target
    return (
        safe_cell(one.page.source),
        safe_cell(one.page.url or ""),
        safe_cell(one.file),
        place.line,
        place.column,
        safe_cell(finding.rule),
        rule.title,
        finding.outcome,
        finding.severity,
        rule.owner,
        safe_cell(finding.message),
        safe_cell(finding.remedy),
        rule.asked_by,
        *rule.provisions,
        safe_cell(place.selector or ""),
        safe_cell(place.snippet or ""),
        "yes" if finding.counts else "no",
        safe_cell(_why_not(finding)),
        safe_cell(finding.fingerprint),
    )


def _why_not(finding: Finding) -> str:
    """Why the finding does not count."""
    if finding.suppressed is not None:
        return f"suppressed ({finding.suppressed.by}): {finding.suppressed.reason}"
    if finding.superseded_by is not None:
        return f"part of {finding.superseded_by}"
    return "" if finding.gates else "the rule is on trial"


def _problems(page: PageReport) -> Iterator[list[str | int]]:
    for problem in page.problems:
        if problem.level == "error":
            told = {
                "page": page.source,
                "address": page.url,
                "file to edit": page.mapped_source or page.source,
                "line": problem.line,
                "outcome": "untested",
                "message": f"Not checked: {problem.message}",
            }
            cells = [told.get(column) for column in COLUMNS]
            yield [cell if isinstance(cell, int) else safe_cell(cell or "") for cell in cells]


@functools.lru_cache(maxsize=20_000)  # most cells of a column say the same
def safe_cell(text: str) -> str:
    """The text as a cell that no spreadsheet runs.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell(" -1"), safe_cell("a=b")
    ("'=HYPERLINK(1)", "' -1", 'a=b')
    """
    if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA):
        text = f"'{text}"
    return _CONTROL.sub(" ", text)[:_LONGEST]

"""CSV, read as a spreadsheet reads it."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from checker.finding import Outcome, Suppressed
from checker.formats.csv import COLUMNS, render, safe_cell
from tests.formats.hard_reports import EVERY, hostile_report


def rows_of(report: Any) -> list[dict[str, str]]:
    """The rows by the header's names."""
    text = render(report)
    rows = list(csv.DictReader(io.StringIO(text.encode("utf-8", "replace").decode("utf-8-sig"), newline="")))
    assert all(None not in row and None not in row.values() for row in rows)
    return rows


@pytest.mark.parametrize("build", EVERY)
def test_every_row_has_a_cell_for_each_column(make, build) -> None:
    report = build(make)
    assert all(tuple(row) == COLUMNS for row in rows_of(report))
    assert render(report) == render(report)


def test_no_cell_is_a_formula(make) -> None:
    for row in rows_of(hostile_report(make)):
        assert not [cell for cell in row.values() if cell.lstrip()[:1] in ("=", "+", "-", "@")]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(begin: str) -> None:
    assert safe_cell(f"{begin}1").startswith("'")


def test_it_begins_with_a_byte_order_mark_and_lines_end_with_crlf(make) -> None:
    text = render(make.report([]))
    assert text.startswith("\ufeffpage,")
    assert text.endswith(",fingerprint\r\n")


def test_a_finding_is_a_row(make) -> None:
    page = make.page("a.html", [make.finding("one")], mapped_source="content/a.md")
    row = rows_of(make.report([page]))[0]
    assert (row["page"], row["file to edit"], row["line"], row["rule"]) == ("a.html", "content/a.md", "12", "one")
    assert (row["asked by"], row["criteria"], row["counts"]) == ("36 CFR 1194, E205.4", "WCAG 1.1.1", "yes")


def test_what_does_not_count_says_why(make) -> None:
    findings = [
        make.finding("one", suppressed=Suppressed("inline", "old")),
        make.finding("two", superseded_by="one"),
        make.finding("three", gates=False),
        make.finding("four", outcome=Outcome.CANT_TELL),
    ]
    rows = rows_of(make.report([make.page("a.html", findings)]))
    assert [(row["counts"], row["why not"]) for row in rows] == [
        ("no", "suppressed (inline): old"), ("no", "part of one"), ("no", "the rule is on trial"), ("yes", ""),
    ]  # fmt: skip


def test_a_page_that_could_not_be_checked_is_a_row(make) -> None:
    page = make.page("a.pdf", verdict="error", facts={}, problems=[make.problem("error", "k", "a PDF")])
    row = rows_of(make.report([page]))[0]
    assert (row["page"], row["outcome"], row["message"]) == ("a.pdf", "untested", "Not checked: a PDF")

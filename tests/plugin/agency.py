"""A plug-in as an agency might write it: one finder, one check, one format."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.finding import Target, Verdict, no, yes
from checker.page import Page
from checker.registry import check, finder, report_format
from checker.report import Report


@finder(parts=("number",))
def form_reference(page: Page) -> Iterable[Target]:
    """Each element that refers to a form by number, as ``data-form`` marks it."""
    for element in page.select("[data-form]"):
        yield Target(element, {"number": element.attrs["data-form"]})


@check
def form_number_has_prefix(target: Target, *, prefix: str) -> Verdict:
    """The number of the form begins with the agency's prefix and goes on in digits."""
    number = target.part("number")
    if isinstance(number, str) and re.fullmatch(re.escape(prefix) + r"-\d+", number):
        return yes(f"the form number is {number}")
    return no(f"the form number “{number}” does not begin with {prefix}")


@report_format("agency-lines", suffix=".lines")
def render(report: Report) -> str:
    """One line a finding: page, rule, sentence."""
    return "".join(f"{page.source}|{f.rule}|{f.message}\n" for page in report.pages for f in page.findings)

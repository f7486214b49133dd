"""The HTML report: one file that needs nothing else, and in which nothing that a page says can act."""

from __future__ import annotations

import functools
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.formats.html_parts.causes import SHOWN, known_before, numbered, sections
from checker.formats.html_parts.coverage_table import coverage_tables
from checker.formats.html_parts.how_made import how_made, not_checked
from checker.formats.html_parts.opening import opening
from checker.formats.html_parts.pictures import matrix, pages_table, shared_folder, standards_table, trend
from checker.formats.html_parts.places import place_items
from checker.formats.html_parts.screenshots import screenshots
from checker.formats.html_parts.web_team import text_for_web_team
from checker.registry import report_format
from checker.report import Report
from checker.reports.terminal import printable

if TYPE_CHECKING:
    from jinja2 import Environment

_PARTS = Path(__file__).parent / "html_parts"


@report_format("html", suffix=".html")
def render(report: Report) -> str:
    """The report as an HTML page; the trend is shown where ``report.earlier`` holds earlier runs."""
    style, script = _file("style.css"), _file("script.js")
    found = numbered(sections(report))
    return (
        _templates()
        .get_template("report.html")
        .render(
            policy=_policy(style, script),
            style=_trusted(style),
            script=_trusted(script),
            report=report,
            shown=SHOWN,
            baseline=_new_since(report),
            opening=opening(report, found),
            sections=found,
            web_team_text=_on_lines(text_for_web_team(report, found)),
            standards=standards_table(report),
            trend=trend(report),
            folder=shared_folder(report),
            matrix=matrix(report),
            pages=pages_table(report),
            screenshots=screenshots(report, found),
            not_checked=not_checked(report),
            coverage=coverage_tables(report),
            made=how_made(report),
        )
    )


def _new_since(report: Report) -> str:
    """What findings are new since, in words; empty where nothing is known of before."""
    if known_before(report) is None:
        return ""
    return "since the run before" if report.earlier else "since the baseline"


def _file(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8").strip()


def _policy(style: str, script: str) -> str:
    """What the page may load and run: its own style and script by their hashes, and pictures that it carries.

    Content Security Policy Level 3, https://www.w3.org/TR/CSP3/; a policy in the page cannot say who may frame it.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _trusted(text: str) -> Any:
    """Text of our own files that is put into the page as it is."""
    from markupsafe import Markup

    return Markup(text)


def _on_lines(text: str) -> Any:
    """Text whose line breaks are to be kept, escaped here because :func:`_shown` would fold them."""
    from markupsafe import escape

    return escape(text)


@functools.cache
def _templates() -> Environment:
    # 40 ms: only for runs that ask for this format.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_PARTS / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters["web"] = _web_address
    environment.filters["number"] = _number
    environment.globals["place_items"] = place_items
    return environment


def _shown(value: Any) -> Any:
    """Text with what could turn or hide the text around it as escapes that can be read; markup of our own as it is."""
    return printable(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _number(value: int | str) -> str:
    """The number as it is written in the United States; a text as it is."""
    return f"{value:,}" if isinstance(value, int) else value


def _web_address(address: str | None) -> str:
    """The address where a link may lead there, else nothing: http and https alone."""
    return address if address and address.startswith(("http://", "https://")) else ""

"""What goes to the web team, as plain text that can be pasted into a ticket or a mail."""

from __future__ import annotations

from collections.abc import Sequence

from checker.formats.html_parts.causes import Cause, Section, counted
from checker.report import Report
from checker.reports.terminal import printable

#: Places that a ticket names; the report has them all.
_PLACES = 5
_INDENT = "   "


def text_for_web_team(report: Report, found: Sequence[Section]) -> str:
    """The faults of template, platform and server with remedy, authority and first places; empty without any.

    Each line is made fit to be shown on its own: the line breaks and indents are ours alone.
    """
    section = next((one for one in found if one.name == "web-team"), None)
    if section is None:
        return ""
    lines: list[tuple[str, str]] = [("", line) for line in _lead(report, section)]
    for number, cause in enumerate(section.causes, 1):
        lines += [("", ""), ("", f"{number}. {cause.severity}: {cause.heading}"), *_told(cause)]
    return "".join(f"{indent}{printable(line)}\n" for indent, line in lines)


def _lead(report: Report, section: Section) -> list[str]:
    pages = counted(len(report.pages), "page")
    return [
        f"To mend in the template, platform or server: {counted(section.fixes, 'fix', 'fixes')}"
        f" for {counted(section.findings, 'finding')} on {pages}.",
        f"Found by {report.tool[0]} {report.tool[1]} on {report.run.as_of}.",
    ]


def _told(cause: Cause) -> list[tuple[str, str]]:
    """The lines under a fault, with their indents: how often, where, the remedy, and who asks for it."""
    told = [(_INDENT, f"How often: {cause.tally}. Rule: {cause.name}.")]
    for place in cause.places[:_PLACES]:
        missing = " (missing here)" if place.place.missing else ""
        where = ":".join(filter(None, (place.source, place.where)))
        told.append((_INDENT, f"At: {where} {place.start}{place.rest}{missing}"))
        if place.message:
            told.append((2 * _INDENT, place.message))
    if len(cause.places) > _PLACES:
        told.append((_INDENT, f"and {counted(len(cause.places) - _PLACES, 'more place')}, listed in the report"))
    if cause.remedy:
        told.append((_INDENT, f"Mend: {cause.remedy}"))
    told += [(_INDENT, f"Asked for by: {cite} ({binding}) {url}") for cite, url, binding in cause.authorities[:1]]
    return told

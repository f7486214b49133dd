"""What goes to the web team, as plain text that can be pasted into a ticket or a mail."""

from __future__ import annotations

from collections.abc import Sequence

from checker.formats.html_parts.causes import Cause, Section, counted
from checker.report import Report
from checker.terminal import printable

#: Places that a ticket names; the report has them all.
_PLACES = 5


def text_for_web_team(report: Report, found: Sequence[Section]) -> str:
    """The faults of template, platform and server with remedy, authority and first places; empty without any.

    Each line is made fit to be shown before the lines are joined: line breaks here are ours alone.
    """
    section = next((one for one in found if one.name == "web-team"), None)
    if section is None:
        return ""
    pages = counted(len(report.pages), "page")
    lines = [
        f"To mend in the template, platform or server: {counted(section.fixes, 'fix', 'fixes')}"
        f" for {counted(section.findings, 'finding')} on {pages}.",
        f"Found by {report.tool[0]} {report.tool[1]} on {report.run.as_of}.",
    ]
    for number, cause in enumerate(section.causes, 1):
        lines += ["", *map(printable, _fault(number, cause)), *(f"   {one}" for one in map(printable, _told(cause)))]
    return "\n".join(lines) + "\n"


def _fault(number: int, cause: Cause) -> list[str]:
    return [f"{number}. {cause.severity}: {cause.heading}"]


def _told(cause: Cause) -> list[str]:
    """The lines under a fault: how often, where, the remedy, and who asks for it."""
    told = [f"How often: {cause.tally}. Rule: {cause.name}."]
    for place in cause.places[:_PLACES]:
        missing = " (missing here)" if place.place.missing else ""
        told.append(f"At: {':'.join(filter(None, (place.source, place.where)))} {place.start}{place.rest}{missing}")
        if place.message:
            told.append(f"    {place.message}")
    if len(cause.places) > _PLACES:
        told.append(f"and {counted(len(cause.places) - _PLACES, 'more place')}, listed in the report")
    if cause.remedy:
        told.append(f"Mend: {cause.remedy}")
    told += [f"Asked for by: {cite} ({binding}) {url}" for cite, url, binding in cause.authorities[:1]]
    return told

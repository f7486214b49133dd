"""The options of ``check --help``, in sections: forty in one column are not read."""

from __future__ import annotations

from collections.abc import Iterable

import click

#: Each section with its options, as they are called after the two dashes; what stands nowhere is under the last.
SECTIONS = {
    "Which page it is": ("url", "profile", "page-type", "mode"),
    "Which rules": ("select", "ignore", "rules", "plugin", "as-of"),
    "What the report is": ("format", "output", "report", "show", "quiet", "verbose", "color", "evidence"),
    "What fails the build": (
        "fail-on",
        "fail-on-review",
        "max-warnings",
        "baseline",
        "write-baseline",
        "prune-baseline",
    ),
    "Many pages": ("jobs", "shard", "cache-dir", "no-cache", "max-bytes", "max-elements"),
    "Rendered in a browser": (
        "browser",
        "viewport",
        "wait",
        "timeout",
        "storage-state",
        "header",
        "color-scheme",
        "reduced-motion",
        "no-script",
        "allow-network",
        "with",
        "axe-source",
        "screenshots",
    ),
    "Else": ("config", "parser", "version", "help"),
}


def write(parameters: Iterable[click.Parameter], context: click.Context, formatter: click.HelpFormatter) -> None:
    """Write the options that are shown, section by section."""
    lines: dict[str, list[tuple[str, str]]] = {title: [] for title in SECTIONS}
    for parameter in parameters:
        record = parameter.get_help_record(context)
        if record is not None and isinstance(parameter, click.Option):
            lines[section(parameter)].append(record)
    for title, records in lines.items():
        if records:
            with formatter.section(title):
                formatter.write_dl(records)


def section(option: click.Option) -> str:
    """The title of the section of an option."""
    names = {name.lstrip("-") for name in option.opts}
    return next((title for title, ours in SECTIONS.items() if not names.isdisjoint(ours)), "Else")

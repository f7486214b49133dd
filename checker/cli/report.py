"""``check report``: what is done with the JSON reports of earlier runs."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import click

from checker import registry
from checker.cli.compare import diff, merge
from checker.cli.output import coloured, put, width, written_as
from checker.cli.verify import verify
from checker.errors import UsageError
from checker.reports.reader import faults, read_report, read_values
from checker.reports.terminal import printable

#: Faults of one report that are told before "and more".
_TOLD = 50

_file = click.argument("file", type=click.Path(path_type=Path), metavar="REPORT")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def report() -> None:
    """Show, compare, merge and validate JSON reports, and verify evidence."""


report.add_command(verify)
report.add_command(diff)
report.add_command(merge)


@report.command()
@_file
def validate(file: Path) -> None:
    """Say whether REPORT meets the schema and agrees with itself. Exits with 1 where it does not."""
    found = list(islice(faults(read_values(file)), _TOLD + 1))
    told = [printable(fault) for fault in found[:_TOLD]] or ["a valid report"]
    if len(found) > _TOLD:
        told.append("and more")
    put(f"{file}: {line}\n" for line in told)
    sys.exit(int(bool(found)))


@report.command()
@_file
@click.option("--format", "format_name", default="text", show_default=True, help="How the report is written.")
@click.option(
    "--earlier",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="REPORT",
    help="A JSON report of an earlier run: formats such as html then show the trend and what is new. Repeatable.",
)
@click.option("--plugin", "plugins", multiple=True, type=click.Path(path_type=Path), help="Python formats of your own.")
@click.option("-q", "--quiet", is_flag=True, help="Only what fails.")
@click.option("-v", "--verbose", is_flag=True, help="Notes and every place in full.")
@click.option("--color/--no-color", "colour", default=None, help="Colour, or none.")
def show(
    file: Path,
    format_name: str,
    earlier: tuple[Path, ...],
    plugins: tuple[Path, ...],
    quiet: bool,
    verbose: bool,
    colour: bool | None,
) -> None:
    """Write the JSON report REPORT in another format."""
    for plugin in plugins:
        registry.load_plugin(plugin)
    registry.load_entry_points()
    try:
        entry = registry.registered("format", format_name)
    except KeyError:
        raise UsageError(f'no format "{format_name}"; expected one of: {", ".join(registry.names("format"))}') from None
    read = read_report(file)
    read.earlier = tuple(sorted(map(read_report, earlier), key=lambda one: one.run.started))
    put(written_as(entry, read, quiet=quiet, verbose=verbose, colour=coloured(colour), width=width()))

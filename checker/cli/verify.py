"""``check report verify``: whether evidence is whole, and judged again says the same."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from checker.errors import CheckerError
from checker.reports.terminal import printable

#: Differences that are told before "and more".
_TOLD = 50


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--plugin", "plugins", multiple=True, type=click.Path(path_type=Path), help="Python checks of your own.")
def verify(folder: Path, plugins: tuple[Path, ...]) -> None:
    """Say whether the evidence in DIR is unchanged and its pages, judged again, give the same findings.

    Needs no browser and no network. Exits with 1 where something differs, with 2 where DIR holds no evidence.
    """
    from checker.evidence import verification

    try:
        found = verification.verify(folder, plugins)
    except CheckerError as error:
        click.echo(f"check: {error}", err=True)
        sys.exit(2)
    for difference in found.differences[:_TOLD]:
        click.echo(printable(difference))
    if len(found.differences) > _TOLD:
        click.echo(f"and {len(found.differences) - _TOLD} more")
    if found.differences:
        sys.exit(1)
    click.echo(f"{folder}: {found.files} files as their sums say, {found.pages} pages judged to the same findings")
    click.echo(f"sha256 of the manifest: {found.digest}")

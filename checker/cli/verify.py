"""``check report verify``: whether evidence is whole, and judged again says the same."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from checker.cli.output import put
from checker.reports.terminal import printable
from checker.reports.wording import counted

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

    found = verification.verify(folder, plugins)
    told = [printable(difference) for difference in found.differences[:_TOLD]] or [
        f"{folder}: {counted(found.files, 'file')} as the sums say, {counted(found.pages, 'page')} judged to the same findings",
        f"sha256 of the manifest: {found.digest}",
    ]
    if len(found.differences) > _TOLD:
        told.append(f"and {len(found.differences) - _TOLD} more")
    put(f"{line}\n" for line in told)
    sys.exit(int(bool(found.differences)))

"""``check report diff`` and ``merge``: two reports compared, and the reports of shards made one."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from checker import registry
from checker.cli import INCOMPLETE
from checker.cli.output import coloured, put, refuse_unwritable, width, write_whole
from checker.reports.reader import read_report


@click.command()
@click.argument("old", type=click.Path(path_type=Path), metavar="OLD")
@click.argument("new", type=click.Path(path_type=Path), metavar="NEW")
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--color/--no-color", "colour", default=None, help="Colour, or none.")
def diff(old: Path, new: Path, format_name: str, colour: bool | None) -> None:
    """Say what is new, mended and unchanged from OLD to NEW.

    Exits with 1 where a new finding is at or above the threshold of NEW.
    """
    from checker.reports.diff import as_text, as_values, difference

    told = difference(read_report(old), read_report(new))
    if format_name == "json":
        put(json.dumps(as_values(told), ensure_ascii=False, indent=1) + "\n")
    else:
        put(as_text(told, colour=coloured(colour), width=width()))
    sys.exit(int(told.fails))


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="REPORT...")
@click.option("--output", default="-", metavar="PATH", help="Where the report goes; - is standard output.")
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help="The baseline that the shards had.")
@click.option("--rules", "rule_paths", multiple=True, type=click.Path(path_type=Path), help="Rules of your own.")
@click.option("--plugin", "plugins", multiple=True, type=click.Path(path_type=Path), help="Python checks of your own.")
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="The configuration file.")
def merge(
    files: tuple[Path, ...],
    output: str,
    baseline: Path | None,
    rule_paths: tuple[Path, ...],
    plugins: tuple[Path, ...],
    config_file: Path | None,
) -> None:
    """Make the JSON report of one run of the reports of its shards. Exits as that run would have."""
    from checker.config import find_config
    from checker.gate.baseline_file import read_baseline
    from checker.reports.merge import merged
    from checker.rulebook import ruleset
    from checker.run.asking import configuration

    if output != "-":
        refuse_unwritable(Path(output))
    config = configuration(config_file or find_config(Path.cwd()))
    for plugin in (*config.files("plugins"), *plugins):
        registry.load_plugin(plugin)
    registry.load_entry_points()
    rules = ruleset.load((*config.files("rules"), *rule_paths))
    known = baseline or config.baseline
    made = merged(
        [(file, read_report(file)) for file in files],
        rules.rules,
        rules.digest,
        known=read_baseline(known) if known else None,
    )
    pieces = registry.registered("format", "json").pieces(made)
    if output == "-":
        put(pieces)
    else:
        write_whole(Path(output), pieces)
    sys.exit(INCOMPLETE if made.incomplete else int(made.threshold_reached))

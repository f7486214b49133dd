"""``check schema``: the JSON Schemas of what check reads and writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from checker import registry
from checker.cli.output import put


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("which", type=click.Choice(["rule", "report", "config"]))
@click.option("--plugin", "plugins", multiple=True, type=click.Path(path_type=Path), help="Python checks of your own.")
def schema(which: str, plugins: tuple[Path, ...]) -> None:
    """Print the JSON Schema of a rule file, of the JSON report, or of the configuration."""
    for plugin in plugins:
        registry.load_plugin(plugin)
    put(json.dumps(_schema(which), indent=1, ensure_ascii=False) + "\n")


def _schema(which: str) -> dict[str, Any]:
    if which == "rule":
        from checker.rulebook.schema import rule_schema

        registry.load_entry_points()
        return rule_schema()
    if which == "report":
        from checker.reports.schema import report_schema

        return report_schema()
    from checker.config_schema import SCHEMA

    return SCHEMA

"""``check schema``: the JSON Schemas of what check reads and writes."""

from __future__ import annotations

import json

import click


@click.command()
@click.argument("which", type=click.Choice(["rule", "report", "config"]))
def schema(which: str) -> None:
    """Print a JSON Schema."""
    from checker.schema import rule_schema

    print(json.dumps(rule_schema(), indent=1))

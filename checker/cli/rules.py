"""``check rules``: the rules, and whether their own examples hold."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from checker import ruleset
from checker.errors import CheckerError
from checker.selftest import faults


@click.group()
def rules() -> None:
    """List, show, test and begin rules."""


@rules.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--parser", default="turbohtml")
def test(paths: tuple[Path, ...], parser: str) -> None:
    """Try rules on their own examples and with each part taken out."""
    try:
        loaded = ruleset.load(paths, builtin=not paths)
    except CheckerError as error:
        print(f"check: {error}", file=sys.stderr)
        sys.exit(2)
    found = [fault for rule in loaded.rules.values() for fault in faults(rule, ruleset.examples(rule), parser=parser)]
    for fault in found:
        print(f"{fault.path}:{fault.line}: {fault.rule}: {fault.message}")
    print(f"{len(loaded.rules)} rules, {len(found)} faults")
    sys.exit(1 if found else 0)

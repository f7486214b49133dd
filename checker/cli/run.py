"""``check TARGET...``: the main job."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from checker import registry, ruleset
from checker.errors import CheckerError
from checker.run import Options, check


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
@click.option("--url")
@click.option("--mode", type=click.Choice(["static", "rendered", "auto"]), default="auto")
@click.option("--profile", default="auto")
@click.option("--page-type", default="auto")
@click.option("--select", multiple=True)
@click.option("--ignore", multiple=True)
@click.option("--rules", "rule_paths", multiple=True, type=click.Path(path_type=Path))
@click.option("--format", "format_name", default="json")
@click.option("--output", type=click.Path(path_type=Path))
@click.option("--fail-on", default="error")
@click.option("--parser", default="turbohtml")
@click.option("--as-of", default=None)
def run(targets, url, mode, profile, page_type, select, ignore, rule_paths, format_name, output, fail_on, parser, as_of):  # type: ignore[no-untyped-def]
    """Check pages."""
    try:
        rules = ruleset.load(rule_paths)
        chosen = ruleset.chosen(rules.rules.values(), select, ignore)
        options = Options(
            mode=mode, url=url, profile=profile, page_type=page_type, parser=parser, fail_on={"": fail_on},
            **({"as_of": date.fromisoformat(as_of)} if as_of else {}),
        )
        report = check(targets, chosen, rules.digest, options)
        text = registry.registered("format", format_name).function(report)
    except CheckerError as error:
        print(f"check: {error}", file=sys.stderr)
        sys.exit(2)
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    sys.exit(3 if any(p.level == "error" for page in report.pages for p in page.problems) else int(report.threshold_reached))

"""The command line: arguments to calls to an exit code. Only this package prints."""

from __future__ import annotations

import gc
import os
import sys

from checker.errors import CheckerError, OutputError

#: The first word that names something else than a target; a file of that name is given as ./name.
COMMANDS = ("run", "rules", "report", "schema")
NOTHING_CHECKED, INCOMPLETE, INTERRUPTED = 2, 3, 130


def main(arguments: list[str] | None = None) -> None:
    """Run ``check`` with the arguments (those of the process where none are given) and exit.

    What is wrong with what was asked is told in one line.
    """
    if os.environ.get("_CHECK_COMPLETE"):
        from checker.cli.completion import complete

        sys.exit(complete(os.environ["_CHECK_COMPLETE"]))
    # What is imported and read at the start lives as long as the process: there is nothing to collect yet.
    gc.disable()
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        _run(arguments)
    except CheckerError as error:
        import click

        click.echo(f"check: {error}", err=True)
        sys.exit(INCOMPLETE if isinstance(error, OutputError) else NOTHING_CHECKED)


def _run(arguments: list[str]) -> None:
    command = arguments[0] if arguments and arguments[0] in COMMANDS else "run"
    rest = arguments[1:] if arguments and arguments[0] in COMMANDS else arguments
    if command == "rules":
        from checker.cli.rules import rules

        rules(rest, prog_name="check rules")
    elif command == "report":
        from checker.cli.report import report

        report(rest, prog_name="check report")
    elif command == "schema":
        from checker.cli.schema import schema

        schema(rest, prog_name="check schema")
    else:
        from checker.cli.run import run

        run(rest, prog_name="check")

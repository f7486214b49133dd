"""``check`` as click knows it: for its help, for what it refuses, and for what shells complete."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from checker import __version__
from checker.cli import completion
from checker.cli.options import SECTIONS, Option, options, shard, words
from checker.cli.run import judged
from checker.profiles import profiles

_TYPES: dict[str, Callable[[Option], Any]] = {
    "path": lambda option: click.Path(path_type=Path),
    "choice": lambda option: click.Choice(option.choices),
    "number": lambda option: click.IntRange(option.least),
    "seconds": lambda option: float,
}


class _Command(click.Command):
    """Options in sections, as forty in one column are not read; and --fail-on-review with or without a value."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        shown = {one.name: record for one in self.get_params(ctx) if (record := one.get_help_record(ctx)) is not None}
        for title, section in SECTIONS.items():
            records = [shown.pop(option.name) for option in section if option.name in shown]
            if title == list(SECTIONS)[-1]:
                records += shown.values()
            with formatter.section(title):
                formatter.write_dl(records)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [arg.replace("--fail-on-review=", "--fail-on-review-of=") for arg in args])


def _words(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    return words(value)


def _shard(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[int, int] | None:
    part = None if value is None else shard(value)
    if value is not None and part is None:
        raise click.BadParameter(f'"{value}"; expected I/N, such as 1/4', context, parameter)
    return part


def _option(option: Option) -> click.Option:
    """The option of the table as one of click's."""
    settings: dict[str, Any] = {"help": option.help.format(profiles=", ".join(profiles())), "hidden": option.hidden}
    if option.kind in _TYPES:
        settings["type"] = _TYPES[option.kind](option)
    if option.kind in ("flag", "switch"):
        settings |= {"is_flag": True, "default": option.unsaid}
    elif option.name == "format_name":
        settings |= {"default": option.default, "show_default": True}
    elif option.default is not None:
        settings["default"] = option.default
    if option.kind in ("words", "shard"):
        settings["callback"] = _words if option.kind == "words" else _shard
    if option.completes:
        settings["shell_complete"] = completion.one_of(getattr(completion, option.completes))
    flags = [option.flags] if "/" in option.flags else option.flags.split()
    return click.Option([*flags, option.name], multiple=option.many, metavar=option.metavar, **settings)


run = _Command(
    "run",
    callback=lambda targets, **given: judged(targets, given),
    params=[
        click.Argument(["targets"], nargs=-1, required=True, metavar="TARGET...", shell_complete=completion.targets),
        *map(_option, options()),
    ],
    help="Check pages: files, folders, addresses, @LIST (one target a line) or - (standard input).",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Other commands: check rules list|show|test|new, check report show|diff|merge|validate, check schema"
    " rule|report|config. Exit codes: 0 fine, 1 something at or above the threshold, 2 nothing checked,"
    " 3 incomplete, 130 interrupted.",
)
click.version_option(__version__, "-V", "--version", prog_name="check")(run)

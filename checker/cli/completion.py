"""Shell completion: what may follow the words that are typed so far.

Click makes the scripts for the shells (https://click.palletsprojects.com/en/stable/shell-completion/); they run the
command with the words in the environment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Complete = Callable[[click.Context, click.Parameter, str], "list[CompletionItem[str]]"]


def targets(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Files and folders, which the shell knows best."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def one_of(words: Callable[[], Iterable[str]]) -> Complete:
    """Completes one of the words, which are looked up when they are asked for."""

    def complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(word) for word in words() if word.startswith(incomplete)]

    return complete


def page_types() -> list[str]:
    """What --page-type takes."""
    from checker.page_types import known_page_types

    return ["auto", *known_page_types()]


def formats() -> list[str]:
    """What --format takes."""
    from checker import registry

    return registry.names("format")


def rule_ids() -> list[str]:
    """The rules of the package."""
    from checker.rulebook import ruleset

    return list(ruleset.load().rules)


def rules() -> list[str]:
    """What --select and --ignore take: ids and tags."""
    from checker.rulebook import ruleset

    known = ruleset.load().rules
    return [*known, *sorted({tag for rule in known.values() for tag in rule.all_tags})]


class _Everything(click.Group):
    """Every command, of which ``run`` needs no name."""

    def __init__(self, commands: dict[str, click.Command]) -> None:
        super().__init__("check", commands=commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.args = list(args)
        return ctx.args

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str, click.Command, list[str]]:
        name = args[0] if args[0] in self.commands else "run"
        return name, self.commands[name], args[1:] if args[0] in self.commands else args

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        run = self.commands["run"]
        if incomplete[:1] == "-":
            return run.shell_complete(click.Context(run, resilient_parsing=True), incomplete)
        # A shell forgets the words before it when it is told to offer files.
        return [*targets(ctx, run.params[0], incomplete), *super().shell_complete(ctx, incomplete)]


def complete(asked: str) -> int:
    """Answer a shell's script, or print it; gives the exit code."""
    from click.shell_completion import shell_complete

    from checker.cli.report import report
    from checker.cli.rules import rules
    from checker.cli.run import run
    from checker.cli.schema import schema

    group = _Everything({"run": run, "rules": rules, "report": report, "schema": schema})
    return shell_complete(group, {}, "check", "_CHECK_COMPLETE", asked)

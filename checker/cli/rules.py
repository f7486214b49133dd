"""``check rules``: which rules there are, what one asks and why, whether its examples hold, and how to begin one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from checker import registry
from checker.cli import completion
from checker.cli.output import coloured, put, width
from checker.config import find_config, read_config
from checker.errors import UsageError
from checker.reports.terminal import Paper, Span
from checker.reports.wording import counted
from checker.rule import OWNERS, STAGES, Rule
from checker.rulebook import ruleset
from checker.rulebook.ruleset import RuleSet
from checker.standards import STANDARDS, standards_of

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_rules_option = click.option(
    "--rules", "rule_paths", multiple=True, type=click.Path(path_type=Path), help="Rules of your own beside the others."
)
_plugin_option = click.option(
    "--plugin", "plugins", multiple=True, type=click.Path(path_type=Path), help="Python checks of your own."
)
_colour_option = click.option("--color/--no-color", "colour", default=None, help="Colour, or none.")


@click.group(context_settings=_SETTINGS)
def rules() -> None:
    """List, show, test and begin rules."""


def _loaded(rule_paths: Sequence[Path], plugins: Sequence[Path], *, builtin: bool = True) -> RuleSet:
    """The rules at the paths, and with ``builtin`` those of the package and of the configuration in force."""
    config = read_config(find_config(Path.cwd()))
    for plugin in (*config.files("plugins"), *plugins):
        registry.load_plugin(plugin)
    registry.load_entry_points()
    configured = config.files("rules") if builtin else ()
    return ruleset.load((*configured, *rule_paths), builtin=builtin)


@rules.command("list")
@click.option("--owner", type=click.Choice(OWNERS), help="Only rules that this owner mends.")
@click.option("--standard", type=click.Choice(STANDARDS), help="Only rules on which this standard's verdict rests.")
@click.option("--stage", type=click.Choice(STAGES), help="Only rules of this stage.")
@click.option("--tag", "tags", multiple=True, help="Only rules with this tag, such as wcag:1.1.1 or tt:7.A.")
@click.option("--select", multiple=True, metavar="RULE", help="Only these rules: id, prefix-*, tag.")
@_rules_option
@_plugin_option
@_colour_option
def list_(
    *,
    owner: str | None,
    standard: str | None,
    stage: str | None,
    tags: Sequence[str],
    select: Sequence[str],
    rule_paths: Sequence[Path],
    plugins: Sequence[Path],
    colour: bool | None,
) -> None:
    """List the rules in a table."""
    known = list(_loaded(rule_paths, plugins).rules.values())
    words = [word.strip() for one in select for word in one.split(",") if word.strip()]
    chosen = ruleset.chosen(known, words, ())
    for tag in tags:
        tagged = {rule.id for rule in ruleset.chosen(known, (tag,), ())}
        chosen = [rule for rule in chosen if rule.id in tagged]
    chosen = [
        rule
        for rule in chosen
        if owner in (None, rule.owner)
        and stage in (None, rule.stage)
        and (standard is None or standard in standards_of(rule))
    ]
    put(_table(chosen, width=width(), colour=coloured(colour)))


def _table(chosen: Sequence[Rule], *, width: int, colour: bool) -> str:
    """One row a rule: id, severity, who mends it, title."""
    paper = Paper(width=width, colour=colour)
    ids = max((len(rule.id) for rule in chosen), default=4)
    title_at = ids + 2 + 9 + 10
    if chosen:
        paper.raw(Span(f"{'rule':{ids}}  {'severity':8} {'owner':9} what a good page has", "dim"))
    styles = {"error": "red", "warning": "yellow", "note": "cyan"}
    for rule in chosen:
        title = Paper(width=max(20, width - title_at))
        preview = " (preview)" if rule.stage == "preview" else ""
        title.write(rule.title + preview)
        first, *others = title.text().splitlines()
        severity = Span(f"{rule.severity:8}", styles[rule.severity])
        paper.raw(Span(f"{rule.id:{ids}}  ", "bold"), severity, f" {rule.owner:9} {first}")
        for other in others:
            paper.raw(other, indent=title_at)
    paper.raw(Span(counted(len(chosen), "rule"), "dim"))
    return paper.text()


@rules.command()
@click.argument("name", metavar="RULE", shell_complete=completion.one_of(completion.rule_ids))
@_rules_option
@_plugin_option
@_colour_option
def show(*, name: str, rule_paths: Sequence[Path], plugins: Sequence[Path], colour: bool | None) -> None:
    """Tell in plain words what RULE asks, why, who says so, and how to mend a page."""
    from checker.rulebook.explanation import explained
    from checker.rulebook.meaning import did_you_mean

    known = _loaded(rule_paths, plugins).rules
    rule = known.get(name) or next((one for one in known.values() if name in one.formerly), None)
    if rule is None:
        raise UsageError(f'no rule "{name}"{did_you_mean(name, known)}; `check rules list` lists them')
    put(explained(rule, ruleset.examples(rule), width=width(), colour=coloured(colour)))


@rules.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH|RULE]...")
@click.option("--parser", type=click.Choice(["turbohtml", "html5lib"]), help="html5lib is the slower second opinion.")
@_plugin_option
def test(*, paths: Sequence[Path], parser: str | None, plugins: Sequence[Path]) -> None:
    """Try rules on their own examples, and with each part taken out.

    PATH is a rule file or a folder of them, RULE the id of a rule of the package; without either, all
    rules of the package and of the configuration are tried. Exits with 1 where an example has another outcome or a part is idle, with
    2 where a file is refused.
    """
    from checker.parse import default_parser
    from checker.rulebook.selftest import can_be_tried, faults

    chosen = _rules_of(paths, plugins)
    untried = [rule.id for rule in chosen if not can_be_tried(rule)]
    if untried:
        click.echo(f"not tried, for want of a browser: {', '.join(untried)}", err=True)
    number = 0
    for rule in chosen:
        for fault in faults(rule, ruleset.examples(rule), parser=parser or default_parser()):
            number += 1
            put(f"{fault.path}:{fault.line}: {fault.rule}: {fault.message}\n")
    if number:
        put(f"{counted(len(chosen), 'rule')}, {counted(number, 'fault')}\n")
        sys.exit(1)
    put(f"{counted(len(chosen), 'rule')}: every example as it should be, and every part noticed\n")


def _rules_of(paths: Sequence[Path], plugins: Sequence[Path]) -> list[Rule]:
    """The rules in the files and folders, and those of the package that are named by their id."""
    if not paths:
        return list(_loaded((), plugins).rules.values())
    names = [str(path) for path in paths if not path.exists() and path.suffix == "" and len(path.parts) == 1]
    files = [path for path in paths if str(path) not in names]
    chosen = list(_loaded(files, plugins, builtin=False).rules.values()) if files else []
    if names:
        known = _loaded((), plugins).rules
        for name in names:
            if name not in known:
                from checker.rulebook.meaning import did_you_mean

                raise UsageError(f'no file, folder or rule "{name}"{did_you_mean(name, known)}')
            chosen.append(known[name])
    return chosen


@rules.command()
@click.argument("name", metavar="ID")
@click.option(
    "--output", default=".", type=click.Path(path_type=Path), metavar="FOLDER", help="Where the file is written."
)
def new(*, name: str, output: Path) -> None:
    """Write a commented rule file ID.yaml to begin from; it passes `check rules test` as it is."""
    from checker.rulebook.template import template

    known = _loaded((), ()).rules
    taken = next((rule for rule in known.values() if name == rule.id or name in rule.formerly), None)
    if taken is not None:
        raise UsageError(f'the id "{name}" is taken by {taken.path}; an id is for ever, choose another')
    text = template(name)
    file = output / f"{name}.yaml"
    try:
        output.mkdir(parents=True, exist_ok=True)
        # "x" never overwrites, whoever makes the file in between.
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except FileExistsError as error:
        if error.filename != str(file):
            raise UsageError(f"{output}: is no folder; name one for the rule") from None
        raise UsageError(f"{file}: there is such a file already; it was left as it is") from None
    except OSError as error:
        raise UsageError(f"{file}: cannot be written: {error.strerror}") from error
    put(f"{file} written; change it, then try it with: check rules test {file}\n")

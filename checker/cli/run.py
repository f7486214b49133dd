"""``check TARGET...``: the main job."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from checker import __version__, registry
from checker.cli import INCOMPLETE, INTERRUPTED, completion
from checker.cli.evidence import keep_run, with_evidence
from checker.cli.known import kept, known_findings, tell_suppressions
from checker.cli.output import coloured, put, refuse_unwritable, width, write_whole, written_as
from checker.config import find_config
from checker.errors import OutputError, UsageError
from checker.options import Options
from checker.parse import default_parser
from checker.pattern import read_kept, write_kept
from checker.profiles import profiles
from checker.rendering.options import RenderOptions
from checker.report import Report
from checker.rulebook import ruleset
from checker.run.asking import asked, configuration
from checker.run.batch import calm_collector, check

_PATH = click.Path(path_type=Path)


def _words(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a repeatable option, each of which may hold several between commas; one without any is refused."""
    words = tuple(word.strip() for one in value for word in one.split(",") if word.strip())
    if value and not words:
        raise click.BadParameter("nothing is named", context, parameter)
    return words


def _shard(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """Which part of how many."""
    if value is None:
        return None
    number, _, of = value.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise click.BadParameter(f'"{value}"; expected I/N, such as 1/4', context, parameter)
    return int(number), int(of)


class _Command(click.Command):
    """Options in sections; and a flag that may have a value: --fail-on-review, and --fail-on-review=508."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from checker.cli.sections import write

        write(self.get_params(ctx), ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [arg.replace("--fail-on-review=", "--fail-on-review-of=") for arg in args])


@click.command(
    cls=_Command,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Other commands: check rules list|show|test|new, check report show|diff|merge|validate|verify, check schema"
    " rule|report|config. Exit codes: 0 fine, 1 something at or above the threshold, 2 nothing checked,"
    " 3 incomplete, 130 interrupted.",
)
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...", shell_complete=completion.targets)
@click.option(
    "--url", metavar="URL", help="The address at which the page is, or will be, published (of a folder: its root)."
)
@click.option(
    "--mode",
    type=click.Choice(["static", "rendered", "auto"]),
    help="As its bytes stand; as Chromium shows it; auto: addresses are rendered.",
)
@click.option(
    "--profile",
    metavar="NAME",
    shell_complete=completion.one_of(lambda: ["auto", *profiles()]),
    help=f"auto, or one of: {', '.join(profiles())}.",
)
@click.option(
    "--page-type",
    metavar="NAME",
    shell_complete=completion.one_of(completion.page_types),
    help="auto, or what kind of page it is, such as article or listing.",
)
@click.option(
    "--select",
    multiple=True,
    callback=_words,
    shell_complete=completion.one_of(completion.rules),
    metavar="RULE",
    help="Only these rules: id, prefix-*, tag.",
)
@click.option(
    "--ignore",
    multiple=True,
    callback=_words,
    shell_complete=completion.one_of(completion.rules),
    metavar="RULE",
    help="Not these rules: id, prefix-*, tag.",
)
@click.option("--rules", "rule_paths", multiple=True, type=_PATH, help="Rules of your own.")
@click.option("--plugin", "plugins", multiple=True, type=_PATH, help="Python checks of your own.")
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    shell_complete=completion.one_of(completion.formats),
    help="text, html, json, sarif, junit, github, gitlab, gitlab-accessibility, markdown, csv, earl; or a plug-in's.  [default: text]",
)
@click.option("-o", "--output", default="-", metavar="PATH", help="Where the report goes; - is standard output.")
@click.option("--report", "reports", multiple=True, metavar="NAME=PATH", help="One more report, in another format.")
@click.option("--show", type=click.Choice(["passed"]), help="Report also what passed.")
@click.option(
    "--fail-on", multiple=True, callback=_words, metavar="LEVEL", help="error, warning, note or never; 508=warning."
)
@click.option("--fail-on-review", is_flag=True, default=None, help="Doubts fail too; =508: those of a standard.")
@click.option("--fail-on-review-of", multiple=True, callback=_words, hidden=True)
@click.option("--max-warnings", type=click.IntRange(0), metavar="N", help="Fail with more warnings than that.")
@click.option("--baseline", type=_PATH, metavar="FILE", help="Known findings: they fail nothing.")
@click.option("--write-baseline", type=_PATH, metavar="FILE", help="Make every finding known.")
@click.option("--prune-baseline", is_flag=True, help="Drop from the baseline what is mended.")
@click.option("--shard", callback=_shard, metavar="I/N", help="Every N-th page alone; check report merge joins them.")
@click.option("--cache-dir", type=_PATH, help="Where reports on unchanged pages are kept.")
@click.option("--no-cache", is_flag=True, help="Judge every page, also unchanged ones.")
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="How many processes judge pages.")
@click.option("--timeout", type=float, metavar="SECONDS", help="How long a page may take to load.")
@click.option("--as-of", metavar="DATE", help='What "today" is, YYYY-MM-DD, for rules that know dates.')
@click.option("--browser", type=_PATH, help="The browser's program, for rendered mode.")
@click.option("--viewport", metavar="WIDTHxHEIGHT", help="The window of rendered mode.  [default: 1280x800]")
@click.option("--wait", metavar="WHEN", help="load, domcontentloaded, networkidle, or a CSS selector to wait for.")
@click.option("--storage-state", type=_PATH, help="Cookies and storage of a signed-in browser.")
@click.option("--header", "headers", multiple=True, metavar="NAME:VALUE", help="A request header of your own.")
@click.option("--color-scheme", type=click.Choice(["light", "dark"]), help="What the page is told the reader prefers.")
@click.option("--reduced-motion", is_flag=True, help="Tell the page that the reader prefers less motion.")
@click.option("--no-script", is_flag=True, help="Render with scripts off.")
@click.option("--allow-network", is_flag=True, help="Let a local page fetch what it asks for.")
@click.option("--with", "beside", type=click.Choice(["axe"]), help="Ask axe-core too; needs rendered mode.")
@click.option("--axe-source", type=_PATH, metavar="PATH", help="The axe.min.js to ask.")
@click.option("--evidence", type=_PATH, metavar="DIR", help="Keep all that was judged, with sums.")
@click.option("--screenshots", type=_PATH, metavar="DIR", help="Pictures; needs rendered mode.")
@click.option("--max-bytes", type=click.IntRange(1), metavar="N", help="The largest page that is read.")
@click.option("--max-elements", type=click.IntRange(1), metavar="N", help="The most elements that a page may have.")
@click.option("--parser", type=click.Choice(["turbohtml", "html5lib"]), help="html5lib is the slower second opinion.")
@click.option("--config", "config_file", type=_PATH, help="The configuration file.")
@click.option("-q", "--quiet", is_flag=True, help="Only what fails.")
@click.option("-v", "--verbose", is_flag=True, help="Notes and every place in full.")
@click.option(
    "--color/--no-color", "colour", default=None, help="Colour, or none; NO_COLOR and FORCE_COLOR are honoured."
)
@click.version_option(__version__, "-V", "--version", prog_name="check")
def run(targets: tuple[str, ...], **given: Any) -> None:
    """Check pages: files, folders, addresses, @LIST (one target a line) or - (standard input)."""
    code = _run(targets, given)
    gc.freeze()  # the process ends: nothing is worth a last search for garbage
    sys.exit(code)


def _run(targets: Sequence[str], given: Mapping[str, Any]) -> int:
    read_kept(ruleset.cache_folder())
    config = configuration(given["config_file"] or find_config(Path.cwd()))
    wanted = asked(config, given, parser=_parser(given["parser"]), render=_render_options(given))
    wanted = wanted._replace(options=with_evidence(wanted.options, targets, given))
    outputs = _outputs(given)
    known = known_findings(config, given)
    _tell_without_browser(targets, wanted.options)
    calm_collector()
    report = check(
        targets,
        wanted.rules,
        wanted.digest,
        wanted.options._replace(baseline=known.digest),
        jobs=wanted.jobs,
        plugins=wanted.plugins,
        progress=_progress(),
        known=known.known,
        shard=given["shard"],
        cache=None if given["no_cache"] else given["cache_dir"] or ruleset.cache_folder(),
    )
    written = [keep_run(report, wanted.options.evidence)] if wanted.options.evidence is not None else []
    written += [_write(report, output, given) for output in outputs]
    written.append(kept(known, report))
    tell_suppressions(report)
    write_kept()
    if report.interrupted:
        return INTERRUPTED
    if not all(written) or report.incomplete:
        return INCOMPLETE
    return int(report.threshold_reached)


def _tell_without_browser(targets: Sequence[str], options: Options) -> None:
    """Say once that pages are not rendered for want of a browser; refuse the run where that was asked for."""
    if options.mode == "rendered" or (options.mode == "auto" and any("://" in target[:8] for target in targets)):
        from checker.rendering.session import without_browser

        told = without_browser(options.mode, targets, options.render)
        if told:
            click.echo(f"check: {told}", err=True)


def _render_options(given: Mapping[str, Any]) -> RenderOptions:
    """How pages are rendered, as the command line says."""
    options = RenderOptions(
        browser=given["browser"],
        storage_state=given["storage_state"],
        color_scheme=given["color_scheme"] or "light",
        reduced_motion=given["reduced_motion"],
        scripts=not given["no_script"],
        allow_network=given["allow_network"],
        wait=given["wait"] or "load",
    )
    if given["browser"] and not given["browser"].is_file():
        raise UsageError(f"--browser is {given['browser']}, which is no file")
    if given["storage_state"] and not given["storage_state"].is_file():
        raise UsageError(f"--storage-state is {given['storage_state']}, which is no file")
    if given["viewport"]:
        width, _, height = given["viewport"].lower().partition("x")
        if not (width.isdigit() and height.isdigit() and 0 < int(width) <= 10_000 and 0 < int(height) <= 10_000):
            raise UsageError(f'--viewport is "{given["viewport"]}"; expected WIDTHxHEIGHT, such as 1280x800')
        options = options._replace(viewport=(int(width), int(height)))
    headers = {}
    for one in given["headers"]:
        name, colon, value = one.partition(":")
        if not colon or not name.strip():
            raise UsageError(f'--header is "{one}"; expected NAME:VALUE')
        headers[name.strip()] = value.strip()
    return options._replace(headers=headers)


def _parser(given: str | None) -> str:
    parser = given or default_parser()
    if parser == "html5lib" and given is None:
        click.echo("check: turbohtml is not installed; pages are parsed with html5lib, which is slower", err=True)
    return parser


class _Output(NamedTuple):
    format: registry.Registered
    path: str


def _outputs(given: Mapping[str, Any]) -> list[_Output]:
    """Where the reports go. A path that cannot be written is told before the run, not after it."""
    is_asked_for = given["format_name"] is not None or given["output"] != "-"
    pairs = [(given["format_name"] or "text", given["output"])] if is_asked_for or not given["reports"] else []
    for one in given["reports"]:
        name, separator, path = one.partition("=")
        if not separator or not path:
            raise UsageError(f'--report is "{one}"; expected NAME=PATH, such as json=report.json')
        pairs.append((name, path))
    outputs: list[_Output] = []
    for name, path in pairs:
        try:
            entry = registry.registered("format", name)
        except KeyError:
            raise UsageError(f'no format "{name}"; expected one of: {", ".join(registry.names("format"))}') from None
        if any(path == other.path for other in outputs):
            place = "standard output" if path == "-" else path
            raise UsageError(f"two reports are to go to {place}; give each a path of its own")
        if path != "-":
            refuse_unwritable(Path(path))
        outputs.append(_Output(entry, path))
    return outputs


def _write(report: Report, output: _Output, given: Mapping[str, Any]) -> bool:
    """Write one report; False, with the reason told, where that fails."""
    shown = output.path == "-"
    try:
        pieces = written_as(
            output.format,
            report,
            colour=shown and coloured(given["colour"]),
            width=width() if shown else 80,
            quiet=given["quiet"],
            verbose=given["verbose"],
        )
        if shown:
            put(pieces)
        else:
            write_whole(Path(output.path), pieces)
    except OutputError as error:
        click.echo(f"check: {error}", err=True)
        return False
    return True


def _progress() -> Callable[[int, int], None]:
    """Tells on standard error how far a long run is, in a terminal only."""
    if not sys.stderr.isatty():
        return lambda done, of: None

    def tell(done: int, of: int) -> None:
        if of >= 20:
            end = "\r" if done < of else "\r\x1b[K"
            click.echo(f"{done} of {of} pages{end}", err=True, nl=False)

    return tell

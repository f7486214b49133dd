"""``check TARGET...``: the main job."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from checker import registry
from checker.cli.evidence import keep_run, with_evidence
from checker.cli.known import kept, known_findings, tell_suppressions
from checker.cli.output import coloured, put, refuse_unwritable, tell, width, write_whole
from checker.cli.plain import plainly
from checker.config import find_config
from checker.errors import CheckerError, ReportError, UsageError
from checker.named_tuple import NamedTuple
from checker.options import Options
from checker.parse import default_parser
from checker.pattern import read_kept, write_kept
from checker.rendering.options import RenderOptions
from checker.report import Report
from checker.rulebook import ruleset
from checker.run.asking import asked, configuration
from checker.run.batch import calm_collector, check

NOTHING_CHECKED, INCOMPLETE, INTERRUPTED = 2, 3, 130


def run(arguments: Sequence[str]) -> NoReturn:
    """Check what the command line asks for, and exit."""
    plain = plainly(arguments)
    if plain is None:
        from checker.cli.command import run as command

        command(list(arguments), prog_name="check")
        raise AssertionError("click exits")
    judged(*plain)


def judged(targets: Sequence[str], given: Mapping[str, Any]) -> NoReturn:
    """Check the targets with what the options give, by their names, and exit."""
    try:
        code = _run(targets, given)
    except CheckerError as error:
        refuse(str(error))
    except KeyboardInterrupt:  # while rules were read or a report was written; pages that were done are lost
        sys.exit(INTERRUPTED)
    gc.freeze()  # the process ends: nothing is worth a last search for garbage
    sys.exit(code)


def refuse(message: str) -> NoReturn:
    """Say why nothing was checked, and exit."""
    tell(f"check: {message}")
    sys.exit(NOTHING_CHECKED)


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
    if wanted.options.evidence is not None:
        keep_run(report, wanted.options.evidence)
    written = [_write(report, output, given) for output in outputs]
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
            tell(f"check: {told}")


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
        tell("check: turbohtml is not installed; pages are parsed with html5lib, which is slower")
    return parser


class _Output(NamedTuple):
    format: registry.Registered
    path: str


def _outputs(given: Mapping[str, Any]) -> list[_Output]:
    """Where the reports go. A path that cannot be written is told before the run, not after it."""
    pairs = [(given["format_name"], given["output"])] if given["output"] != "-" or not given["reports"] else []
    for one in given["reports"]:
        name, separator, path = one.partition("=")
        if not separator or not path:
            raise UsageError(f'--report is "{one}"; expected NAME=PATH, such as json=report.json')
        pairs.append((name, path))
    outputs = []
    for name, path in pairs:
        try:
            entry = registry.registered("format", name)
        except KeyError:
            raise UsageError(f'no format "{name}"; expected one of: {", ".join(registry.names("format"))}') from None
        if path != "-":
            refuse_unwritable(Path(path))
        outputs.append(_Output(entry, path))
    return outputs


def _write(report: Report, output: _Output, given: Mapping[str, Any]) -> bool:
    """Write one report; False, with the reason told, where that fails."""
    shown = output.path == "-"
    pieces = output.format.pieces(
        report,
        colour=shown and coloured(given["colour"]),
        width=width() if shown else 80,
        quiet=given["quiet"],
        verbose=given["verbose"],
    )
    try:
        if shown:
            put(pieces)
        else:
            write_whole(Path(output.path), pieces)
    except (ReportError, OSError) as error:
        told = error if isinstance(error, ReportError) else f"the report could not be written: {error.strerror}"
        tell(f"check: {told}")
        return False
    return True


def _progress() -> Callable[[int, int], None]:
    """Tells on standard error how far a long run is, in a terminal only."""
    if not sys.stderr.isatty():
        return lambda done, of: None

    def show(done: int, of: int) -> None:
        if of >= 20:
            end = "\r" if done < of else "\r\x1b[K"
            tell(f"{done} of {of} pages", end=end)

    return show

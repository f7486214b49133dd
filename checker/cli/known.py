"""The options about known findings: which baseline a run has, and what is written of it afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from checker.cli.output import refuse_unwritable, write_whole
from checker.config import Config
from checker.errors import OutputError, UsageError
from checker.report import Compared, Report
from checker.reports.terminal import printable
from checker.run.conclusion import Adopt

if TYPE_CHECKING:
    from checker.gate.baseline import Baseline

#: Mended findings that are told before "and more".
_TOLD = 10


class KnownFindings(NamedTuple):
    """The baseline of the run, the digest of its file, and the files to write and to prune."""

    known: Baseline | Adopt | None = None
    digest: str | None = None
    write: Path | None = None
    prune: Path | None = None


def known_findings(config: Config, given: Mapping[str, Any]) -> KnownFindings:
    """What is asked about known findings; refuses what cannot be, before anything is judged."""
    file = given["baseline"] or config.baseline
    write = given["write_baseline"]
    if given["shard"] and (write or given["prune_baseline"]):
        raise UsageError("a shard sees a part of the pages; write or prune a baseline with a run of all")
    if write is not None:
        if given["prune_baseline"]:
            raise UsageError("--write-baseline makes every finding known anew; --prune-baseline has nothing left to do")
        refuse_unwritable(write)
        return KnownFindings(Adopt(write.absolute().parent), None, write=write)
    if file is None:
        if given["prune_baseline"]:
            raise UsageError("--prune-baseline needs the --baseline that it is to prune")
        return KnownFindings()
    from checker.gate.baseline_file import read_baseline

    known, digest = read_baseline(file)
    if given["prune_baseline"]:
        refuse_unwritable(file)
    return KnownFindings(known, digest, prune=file if given["prune_baseline"] else None)


def kept(asked: KnownFindings, report: Report) -> bool:
    """Write the baseline that was asked for and tell what is mended; False where it could not be written."""
    if report.interrupted or asked.known is None or report.baseline is None:
        return True
    if asked.write is not None and isinstance(asked.known, Adopt):
        from checker.gate.baseline import baseline_of

        baseline = baseline_of(asked.known.folder, report.pages, report.site, report.rules)
        return _written(asked.write, baseline)
    _tell(report.baseline, pruned_now=asked.prune is not None)
    if asked.prune is not None and not isinstance(asked.known, Adopt) and report.baseline.fixed:
        from checker.gate.baseline import pruned

        return _written(asked.prune, pruned(asked.known, report.pages, report.baseline))
    return True


def _written(file: Path, baseline: Baseline) -> bool:
    """Write the baseline whole or not at all."""
    from checker.gate.baseline_file import baseline_text

    try:
        write_whole(file, [baseline_text(baseline)])
    except OutputError as error:
        click.echo(f"check: {error}", err=True)
        return False
    number = len(baseline.faults)
    click.echo(f"check: {file}: {number} known {'finding' if number == 1 else 'findings and causes'}", err=True)
    return True


def _tell(compared: Compared, *, pruned_now: bool) -> None:
    """Say on standard error which known findings are mended."""
    if not compared.fixed:
        return
    number = sum(fault.copies for fault in compared.fixed)
    what = "dropped from the baseline" if pruned_now else "--prune-baseline drops them from the baseline"
    click.echo(f"check: {number} known {'finding is' if number == 1 else 'findings are'} mended; {what}:", err=True)
    for fault in compared.fixed[:_TOLD]:
        click.echo(printable(f"  {fault.glob or fault.path}: {fault.rule}: {fault.message}"), err=True)
    if len(compared.fixed) > _TOLD:
        click.echo(f"  and {len(compared.fixed) - _TOLD} more", err=True)


def tell_suppressions(report: Report) -> None:
    """Say on standard error which suppressions have no effect: a page of many is else told only where it has faults."""
    told = [notice.message for notice in report.notices]
    if len(report.pages) > 1:
        for page in report.pages:
            for problem in page.problems:
                if problem.kind.startswith("suppression-"):
                    place = f"{page.source}:{problem.line}" if problem.line is not None else page.source
                    told.append(f"{place}: {problem.message}")
    for message in told[:_TOLD]:
        click.echo(f"check: {printable(message)}", err=True)
    if len(told) > _TOLD:
        click.echo(f"check: and {len(told) - _TOLD} more suppressions; the report tells them all", err=True)

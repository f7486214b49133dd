"""What ``--evidence``, ``--screenshots`` and ``--with`` ask of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from checker.errors import OutputError, UsageError
from checker.options import Options
from checker.report import Report


def with_evidence(options: Options, targets: Sequence[str], given: Mapping[str, Any]) -> Options:
    """The options with what is kept and who is asked beside; UsageError where that cannot be."""
    evidence, screenshots = given["evidence"], given["screenshots"]
    if given["axe_source"] is not None and given["beside"] is None:
        raise UsageError("--axe-source is the file of axe-core; say --with axe to have it asked")
    for name in ("screenshots", "beside"):
        if given[name] is not None and not _renders_all(options.mode, targets):
            named = "--with axe" if name == "beside" else "--screenshots"
            raise UsageError(f"{named} needs pages in a browser; add --mode rendered")
    if given["beside"] is not None and given["no_script"]:
        raise UsageError("axe-core waits for timers of the page, which --no-script turns off; leave out one of the two")
    for folder in (evidence, screenshots):
        if folder is not None and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(f"{folder} is not empty; name a folder that is new or empty")
    if evidence is not None and evidence == screenshots:
        raise UsageError("--evidence and --screenshots name one folder; the evidence has screenshots of its own")
    for folder in filter(None, (evidence, screenshots)):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"{folder}: no such folder can be made ({error.strerror}); name another") from error
    render = options.render
    if given["beside"] is not None:
        from checker.rendering.axe import engine

        render = render._replace(axe=engine(given["axe_source"]))
    asked = given["screenshots"] is not None or given["beside"] is not None
    return options._replace(
        mode="rendered" if asked else options.mode,
        render=render._replace(picture=evidence is not None or screenshots is not None),
        evidence=evidence,
        screenshots=screenshots,
    )


def _renders_all(mode: str, targets: Sequence[str]) -> bool:
    """Whether every target is to be rendered: addresses are in auto mode."""
    addresses = all(one.lower().startswith(("http://", "https://")) for one in targets)
    return mode == "rendered" or (mode == "auto" and addresses)


def keep_run(report: Report, folder: Path) -> bool:
    """Complete the evidence of a run; False, with the reason told, where that fails."""
    from checker.evidence.keeping import conclude

    try:
        conclude(report, folder)
    except OutputError as error:
        click.echo(f"check: {error}", err=True)
        return False
    return True

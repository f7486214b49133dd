"""How standard output is written: in colour or not, how wide, and in UTF-8 whatever the console's encoding."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import OutputError, ReportError, crash

if TYPE_CHECKING:
    from checker.registry import Registered
    from checker.report import Report


def coloured(asked: bool | None) -> bool:
    """Whether standard output gets colour: as asked, else by NO_COLOR and FORCE_COLOR, else where it is a terminal."""
    if asked is not None:
        return asked
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def width() -> int:
    """The columns to fill: those of the terminal between 60 and 100, else 80."""
    if not sys.stdout.isatty():
        return 80
    import shutil

    return max(60, min(100, shutil.get_terminal_size().columns))


def put(text: str | Iterable[str]) -> None:
    """Write the text, or its pieces, to standard output; OutputError where that fails.

    A reader such as ``head`` that has seen enough ends it quietly.
    """
    try:
        for piece in (text,) if isinstance(text, str) else text:
            sys.stdout.buffer.write(piece.encode("utf-8", "replace"))
        sys.stdout.flush()
    except OSError as error:
        # The interpreter flushes once more on exit, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise OutputError(f"standard output could not be written: {error.strerror}") from error


def written_as(form: Registered, report: Report, **style: Any) -> Iterator[str]:
    """The pieces of the report in the format; OutputError where the format, which may be a plug-in's, fails."""
    try:
        yield from form.pieces(report, **style)
    except Exception as error:
        raise OutputError(f"the {form.name} report could not be made: {crash(error)}") from error


def refuse_unwritable(path: Path) -> None:
    """ReportError where a file cannot be written at the path; it is tried, since permissions alone do not tell.

    Folders on the way that are not there yet are made, as other tools of a build do.
    """
    reason = ""
    try:
        if path.is_dir():
            reason = "a folder has that name"
        elif not _is_device(path):
            part = _part_of(path)
            part.parent.mkdir(parents=True, exist_ok=True)
            part.open("ab").close()
            part.unlink()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
    if reason:
        raise ReportError(f"{path}: cannot be written there ({reason}); name another file")


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write the file whole or not at all; OutputError where that fails. A device or pipe takes it piece by piece."""
    is_device = _is_device(path)
    target = path if is_device else _part_of(path)
    try:
        with target.open("wb") as file:
            for piece in pieces:
                file.write(piece.encode("utf-8", "replace"))
        if not is_device:
            target.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: could not be written: {error.strerror}") from error
    finally:
        if not is_device:
            target.unlink(missing_ok=True)


def _is_device(path: Path) -> bool:
    """Whether the path is that of a device or pipe, such as /dev/null, for which no file may be put."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _part_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")

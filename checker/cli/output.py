"""How standard output is written: in colour or not, how wide, and in UTF-8 whatever the console's encoding."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from checker.errors import ReportError


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
    """Write the text, or its pieces, to standard output. A reader such as ``head`` that has seen enough ends it quietly."""
    try:
        for piece in (text,) if isinstance(text, str) else text:
            sys.stdout.buffer.write(piece.encode("utf-8", "replace"))
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more on exit, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def refuse_unwritable(path: Path) -> None:
    """ReportError where a file cannot be written at the path; it is tried, since permissions alone do not tell."""
    reason = ""
    try:
        if path.is_dir():
            reason = "a folder has that name"
        elif not _is_device(path):
            part = _part_of(path)
            part.open("ab").close()
            part.unlink()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
    if reason:
        raise ReportError(f"{path}: cannot be written there ({reason}); name a file in a folder that exists")


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write the file whole or not at all; ReportError where that fails. A device or pipe takes it piece by piece."""
    target = path if _is_device(path) else _part_of(path)
    try:
        with target.open("wb") as file:
            for piece in pieces:
                file.write(piece.encode("utf-8", "replace"))
        if target is not path:
            target.replace(path)
    except OSError as error:
        raise ReportError(f"{path}: could not be written: {error.strerror}") from error


def _is_device(path: Path) -> bool:
    """Whether the path is that of a device or pipe, such as /dev/null, for which no file may be put."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _part_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")

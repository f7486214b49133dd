"""Every error this package raises on purpose.

CheckerError                 what a caller may catch to catch all of them
├── UsageError               the command line or a call asks for what cannot be
├── ConfigError              a configuration file is refused
├── RuleFileError            a rule file is refused: file, line, column, what was expected
├── PluginError              a plug-in cannot be imported or registers a name twice
├── TargetError              a target cannot be read or is not a page
│   └── LimitError           a page is over one of the limits set for hostile input
└── ReportError              a report cannot be read or validated, or there is no writing it where it should go
    └── OutputError          what was found could not be written, or no report made of it
"""

from __future__ import annotations


class CheckerError(Exception):
    """The root of the package's own errors. Its text is a sentence for the user."""


def crash(error: Exception) -> str:
    """What is told of an error that nobody meant to raise: its kind, its text, and the last function outside Python's library."""
    import traceback
    from pathlib import Path

    frames, library = traceback.extract_tb(error.__traceback__), str(Path(traceback.__file__).parent)
    own = (one for one in reversed(frames) if not one.filename.startswith(library) or "site-packages" in one.filename)
    frame = next(own, frames[-1])
    return f"{type(error).__name__}: {error} ({frame.name}, line {frame.lineno})"


class UsageError(CheckerError):
    """The command line, or a call from Python, asks for something that cannot be."""


class ConfigError(CheckerError):
    """A configuration file is refused; the text names the file and the key."""


class RuleFileError(CheckerError):
    """A rule file is refused.

    The text reads ``file:line:column: what was found; what was expected``.
    """

    def __init__(self, message: str, *, file: str, line: int | None = None, column: int | None = None) -> None:
        place = file if line is None else f"{file}:{line}:{column}"
        super().__init__(f"{place}: {message}")
        self.file, self.line, self.column = file, line, column


class PluginError(CheckerError):
    """A plug-in cannot be imported, or registers a name that is taken."""


class TargetError(CheckerError):
    """A target cannot be judged; ``kind`` is the problem's kind in the report."""

    def __init__(self, message: str, *, kind: str) -> None:
        super().__init__(message)
        self.kind = kind


class LimitError(TargetError):
    """A page is over a limit (bytes, elements) that protects the run."""


class ReportError(CheckerError):
    """A report cannot be read, does not validate, or should go where nothing can be written."""


class OutputError(ReportError):
    """What was found could not be written: a format fails, the disk is full, the reader of a pipe is in trouble."""

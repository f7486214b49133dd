"""Regular expressions that are compiled when they are first used, and kept compiled between runs.

The finders and checks hold some 240 of them, and Python compiles them in Python: that was a third of a run on one page.
Their compiled code is therefore kept in the user's cache folder, as Python keeps that of modules. See
docs/decisions/0007-compiled-patterns.md.
"""

from __future__ import annotations

import marshal
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")

#: The arguments of ``_sre.compile`` by pattern and flags: what ``re.compile`` works out and then calls it with.
_Code = tuple[Any, ...]


class _Kept:
    """The compiled code of patterns, from a file of the same Python and to it."""

    def __init__(self) -> None:
        self.file: Path | None = None
        self._codes: dict[tuple[str | bytes, int], _Code] = {}
        self._grown = False

    def read(self, folder: Path) -> None:
        """Take what an earlier run kept; nothing, where there is no such file or it is spoilt."""
        self.file = folder / f"patterns-{sys.implementation.cache_tag}-{sys.hexversion:x}.marshal"
        try:
            codes = marshal.loads(self.file.read_bytes())
        except (OSError, EOFError, ValueError, TypeError):
            return
        if isinstance(codes, dict):
            self._codes = codes

    def write(self) -> None:
        """Keep what this run has compiled beside what was kept; a folder that cannot be written only costs time."""
        if not self._grown or self.file is None:
            return
        part = self.file.with_suffix(f".{id(self):x}.part")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(marshal.dumps(self._codes))
            part.replace(self.file)
        except OSError:
            return
        self._grown = False

    def compiled(self, text: str | bytes, flags: int) -> re.Pattern[Any]:
        """The compiled pattern, from its kept code where there is some."""
        code = self._codes.get((text, flags))
        try:
            import _sre  # type: ignore[import-not-found]  # CPython's own core of re

            if code is None:
                code = _code(text, flags)
                self._codes[text, flags] = code
                self._grown = True
            return cast("re.Pattern[Any]", _sre.compile(text, *code))
        except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
            return re.compile(text, flags)  # another Python than those this was written on


def _code(text: str | bytes, flags: int) -> _Code:
    """What ``re.compile`` hands to ``_sre.compile`` (CPython, Lib/re/_compiler.py, ``compile``)."""
    from re import _compiler, _parser  # type: ignore[attr-defined]  # not public: hence the way back

    parsed = _parser.parse(text, flags)
    names = dict(parsed.state.groupdict)
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    code = [int(one) for one in _compiler._code(parsed, flags)]
    return int(flags | parsed.state.flags), code, parsed.state.groups - 1, names, tuple(by_number)


_kept = _Kept()
read_kept: Callable[[Path], None] = _kept.read
write_kept: Callable[[], None] = _kept.write


class _Pattern:
    """Stands for a compiled pattern: its first use compiles it, and puts the compiled one's methods in place."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self.pattern = text
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = _kept.compiled(self.pattern, int(self.flags))
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


#: The patterns of the process by text and flags, so that one that is written where it is used is compiled once.
_made: dict[tuple[str | bytes, int], _Pattern] = {}


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The compiled form of the regular expression, in time for its first use. The same text and flags give the same object.

    >>> pattern(r"(?P<vowels>[ae]+)", re.IGNORECASE).search("CAeT")["vowels"]
    'Ae'
    """
    made = _made.get((text, flags))
    if made is None:
        made = _made[text, flags] = _Pattern(text, flags)
    return cast("re.Pattern[AnyStr]", made)

"""Regular expressions that are compiled when they are first used.

The finders and checks hold some 240 of them; compiling all takes a fifth of a run on one page, and no page needs
them all.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


class _Pattern:
    """Stands for a compiled pattern: its first use compiles it, and puts the compiled one's methods in place."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled: re.Pattern[Any] = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The compiled form of the regular expression, in time for its first use.

    >>> pattern(r"a+").findall("caaat")
    ['aaa']
    """
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))

"""Checks whether a US government web page does what the law and good practice ask.

From Python: ``checker.check(source)`` gives a ``Report``; see docs/python.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.api import Html as Html
    from checker.api import check as check
    from checker.api import render as render
    from checker.errors import CheckerError as CheckerError
    from checker.finding import Finding as Finding
    from checker.finding import Outcome as Outcome
    from checker.rendering.options import RenderOptions as RenderOptions
    from checker.report import PageReport as PageReport
    from checker.report import Report as Report

__version__ = "0.1.0"

#: The public names and the modules they stand in. They are imported when they are used: the command needs few of them.
_PLACES = {
    "Html": "checker.api",
    "check": "checker.api",
    "render": "checker.api",
    "CheckerError": "checker.errors",
    "Finding": "checker.finding",
    "Outcome": "checker.finding",
    "PageReport": "checker.report",
    "RenderOptions": "checker.rendering.options",
    "Report": "checker.report",
}
__all__ = [
    "CheckerError",
    "Finding",
    "Html",
    "Outcome",
    "PageReport",
    "RenderOptions",
    "Report",
    "__version__",
    "check",
    "render",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_PLACES[name]), name)

"""Which findings of a report the run was asked to fail for, so that every reader is told what the exit code means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from checker.finding import Finding
from checker.gate.thresholds import Gate, warnings_of
from checker.options import Options, options_stated
from checker.report import Report


class Failing:
    """Says which findings are at or above a threshold that the report states, or at an error's where it never fails.

    ``marks_errors`` has errors stand out where the run was to fail for nothing at all.
    """

    def __init__(self, report: Report, *, marks_errors: bool = False) -> None:
        self.options = options_stated(report.run.options, date.fromisoformat(report.run.as_of))
        if marks_errors and _never(self.options):
            self.options = self.options._replace(fail_on={"default": "error"})
        self._gate = Gate(report.rules.values(), self.options)
        self._pages = {page.source: page for page in report.pages}
        self._asked: dict[str, Callable[[Finding], bool]] = {}

    def __call__(self, source: str, finding: Finding) -> bool:
        """Whether the finding on the page of that source is one."""
        fails = self._asked.get(source)
        if fails is None:
            fails = self._asked[source] = self._gate.on(self._pages[source])
        return fails(finding)


def _never(options: Options) -> bool:
    return {*options.fail_on.values(), *(level for path in options.paths for level in path.fail_on.values())} == {
        "never"
    }


def too_many_warnings(report: Report) -> tuple[int, int] | None:
    """How many warnings count, and how many the run was to have at most, where there are more."""
    most = report.run.options.get("max_warnings")
    if most is None:
        return None
    found = warnings_of(report.pages, report.site)
    return (found, most) if found > most else None

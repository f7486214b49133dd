"""What each further state costs a rendered page, beside the page without any: wall, and CPU of all processes.

    python benchmarks/states.py [--shared ../shared] [--pages 12] [--rounds 3]

The pages are real ones, in the order of their names. States take turns in one browser, so that all of them meet the
same load. Linux alone: what processes cost is read from /proc.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from pathlib import Path

from checker import registry
from checker.loaders.chromium import Chromium
from checker.page import Page
from checker.parse import build
from checker.rendering.options import RenderOptions

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_of(process: int) -> float:
    """Seconds of CPU of the process and of all that it started, also what has ended and was waited for."""
    parents: dict[int, list[int]] = {}
    used: dict[int, float] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
            used[int(entry.name)] = sum(map(int, fields[11:15])) / _TICKS
    total, waiting = 0.0, [process]
    while waiting:
        one = waiting.pop()
        total += used.get(one, 0.0)
        waiting += parents.get(one, ())
    return total


def rendered(browser: Chromium, file: Path, states: frozenset[str]) -> tuple[float, float]:
    """Seconds of wall time and of CPU for one page."""
    page = Page(file.name, file.read_bytes(), location=str(file))
    build(page)
    cpu, begun = cpu_of(os.getpid()), time.perf_counter()
    browser.render(page, None, states)
    return time.perf_counter() - begun, cpu_of(os.getpid()) - cpu


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    files = sorted((given.shared / "real-pages").glob("*.html"))
    files = files[:: max(1, len(files) // given.pages)][: given.pages]
    contenders = {"as loaded alone": frozenset[str]()}
    contenders |= {name: frozenset({name}) for name in registry.names("probe")}
    contenders["all of them"] = frozenset(registry.names("probe"))
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in contenders}
    browser = Chromium(RenderOptions(timeout=60))
    try:
        rendered(browser, files[0], frozenset())
        for _ in range(given.rounds):
            for file in files:
                for name, states in contenders.items():
                    seen[name].append(rendered(browser, file, states))
    finally:
        browser.close()
    print(f"{len(files)} real pages, {given.rounds} rounds; median ms a page")
    print(f"{'state':<18}{'wall':>8}{'more':>8}{'CPU':>8}{'more':>8}")
    base = [statistics.median(one[at] for one in seen["as loaded alone"]) for at in (0, 1)]
    for name, taken in seen.items():
        wall, cpu = (statistics.median(one[at] for one in taken) for at in (0, 1))
        print(
            f"{name:<18}{wall * 1e3:>8.0f}{(wall - base[0]) * 1e3:>8.0f}{cpu * 1e3:>8.0f}{(cpu - base[1]) * 1e3:>8.0f}"
        )


if __name__ == "__main__":
    main()

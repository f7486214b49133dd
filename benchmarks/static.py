"""Static mode against the limit and against its peers, in one run: CPU seconds and peak memory of whole processes.

    python benchmarks/static.py [--shared ../shared] [--runs 5]   # --runs 0: only where the time goes

Measured are the pages of the shared generator: one page of about 80 KB, 60 pages in one process, and the page of
about 900 KB. Beside ours stand a bare Python, a Python that only parses, and HTMLHint and html-validate where npm
is at hand. Each figure is the median of the runs; the commands take turns, so that a slow moment hits all.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

NPM_TOOLS = ("htmlhint@1.9.2", "html-validate@10.17.0")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: CPU and wall seconds, peak memory in MB."""

    cpu: float
    wall: float
    memory: float


def cost(command: Sequence[str], folder: Path) -> Cost:
    """Run the command and read the operating system's account of it; its output is thrown away."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    scale = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes there, kilobytes elsewhere
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * scale / 1e6)


def npm_tools(folder: Path) -> dict[str, list[str]]:
    """The commands of the peers that npm could install into the folder."""
    if shutil.which("npm") is None:
        return {}
    done = subprocess.run(["npm", "install", "--silent", *NPM_TOOLS], cwd=folder, check=False, capture_output=True)
    if done.returncode:
        return {}
    (folder / ".htmlvalidate.json").write_text('{"root": true, "extends": ["html-validate:recommended"]}')
    bin_folder = folder / "node_modules" / ".bin"
    return {
        "HTMLHint": [str(bin_folder / "htmlhint"), "--nocolor"],
        "html-validate": [str(bin_folder / "html-validate")],
    }


def ours(*options: str) -> list[str]:
    """The command that runs this package with the interpreter in use."""
    return [sys.executable, "-m", "checker", *options]


def main() -> int:
    """Make the pages, time the commands in turn, print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    generator = (arguments.shared / "bench" / "make_pages.py").resolve()
    if not generator.is_file():
        print(f"{generator} is not there; the benchmark needs its pages")
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, str(generator), str(folder / "pages")], check=True, stdout=subprocess.DEVNULL)
        pages = sorted((folder / "pages").glob("*.html"))
        one = min(pages, key=lambda page: abs(page.stat().st_size - 81_000))
        peers = npm_tools(folder)
        parse_only = "import sys,turbohtml;[turbohtml.parse(open(f,'rb').read()) for f in sys.argv[1:]]"
        for title, wanted in (
            ()
            if not arguments.runs
            else (
                (f"one page of {one.stat().st_size // 1000} KB", [one]),
                (f"{len(pages)} pages in one process", pages),
                (f"the page of {pages[-1].stat().st_size // 1000} KB", [pages[-1]]),
            )
        ):
            files = [str(page) for page in wanted]
            commands = {
                "bare python -I": [sys.executable, "-I", "-c", "pass"],
                "parse alone": [sys.executable, "-c", parse_only, *files],
                "check": [*ours("--no-cache", "--fail-on", "never"), *files],
                "check --format json": [*ours("--no-cache", "--format", "json", "--fail-on", "never"), *files],
                **{peer: [*command, *files] for peer, command in peers.items()},
            }
            table(title, commands, len(wanted), folder, arguments.runs)
        where_the_time_goes(pages[1:-1])
    return 0


def table(title: str, commands: dict[str, list[str]], pages: int, folder: Path, runs: int) -> None:
    """Time the commands in turn and print a row for each."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            spent = cost(command, folder)
            if number:  # the first round fills caches
                costs[name].append(spent)
    print(f"\n{title}, {runs} runs\n{'':22} {'CPU s':>8} {'a page':>8} {'wall s':>8} {'peak MB':>8}")
    for name, spent in costs.items():
        cpu = statistics.median(one.cpu for one in spent)
        wall = statistics.median(one.wall for one in spent)
        memory = statistics.median(one.memory for one in spent)
        print(f"{name:22} {cpu:8.3f} {cpu / pages:8.4f} {wall:8.3f} {memory:8.0f}")


def where_the_time_goes(pages: list[Path]) -> None:
    """Print what each step of a run costs, and the dearest rules: CPU ms of one process, a page where it is of pages."""
    before = time.process_time()
    from checker import pattern
    from checker.engine import Judge
    from checker.formats.text import render
    from checker.options import Options
    from checker.page import FIXED_DAY, Page
    from checker.parse import build
    from checker.profiles import applies, weigh
    from checker.rulebook import ruleset
    from checker.run.batch import calm_collector, check
    from checker.run.one_source import Runner
    from checker.telling import Findings

    started = time.process_time()
    pattern.read_kept(ruleset.cache_folder())
    rules, digest = ruleset.load()
    runner = Runner(list(rules.values()), Options(FIXED_DAY))
    runner._judging()
    ready = time.process_time()
    calm_collector()  # as in a run of its own
    targets = [str(page) for page in pages]
    check(targets, runner.rules, digest, runner.options, jobs=1)  # for what is imported and compiled late
    steps: dict[str, float] = {}
    timed(steps, "read, parse, make the tree", Runner, "_parsed")
    timed(steps, "address, profile, page type", Runner, "settle")
    timed(steps, "rules and findings", Judge, "judge")
    timed(steps, "of which findings", Findings, "of")
    timed(steps, "facts, verdicts", Runner, "_page_report")
    timed(steps, "let go of the page", Page, "discard")
    report = check(targets, runner.rules, digest, runner.options, jobs=1)
    written = time.process_time()
    render(report)
    steps["report as text"] = time.process_time() - written
    print(f"\nwhere the time goes, CPU ms\n{'start: imports':34} {(started - before) * 1000:8.1f}")
    print(f"{'start: rules and their checks':34} {(ready - started) * 1000:8.1f}\na page, over {len(pages)}:")
    for name, seconds in steps.items():
        print(f"{name:34} {seconds / len(pages) * 1000:8.2f}")
    dearest: dict[str, float] = {}
    judges = [(rule.id, Judge([rule], applies=applies, weigh=weigh)) for rule in runner.rules]
    for path in pages:
        page = Page(path.name, path.read_bytes())
        build(page)
        runner.settle(page)
        for name, judge in judges:
            now = time.process_time()
            judge.judge(page)
            dearest[name] = dearest.get(name, 0.0) + time.process_time() - now
    print("the dearest rules; the first to ask for something pays for all that ask again:")
    for name, seconds in sorted(dearest.items(), key=lambda item: -item[1])[:12]:
        print(f"{name:34} {seconds / len(pages) * 1000:8.2f}")


def timed(steps: dict[str, float], step: str, owner: type, name: str) -> None:
    """Let the method add the time that it takes to that of the step."""
    function = getattr(owner, name)
    steps[step] = 0.0

    def method(*arguments: object, **named: object) -> object:
        began = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            steps[step] += time.process_time() - began

    setattr(owner, name, method)


if __name__ == "__main__":
    sys.exit(main())

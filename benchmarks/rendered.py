"""Rendered mode against the browser alone and against axe-core, in one run: wall, CPU of all processes, memory.

    python benchmarks/rendered.py [--shared ../shared] [--rounds 3]

The pages are those of the shared generator. Contenders take turns, each in a process of its own that stays: a bare
``goto`` in a reused tab, ours with every rule that needs no further state, and axe-core through playwright-core where
npm is at hand (``axe.run`` of all its rules, with full results). Then the largest page, the memory over 100 pages, 60
pages by one job and by two, and what further states add. Linux alone: what processes cost is read from /proc.
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
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from checker.rule import Rule

NPM_PACKAGES = ("playwright-core@1", "axe-core@4")
_TICKS = os.sysconf("SC_CLK_TCK")

AXE = """
const { chromium } = require('playwright-core');
const fs = require('fs'), readline = require('readline');
(async () => {
  const browser = await chromium.launch({ executablePath: process.argv[2], args: ['--no-sandbox'] });
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  console.log('ready');
  for await (const line of readline.createInterface({ input: process.stdin })) {
    for (const address of line.split(' ')) {
      await page.goto(address);
      await page.evaluate(axe);
      await page.evaluate('axe.run()');
    }
    console.log('done');
  }
  await browser.close();
})();
"""


class Cost(NamedTuple):
    """Seconds by the wall, and of CPU by kind of process."""

    wall: float
    cpu: dict[str, float]


def kind_of(command: str) -> str:
    """What a process with that command line is.

    >>> kind_of("/usr/lib/chromium/chromium --type=renderer --lang=en"), kind_of("/usr/bin/chromium --headless")
    ('renderer', 'browser')
    """
    if "--type=" in command:
        return command.partition("--type=")[2].split()[0]
    program = Path(command.split(maxsplit=1)[0]).name if command.split() else ""
    if program == "node":
        return "node"
    return "python" if program.startswith("python") else "browser"


class Contender:
    """A process that goes through pages when told to, with all that it started."""

    def __init__(self, command: Sequence[str], folder: Path | None = None) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=folder,
        )
        self._hear("ready")

    def _pipe(self, pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe

    def _hear(self, word: str) -> None:
        heard = self._pipe(self._process.stdout).readline().strip()
        if heard != word:
            raise RuntimeError(f"the contender said “{heard}”, not {word}")

    def run(self, pages: Sequence[Path]) -> Cost:
        """Go through the pages; gives what that took."""
        before, wall = self.cpu(), time.perf_counter()
        pipe = self._pipe(self._process.stdin)
        pipe.write(" ".join(page.as_uri() for page in pages) + "\n")
        pipe.flush()
        self._hear("done")
        wall = time.perf_counter() - wall
        return Cost(wall, {kind: spent - before.get(kind, 0.0) for kind, spent in self.cpu().items()})

    def _processes(self) -> list[Path]:
        """The process and all below it."""
        below: dict[str, list[str]] = {}
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
                except OSError:
                    continue
                below.setdefault(parent, []).append(folder.name)
        found, left = [], [str(self._process.pid)]
        while left:
            number = left.pop()
            found.append(Path("/proc") / number)
            left += below.get(number, ())
        return found

    def cpu(self) -> dict[str, float]:
        """CPU seconds by kind of process, of those that live and of those that they waited for."""
        spent: dict[str, float] = {}
        for folder in self._processes():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                kind = kind_of((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
            except OSError:
                continue
            spent[kind] = spent.get(kind, 0.0) + sum(map(int, fields[11:15])) / _TICKS
        return spent

    def memory(self) -> float:
        """The proportional set size of all processes, in MB."""
        total = 0
        for folder in self._processes():
            try:
                lines = (folder / "smaps_rollup").read_text().splitlines()
            except OSError:
                continue
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return total / 1000

    def close(self) -> None:
        """Have it end."""
        self._pipe(self._process.stdin).close()
        self._pipe(self._process.stdout).close()
        self._process.wait(30)


def answer(go: Callable[[Sequence[str]], object]) -> None:
    """What a contender does: say that it is ready, and go through each line of addresses."""
    print("ready", flush=True)
    for line in sys.stdin:
        go(line.split())
        print("done", flush=True)


def contend_goto() -> None:
    """Go to each page in one tab, and do nothing else."""
    from playwright.sync_api import sync_playwright

    from checker.rendering.browser_choice import find_browser

    choice = find_browser()
    assert choice is not None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(choice.path), args=["--no-sandbox"])
        tab = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        answer(lambda addresses: [tab.goto(address) for address in addresses])
        browser.close()


def contend_ours(*, states: bool) -> None:
    """Judge each page by every rule that needs no further state of it, or by all rules and in each state."""
    from urllib.parse import unquote, urlsplit

    from checker.options import Options
    from checker.page import FIXED_DAY, Page
    from checker.run.batch import calm_collector
    from checker.run.one_source import Runner
    from checker.targets import Refused, Source

    class AsLoaded(Runner):
        """Sees pages as loaded alone."""

        def _rendered(self, source: Source, following: Source | Refused | None) -> Page:
            assert not isinstance(following, Refused)
            return self._rendering().page(source, self._parsed, following=following)

    with_states, others = rules_by_states()
    options = Options(FIXED_DAY, mode="rendered")
    runner = Runner([*others, *with_states], options) if states else AsLoaded(others, options)
    calm_collector()

    def judge(addresses: Sequence[str]) -> None:
        paths = [unquote(urlsplit(address).path) for address in addresses]
        for page, _ in runner.judge_each([Source(path, path) for path in paths]):
            assert page.mode == "rendered", page.problems

    answer(judge)
    runner.close()


def rules_by_states() -> tuple[list[Rule], list[Rule]]:
    """The rules that cannot be judged without a further state of the page, and the others."""
    from checker import registry
    from checker.compiling import compile_rule
    from checker.rulebook import ruleset

    needed: list[Rule] = []
    others: list[Rule] = []
    for rule in ruleset.load(()).rules.values():
        states = compile_rule(rule).states
        needs = any(not registry.registered("probe", name).optional for name in states)
        (needed if needs else others).append(rule)
    return needed, others


def axe(folder: Path) -> list[str] | None:
    """The command that runs axe-core, where npm could install it into the folder."""
    from checker.rendering.browser_choice import find_browser

    choice = find_browser()
    if shutil.which("npm") is None or choice is None:
        return None
    done = subprocess.run(["npm", "install", "--silent", *NPM_PACKAGES], cwd=folder, check=False, capture_output=True)
    if done.returncode:
        return None
    (folder / "axe.js").write_text(AXE, encoding="utf-8")
    return ["node", "axe.js", str(choice.path)]


def main() -> int:
    """Make the pages, let the contenders take turns, print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--contender", choices=["goto", "ours", "states"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.contender:
        contend = {
            "goto": contend_goto,
            "ours": lambda: contend_ours(states=False),
            "states": lambda: contend_ours(states=True),
        }
        contend[arguments.contender]()
        return 0
    generator = (arguments.shared / "bench" / "make_pages.py").resolve()
    if not generator.is_file() or not Path("/proc").is_dir():
        print(f"the benchmark needs {generator} and /proc")
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, str(generator), str(folder / "pages")], check=True, stdout=subprocess.DEVNULL)
        pages = sorted((folder / "pages").glob("*.html"))
        own = [sys.executable, str(Path(__file__).resolve()), "--contender"]
        commands: dict[str, list[str]] = {"goto": [*own, "goto"], "ours": [*own, "ours"]}
        peer = axe(folder)
        if peer is not None:
            commands["axe-core"] = peer
        contenders = {name: Contender(command, folder) for name, command in commands.items()}
        side_by_side(contenders, pages[1:21], arguments.rounds)
        largest(contenders, pages[-1])
        for other in contenders.keys() - {"ours"}:
            contenders[other].close()
        over_many(contenders["ours"], pages[1:51])
        contenders["ours"].close()
        by_jobs(folder / "pages", len(pages))
        with_states([*own, "states"], pages[1:11])
    return 0


def side_by_side(contenders: dict[str, Contender], pages: Sequence[Path], rounds: int) -> None:
    """Print what a page costs each, how ours stands to the others, and where its CPU goes."""
    spent: dict[str, list[Cost]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, contender in contenders.items():
            cost = contender.run(pages)
            if number:  # the first round fills caches
                spent[name].append(cost)
    each = 1000 / len(pages)
    walls = {name: statistics.median(one.wall for one in costs) * each for name, costs in spent.items()}
    cpus = {name: statistics.median(sum(one.cpu.values()) for one in costs) * each for name, costs in spent.items()}
    print(f"{len(pages)} pages, {rounds} rounds, ms a page{'':8} {'wall':>8} {'CPU':>8}   CPU by kind of process")
    for name, costs in spent.items():
        kinds = dict.fromkeys(kind for one in costs for kind in one.cpu)
        medians = {kind: statistics.median(one.cpu.get(kind, 0.0) for one in costs) * each for kind in kinds}
        split = ", ".join(f"{kind} {value:.0f}" for kind, value in medians.items() if value >= 1)
        print(f"{name:36} {walls[name]:8.0f} {cpus[name]:8.0f}   {split}")
    for name in contenders:
        if name != "ours":
            wall, cpu = walls["ours"] / walls[name], cpus["ours"] / cpus[name]
            print(f"ours is {wall:.2f} x {name} by the wall, {cpu:.2f} x in CPU")


def largest(contenders: dict[str, Contender], page: Path) -> None:
    """Print what the largest page takes."""
    print(f"\nthe page of {page.stat().st_size // 1000} KB{'':16} {'wall s':>8} {'CPU s':>8}")
    for name, contender in contenders.items():
        cost = contender.run([page])
        print(f"{name:36} {cost.wall:8.2f} {sum(cost.cpu.values()):8.2f}")


def over_many(contender: Contender, pages: Sequence[Path]) -> None:
    """Print the memory after each 10 of 100 pages."""
    print("\nmemory of ours with its browser after so many pages, MB (PSS); no other Chromium should run")
    for done in range(10, 101, 10):
        contender.run([pages[number % len(pages)] for number in range(done - 10, done)])
        print(f"{done:8} {contender.memory():8.0f}")


def by_jobs(folder: Path, count: int) -> None:
    """Print how fast one job and two are through all pages, start-up and report included."""
    needed, _ = rules_by_states()
    command = [sys.executable, "-m", "checker", "--mode", "rendered", "--fail-on", "never", "--no-cache"]
    command += ["--ignore", ",".join(rule.id for rule in needed), "--format", "json", str(folder)]
    print(f"\n{count} pages from start to report{'':6} {'wall s':>8} {'CPU s':>8} {'pages/s':>8}")
    for jobs in (1, 2):
        before, begun = os.times(), time.perf_counter()
        done = subprocess.run([*command, "--jobs", str(jobs)], stdout=subprocess.DEVNULL, check=False)
        wall, after = time.perf_counter() - begun, os.times()
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        print(f"{jobs} jobs (exit code {done.returncode}){'':18} {wall:8.1f} {cpu:8.1f} {count / wall:8.1f}")


def with_states(command: Sequence[str], pages: Sequence[Path]) -> None:
    """Print what a page costs where all rules see it in each further state."""
    contender = Contender(command)
    contender.run(pages[:2])
    cost = contender.run(pages)
    contender.close()
    wall, cpu = cost.wall / len(pages) * 1000, sum(cost.cpu.values()) / len(pages) * 1000
    print(f"\nall rules in every further state, ms a page: wall {wall:.0f}, CPU {cpu:.0f}")


if __name__ == "__main__":
    sys.exit(main())

"""Rendered mode against the browser alone and against axe-core, in one run: wall, CPU of all processes, memory.

    python benchmarks/rendered.py [--shared ../shared] [--rounds 3]

The pages are those of the shared generator. Contenders take turns, each in a process of its own that stays: a bare
``goto`` in a reused tab, ours with every rule that needs no further state, and axe-core through playwright-core where
npm is at hand. Then the largest page, 60 pages by two jobs, and the memory of 100 pages. Linux alone: what processes
cost is read from /proc.
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
from typing import IO

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

    def run(self, pages: Sequence[Path]) -> tuple[float, float]:
        """Go through the pages; gives the seconds by the wall and of CPU."""
        cpu, wall = self._cpu(), time.perf_counter()
        pipe = self._pipe(self._process.stdin)
        pipe.write(" ".join(page.as_uri() for page in pages) + "\n")
        pipe.flush()
        self._hear("done")
        return time.perf_counter() - wall, self._cpu() - cpu

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

    def _cpu(self) -> float:
        """CPU seconds of the processes that live, and of those that they waited for."""
        ticks = 0
        for folder in self._processes():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            ticks += sum(map(int, fields[11:15]))
        return ticks / _TICKS

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


def answer(go: Callable[[str], object]) -> None:
    """What a contender does: say that it is ready, and go through each line of addresses."""
    print("ready", flush=True)
    for line in sys.stdin:
        for address in line.split():
            go(address)
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
        answer(tab.goto)
        browser.close()


def contend_ours() -> None:
    """Judge each page by every rule that needs no further state of it."""
    from urllib.parse import unquote, urlsplit

    from checker import ruleset
    from checker.batch import calm_collector
    from checker.options import Options
    from checker.page import FIXED_DAY
    from checker.run import Runner
    from checker.targets import Source

    runner = Runner(list(ruleset.load(()).rules.values()), Options(FIXED_DAY, mode="rendered"))
    calm_collector()

    def judge(address: str) -> None:
        path = unquote(urlsplit(address).path)
        page, _ = runner.judge(Source(path, path))
        assert page.mode == "rendered", page.problems

    answer(judge)
    runner.close()


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
    parser.add_argument("--contender", choices=["goto", "ours"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.contender:
        {"goto": contend_goto, "ours": contend_ours}[arguments.contender]()
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
        over_many(contenders["ours"], pages[1:51])
        for contender in contenders.values():
            contender.close()
        by_two_jobs(folder / "pages", len(pages))
    return 0


def side_by_side(contenders: dict[str, Contender], pages: Sequence[Path], rounds: int) -> None:
    """Print what a page costs each, and how ours stands to the others."""
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, contender in contenders.items():
            cost = contender.run(pages)
            if number:  # the first round fills caches
                spent[name].append(cost)
    print(f"{len(pages)} pages, {rounds} rounds, ms a page{'':10} {'wall':>8} {'CPU':>8}")
    walls = {}
    for name, costs in spent.items():
        walls[name] = statistics.median(wall for wall, _ in costs) / len(pages) * 1000
        cpu = statistics.median(cpu for _, cpu in costs) / len(pages) * 1000
        print(f"{name:38} {walls[name]:8.0f} {cpu:8.0f}")
    print(f"ours is {walls['ours'] / walls['goto']:.2f} x goto")
    if "axe-core" in walls:
        print(f"ours is {walls['ours'] / walls['axe-core']:.2f} x axe-core")


def largest(contenders: dict[str, Contender], page: Path) -> None:
    """Print what the largest page takes."""
    print(f"\nthe page of {page.stat().st_size // 1000} KB, wall s")
    for name, contender in contenders.items():
        print(f"{name:38} {contender.run([page])[0]:8.2f}")


def over_many(contender: Contender, pages: Sequence[Path]) -> None:
    """Print the memory after each 25 of 100 pages."""
    print("\nmemory of ours with its browser, MB (PSS)")
    for done in range(25, 101, 25):
        contender.run([pages[number % len(pages)] for number in range(done - 25, done)])
        print(f"after {done:3} pages {contender.memory():29.0f}")


def by_two_jobs(folder: Path, count: int) -> None:
    """Print how fast two jobs are through all pages, start-up and report included."""
    command = [sys.executable, "-m", "checker", "--mode", "rendered", "--jobs", "2", "--fail-on", "never"]
    begun = time.perf_counter()
    done = subprocess.run([*command, "--format", "json", str(folder)], stdout=subprocess.DEVNULL, check=False)
    taken = time.perf_counter() - begun
    print(
        f"\n{count} pages by two jobs: {taken:.1f} s, {count / taken:.1f} pages a second (exit code {done.returncode})"
    )


if __name__ == "__main__":
    sys.exit(main())

"""Lists where the outcomes of rules, and the trees, differ between turbohtml and html5lib.

    python benchmarks/parsers.py FOLDER

Prints each page with another tree and each finding that only one parser gives; exits 1 if outcomes differ.

Differences known and left: html5lib follows the standard of 2014, which dropped every element in a ``select`` but its
options (a ``label`` there is kept today), and opens an ``a`` that is never closed anew once less often.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from checker.options import Options
from checker.page import Page
from checker.parse import PARSERS, build
from checker.rulebook import ruleset
from checker.run.one_source import Runner
from checker.targets import Source, sources


def outline(page: Page) -> list[tuple[Any, ...]]:
    """What can differ between two trees, element by element."""
    return [
        (e.tag, e.namespace, e.attrs, e.line, e.column, e.end, [c for c in e.children if isinstance(c, str)])
        for e in page.elements()
    ]


def first_difference(path: Path) -> str:
    """The first element that the parsers see differently, or nothing."""
    trees = []
    for parser in PARSERS:
        page = Page(path.name, path.read_bytes())
        build(page, parser)
        trees.append(outline(page))
    for one, other in zip(*trees, strict=False):
        if one != other:
            return f"{one} / {other}"
    return "" if len(trees[0]) == len(trees[1]) else f"{len(trees[0])} and {len(trees[1])} elements"


def main() -> int:
    """Compare the parsers on every page below the folder."""
    rules = list(ruleset.load(()).rules.values())
    options = Options(date(2026, 11, 23))._replace(mode="static")
    runners = {parser: Runner(rules, options._replace(parser=parser)) for parser in PARSERS}
    seconds = dict.fromkeys(PARSERS, 0.0)
    pages = trees = differing = 0
    for source in sources(sys.argv[1:]):
        if not isinstance(source, Source):
            continue
        pages += 1
        reports = {}
        for parser, runner in runners.items():
            began = time.process_time()
            reports[parser], _ = runner.judge(source)
            seconds[parser] += time.process_time() - began
        tree = first_difference(Path(source.location))
        trees += bool(tree)
        found = [
            {(f.rule, str(f.outcome), f.target.line, f.target.column, f.message) for f in reports[parser].findings}
            for parser in PARSERS
        ]
        if tree or found[0] != found[1]:
            print(f"{source.name}\n  tree: {tree[:300] or 'the same'}")
        for parser, only in zip(PARSERS, (found[0] - found[1], found[1] - found[0]), strict=True):
            for finding in sorted(only, key=str):
                differing += 1
                print(f"  only {parser}: {finding}")
    times = ", ".join(f"{parser} {seconds[parser]:.1f} s" for parser in PARSERS)
    print(f"{pages} pages: {trees} trees differ, {differing} findings differ; {times}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())

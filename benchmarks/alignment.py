"""How many elements of rendered pages get their source place, and whether any gets a wrong one.

    python benchmarks/alignment.py PAGE.html... [--scripts on|off]

Every start tag of a copy of each page gets an attribute with a number of its own, which the alignment does not look
at; an element that stands in the browser's page with such a number must have the place of that start tag.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from checker.errors import TargetError
from checker.loaders.chromium import Chromium
from checker.page import Page
from checker.parse import build
from checker.rendering import align
from checker.rendering.options import RenderOptions
from checker.source import source_map

PLANTED = "data-planted"


class Placed(NamedTuple):
    """Elements with a number, those of them that got a place, and those that got a wrong one."""

    both: int
    placed: int
    wrong: int


def planted(source: str, page: Page) -> str:
    """The source with a number in every start tag."""
    places = source_map(page)
    offsets = sorted({places.offset(one.line, one.column or 1) for one in page.elements() if one.line is not None})
    parts, last = [], 0
    for number, offset in enumerate(offsets):
        tag = re.compile(r"<[^\s/>]+").match(source, offset)
        if tag is not None:
            parts.append(f'{source[last : tag.end()]} {PLANTED}="{number}"')
            last = tag.end()
    return "".join(parts) + source[last:]


def parsed(content: bytes, location: str) -> Page:
    """The page that the bytes make."""
    page = Page(location, content, location=location)
    build(page)
    return page


def measure(source: bytes, name: str, folder: Path, browser: Chromium) -> Placed:
    """The page rendered with numbers planted, and what the alignment made of it."""
    first = parsed(source, name)
    content = planted(first.source, first).encode("utf-8", "replace")
    file = folder / Path(name).name
    file.write_bytes(content)
    page = parsed(content, str(file))
    true = {one.attrs[PLANTED]: (one.line, one.column) for one in page.elements() if PLANTED in one.attrs}
    browser.render(page, None)
    found = [one for one in page.document.elements if one.attrs.get(PLANTED) in true]
    placed = [one for one in found if one.line is not None]
    wrong = sum((one.line, one.column) != true[one.attrs[PLANTED]] for one in placed)
    return Placed(len(found), len(placed), wrong)


def unseen_by_alignment() -> None:
    """Have the alignment look past the numbers."""
    align._VOLATILE = align._VOLATILE | {PLANTED}


def main() -> None:
    """Print a line for each page that is not placed whole, and the sum."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("pages", nargs="+", type=Path)
    options.add_argument("--scripts", choices=("on", "off"), default="on")
    given = options.parse_args()
    unseen_by_alignment()
    browser = Chromium(RenderOptions(scripts=given.scripts == "on", timeout=20))
    began, total, pages = time.perf_counter(), Placed(0, 0, 0), 0
    with tempfile.TemporaryDirectory() as folder:
        for file in given.pages:
            try:
                one = measure(file.read_bytes(), file.name, Path(folder), browser)
            except TargetError as error:
                print(f"{file.name}: {error}")
                continue
            pages += 1
            total = Placed(*(a + b for a, b in zip(total, one, strict=True)))
            if one.wrong or one.placed < one.both:
                print(f"{file.name}: {one.placed} of {one.both} placed, {one.wrong} wrong")
    browser.close()
    share = 100 * total.placed / max(total.both, 1)
    print(
        f"scripts {given.scripts}: {pages} pages, {total.placed:,} of {total.both:,} elements placed ({share:.2f} %),"
        f" {total.wrong} wrong, {time.perf_counter() - began:.0f} s"
    )


if __name__ == "__main__":
    main()

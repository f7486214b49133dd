"""Roles and names beside the web platform's own tests: what they expect, and every element that is seen otherwise.

    python benchmarks/wpt.py FOLDER

FOLDER is a checkout of web-platform-tests, or part of one: accname, html-aam, svg-aam, wai-aria, core-aam, css. Their
pages say in ``data-expectedlabel`` and ``data-expectedrole`` what a browser computes; elements of the class
``ex-generic`` have no role. Pages are judged static, so that what their scripts make is not there. Tests marked as
tentative are no standard yet and are counted apart.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from checker.accessibility.name import accessible_name
from checker.accessibility.role import role
from checker.accessibility.roles import SYNONYMS
from checker.page import Element, Page
from checker.parse import build

_WITHOUT = frozenset({"", "generic", "none"})


def expectations(element: Element) -> Iterator[tuple[str, str, str]]:
    """What a test says of the element: name or role, what it expects, what we find."""
    attrs = element.attrs
    if "data-expectedlabel" in attrs:
        expected = " ".join(attrs["data-expectedlabel"].split())
        yield "name", expected, " ".join(accessible_name(element).text.split())
    generic = any(name.startswith("ex-generic") for name in element.classes)
    if generic or "data-expectedrole" in attrs:
        expected = "generic" if generic else attrs["data-expectedrole"]
        found = role(element)
        same = expected in _WITHOUT and found in _WITHOUT
        yield "role", expected, expected if same or SYNONYMS.get(expected, expected) == found else found


def main() -> None:
    """Print every difference and the totals."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    counts: Counter[tuple[str, bool]] = Counter()
    for file in sorted(folder.rglob("*.html")):
        page = Page(file.name, file.read_bytes(), location=str(file), folder=str(file.parent))
        build(page)
        status = "tentative" if ".tentative." in file.name or "tentative" in file.parts else "settled"
        for element in page.elements():
            for kind, expected, found in expectations(element):
                counts[status, expected == found] += 1
                if expected != found:
                    test = element.attrs.get("data-testname", "")
                    print(f"{file.relative_to(folder)}:{element.line} {kind} {expected!r}, here {found!r} ({test})")
    for status in ("settled", "tentative"):
        print(f"{status}: {counts[status, True]} as expected, {counts[status, False]} otherwise")


if __name__ == "__main__":
    main()

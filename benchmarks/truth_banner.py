"""Compares the banner facts with the labels of ../shared/real-pages: ``python benchmarks/truth_banner.py``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker.finders.banner import banner_facts
from checker.page import Page
from checker.parse import build

SHARED = Path(__file__).parents[2] / "shared" / "real-pages"


def banner_rows(label: Mapping[str, Any], facts: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """(fact, what the label says, what was found) for each fact of the banner that the label settles."""
    state = facts["scope"] in ("state", "local")
    found = {
        "has_official_banner": "yes" if facts["present"] else "no",
        "banner_scope": ("state-local" if state else "us-federal") if facts["present"] else None,
        "banner_language": facts["language"],
        "has_https_notice": "yes" if facts["https_notice"] else "no",
    }
    unsure = label.get("unsure", ())
    return [(fact, label.get(fact), value) for fact, value in found.items() if fact not in unsure]


def main() -> int:
    """Print the table and every miss; 1 where there is one."""
    rows = json.loads((SHARED / "labels.json").read_text(encoding="utf-8"))["labels"]
    labels = rows if isinstance(rows, list) else [{**row, "slug": slug} for slug, row in rows.items()]
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for label in labels:
        page = Page(label["slug"], (SHARED / f"{label['slug']}.html").read_bytes())
        build(page)
        for fact, wanted, got in banner_rows(label, banner_facts(page)):
            asked[fact] += 1
            right[fact] += wanted == got
            if wanted != got:
                print(f"{label['slug']}: {fact} is {wanted} but {got} was found")
    for fact, number in asked.items():
        print(f"{fact:22} {right[fact]:4} of {number:4} right")
    return int(right != asked)


if __name__ == "__main__":
    sys.exit(main())

"""Compare the facts that `check` reports with the labels of the real pages beside the repository.

    python benchmarks/truth.py [FOLDER] [--report REPORT.json]

Prints, per fact and per family of site, the recall where a page has the fact and the false finds where it
has not, with every miss. Fields that the labeller left unsure are left out.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "real-pages"


def folded(value: object) -> str | None:
    """The value as text with white space folded, for comparison; None stays None."""
    return None if value is None else re.sub(r"\s+", " ", str(value)).strip()


@dataclass
class Score:
    """How often a fact was right where the page has it, and found where it has not."""

    has: int = 0
    right: int = 0
    has_not: int = 0
    false: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, page: str, wanted: object, got: object) -> None:
        """Count one page; None stands for a fact that is absent."""
        if wanted is None:
            self.has_not += 1
            self.false += got is not None
        else:
            self.has += 1
            self.right += wanted == got
        if wanted != got:
            self.misses.append(f"{page}: labelled {wanted!r}, found {got!r}")

    def add(self, other: Score) -> None:
        """Take in the counts of another score."""
        self.has += other.has
        self.right += other.right
        self.has_not += other.has_not
        self.false += other.false
        self.misses += other.misses

    def line(self, name: str) -> str:
        """One row of the table."""
        recall = f"{100 * self.right / self.has:6.1f} %" if self.has else "       -"
        without = f"{100 * (self.has_not - self.false) / self.has_not:6.1f} %" if self.has_not else "       -"
        return f"{name:28} {self.right:4}/{self.has:<4} {recall}   {self.false:4}/{self.has_not:<4} {without}"


def _banner(label: Mapping[str, Any]) -> str | None:
    if label["has_official_banner"] != "yes":
        return None
    return "federal" if label["banner_scope"] == "us-federal" else "not federal"


def _found_banner(facts: Mapping[str, Any]) -> str | None:
    if not facts["banner"]["present"]:
        return None
    return "federal" if facts["banner"]["scope"] == "federal" else "not federal"


#: fact: (the label's fields that must be sure, what is wanted, what the report says)
FACTS: Mapping[str, tuple[tuple[str, ...], Callable[[Any], object], Callable[[Any], object]]] = {
    "byline": (("byline",), lambda label: folded(label["byline"]), lambda facts: folded(facts["byline"])),
    "dateline": (("dateline",), lambda label: folded(label["dateline"]), lambda facts: folded(facts["dateline"])),
    "published": (("published_date",), lambda label: label["published_date"], lambda facts: facts["published"]),
    "banner": (("has_official_banner", "banner_scope"), _banner, _found_banner),
    "https notice": (
        ("has_https_notice",),
        lambda label: True if label["has_https_notice"] == "yes" else None,
        lambda facts: facts["banner"]["https_notice"] or None,
    ),
    "language": (("html_lang",), lambda label: label["html_lang"] or None, lambda facts: facts["language"] or None),
    "title": (
        ("title_present",),
        lambda label: True if label["title_present"] == "yes" else None,
        lambda facts: True if facts["title"] else None,
    ),
    "captioned photos": (
        ("n_photos_with_caption",),
        lambda label: label["n_photos_with_caption"] or None,
        lambda facts: sum(1 for one in facts["captioned_photos"] if one["src"] or one["alt"] is not None) or None,
    ),
    "of them without alt": (
        ("n_photos_with_caption", "photos_with_caption_missing_alt"),
        lambda label: label["photos_with_caption_missing_alt"] or None,
        lambda facts: sum(1 for one in facts["captioned_photos"] if one["alt"] is None) or None,
    ),
}


def family(slug: str) -> str:
    """The family of site that a page's name tells.

    >>> family("gov-hhs-oig-release-horizon"), family("mil-af-bio-560508")
    ('gov-hhs', 'mil-af')
    """
    return "-".join(slug.split("-")[:2])


def compare(labels: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, dict[str, Score]]:
    """The scores by fact and family for the pages that both know."""
    scores: dict[str, dict[str, Score]] = {name: defaultdict(Score) for name in FACTS}
    for slug, label in labels.items():
        if slug not in facts:
            continue
        for name, (fields, wanted, got) in FACTS.items():
            if not set(fields) & set(label["unsure"]) and set(fields) <= set(label):
                scores[name][family(slug)].count(slug, wanted(label), got(facts[slug]))
    return scores


def table(scores: Mapping[str, Mapping[str, Score]]) -> Iterable[str]:
    """The lines of the report."""
    yield f"{'fact, family':28} {'right/has it':>18}   {'false/has it not':>18}"
    for name, by_family in scores.items():
        whole = Score()
        for one in by_family.values():
            whole.add(one)
        yield whole.line(name)
        for key, one in sorted(by_family.items()):
            if one.has or one.false:
                yield one.line(f"    {key}")
        for miss in whole.misses:
            yield f"        {miss}"


def report_on(folder: Path) -> dict[str, Any]:
    """The JSON report of `check` on the folder."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "report.json"
        command = [sys.executable, "-m", "checker", str(folder), "--format", "json", "--output", str(path)]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
        value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return value


def main() -> int:
    """Print the table; 0 where byline, dateline and published are at least 97 % right both ways."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--report", type=Path, help="a report made before, instead of a new run")
    asked = parser.parse_args()
    labels = json.loads((asked.folder / "labels.json").read_text(encoding="utf-8"))["labels"]
    report = json.loads(asked.report.read_text(encoding="utf-8")) if asked.report else report_on(asked.folder)
    facts = {Path(page["source"]).stem: page["facts"] for page in report["pages"] if page["facts"]}
    scores = compare(labels, facts)
    print("\n".join(table(scores)))
    good = True
    for name in ("byline", "dateline", "published"):
        whole = Score()
        for one in scores[name].values():
            whole.add(one)
        good &= whole.right >= 0.97 * whole.has and whole.has_not - whole.false >= 0.97 * whole.has_not
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

"""Compare the captioned photos that the finders read with the labels of the real pages beside the repository.

    python benchmarks/truth_photos.py [FOLDER]

Prints every page whose number of captioned photos, or of those without alternative text, is not the labelled one,
with what was read there, and the share of pages that are exact. Fields that the labeller left unsure are left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from checker.finders.photos import photo_facts
from checker.page import Page
from checker.parse import build

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "real-pages"
FIELDS = ("n_photos_with_caption", "photos_with_caption_missing_alt")


def read(path: Path) -> list[dict[str, Any]]:
    """The captioned photos of the page, those without a picture left out."""
    page = Page(path.name, path.read_bytes())
    build(page)
    return [one for one in photo_facts(page) if one["src"] or one["alt"] is not None]


def main() -> int:
    """Print the table; 0 where at least 95 of 100 pages are exact."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    folder = parser.parse_args().folder
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))["labels"]
    exact = pages = 0
    for name, label in labels.items():
        path = folder / f"{name}.html"
        if not path.is_file() or any(label[field] is None or field in label["unsure"] for field in FIELDS):
            continue
        photos = read(path)
        found = (len(photos), sum(1 for one in photos if one["alt"] is None))
        wanted = tuple(label[field] for field in FIELDS)
        pages += 1
        exact += found == wanted
        if found != wanted:
            print(
                f"{name}: labelled {wanted[0]} captioned photos, {wanted[1]} without alt; found {found[0]}, {found[1]}"
            )
            for one in photos:
                print(f"    line {one['line']}: {one['src']} | {one['caption'][:90]}")
    print(f"captioned photos: {exact} of {pages} pages exact ({100 * exact / max(pages, 1):.1f} %)")
    return 0 if exact >= 0.95 * pages else 1


if __name__ == "__main__":
    sys.exit(main())

"""Compare the facts of pages as their bytes say with the facts of the same pages as a browser shows them.

    python benchmarks/modes.py [FOLDER] [--no-script]

Prints each fact that differs, page by page, and how many there are of each kind. Captioned photos are compared one by
one, by caption, credit, alternative text and address of the picture.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "real-pages"
#: Any rule will do; facts are stated beside what rules find.
_RULE = "title-present"


def facts(folder: Path, mode: str, options: list[str]) -> dict[str, dict[str, Any] | None]:
    """The facts of every page of the folder; None for one that could not be loaded."""
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch, "report.json")
        command = [sys.executable, "-m", "checker", str(folder), "--mode", mode, "--select", _RULE, "--no-cache"]
        command += ["--format", "json", "--output", str(report), "--fail-on", "never", *options]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if not report.is_file():
            sys.exit(done.stderr)
        pages = json.loads(report.read_text(encoding="utf-8"))["pages"]
    return {Path(page["source"]).name: page["facts"] for page in pages}


def differences(static: dict[str, Any], rendered: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """The facts that differ: name, as the bytes say, as the browser shows."""
    for name, value in static.items():
        other = rendered.get(name)
        if name in ("network", "captioned_photos"):
            continue
        if isinstance(value, dict) and isinstance(other, dict):
            yield from ((f"{name}.{key}", value[key], other[key]) for key in value if value[key] != other.get(key))
        elif value != other:
            yield name, value, other
    ours, theirs = (Counter(map(_photo, one["captioned_photos"])) for one in (static, rendered))
    yield from (("photo", one, None) for one in (ours - theirs).elements())
    yield from (("photo", None, one) for one in (theirs - ours).elements())


def _photo(photo: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(photo[key] for key in ("caption", "credit", "alt", "src"))


def main() -> None:
    """Print the differences and their number."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=DEFAULT)
    parser.add_argument("--no-script", action="store_true", help="show the pages without running their scripts")
    arguments = parser.parse_args()
    static = facts(arguments.folder, "static", [])
    rendered = facts(arguments.folder, "rendered", ["--no-script"] if arguments.no_script else [])
    kinds: Counter[str] = Counter()
    for page, known in static.items():
        shown = rendered.get(page)
        if known is None or shown is None:
            kinds["not loaded"] += 1
            print(f"{page}: not loaded")
            continue
        for name, one, other in differences(known, shown):
            kinds[name] += 1
            print(f"{page}: {name}\n    bytes:   {one!r}\n    browser: {other!r}")
    print(f"{len(static)} pages; differences: " + (", ".join(f"{n} {name}" for name, n in kinds.items()) or "none"))


if __name__ == "__main__":
    main()

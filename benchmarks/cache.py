"""What the cache saves: a second run over unchanged pages against the first, whole processes.

    python benchmarks/cache.py FOLDER_OF_PAGES [--pages 1000]

The pages are copied until there are as many as asked for, each with a comment of its own at its end.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from static import cost


def main() -> int:
    """Run twice in each format and print CPU seconds and their ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    arguments = parser.parse_args()
    sources = sorted(arguments.folder.glob("*.html"))
    with tempfile.TemporaryDirectory() as name:
        site = Path(name, "site")
        site.mkdir()
        for number in range(arguments.pages):
            content = sources[number % len(sources)].read_bytes() + b"<!-- %d -->" % number
            (site / f"{number:05}.html").write_bytes(content)
        for form in ("text", "json"):
            cache = Path(name, f"cache-{form}")
            command = [sys.executable, "-m", "checker", str(site), "--cache-dir", str(cache), "--format", form]
            subprocess.run(
                [*command[:3], str(sources[0])], stdout=subprocess.DEVNULL, check=False
            )  # compiles the rules
            first, second = cost(command, Path.cwd()), cost(command, Path.cwd())
            ratio = second.cpu / first.cpu
            print(f"{form:5} first {first.cpu:6.2f} CPU s, second {second.cpu:6.2f} CPU s, ratio {ratio:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

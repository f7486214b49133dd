"""What the cache saves: a second run over unchanged pages against the first, whole processes, in every format.

    python benchmarks/cache.py FOLDER_OF_PAGES [--pages 1000]

The pages are copied until there are as many as asked for, each with a comment of its own at its end. The first run
writes the shortest report, so that each ratio is an upper bound: writing another format costs the first run more too.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from static import cost

from checker import registry


def main() -> int:
    """Run once, and again in each format; print CPU seconds, peak memory and the ratio."""
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
        command = [sys.executable, "-m", "checker", str(site), "--cache-dir", str(Path(name, "cache")), "--output"]
        command += [str(Path(name, "report")), "--format"]
        # What a changed package makes once: compiled modules and rules.
        subprocess.run([*command[:3], str(sources[0])], stdout=subprocess.DEVNULL, check=False)
        first = cost([*command, "github"], Path.cwd())
        print(f"first run over {arguments.pages} pages: {first.cpu:.2f} CPU s, {first.memory:.0f} MB")
        print("| second run | CPU s | ratio | peak MB |\n| --- | --- | --- | --- |")
        for form in sorted(registry.names("format")):
            second = cost([*command, form], Path.cwd())
            print(f"| {form} | {second.cpu:.2f} | {second.cpu / first.cpu:.3f} | {second.memory:.0f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

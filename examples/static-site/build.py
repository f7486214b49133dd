"""Builds content/*.md into _site/: the least static site generator that shows how a built page is checked."""

from __future__ import annotations

import html
from pathlib import Path
from string import Template

HERE = Path(__file__).parent


def build(content: Path, layout: Path, site: Path) -> None:
    """Write one page for each file of the content."""
    template = Template(layout.read_text(encoding="utf-8"))
    for file in sorted(content.rglob("*.md")):
        head, _, text = file.read_text(encoding="utf-8").partition("\n\n")
        values = dict(line.split(": ", 1) for line in head.splitlines())
        body = "\n".join(f"<p>{html.escape(one.strip())}</p>" for one in text.split("\n\n"))
        below = file.relative_to(content)
        page = (
            site / below.with_suffix(".html") if file.stem == "index" else site / below.with_suffix("") / "index.html"
        )
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(template.substitute(values, body=body), encoding="utf-8")


if __name__ == "__main__":
    build(HERE / "content", HERE / "layout.html", HERE / "_site")

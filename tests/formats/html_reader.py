"""The HTML report as its tags and texts, read without a browser."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from checker.formats.html import render

PARTS = Path(__file__).parents[2] / "checker" / "formats" / "html_parts"


class Read(HTMLParser):
    """The tags with their attributes, and the text by the element that it stands in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.raw: dict[str, str] = {}
        self.texts: list[str] = []
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._open = tag

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in ("style", "script"):
            self.raw[self._open] = self.raw.get(self._open, "") + data
        else:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        found = (attrs for name, attrs in self.tags if name == tag)
        return [attrs for attrs in found if all(attrs.get(key.strip("_")) == value for key, value in wanted.items())]


def told(report: Any) -> Read:
    return Read(render(report))

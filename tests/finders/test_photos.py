"""Own pages, one per structure: each picture with visible caption text is read exactly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.finders.photos import photo_facts
from checker.page import Page
from checker.parse import build

PAGES = sorted((Path(__file__).parents[1] / "structures" / "photos").glob("*.html"))


@pytest.mark.parametrize("parser", ["turbohtml", "html5lib"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_captioned_photo_of_the_page_is_read_exactly(path: Path, parser: str) -> None:
    page = Page(path.name, path.read_bytes())
    build(page, parser)
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    found = photo_facts(page)
    wrong = [
        f"{path.stem}: {field} of photo {number} is {got.get(field)!r}, expected {row[field]!r}"
        for number, (row, got) in enumerate(zip(expected, found, strict=False), 1)
        for field in row
        if got.get(field) != row[field]
    ]
    assert (len(found), wrong) == (len(expected), []), f"{path.stem}: {[one['caption'] for one in found]}"


def test_there_are_at_least_twenty_structures() -> None:
    assert len(PAGES) >= 20

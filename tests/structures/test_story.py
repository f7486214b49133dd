"""Whole pages, one for each structure of a story's head, with what has to be read on them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checker.facts import facts_of
from checker.finders.page_type import page_type
from checker.page import Page
from checker.parse import build

PAGES = sorted((Path(__file__).parent / "story").glob("*.html"))


def wanted(path: Path) -> dict[str, Any]:
    """What the file beside the page says of it."""
    value: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return value


def read(path: Path) -> Page:
    """The page of the file, at its address."""
    page = Page(path.name, path.read_bytes(), url=wanted(path)["url"])
    build(page)
    return page


@pytest.mark.parametrize("fact", ["headline", "byline", "dateline", "published"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_page_is_read_as_it_is_printed(path: Path, fact: str) -> None:
    assert facts_of(read(path))[fact] == wanted(path)["facts"][fact]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_page_is_known_for_what_it_is(path: Path) -> None:
    chosen = page_type(read(path))
    assert (chosen.name, chosen.certain) == (wanted(path)["page_type"], wanted(path)["certain"]), chosen.because


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_its_captioned_photos_are_found(path: Path) -> None:
    found = [
        {name: one[name] for name in ("src", "alt", "caption", "credit")}
        for one in facts_of(read(path))["captioned_photos"]
    ]
    assert found == wanted(path)["facts"]["captioned_photos"]

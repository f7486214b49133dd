"""Whole pages as federal templates lay them out: what has to be read on them, and every error that stands on them."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import pytest

from checker.engine import Judge
from checker.facts import facts_of
from checker.finders.page_type import page_type
from checker.finding import Outcome
from checker.page import Page, Settings
from checker.parse import build
from checker.profiles import applies, profile_for, weigh
from checker.rulebook import ruleset

PAGES = sorted((Path(__file__).parent / "templates").glob("*.html"))
RULES = Path(__file__).parents[2] / "rules"


@functools.cache
def judge() -> Judge:
    return Judge(list(ruleset.load([RULES], builtin=False).rules.values()), applies=applies, weigh=weigh)


def wanted(path: Path) -> dict[str, Any]:
    """What the file beside the page says of it."""
    value: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return value


def read(path: Path) -> Page:
    """The page of the file, at its address, with its profile and type."""
    page = Page(path.name, path.read_bytes(), url=wanted(path)["url"])
    build(page)
    page.settings = Settings(profile=profile_for(page.url, "", page))
    page.settings = page.settings._replace(page_type=page_type(page))
    return page


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_template_is_read_as_it_is_printed(path: Path) -> None:
    page = read(path)
    facts = facts_of(page)
    photos = [{name: one[name] for name in ("src", "alt", "caption", "credit")} for one in facts["captioned_photos"]]
    found = {name: facts[name] for name in ("headline", "byline", "dateline", "published")}
    found |= {"banner": facts["banner"]["tld"], "captioned_photos": photos}
    assert (page.settings.page_type.name, found) == (wanted(path)["page_type"], wanted(path)["facts"])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_template_has_these_errors_and_no_other(path: Path) -> None:
    found = {
        (one.rule, one.target.line)
        for _, _, one in judge().judge(read(path)).findings
        if one.outcome is Outcome.FAILED and one.severity == "error" and one.superseded_by is None
    }
    assert found == {tuple(one) for one in wanted(path)["errors"]}

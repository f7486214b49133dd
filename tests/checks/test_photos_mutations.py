"""One change to the alt of a captioned photo makes one rule fail, at the img's line, and no other rule."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from checker.engine import Judge
from checker.finding import Outcome
from checker.page import Page
from checker.parse import build
from checker.profiles import applies, weigh
from checker.rulebook.ruleset import load

OWN = Path(__file__).parents[1] / "structures" / "photos"
SHARED = Path(__file__).parents[3] / "shared" / "real-pages"
REAL = (
    "mil-af-building-friendships-partnerships-in-the-pacific",
    "mil-af-luxembourg-us-honor-freedoms-sacrifice-during-me",
    "mil-navy-view-image",
    "gov-niddk-nih-gov-myths-nutrition-physical-activity",
)
#: A link whose only content is the photo loses its name with the photo's text.
LINKED = {"link-name", "img-link-name"}
#: What each mutation may newly fail: the rule it is about, and what follows from it, as a note on a long caption's length.
EXPECTED = {
    "no alt": ("news-photo-alt", LINKED),
    "empty alt": ("news-photo-alt", LINKED),
    "file name": ("news-photo-alt", set()),
    "caption": ("news-alt-not-caption", {"img-alt-length"}),
}
ALT = re.compile(r"\salt=(\"[^\"]*\"|'[^']*')")

Case = tuple[str, str, str, str, int]


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge([*load().rules.values()], applies=applies, weigh=weigh)


def failures(judge: Judge, source: str) -> set[tuple[str, int | None]]:
    page = Page("page.html", source.encode())
    build(page)
    findings = (finding for _, _, finding in judge.judge(page).findings)
    return {(one.rule, one.target.line) for one in findings if one.outcome is Outcome.FAILED and one.counts}


def _pages() -> Iterator[tuple[str, str, list[dict[str, object]]]]:
    from checker.finders.photos import photo_facts

    for path in sorted(OWN.glob("*.html")):
        yield path.stem, path.read_text(encoding="utf-8"), json.loads(path.with_suffix(".json").read_text("utf-8"))
    for name in REAL:
        path = SHARED / f"{name}.html"
        if path.is_file():
            page = Page(name, path.read_bytes())
            build(page)
            yield name, page.source, photo_facts(page)


def _mutations() -> Iterator[Case]:
    for name, source, photos in _pages():
        lines = source.split("\n")
        for photo in photos:
            line = photo["line"]
            assert isinstance(line, int)
            written = lines[line - 1]
            if not photo["src"] or not photo["alt"] or len(ALT.findall(written)) != 1 or "<noscript" in written:
                continue
            caption = escape(str(photo["caption"]))
            for kind, alt in (
                ("no alt", ""),
                ("empty alt", ' alt=""'),
                ("file name", ' alt="IMG_2041.JPG"'),
                ("caption", f' alt="{caption}"'),
            ):
                changed = [*lines]
                changed[line - 1] = ALT.sub(lambda _, alt=alt: alt, written)
                yield f"{name}, line {line}: {kind}", kind, source, "\n".join(changed), line


@pytest.mark.parametrize("case", list(_mutations()), ids=lambda case: case[0])
def test_a_mutated_alt_fails_its_rule_at_its_line_and_no_other(judge: Judge, case: Case) -> None:
    _, kind, source, changed, line = case
    rule, besides = EXPECTED[kind]
    new = failures(judge, changed) - failures(judge, source)
    assert {one for one in new if one[0] not in besides} <= {(rule, line)}
    assert (rule, line) in failures(judge, changed)

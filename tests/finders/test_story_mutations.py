"""One thing cut from a story: exactly the rule about it newly fails, at the element that should hold it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from checker.finding import Finding, Outcome
from checker.options import Options
from checker.page import FIXED_DAY
from checker.report import PageReport
from checker.rulebook import ruleset
from checker.run.one_source import Runner
from checker.targets import Source

STORIES = Path(__file__).parents[1] / "structures" / "story"
ARTICLES = [
    path
    for path in sorted(STORIES.glob("*.html"))
    if json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["page_type"] == "article"
    and json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["url"]
]


@pytest.fixture(scope="module")
def runner() -> Runner:
    return Runner(list(ruleset.load().rules.values()), Options(FIXED_DAY))


def judged(runner: Runner, path: Path, source: str, folder: Path) -> PageReport:
    """The report on the changed source at the page's address."""
    url = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["url"]
    file = folder / path.name
    file.write_text(source, encoding="utf-8")
    return runner.judge(Source(path.name, str(file), url))[0]


def failed(report: PageReport) -> dict[str, Finding]:
    """What fails, by rule."""
    return {one.rule: one for one in report.findings if one.outcome is Outcome.FAILED}


def cut(path: Path, fact: str) -> str | None:
    """The page's source without the fact; None where it stands there more than once or in pieces."""
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["facts"][fact]
    source = path.read_text(encoding="utf-8")
    if not wanted or source.count(wanted) != 1:
        return None
    dash = r"(?:\s*</strong>)?\s*(?:--|—|–|-)(?:</strong>)?" if fact == "dateline" else ""
    return re.sub(re.escape(wanted) + dash, "", source, count=1)


@pytest.mark.parametrize(("fact", "rule"), [("byline", "news-byline-present"), ("dateline", "news-dateline-present")])
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_cutting_it_makes_its_rule_alone_fail(runner: Runner, tmp_path: Path, path: Path, fact: str, rule: str) -> None:
    changed = cut(path, fact)
    if changed is None:
        pytest.skip(f"the {fact} does not stand there once in one piece")
    source = path.read_text(encoding="utf-8")
    before, after = judged(runner, path, source, tmp_path), judged(runner, path, changed, tmp_path)
    new = set(failed(after)) - set(failed(before))
    if 'application/ld+json">{' in source and '"author"' in source and fact == "byline":
        assert after.outcomes[rule] is Outcome.CANT_TELL
        assert not new
    else:
        assert new == {rule}
        assert failed(after)[rule].target.missing


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_type_of_the_page_stays_what_it_was(runner: Runner, tmp_path: Path, path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    before = judged(runner, path, source, tmp_path).page_type
    for fact in ("byline", "dateline"):
        changed = cut(path, fact)
        if changed is not None:
            after = judged(runner, path, changed, tmp_path).page_type
            assert (after.name, after.certain) == (before.name, before.certain)


def test_a_missing_byline_is_reported_at_the_headline(runner: Runner, tmp_path: Path) -> None:
    path = STORIES / "afpims-courtesy-story.html"
    source = path.read_text(encoding="utf-8")
    line = next(number for number, text in enumerate(source.split("\n"), 1) if "<h1" in text)
    changed = source.replace("Courtesy Story", "")
    assert failed(judged(runner, path, changed, tmp_path))["news-byline-present"].target.line == line


def test_a_missing_dateline_is_reported_at_the_first_paragraph(runner: Runner, tmp_path: Path) -> None:
    path = STORIES / "afpims-article.html"
    source = path.read_text(encoding="utf-8")
    line = next(number for number, text in enumerate(source.split("\n"), 1) if "NORFOLK, Va. -- " in text)
    changed = source.replace("NORFOLK, Va. -- ", "", 1)
    assert failed(judged(runner, path, changed, tmp_path))["news-dateline-present"].target.line == line


def test_a_missing_date_makes_the_rule_of_the_visible_date_alone_fail(runner: Runner, tmp_path: Path) -> None:
    path = STORIES / "afpims-courtesy-story.html"
    source = path.read_text(encoding="utf-8")
    changed = source.replace('<span class="pipe">|</span> <time>June 2, 2021</time>', "")
    before, after = judged(runner, path, source, tmp_path), judged(runner, path, changed, tmp_path)
    assert set(failed(after)) - set(failed(before)) == {"news-date-visible"}
    assert after.outcomes["news-date-form"] is Outcome.INAPPLICABLE

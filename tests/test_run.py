"""A whole run from the command line: exit codes, options, configuration, several processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checker.errors import crash
from checker.page import Page
from checker.run.batch import dealt
from checker.targets import Source

SOUND = (
    '<!doctype html><html lang="en"><head><title>A page about our work</title></head><body><p>Text.</p></body></html>'
)
NO_LANG = SOUND.replace(' lang="en"', "")


def check(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What the command does in the folder."""
    return subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NO_COLOR": "1", **environment},
        check=False,
    )


def report(*arguments: str, cwd: Path, **environment: str) -> Any:
    """The JSON report that the command prints."""
    return json.loads(check(*arguments, "--format", "json", cwd=cwd, **environment).stdout)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a sound page and one without a language."""
    (tmp_path / "sound.html").write_text(SOUND, encoding="utf-8")
    (tmp_path / "bad.html").write_text(NO_LANG, encoding="utf-8")
    return tmp_path


def test_a_sound_page_gives_0_and_a_failing_one_1(site: Path) -> None:
    assert check("sound.html", "--select", "html-lang", cwd=site).returncode == 0
    assert check("bad.html", "--select", "html-lang", cwd=site).returncode == 1


def test_pictures_and_feeds_of_a_built_site_are_no_pages(site: Path) -> None:
    (site / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1z"/></svg>'
    )
    (site / "feed.xml").write_text('<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title></feed>')
    told = report("logo.svg", "feed.xml", "--url", "https://www.example.gov/", cwd=site)
    for page in told["pages"]:
        assert page["findings"] == []
        assert [one["kind"] for one in page["problems"]] == ["not-a-web-page"]


def test_a_missing_target_gives_3_and_the_others_are_judged(site: Path) -> None:
    done = report("missing.html", "bad.html", "--select", "html-lang", cwd=site)
    assert check("missing.html", "bad.html", "--select", "html-lang", cwd=site).returncode == 3
    assert [page["verdict"] for page in done["pages"]] == ["error", "fail"]
    assert done["summary"]["threshold_reached"] is True


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--select", "htm-lang"], 'did you mean "html-lang"?'),
        (["--profile", "federl"], "expected auto or one of"),
        (["--page-type", "artikel"], "no page type"),
        (["--url", "www.example.gov"], "expected a whole address"),
        (["--url", "https://[::1/"], "expected a whole address"),
        (["--format", "jason"], "expected one of"),
        (["--fail-on", "509=error"], "expected one of: 508"),
        (["--fail-on", "bad"], "expected one of: error"),
        (["--as-of", "yesterday"], "YYYY-MM-DD"),
        (["--report", "json"], "NAME=PATH"),
        (["--output", "sound.html/x.txt"], "cannot be written"),
        (["--config", "none.toml"], "none.toml"),
        (["--rules", "none"], "no such file or folder"),
        (["--plugin", "none.py"], "none.py"),
        (["--nonsense"], "No such option"),
        (["--timeout", "0"], "above 0"),
        (["--timeout", "nan"], "above 0"),
        (["--select", ""], "nothing is named"),
        (["--ignore", "*"], "leave no rule"),
        (["--report", "json=-", "--report", "text=-"], "two reports are to go to standard output"),
        (["--report", "json=a", "--format", "text", "--output", "a"], "two reports are to go to a"),
    ],
)
def test_wrong_usage_gives_2_and_says_what_was_expected(site: Path, arguments: list[str], told: str) -> None:
    done = check("sound.html", *arguments, cwd=site)
    assert done.returncode == 2, done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_the_threshold_may_stand_on_a_standard_alone(site: Path) -> None:
    chosen = ("bad.html", "--select", "html-lang", "--fail-on", "never")
    assert check(*chosen, cwd=site).returncode == 0
    assert check(*chosen, "--fail-on", "508=error", cwd=site).returncode == 1
    assert check(*chosen, "--fail-on", "house=note", cwd=site).returncode == 0


def test_doubts_fail_where_asked(site: Path) -> None:
    chosen = ("sound.html", "--select", "https-page")
    assert check(*chosen, cwd=site).returncode == 0
    assert check(*chosen, "--fail-on-review", cwd=site).returncode == 1


def test_several_reports_are_written_in_one_run(site: Path) -> None:
    done = check("bad.html", "--report", "json=a.json", "--report", "text=a.txt", cwd=site)
    assert done.stdout == ""
    assert json.loads((site / "a.json").read_text(encoding="utf-8"))["schema"] == "check-report/1"
    assert "bad.html" in (site / "a.txt").read_text(encoding="utf-8")


def test_a_format_that_was_asked_for_is_written_beside_other_reports(site: Path) -> None:
    done = check("bad.html", "--format", "json", "--report", "text=a.txt", cwd=site)
    assert json.loads(done.stdout)["schema"] == "check-report/1"
    assert "bad.html" in (site / "a.txt").read_text(encoding="utf-8")


def test_the_same_bytes_come_out_at_any_number_of_jobs(site: Path) -> None:
    for number in range(12):
        text = f"Text {number}" + " more" * (20_000 if number in (5, 11) else 0)
        (site / f"page{number}.html").write_text(SOUND.replace("Text", text), encoding="utf-8")
    one, two = (
        check(".", "--no-cache", "--format", "json", "--jobs", jobs, cwd=site, SOURCE_DATE_EPOCH="0").stdout
        for jobs in ("1", "2")
    )
    assert one == two
    assert len(json.loads(one)["pages"]) == 14


def test_far_larger_pages_are_taken_up_first_and_the_others_as_they_come(tmp_path: Path) -> None:
    sizes = [10, 12, 900, 11, 0, 40, 2000]
    for number, size in enumerate(sizes):
        (tmp_path / str(number)).write_bytes(b"x" * size)
    wanted = [Source(str(number), str(tmp_path / str(number))) for number in range(len(sizes))]
    assert dealt(wanted) == [6, 0, 1, 2, 3, 4, 5]
    assert dealt(wanted[:6]) == [2, 0, 1, 3, 4, 5]
    assert dealt([Source("a", "https://www.example.gov/"), Source("gone", str(tmp_path / "gone")), *wanted[:1]]) == [
        0,
        1,
        2,
    ]


def test_a_page_on_which_a_rule_must_apply_and_does_not_fails(site: Path) -> None:
    (site / "check.toml").write_text('[[paths]]\nglob = "bad*"\nmust-apply = ["iframe-title"]\n', encoding="utf-8")
    pages = report("bad.html", "sound.html", "--select", "iframe-title", cwd=site)["pages"]
    assert pages[0]["outcomes"]["iframe-title"] == "failed"
    assert pages[0]["findings"][0]["target"]["missing"] is True
    assert pages[1]["outcomes"]["iframe-title"] == "inapplicable"


def test_the_configuration_names_page_types_by_path(site: Path) -> None:
    (site / "check.toml").write_text('[[paths]]\nglob = "bad*"\npage-type = "listing"\n', encoding="utf-8")
    page = report("bad.html", cwd=site)["pages"][0]
    assert page["page_type"]["name"] == "listing"
    assert "bad*" in page["page_type"]["because"]


def test_the_configuration_changes_what_a_rule_weighs(site: Path) -> None:
    (site / "check.toml").write_text('[severities]\nhtml-lang = "note"\n', encoding="utf-8")
    assert check("bad.html", "--select", "html-lang", cwd=site).returncode == 0


def test_a_rule_that_the_configuration_names_must_be_known(site: Path) -> None:
    (site / "check.toml").write_text('[severities]\nhtml-lnag = "note"\n', encoding="utf-8")
    done = check("bad.html", cwd=site)
    assert done.returncode == 2
    assert 'did you mean "html-lang"?' in done.stderr


def test_the_day_is_reported_and_may_be_given(site: Path) -> None:
    assert report("sound.html", "--as-of", "2026-01-31", cwd=site)["run"]["as_of"] == "2026-01-31"
    assert report("sound.html", cwd=site, SOURCE_DATE_EPOCH="86400")["run"]["as_of"] == "1970-01-02"
    refused = check("sound.html", "--as-of", "2026-01-31", cwd=site, SOURCE_DATE_EPOCH="today")
    assert (refused.returncode, "whole seconds since 1970" in refused.stderr) == (2, True)


def test_standard_input_is_a_target(site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "checker", "-", "--select", "html-lang", "--format", "json"],
        input=NO_LANG.encode(),
        cwd=site,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert json.loads(done.stdout)["pages"][0]["source"] == "-"


def test_a_target_named_like_a_command_is_given_as_a_path(site: Path) -> None:
    (site / "rules").write_text(NO_LANG, encoding="utf-8")
    assert check("./rules", "--select", "html-lang", cwd=site).returncode == 1


STORY = """<!doctype html><html lang="en"><head><title>Crews finish the drill at sea</title>
<meta property="og:type" content="article"></head><body><main><h1>Crews finish the drill at sea</h1>
<div class="wr">Jane Roe, Fleet Staff</div><div class="pl">PEARL HARBOR, Hawaii</div><div class="when">2026-03-04</div>
<img src="a.jpg" alt="Two ships side by side"><span class="cut">Ships at sea</span>
<p>The crews of two ships finished a drill on Friday, the third of the year.</p>
<p>“It went well,” said the captain, who has led the drill for two years now.</p></main></body></html>"""


@pytest.mark.parametrize(
    ("finder", "selector", "fact", "found"),
    [
        ("byline", ".wr", "byline", "Jane Roe, Fleet Staff"),
        ("dateline", ".pl", "dateline", "PEARL HARBOR, Hawaii"),
        ("caption", ".cut", "captioned_photos", "Ships at sea"),
    ],
)
def test_a_site_teaches_a_finder_its_markup(site: Path, finder: str, selector: str, fact: str, found: str) -> None:
    (site / "story.html").write_text(STORY, encoding="utf-8")
    assert not report("story.html", cwd=site)["pages"][0]["facts"][fact]
    (site / "check.toml").write_text(f'[finders]\n{finder} = "{selector}"\n', encoding="utf-8")
    told = report("story.html", cwd=site)["pages"][0]["facts"][fact]
    assert (told[0]["caption"] if fact == "captioned_photos" else told) == found


def test_a_finder_that_nobody_knows_is_refused(site: Path) -> None:
    (site / "check.toml").write_text('[finders]\nbylin = ".wr"\n', encoding="utf-8")
    done = check("sound.html", cwd=site)
    assert done.returncode == 2
    assert 'check.toml:2: unknown key "bylin"; did you mean "byline"?' in done.stderr


@pytest.mark.parametrize("selector", [">>>", "a:hover"])
def test_a_selector_that_can_find_nothing_is_refused(site: Path, selector: str) -> None:
    (site / "check.toml").write_text(f'[finders]\nbyline = "{selector}"\n', encoding="utf-8")
    done = check("sound.html", cwd=site)
    assert (done.returncode, f'"{selector}" for the finder byline' in done.stderr) == (2, True)


def test_a_page_that_cannot_be_judged_leaves_the_others(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker import api
    from checker.run import one_source

    def broken(page: Page) -> dict[str, Any]:
        if page.name.endswith("sound.html"):
            raise RecursionError("too deep")
        return {}

    monkeypatch.setattr(one_source, "facts_of", broken)
    told = api.check([site / "sound.html", "<title>News</title>"])
    assert [page.verdict == "error" for page in told.pages] == [True, False]
    (problem,) = told.pages[0].problems
    assert problem.message.startswith("the page could not be judged: RecursionError: too deep (broken, line")
    assert told.incomplete


def test_an_error_that_nobody_meant_is_told_with_the_last_function_that_is_not_pythons_own() -> None:
    def broken() -> None:
        json.loads("{")

    with pytest.raises(json.JSONDecodeError) as raised:
        broken()
    assert crash(raised.value).startswith("JSONDecodeError: Expecting property name")
    assert "(broken, line " in crash(raised.value)


BROKEN = (
    '<link rel="canonical" href="http://[::1/a"><meta property="og:url" content="https:///b">',
    "<!-- saved from url=(0014)http://[::1/a -->",
    '<a href="http://[x/plan.pdf?y=1">Plan</a>',
    "<figure><a><img src=a.jpg></a><figcaption>The ship comes home to Norfolk, Va., Nov. 3, 2025.</figcaption></figure>",
    "<a><figure><img src=a.jpg><figcaption>The ship comes home to Norfolk, Va., Nov. 3, 2025.</figcaption></figure></a>",
)


@pytest.mark.parametrize("markup", BROKEN)
def test_an_address_that_is_none_is_no_address_and_breaks_nothing(site: Path, markup: str) -> None:
    (site / "odd.html").write_text(SOUND.replace("<p>", f"{markup}<p>"), encoding="utf-8")
    (page,) = report("odd.html", cwd=site)["pages"]
    assert [one for one in page["problems"] if one["level"] == "error"] == []
    assert page["url"] is None

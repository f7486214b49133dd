"""What fails: by severity, standard, rule and path, by the number of warnings, and by the pinned ruleset."""

from __future__ import annotations

import json
from datetime import date

import pytest

from checker.finding import Finding, Outcome, Place, Suppressed
from checker.gate.thresholds import Gate, pinned, unfolded
from checker.options import Options
from checker.page import Chosen
from checker.report import PageReport
from checker.rulebook import ruleset

DAY = date(2026, 12, 1)
NO_ALT = '<img src="/storm.jpg">'


def gated(site, new_page, config: str = "", *arguments: str, body: str = NO_ALT) -> int:
    """The exit code on a page with an error of one rule under news/."""
    site.write("check.toml", config)
    site.write("site/news/a.html", new_page("Storm", body, footer=""))
    return site.check(*arguments).code


@pytest.mark.parametrize(
    ("config", "code"),
    [
        ("", 1),
        ('fail-on = "never"', 0),
        ('fail-on = { img-alt-present = "never" }', 0),
        ('fail-on = { link-name = "never" }', 1),
        ('[[paths]]\nglob = "news/**"\nfail-on = "never"', 0),
        ('[[paths]]\nglob = "about/**"\nfail-on = "never"', 1),
        ('[[paths]]\nglob = "news/**"\nfail-on = { img-alt-present = "never" }', 0),
        ('fail-on = "never"\n[[paths]]\nglob = "news/**"\nfail-on = { 508 = "error" }', 1),
    ],
)
def test_thresholds_hold_by_rule_and_path(site, new_page, config: str, code: int) -> None:
    assert gated(site, new_page, config) == code


def test_a_threshold_for_what_nobody_knows_is_refused(site, new_page) -> None:
    assert gated(site, new_page, 'fail-on = { img-alt = "never" }') == 2


def test_more_warnings_than_allowed_fail(site, new_page) -> None:
    config = 'severities = { img-alt-present = "warning" }'
    body = NO_ALT + '<img src="/2.jpg">'
    assert gated(site, new_page, config, body=body) == 0
    assert gated(site, new_page, config, "--max-warnings", "2", body=body) == 0
    assert gated(site, new_page, config, "--max-warnings", "1", body=body) == 1
    assert gated(site, new_page, f"{config}\nmax-warnings = 1", body=body) == 1


def test_warnings_that_are_known_are_not_counted(site, new_page) -> None:
    config = 'severities = { img-alt-present = "warning" }\nmax-warnings = 0'
    assert gated(site, new_page, config, "--write-baseline", "known.json") == 0
    assert gated(site, new_page, config, "--baseline", "known.json") == 0


def test_doubts_of_a_standard_fail_where_that_is_asked(site) -> None:
    site.write("site/a.html", "<!doctype html><title>A page</title>")
    report = site.report(select="https-page")
    assert [one["outcome"] for one in report["pages"][0]["findings"]] == ["cantTell"]
    assert site.check(select="https-page").code == 0
    assert site.check("--fail-on-review", select="https-page").code == 1
    assert site.check("--fail-on-review=omb", select="https-page").code == 1
    assert site.check("--fail-on-review=508", select="https-page").code == 0


def test_a_rule_newer_than_the_pinned_ruleset_is_on_trial() -> None:
    rule = ruleset.load().rules["html-lang"]
    newer = rule._replace(since="2027.03")
    assert [one.stage for one in pinned([rule, newer], "2026.11")] == ["stable", "preview"]
    assert [one.stage for one in pinned([newer], "2027.03")] == ["stable"]
    assert [one.stage for one in pinned([newer], None)] == ["stable"]


def test_a_pinned_run_reports_what_a_newer_rule_finds_and_does_not_fail(site, new_page) -> None:
    own = (ruleset.builtin_rules() / "wcag" / "html-lang.yaml").read_text(encoding="utf-8")
    own = own.replace("id: html-lang\n", "id: own-lang\nsince: '2027.03'\n", 1)
    site.write("own/own-lang.yaml", own)
    site.write("site/a.html", new_page("Storm", footer="").replace(' lang="en"', ""))
    assert site.check("--rules", "own", select="own-lang").code == 1
    site.write("check.toml", 'ruleset = "2026.11"')
    ran = site.check("--rules", "own", select="own-lang")
    report = json.loads(ran.out)
    assert (ran.code, report["pages"][0]["outcomes"], report["rules"]["own-lang"]["stage"]) == (
        0,
        {"own-lang": "failed"},
        "preview",
    )


def test_a_ruleset_that_is_none_is_refused(site, new_page) -> None:
    assert gated(site, new_page, 'ruleset = "latest"') == 2


def finding(rule: str, severity: str = "error", **more) -> Finding:
    """A failure of the rule at one place."""
    place = Place(1, 1, 1, 9, "img", "<img>")
    return Finding(rule, Outcome.FAILED, severity, place, (), "", "", fingerprint="v1:a", **more)


def settled(*findings: Finding) -> PageReport:
    """A page with the findings, and its verdicts."""
    page = PageReport(
        "a.html", None, None, None, None, "0", 1, "static", Chosen("wcag", ""), Chosen("other", ""), "", {}, {}, {},
        list(findings), {}, [],
    )  # fmt: skip
    Gate(ruleset.load().rules.values(), Options(DAY)).settle(page)
    return page


def test_a_fault_folded_under_a_house_rule_still_fails_its_own_standards() -> None:
    verdicts = settled(
        finding("img-alt-present", superseded_by="news-photo-alt"), finding("news-photo-alt", "warning")
    ).verdicts
    assert (verdicts["508"], verdicts["wcag21"], verdicts["wcag22"]) == ("fail", "fail", "fail")


def test_a_fault_that_is_suppressed_by_hand_fails_no_standard() -> None:
    by_hand = Suppressed("inline", "decided")
    page = settled(finding("img-alt-present", superseded_by="news-photo-alt", suppressed=by_hand))
    assert set(page.verdicts.values()) == {"pass"}


def test_a_fault_counts_again_where_only_the_stricter_rule_is_suppressed() -> None:
    stricter = finding("news-photo-alt", suppressed=Suppressed("inline", "decided"))
    general = finding("img-alt-present", superseded_by="news-photo-alt")
    assert [one.superseded_by for one in unfolded([general, stricter])] == [None, None]
    assert unfolded([general, stricter._replace(suppressed=None)])[0].superseded_by == "news-photo-alt"

"""Findings that somebody decided to live with, in the page or in the configuration: with a reason, for a time."""

from __future__ import annotations

import json

import pytest

PHOTO = '<img src="/storm.jpg">'
UNTIL = "img-alt-present until 2027-01-31: the agency's photo desk writes it"


@pytest.fixture
def judge(site, new_page):
    """Judges one page with the body, or with the head's comment, and gives its part of the report."""

    def run(body: str = PHOTO, *, head: str = "", config: str = "", day: str = "2026-12-01") -> dict:
        text = new_page("Storm closes the bay", body, footer="").replace("</head>", f"{head}</head>")
        site.write("site/news/a.html", text)
        site.write("check.toml", config)
        ran = site.check("--as-of", day)
        assert ran.out, ran.err
        report = json.loads(ran.out)
        return {**report["pages"][0], "told": ran.err, "code": ran.code}

    return run


def suppressed(page: dict) -> list[str | None]:
    """By what each finding is suppressed."""
    return [one["suppressed"] and one["suppressed"]["by"] for one in page["findings"]]


def kinds(page: dict) -> list[str]:
    """The kinds of the notices on the page."""
    return [one["kind"] for one in page["problems"]]


def test_a_comment_holds_for_the_element_that_opens_next(judge) -> None:
    page = judge(f"<p>Text.</p><!-- check: ignore {UNTIL} -->{PHOTO}<p>More.</p>{PHOTO}")
    assert suppressed(page) == ["inline", None]
    assert page["findings"][0]["suppressed"]["reason"] == "the agency's photo desk writes it (until 2027-01-31)"


def test_it_holds_for_all_that_is_in_the_element(judge) -> None:
    assert suppressed(judge(f"<!-- check: ignore {UNTIL} --><div><p>{PHOTO}</p></div>")) == ["inline"]


def test_in_the_head_it_holds_for_the_page(judge) -> None:
    page = judge(f"{PHOTO}<p>Text.</p>{PHOTO}", head=f"<!-- check: ignore {UNTIL} -->")
    assert (suppressed(page), page["verdict"], page["code"]) == (["inline", "inline"], "pass", 0)


def test_it_holds_on_its_last_day_and_not_after(judge) -> None:
    body = f"<p>Text.</p><!-- check: ignore {UNTIL} -->{PHOTO}"
    assert suppressed(judge(body, day="2027-01-31")) == ["inline"]
    after = judge(body, day="2027-02-01")
    assert (suppressed(after), kinds(after), after["code"]) == ([None], ["suppression-expired"], 1)


def test_without_a_reason_it_has_no_effect_and_is_told(judge) -> None:
    page = judge(f"<p>Text.</p><!-- check: ignore img-alt-present -->{PHOTO}")
    assert (suppressed(page), kinds(page)) == ([None], ["suppression-without-reason"])


def test_it_is_told_on_its_line(judge) -> None:
    page = judge(f"<p>Text.</p>\n<!-- check: ignore img-alt-present: -->{PHOTO}")
    assert [one["line"] for one in page["problems"]] == [9]


def test_one_that_suppresses_nothing_is_told(judge) -> None:
    page = judge("<p>Text.</p><!-- check: ignore img-alt-present: decided --><p>None.</p>")
    assert kinds(page) == ["suppression-unused"]


def test_a_day_that_is_none_is_told(judge) -> None:
    page = judge(f"<p>Text.</p><!-- check: ignore img-alt-present until soon: decided -->{PHOTO}")
    assert (suppressed(page), kinds(page)) == ([None], ["suppression-malformed"])


def test_it_names_several_rules_or_a_prefix(judge) -> None:
    both = "<!-- check: ignore link-name, img-alt-*: decided -->"
    assert suppressed(judge(f"<p>Text.</p>{both}<div>{PHOTO}<a href='/x'></a></div>")) == ["inline", "inline"]


def test_a_rule_that_is_not_named_counts(judge) -> None:
    page = judge(f"<p>Text.</p><!-- check: ignore link-name: decided -->{PHOTO}")
    assert suppressed(page) == [None]


def test_a_rule_that_nobody_knows_is_told(site, new_page) -> None:
    site.write("site/a.html", new_page("A page", "<p>Text.</p><!-- check: ignore img-alt: decided --><p>B</p>"))
    page = json.loads(site.run("site", "--format", "json").out)["pages"][0]
    assert [one["kind"] for one in page["problems"] if one["kind"].startswith("supp")] == ["suppression-unknown-rule"]


ENTRY = '[[suppress]]\nrule = "img-alt-present"\n'


def test_the_configuration_suppresses_by_path(judge) -> None:
    assert suppressed(judge(config=f'{ENTRY}path = "news/**"\nreason = "old"\n')) == ["configuration"]
    assert suppressed(judge(config=f'{ENTRY}path = "about/**"\nreason = "old"\n')) == [None]


def test_the_configuration_suppresses_by_selector(judge) -> None:
    page = judge(f"<div class=old>{PHOTO}</div>{PHOTO}", config=f'{ENTRY}selector = ".old"\nreason = "old"\n')
    assert suppressed(page) == ["configuration", None]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("", "gives no reason"),
        ('reason = "old"\nuntil = "2026-11-30"\n', "ended on 2026-11-30"),
    ],
)
def test_an_entry_without_reason_or_past_its_day_has_no_effect_and_is_told(judge, more: str, told: str) -> None:
    page = judge(config=ENTRY + more)
    assert suppressed(page) == [None]
    assert told in page["told"]


def test_an_entry_that_suppresses_nothing_is_told(judge) -> None:
    assert "suppresses nothing" in judge("<p>Text.</p>", config=f'{ENTRY}reason = "old"\n')["told"]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('rule = "img-alt-presence"', 'did you mean "img-alt-present"'),
        ('rule = "html-lang"\nuntil = "soon"', "expected a day"),
        ('rule = "html-lang"\nselector = "p["', "is not valid CSS"),
        ('reason = "old"', 'lacks "rule"'),
    ],
)
def test_a_wrong_entry_is_refused(site, entry: str, told: str) -> None:
    site.write("site/a.html", "<!doctype html><title>A page</title>")
    site.write("check.toml", f"[[suppress]]\n{entry}\n")
    ran = site.check()
    assert ran.code == 2
    assert told in ran.err


def test_a_rule_of_the_site_is_suppressed_on_its_page(site, new_page) -> None:
    comment = "<!-- check: ignore title-unique: both are drafts -->"
    site.write("site/a.html", new_page("Storm").replace("<head>", f"<head>{comment}"))
    site.write("site/b.html", new_page("Storm"))
    report = site.report(select="title-unique")
    found = {one["page"]: one["suppressed"] and one["suppressed"]["by"] for one in report["site"]["findings"]}
    assert found == {"site/a.html": "inline", "site/b.html": None}


def test_of_many_pages_a_suppression_without_effect_is_told_on_standard_error(site, new_page) -> None:
    site.write("site/a.html", new_page("A page", "<p>Text.</p>\n<!-- check: ignore html-lang: decided --><p>B</p>"))
    site.write("site/b.html", new_page("B page"))
    assert "check: site/a.html:9: the suppression of html-lang suppresses nothing" in site.check().err

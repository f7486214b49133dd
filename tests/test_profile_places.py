"""A host that bears the name of the place that its page speaks of is that place's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.page import Chosen, Page, Settings
from checker.parse import build
from checker.profiles import profile_for, weigh
from checker.rulebook import ruleset

RULES = Path(__file__).parents[1] / "rules"


def chosen(url: str, text: str) -> str:
    page = Page("test.html", f"<title>Text</title><p>{text}</p><p>More text</p>".encode(), url=url)
    build(page)
    return profile_for(url, "", page).name


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://raleighnc.gov/parks", "Parks of the City of Raleigh"),
        ("https://www.chicago.gov/city", "The City of Chicago"),
        ("https://chicagoelections.gov/meetings", "Polling places in the City of Chicago"),
        ("https://www.saltlake-ut.gov/", "The City of Salt Lake welcomes you"),
        ("https://www.ridge-tx.gov/", "Parks"),
        ("https://ridgecountyoh.gov/", "Parks"),
        ("https://www.seattle.gov/", "Parks"),
        ("https://www.houstontx.gov/", "Parks"),
        ("https://www.guam.gov/", "Parks"),
    ],
)
def test_such_a_host_is_local(url: str, text: str) -> None:
    assert chosen(url, text) == "state-local"


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://www.ameslab.gov/news", "Scientists in the City of Ames"),
        ("https://www.fema.gov/pr", "The City of Houston and the County of Harris"),
        ("https://raleighnc.gov/parks", "Parks of Raleigh"),
        ("https://www.noaa.gov/", "Parks"),
        ("https://www.e-verify.gov/", "Parks"),
        ("https://www.section508.gov/", "Parks"),
    ],
)
def test_any_other_host_is_not(url: str, text: str) -> None:
    assert chosen(url, text) == "federal-gov"


@pytest.mark.parametrize(("profile", "severity"), [("federal-gov", "error"), ("state-local", "note")])
def test_an_order_to_federal_agencies_weighs_nothing_elsewhere(profile: str, severity: str) -> None:
    rule = ruleset.load([RULES / "news" / "news-date-visible.yaml"], builtin=False).rules["news-date-visible"]
    page = Page("test.html", b"<p>Text", url=None)
    build(page)
    page.settings = Settings(profile=Chosen(profile, "the test says so"))
    assert weigh(rule, profile, rule.severity) == severity

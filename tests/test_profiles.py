"""Which profile a page gets, and on what evidence."""

from __future__ import annotations

import pytest

from checker.page import ADDRESS_GIVEN, Page
from checker.parse import build
from checker.profiles import profile_for


def chosen(url: str | None, html: str = "<title>News</title><p>Text") -> str:
    page = Page("test.html", html.encode(), url=url)
    build(page)
    return profile_for(url, ADDRESS_GIVEN, page).name


@pytest.mark.parametrize(
    ("url", "profile"),
    [
        (None, "federal"),
        ("https://www.pacom.mil/a", "federal-mil"),
        ("https://www.defense.gov/News/", "dod-gov"),
        ("https://www.war.gov/News/", "dod-gov"),
        ("https://www.epa.gov/a", "federal-gov"),
        ("https://www.va.gov/", "federal-gov"),
        ("https://www.house.gov/", "legislative-judicial"),
        ("https://www.texas.gov/", "state-local"),
        ("https://www.ny.gov/", "state-local"),
        ("https://www.austintexas.gov/", "state-local"),
        ("https://cuyahogacounty.gov/", "state-local"),
        ("https://www.cherokee-nsn.gov/", "state-local"),
        ("https://www.fs.fed.us/", "federal-gov"),
        ("https://www.ci.springfield.or.us/", "state-local"),
        ("https://www.example.com/", "federal"),
    ],
)
def test_the_host_calls_for_a_profile(url: str | None, profile: str) -> None:
    assert chosen(url) == profile


def test_a_gov_site_that_calls_itself_a_city_is_local() -> None:
    assert chosen("https://www.raleighnc.gov/", "<title>Volunteer | City of Raleigh</title><p>Text") == "state-local"
    assert chosen("https://www.raleighnc.gov/", "<title>Help</title><p>Text<p>© 2024 City of Raleigh") == "state-local"


def test_a_banner_of_a_city_makes_the_site_local() -> None:
    html = (
        "<title>Ethics</title><div>An official website of the City of Chicago</div><button>Here’s how you know</button>"
    )
    assert chosen("https://www.chicago.gov/", html) == "state-local"


def test_a_headline_about_a_city_does_not_make_a_federal_site_local() -> None:
    html = "<title>City of Houston receives a grant | FEMA.gov</title><h1>City of Houston receives a grant</h1>"
    assert chosen("https://www.fema.gov/", html) == "federal-gov"


def test_the_profile_does_not_hang_on_the_federal_banner() -> None:
    with_banner = "<p>An official website of the United States government</p><p>Text"
    assert chosen("https://www.epa.gov/", with_banner) == chosen("https://www.epa.gov/", "<p>Text")

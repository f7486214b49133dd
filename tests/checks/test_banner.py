"""The banner rules on pages of our own, and on the same pages changed in one thing."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.engine import Judge
from checker.finding import Outcome
from checker.page import Page, Settings
from checker.parse import build
from checker.profiles import applies, profile_for, weigh
from checker.rulebook import ruleset

ROOT = Path(__file__).parents[2]
STRUCTURES = ROOT / "tests" / "structures" / "banner"
LABELS: dict[str, Any] = json.loads((STRUCTURES / "labels.json").read_text(encoding="utf-8"))
#: Where the banner of a page begins and ends in its source.
BANNERS = {
    "uswds-3-gov": ('<section class="usa-banner"', "</section>\n"),
    "uswds-3-mil": ('<section class="usa-banner"', "</section>\n"),
    "uswds-3-spanish": ('<section class="usa-banner"', "</section>\n"),
    "uswds-2-8": ('<section class="usa-banner"', "</section>\n"),
    "uswds-1": ('<div class="usa-banner"', "</div></div></div>\n"),
    "web-component": ("<usa-banner", "</usa-banner>"),
    "afpims": ('<div id="dnn_ctl04_header_banner_container"', "</script>"),
    "layout-table": ("<table", "</table>"),
    "cards-of-another-design-system": ('<div class="ds-notice">', "</div></div>\n</div>\n"),
}
#: Pages with the whole current guidance, in any markup.
WHOLE = [
    "uswds-3-gov",
    "uswds-3-mil",
    "uswds-3-spanish",
    "uswds-2-8",
    "afpims",
    "layout-table",
    "cards-of-another-design-system",
    "translated-header-vietnamese",
]
HTTPS_SENTENCE = re.compile(
    r"(?:A|Un)\s+(?:<\w+>)?\s*(?:lock|candado)\b.*?(?:on official, secure websites|oficiales y seguros)\.", re.S
)


@functools.cache
def judge() -> Judge:
    rules = ruleset.load([ROOT / "rules" / "banner"], builtin=False).rules
    return Judge(list(rules.values()), applies=applies, weigh=weigh)


def source(name: str) -> str:
    return (STRUCTURES / f"{name}.html").read_text(encoding="utf-8")


def page_of(html: str, url: str | None) -> Page:
    page = Page("test.html", html.encode(), url=url)
    build(page)
    page.settings = Settings(profile=profile_for(url, "", page))
    return page


def not_passed(html: str, url: str | None) -> dict[str, str]:
    """Per rule the severity of its failure, or cantTell; rules that pass or do not apply are left out."""
    judged = judge().judge(page_of(html, url))
    assert not judged.problems
    return {
        one.rule: one.severity if one.outcome is Outcome.FAILED else str(one.outcome) for _, _, one in judged.findings
    }


def findings(html: str, url: str | None) -> list[tuple[str, str, str, str]]:
    judged = judge().judge(page_of(html, url))
    return [(one.rule, str(one.outcome), one.severity, one.fingerprint) for _, _, one in judged.findings]


def newly(before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    return {rule: outcome for rule, outcome in after.items() if before.get(rule) != outcome}


@pytest.mark.parametrize("name", LABELS)
def test_a_structure_gives_the_findings_of_its_label_and_no_other(name: str) -> None:
    assert not_passed(source(name), LABELS[name]["url"]) == LABELS[name]["not_passed"]


@pytest.mark.parametrize("name", BANNERS)
def test_without_the_banner_only_its_presence_fails(name: str) -> None:
    start, end = BANNERS[name]
    before, _, rest = source(name).partition(start)
    page = page_of(before + rest.partition(end)[2], LABELS[name]["url"])
    judged = judge().judge(page)
    assert [one.rule for _, _, one in judged.findings] == ["banner-present"]
    other = {outcome for rule, outcome in judged.outcomes.items() if rule != "banner-present"}
    assert other == {Outcome.INAPPLICABLE}


@pytest.mark.parametrize("name", WHOLE)
def test_without_the_https_sentence_only_its_own_rule_newly_fails(name: str) -> None:
    url = LABELS[name]["url"]
    html = source(name)
    cut, number = HTTPS_SENTENCE.subn("", html)
    assert number == 1
    assert newly(not_passed(html, url), not_passed(cut, url)) == {"banner-https-text": "error"}


def swapped(html: str) -> str:
    """The page with the wording of the other domain in its banner."""
    to_mil = "Official websites use <strong>.mil" not in html and "websites use .mil" not in html
    html = re.sub(r"(?<![\w/])\.(gov|mil)\b", ".mil" if to_mil else ".gov", html)
    federal, military = "government organization in the United States", "U.S. Department of Defense organization"
    return html.replace(federal, military) if to_mil else html.replace(military, federal)


@pytest.mark.parametrize("name", ["uswds-3-gov", "uswds-3-mil", "layout-table", "uswds-2-8"])
def test_with_the_wording_of_the_other_domain_only_the_domain_fails(name: str) -> None:
    url = LABELS[name]["url"]
    html = source(name)
    assert newly(not_passed(html, url), not_passed(swapped(html), url)) == {"banner-tld-match": "error"}


def test_with_only_the_name_of_the_domain_changed_only_the_domain_fails() -> None:
    url = LABELS["uswds-3-gov"]["url"]
    html = re.sub(r"(?<![\w/])\.gov\b", ".mil", source("uswds-3-gov"))
    assert newly(not_passed(source("uswds-3-gov"), url), not_passed(html, url)) == {"banner-tld-match": "error"}


@pytest.mark.parametrize("name", ["uswds-3-gov", "afpims", "layout-table"])
def test_an_unknown_address_leaves_the_domain_in_doubt(name: str) -> None:
    assert not_passed(source(name), None)["banner-tld-match"] == "cantTell"


def _upper_tags(html: str) -> str:
    return re.sub(r"</?[a-z][a-z0-9]*(?=[\s>/])", lambda match: match.group().upper(), html)


def _turned_attributes(html: str) -> str:
    def turn(match: re.Match[str]) -> str:
        attributes = re.findall(r'\s[\w:-]+="[^"]*"', match.group(2))
        return f"<{match.group(1)}{''.join(reversed(attributes))}{match.group(3)}>"

    return re.sub(r'<(\w[\w-]*)((?:\s[\w:-]+="[^"]*")+)(\s*/?)>', turn, html)


FORMATTING: dict[str, Callable[[str], str]] = {
    "CRLF": lambda html: html.replace("\n", "\r\n"),
    "comments": lambda html: re.sub(r"(?=<(?:p|div|strong|button)\b)", "<!-- banner -->", html),
    "white space": lambda html: html.replace(" website", "\n\t website").replace("<p>", "\n  <p>\n"),
    "upper-case tags": _upper_tags,
    "attributes turned round": _turned_attributes,
    "entities": lambda html: html.replace("’", "&rsquo;").replace("website", "w&#101;bsite").replace("ó", "&oacute;"),
    "no-break spaces": lambda html: html.replace("United States", "United&nbsp;States"),
    "spans": lambda html: html.replace("United States", "United <span>States</span>"),
}


@pytest.mark.parametrize("change", FORMATTING)
@pytest.mark.parametrize("name", ["uswds-3-gov", "uswds-3-spanish", "uswds-2-0", "afpims", "layout-table"])
def test_formatting_changes_no_outcome_and_no_fingerprint(name: str, change: str) -> None:
    url = LABELS[name]["url"]
    html = source(name)
    assert findings(FORMATTING[change](html), url) == findings(html, url)


def test_the_missing_https_sentence_is_reported_at_the_banner() -> None:
    html = HTTPS_SENTENCE.sub("", source("uswds-3-gov"))
    judged = judge().judge(page_of(html, LABELS["uswds-3-gov"]["url"]))
    (found,) = [one for _, _, one in judged.findings if one.rule == "banner-https-text"]
    assert (found.target.missing, found.target.snippet[:26]) == (True, '<section class="usa-banner')


def test_the_missing_banner_is_reported_at_the_body() -> None:
    judged = judge().judge(page_of("<html lang='en'>\n<body>\n<main>News</main>", "https://www.rivergauges.gov/"))
    (found,) = [one for _, _, one in judged.findings]
    assert (found.target.line, found.target.missing) == (2, True)


def test_a_message_quotes_the_page() -> None:
    html = source("uswds-3-gov").replace("An official website of", "The friendly official website of")
    judged = judge().judge(page_of(html, LABELS["uswds-3-gov"]["url"]))
    messages = [one.message for _, _, one in judged.findings if one.rule == "banner-header-text"]
    assert messages == [
        "The banner’s header line reads “The friendly official website of the United States government”, where the"
        " prescribed text is “An official website of the United States government”."
    ]


def test_a_header_line_in_a_picture_is_a_doubt() -> None:
    html = '<img src="b.png" alt="An official website of the United States government"><main>News</main>'
    assert not_passed(html, None) == {"banner-present": "cantTell"}


def test_a_page_that_scripts_draw_is_a_doubt() -> None:
    html = '<html lang="en"><body><div id="root"></div><script src="/app.js"></script></body></html>'
    assert not_passed(html, None) == {"banner-present": "cantTell"}


def test_a_banner_far_down_the_page_is_a_doubt() -> None:
    menu = "".join(f"<li>Item {number}</li>" for number in range(400))
    html = f"<ul>{menu}</ul><p>An official website of the United States government</p>"
    assert not_passed(html, "https://www.rivergauges.gov/") == {"banner-present": "cantTell"}


def test_congress_needs_no_banner() -> None:
    assert not_passed("<html lang='en'><main>News</main>", "https://www.house.gov/") == {}


def test_a_banner_that_the_page_hides_is_a_doubt() -> None:
    html = source("uswds-3-gov").replace('<section class="usa-banner"', '<section hidden class="usa-banner"')
    assert not_passed(html, LABELS["uswds-3-gov"]["url"]) == {"banner-present": "cantTell"}


def test_a_hidden_copy_is_no_second_banner() -> None:
    html = source("printed-twice").replace('<div class="theme">', '<div class="theme" hidden>')
    assert not_passed(html, LABELS["printed-twice"]["url"]) == {}


def test_a_copy_in_the_web_archive_counts_as_the_original() -> None:
    url = "https://web.archive.org/web/20240101000000id_/https://www.harborwing.mil/"
    assert not_passed(source("uswds-3-gov"), url)["banner-tld-match"] == "error"


def test_the_script_that_only_opens_a_banner_draws_none() -> None:
    html = '<script src="/DesktopModules/SharedLibrary/Banner/GovBanner.js"></script><main>News</main>'
    assert not_passed(html, "https://www.harborwing.mil/") == {"banner-present": "error"}


def test_an_empty_element_by_the_name_of_a_banner_is_a_doubt() -> None:
    html = '<div class="usa-banner"></div><main>News</main>'
    assert not_passed(html, None) == {"banner-present": "cantTell"}


def test_a_link_to_the_official_website_in_a_sentence_is_no_banner() -> None:
    html = "<p>See usa.gov, the <a href='/'>official website of the United States government</a>.</p><main>News</main>"
    assert not_passed(html, "https://www.rivergauges.gov/") == {"banner-present": "error"}

"""Statements about the document, its metadata, language, addresses and outline, one fact a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from checker.checks.document import analytics_tag_given, contains
from checker.checks.focus_order import keyboard_reaches_nothing_within
from checker.checks.language import is_known_language, text_inherits_language
from checker.checks.links import link_has_real_target
from checker.checks.markings import lines_free_of, structured_data_readable
from checker.checks.meta import robots_allowed, staging_host, viewport_maximum_scale, viewport_scalable
from checker.checks.network import links_to_government, page_address_encrypted
from checker.checks.outline import fragment_target_exists, heading_level_follows
from checker.checks.texts import text_length
from checker.finders.internal import is_internal
from checker.finding import Answer, Target
from checker.page import Page
from checker.parse import build

NO, UNKNOWN, YES = Answer.NO, Answer.UNKNOWN, Answer.YES


def page_of(html: str, url: str | None = None, because: str = "") -> Page:
    page = Page("test.html", html.encode(), url=url, url_because=because)
    build(page)
    return page


def asked(check: Callable[..., Any], html: str, select: str = "html", url: str | None = None, **given: Any) -> Answer:
    return check(Target(page_of(html, url).select(select)[0]), **given).answer


@pytest.mark.parametrize("subtag", ["en", "haw", "yue", "iw", "qab", "tlh"])
def test_registered_languages_are_known(subtag: str) -> None:
    assert is_known_language(subtag)


@pytest.mark.parametrize("subtag", ["eng", "em", "i", "x", "en_us", "dutch", "", "us", "latn"])
def test_what_is_no_registered_language_is_not_known(subtag: str) -> None:
    assert not is_known_language(subtag)


@pytest.mark.parametrize(
    "html",
    [
        '<p lang="xx"><img src="a.png" alt="Seal"></p>',
        '<p lang="xx"><span aria-hidden="true">Seal</span></p>',
        '<p lang="xx"><span lang="">Seal</span></p>',
        '<p lang="xx"><iframe srcdoc="<p>Seal</p>"></iframe></p>',
    ],
)
def test_text_that_is_shown_or_spoken_has_the_language(html: str) -> None:
    assert asked(text_inherits_language, html, "p") is YES


@pytest.mark.parametrize(
    "html",
    [
        '<p lang="xx"><span style="display: none">Seal</span></p>',
        '<div hidden><p lang="xx">Seal</p></div>',
        '<p lang="xx"><span lang="en">Seal</span></p>',
        '<p lang="xx"><script>seal()</script> </p>',
    ],
)
def test_hidden_text_and_text_of_another_language_does_not(html: str) -> None:
    assert asked(text_inherits_language, html, "p") is NO


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ("user-scalable=0", NO),
        ("user-scalable=0.5", NO),
        ("user-scalable=-2", YES),
        ("user-scalable=never", NO),
        ("USER-SCALABLE = NO", NO),
        ("user-scalable", YES),
        ("user-scalable=no,user-scalable=yes", YES),
    ],
)
def test_scaling_is_read_as_browsers_read_it(content: str, answer: Answer) -> None:
    assert asked(viewport_scalable, f'<meta name="viewport" content="{content}">', "meta") is answer


@pytest.mark.parametrize(
    ("value", "answer"),
    [("1.99", NO), ("2", YES), ("yes", NO), ("no", NO), ("0", NO), ("-1", YES), ("device-height", YES), ("2x", YES)],
)
def test_the_largest_scale_is_read_as_browsers_read_it(value: str, answer: Answer) -> None:
    html = f'<meta name="viewport" content="maximum-scale={value}">'
    assert asked(viewport_maximum_scale, html, "meta", at_least=2) is answer


def test_an_element_too_many_is_told_at_its_place() -> None:
    page = page_of("<h1>One</h1><h1 id='two'>Two</h1>")
    verdict = contains(Target(next(page.elements())), select="h1", thing="a heading", at_most=1)
    assert verdict.at is not None and verdict.at.attrs == {"id": "two"}


def test_a_missing_element_is_told_at_what_should_hold_it() -> None:
    page = page_of("<p>Text</p>")
    verdict = contains(Target(next(page.elements())), select="link", thing="a link", place="head")
    assert (verdict.missing, verdict.at) == (True, page.head)


def test_the_length_of_a_text_counts_folded_spaces_once() -> None:
    target = Target(page_of("<p>").select("p")[0], {"text": "News  of\n\nday"})
    assert text_length(target, at_most=11).answer is YES


def test_a_tag_manager_may_bring_the_analytics_tag() -> None:
    html = '<script src="https://www.googletagmanager.com/gtm.js"></script>'
    assert asked(analytics_tag_given, html, url="https://agency.gov/") is UNKNOWN


def test_only_the_directive_that_forbids_listing_counts() -> None:
    assert asked(robots_allowed, '<meta name="robots" content="nofollow, noarchive">') is YES


def test_a_trial_host_is_told_by_a_whole_label() -> None:
    assert asked(staging_host, "<p>", url="https://www.testimony.gov/") is NO


def test_an_address_that_only_the_page_states_is_no_proof_against_it() -> None:
    page = page_of("<p>", "http://agency.gov/", "from the canonical link")
    assert page_address_encrypted(Target(page.select("p")[0])).answer is UNKNOWN


def test_a_preview_on_the_own_machine_proves_nothing() -> None:
    assert asked(page_address_encrypted, "<p>", url="http://localhost:3000/") is UNKNOWN


def test_links_to_the_own_host_are_links_to_government() -> None:
    html = '<a href="http://news.agency.org/">News</a>'
    assert asked(links_to_government, html, "a", "https://agency.org/") is YES


@pytest.mark.parametrize("href", ["#", "", "javascript:void(0);", "https://example.gov/x", " # "])
def test_placeholders_lead_nowhere(href: str) -> None:
    assert asked(link_has_real_target, f'<a href="{href}">FOIA</a>', "a") is NO


def test_a_link_that_script_handles_needs_no_address() -> None:
    assert asked(link_has_real_target, '<a href="#" data-toggle="menu">Contact us</a>', "a") is YES


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#">Top</a>',
        '<a href="#Top">Top</a>',
        '<a href="#a%20b">B</a><p id="a b">',
        '<a href="#b">B</a><a name="b"></a>',
        '<a class="menu-button" href="#menu">Menu</a>',
        '<a href="#:~:text=News">News</a>',
    ],
)
def test_jumps_that_lead_somewhere_or_are_handled_by_script(html: str) -> None:
    assert asked(fragment_target_exists, html, "a") is YES


def test_a_heading_that_is_hidden_does_not_count_in_the_order() -> None:
    html = '<h2>A</h2><h3 style="display:none">B</h3><h4>C</h4>'
    assert asked(heading_level_follows, html, "h4") is NO


def test_what_has_no_place_in_the_tab_order_takes_no_focus() -> None:
    html = '<div aria-hidden="true"><a href="/a" tabindex="-1">A</a></div>'
    assert asked(keyboard_reaches_nothing_within, html, "div", although="is hidden", itself=True) is YES


def test_the_name_of_a_marking_in_a_sentence_is_no_marking() -> None:
    assert asked(lines_free_of, "<p>CUI is protected.</p>", markings=["CUI"]) is YES


def test_a_marking_between_dashes_is_one() -> None:
    assert asked(lines_free_of, "<p>-- CUI --</p>", markings=["CUI"]) is NO


def test_json_in_a_wrapper_for_old_browsers_is_read() -> None:
    html = '<script type="application/ld+json">//<![CDATA[\n{"@type": "A"}\n//]]></script>'
    assert asked(structured_data_readable, html, "script") is YES


@pytest.mark.parametrize(
    "address",
    [
        "http://10.1.2.3/a",
        "https://172.20.1.1/",
        "http://a.smil.mil/b",
        "\\\\server\\share",
        "HTTP://LOCALHOST:80/",
        "file:///c",
    ],
)
def test_addresses_that_only_work_inside(address: str) -> None:
    assert is_internal(address)


@pytest.mark.parametrize(
    "address", ["https://agency.gov/localhost", "http://172.40.1.1/", "https://10.gov/", "/file:a", "//a.gov"]
)
def test_addresses_that_work_everywhere(address: str) -> None:
    assert not is_internal(address)

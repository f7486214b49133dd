"""Which links a page has, and which stand in its footer."""

from __future__ import annotations

import pytest

from checker.finders.links import footers, in_footer, page_links, quick_host, stands_alone
from checker.finders.loads import loads
from checker.page import Page
from checker.parse import build


def page_of(html: str) -> Page:
    page = Page("test.html", html.encode())
    build(page)
    return page


def names(html: str, *texts: str, addresses: tuple[str, ...] = ()) -> list[str]:
    return [link.text for link in page_links(page_of(html)).named(texts, addresses)]


def stands_in_footer(html: str) -> bool:
    return in_footer(page_of(html).select("a.it")[0])


def test_a_link_is_named_by_the_picture_in_it() -> None:
    assert names('<a href="/f"><img src="f.png" alt="FOIA"></a>', "foia") == ["foia"]


def test_a_phrase_is_only_found_as_whole_words() -> None:
    assert names('<a href="/s">Sequoias</a> <a href="/d">Digs</a>', "ig", "sequoia") == []


def test_a_phrase_never_spans_two_links() -> None:
    assert names('<a href="/a">Privacy</a><a href="/b">policy</a>', "privacy policy") == []


def test_a_long_headline_names_no_page() -> None:
    assert names('<a href="/n">Agency improves accessibility of its many parks</a>', "accessibility") == []


def test_a_relative_address_begins_with_a_step_of_the_path() -> None:
    assert names('<a href="accessibility.html">Help</a>', addresses=("/accessibility",)) == ["help"]


def test_a_footer_of_an_article_is_not_that_of_the_page() -> None:
    assert footers(page_of("<article><footer>By a writer</footer></article>")) == []


def test_a_block_called_footer_is_the_footer() -> None:
    assert stands_in_footer('<div id="dnn_FooterPane"><a class="it" href="/a">A</a></div>')


def test_the_footer_of_a_card_is_not_that_of_the_page() -> None:
    assert footers(page_of('<div class="card"><div class="card__footer"><a href="/a">A</a></div></div>')) == []


def test_a_footer_in_a_table_that_lays_out_the_page_is_its_footer() -> None:
    assert stands_in_footer('<table><tr><td><div id="footer"><a class="it" href="/a">A</a></div></td></tr></table>')


def test_an_identifier_below_the_footer_belongs_to_it() -> None:
    html = '<footer><p>Text</p></footer><section class="usa-identifier"><a class="it" href="/a">A</a></section>'
    assert stands_in_footer(html)


def test_without_a_marked_footer_what_comes_after_main_is_the_footer() -> None:
    assert stands_in_footer('<main><p>News</p></main><div><a class="it" href="/a">A</a></div>')


def test_without_a_marked_footer_the_header_is_none() -> None:
    assert not stands_in_footer('<header><a class="it" href="/a">A</a></header>')


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("HTTP://WWW.Agency.gov/a", "www.agency.gov"),
        ("https://u@agency.gov:8/", "agency.gov"),
        ("/a", ""),
        ("mailto:a@agency.gov", ""),
    ],
)
def test_the_host_of_an_address_is_read(address: str, host: str) -> None:
    assert quick_host(address) == host


def addresses(html: str, kind: str) -> list[object]:
    return [target.part("address") for target in loads(page_of(html), kind=kind)]


def test_a_preloaded_picture_is_no_active_content() -> None:
    assert addresses('<link rel="preload" as="image" href="http://a.gov/a.png">', "active") == []


def test_a_style_sheet_that_imports_another_is_active_content() -> None:
    assert addresses('<style>@import "http://a.gov/b";</style>', "active") == ["http://a.gov/b"]


def test_a_picture_of_a_style_sheet_is_passive_content() -> None:
    css = "<style>p { background: url( 'http://a.gov/a.png' ) }</style>"
    assert (addresses(css, "active"), addresses(css, "passive")) == ([], ["http://a.gov/a.png"])


def test_the_unencrypted_one_of_several_pictures_is_named() -> None:
    html = '<img src="https://a.gov/a.png" srcset="/b.png 1x, http://a.gov/c.png 2x">'
    assert addresses(html, "passive") == ["http://a.gov/c.png"]


@pytest.mark.parametrize(
    ("html", "alone"),
    [
        ('<form><input type="hidden" name="state"></form><h1>News</h1><p><a href="/a">A ship</a> came home.</p>', True),
        ("<main><h1>News</h1></main>", False),
        ('<h1>News</h1><div id="site-footer"></div>', False),
        ('<p><a href="/">Home</a></p><h1>News</h1>', False),
        ('<input name="q"><h1>News</h1>', False),
        ("<h1>News</h1>" + '<div><a href="/a">A topic</a></div>' * 20, False),
    ],
)
def test_a_print_view_has_nothing_of_its_site_around_its_text(html: str, alone: bool) -> None:
    assert stands_alone(page_of(html)) is alone

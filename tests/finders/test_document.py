"""Title, language, refresh and address of a document, on small pages and on the labelled real ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.finders.document import (
    document_language,
    document_title,
    own_address,
    refresh_seconds,
    timed_refresh,
    title_element,
)
from checker.page import Page
from checker.parse import build

SHARED = Path(__file__).parents[3] / "shared" / "real-pages"


def page_of(html: str | bytes, url: str | None = None) -> Page:
    page = Page("test.html", html if isinstance(html, bytes) else html.encode(), url=url)
    build(page)
    return page


def test_the_title_of_a_picture_is_not_that_of_the_page() -> None:
    assert document_title(page_of("<svg><title>Eagle</title></svg><title>News</title>")) == "News"


def test_only_the_first_title_counts() -> None:
    assert document_title(page_of("<title> </title><body><title>News</title>")) is None


def test_the_title_has_its_spaces_folded() -> None:
    assert document_title(page_of("<title>\n News \u00a0 | Agency</title>")) == "News | Agency"


def test_an_empty_lang_is_another_thing_than_none() -> None:
    assert (document_language(page_of('<html lang="">')), document_language(page_of("<html>"))) == ("", None)


@pytest.mark.parametrize(
    ("content", "seconds"),
    [
        ("0", 0),
        ("5", 5),
        (" 5 ; url=/next", 5),
        ("5,/next", 5),
        ("5 /next", 5),
        ("5.9", 5),
        (".5; /next", 0),
        ("", None),
        ("; 5", None),
        ("+5; /next", None),
        ("-1", None),
        ("5: /next", None),
        ("5x", None),
        ("9" * 5000, 10**15 - 1),
    ],
)
def test_a_refresh_is_read_as_browsers_read_it(content: str, seconds: int | None) -> None:
    assert refresh_seconds(content) == seconds


def test_a_refresh_for_browsers_without_script_is_left_out() -> None:
    page = page_of('<head><noscript><meta http-equiv="refresh" content="5"></noscript>')
    assert not list(timed_refresh(page))


def test_a_canonical_link_is_the_address_of_the_page() -> None:
    page = page_of('<link rel="canonical" href="https://agency.gov/a">', url="https://agency.gov/a?print=1")
    assert own_address(page) == "https://agency.gov/a"


def test_a_relative_canonical_link_says_nothing_of_the_address() -> None:
    page = page_of('<link rel="canonical" href="/a">', url="https://agency.gov/b")
    assert own_address(page) == "https://agency.gov/b"


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/real-pages is not here")
def test_title_and_language_of_every_labelled_page_are_right() -> None:
    labels = json.loads((SHARED / "labels.json").read_text(encoding="utf-8"))["labels"]
    wrong = []
    for name, label in labels.items():
        page = page_of((SHARED / f"{name}.html").read_bytes())
        title = "yes" if document_title(page) else "empty" if title_element(page) else "no"
        if "title_present" not in label["unsure"] and title != label["title_present"]:
            wrong.append((name, title))
        if "html_lang" not in label["unsure"] and document_language(page) != label["html_lang"]:
            wrong.append((name, document_language(page)))
    assert not wrong

"""Items of news lists: title, what stands between, date and teaser."""

from __future__ import annotations

import pytest

from checker.finders.teasers import teasers
from checker.page import Page
from checker.parse import build

SECOND = "<p>Roads close</p><p>May 2, 2024 - Two roads close for the winter...</p>"


def items_of(html: str) -> list[tuple[str, list[str], str]]:
    page = Page("test.html", html.encode())
    build(page)
    return [(one.title.text, [line.text for line in one.between], one.date) for one in teasers(page)]


@pytest.mark.parametrize("dash", ["-", "--", "–", "—", "|"])
def test_the_date_ends_with_any_dash(dash: str) -> None:
    html = f"<p>Mules at work</p><p>May 3, 2024 {dash} The mail comes by mule...</p>{SECOND}"
    assert items_of(html)[0] == ("Mules at work", [], "May 3, 2024")


def test_what_stands_between_title_and_date_is_kept() -> None:
    html = f"<p>Mules at work</p><p>A mule carries mail.</p><p>May 3, 2024 - The mail comes by mule...</p>{SECOND}"
    assert items_of(html)[0][1] == ["A mule carries mail."]


def test_the_heading_of_the_list_is_not_the_first_title() -> None:
    html = f"<h2>In the news</h2><p>Mules at work</p><p>May 3, 2024 - The mail comes by mule...</p>{SECOND}"
    assert items_of(html)[0][0] == "Mules at work"


def test_one_dated_line_is_no_list() -> None:
    assert items_of("<h1>Mail by mule</h1><p>May 3, 2024 - The mail still comes by mule.</p>") == []

"""What is said about things without a name."""

from __future__ import annotations

import pytest

from checker.checks.image_text import alt_says_more_than_file
from checker.checks.names import has_accessible_name, thing
from checker.finding import Answer, Target
from checker.page import Element, Page
from checker.parse import build


def element_of(html: str) -> Element:
    page = Page("test.html", html.encode())
    build(page)
    return page.select("#x")[0]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<a id=x href=/about></a>", "the link to “/about” has no text"),
        ("<a id=x href=/><i class=i></i></a>", "the link to “/” has no text that can be read aloud"),
        ("<a id=x href=/><img src=a.png></a>", "the link to “/” holds only an image without a text alternative"),
        ("<img id=x src='/img/ship.jpg?w=9'>", "the image “ship.jpg” has no alternative text"),
        ("<img id=x src='data:image/png;base64,AAAA'>", "the image has no alternative text"),
        ("<img id=x src=a.png alt=' '>", "the image “a.png” has only blanks as its alternative text"),
        ("<input id=x name=zip>", "the field “zip” has no label"),
        ("<input id=x name=go type=submit value=''>", "the button “go” has no text"),
        ("<h2 id=x></h2>", "the heading has no text"),
        ("<iframe id=x src=https://video.example/v1></iframe>", "the embedded frame “v1” has no title that says what it shows"),
        ("<div id=x role=menuitem></div>", "the menu item has no text"),
    ],
)  # fmt: skip
def test_an_editor_reads_what_is_missing(html: str, found: str) -> None:
    verdict = has_accessible_name(Target(element_of(html)))
    assert (verdict.answer, verdict.found) == (Answer.NO, found)


@pytest.mark.parametrize("attributes", ["", "alt=''", "alt='Submit Query'"])
def test_the_name_that_browsers_give_an_image_button_says_nothing(attributes: str) -> None:
    button = Target(element_of(f"<input id=x type=image src=a.png {attributes}>"))
    assert has_accessible_name(button, default_counts=False).answer is Answer.NO


def test_a_long_address_is_cut() -> None:
    assert thing(element_of(f"<a id=x href='/{'a' * 500}'></a>")).endswith("a…”")


def test_a_class_that_hides_is_a_doubt_where_its_sheet_is_not_read() -> None:
    html = "<link rel=stylesheet href=https://cdn.example/x.css><div class=display-none><a id=x href=/></a></div>"
    assert has_accessible_name(Target(element_of(html))).answer is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("alt", "src", "answer"),
    [
        ("A ship", "ship.jpg", Answer.YES),
        ("Flag", "flag.png", Answer.YES),
        ("COVID-19", "covid-19.png", Answer.YES),
        ("x-ray", "x-ray.png", Answer.YES),
        ("Smith", "Smith.jpg", Answer.YES),
        ("ship.jpg", "ship.jpg", Answer.NO),
        ("/media/ship", "ship.jpg", Answer.NO),
        ("221103-D-AB123-1001", "a.jpg", Answer.NO),
        ("DSC_0123", "a.jpg", Answer.NO),
        ("spacer", "a.gif", Answer.NO),
        ("2041", "a.gif", Answer.NO),
        ("navy_ship_port", "img/navy_ship_port.jpg", Answer.NO),
        ("agency-logo", "agency-logo.svg", Answer.UNKNOWN),
        ("loading", "spin.gif", Answer.UNKNOWN),
        ("7", "seven.gif", Answer.UNKNOWN),
    ],
)
def test_a_file_name_is_no_alternative_text(alt: str, src: str, answer: Answer) -> None:
    element = element_of(f'<img id=x alt="{alt}" src="{src}">')
    assert alt_says_more_than_file(Target(element)).answer is answer


def test_an_image_that_is_named_otherwise_is_not_judged_by_its_alt() -> None:
    element = element_of('<img id=x alt="image" aria-label="A ship" src="a.png">')
    assert alt_says_more_than_file(Target(element)).answer is Answer.YES

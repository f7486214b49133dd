"""Slips of copy: what is found, and above all what is left alone."""

from __future__ import annotations

import pytest

from checker.checks.copy import brackets_paired, brackets_spaced, words_not_doubled
from checker.checks.quotes import quotes_of_one_kind, quotes_paired, sentence_ends_before_quote
from checker.checks.spacing import (
    dashes_of_one_kind,
    template_fields_filled,
    words_evenly_spaced,
)
from checker.checks.spelling import words_spelt_as_known
from checker.checks.terms import country_without_article, designation_fits_name, rank_abbreviated
from checker.finders.copy import copy_block, page_copy
from checker.finding import Answer, Target
from checker.page import Page
from checker.parse import build


def page_of(html: str) -> Page:
    """The page that the HTML makes."""
    page = Page("test.html", html.encode())
    build(page)
    return page


def about(text: str) -> Target:
    """A block of running text."""
    page = page_of("<p>x y z")
    assert page.body is not None
    return Target(page.body, {"text": text, "raw": text, "before": None, "after": None})


@pytest.mark.parametrize(
    "text",
    [
        "He had had that that he wanted in Walla Walla and Pago Pago.",
        "They said no, no, and meant it.",
        "The band Duran Duran met Boutros Boutros-Ghali.",
        "It is far far away and very very cold.",
        "Room 12 12 and A A A for larger type.",
        "The committee secretary and the under secretary left.",
        "We stood side by side, again and again.",
    ],
)
def test_words_that_may_stand_twice_are_left_alone(text: str) -> None:
    assert words_not_doubled(about(text)).answer is Answer.YES


@pytest.mark.parametrize("text", ["of the the plan", "In in May", "a microgrid grid, he said", "She saw saw them go"])
def test_doubled_words_are_found(text: str) -> None:
    expected = Answer.YES if text.startswith("a micro") else Answer.NO
    assert words_not_doubled(about(text)).answer is expected


def test_an_echo_is_quoted_in_the_finding() -> None:
    assert "“intercontinental continental”" in words_not_doubled(about("an intercontinental continental missile")).found


@pytest.mark.parametrize(
    "text",
    [
        "Steps 1) look, 2) ask (twice).",
        "He smiled :) at us.",
        "The plan (draft [see annex]) is out.",
        "See (the rest...",
    ],
)
def test_brackets_that_need_no_partner_are_left_alone(text: str) -> None:
    assert brackets_paired(about(text)).answer is Answer.YES


def test_a_bracket_closed_by_one_of_another_kind_is_found() -> None:
    assert brackets_paired(about("The plan (draft] is out")).answer is Answer.NO


@pytest.mark.parametrize(
    "text",
    [
        "employee(s) of section 501(c)(3) and 401(k)",
        "https://www.example.gov/a(some words)",
        "the function f(x) and rate(s)",
        "a (well known) fact",
    ],
)
def test_brackets_that_cling_as_they_should_are_left_alone(text: str) -> None:
    assert brackets_spaced(about(text)).answer is Answer.YES


def test_no_blank_after_a_bracket_is_found() -> None:
    assert brackets_spaced(about("The plan (in draft)was kept")).answer is Answer.NO


@pytest.mark.parametrize(
    "text", ["It ended.  Then it began.", "Washington, DC  20585", "It cost . . . too much", "A \xa0| B | C"]
)
def test_blanks_of_old_habit_are_left_alone(text: str) -> None:
    assert words_evenly_spaced(about(text)).answer is Answer.YES


@pytest.mark.parametrize("text", ["In a  rare case", "the end ,and then", "Ill.  -- The base", "one \xa0two three"])
def test_uneven_blanks_are_found(text: str) -> None:
    assert words_evenly_spaced(about(text)).answer is Answer.NO


def test_the_dash_of_a_dateline_mixes_with_no_other() -> None:
    assert dashes_of_one_kind(about("WASHINGTON -- The plan — a short one — was kept.")).answer is Answer.YES


def test_an_unfilled_field_is_found() -> None:
    assert template_fields_filled(about("By {{ author.name }}")).answer is Answer.NO


@pytest.mark.parametrize(
    "text",
    [
        'A 6" pipe and “a hose,” he said.',
        'He said "yes" and "no".',
        "“He said ‘go’ and went.”",
        'Cut off here "and then...',
    ],
)
def test_quotation_marks_in_order_are_left_alone(text: str) -> None:
    assert quotes_paired(about(text)).answer is Answer.YES


def test_a_closing_mark_that_nothing_opens_is_found() -> None:
    assert quotes_paired(about("We will go,” he said.")).answer is Answer.NO


def test_inches_do_not_mix_with_curly_marks() -> None:
    assert quotes_of_one_kind(about('A 6" pipe, “the best,” he said.')).answer is Answer.YES


@pytest.mark.parametrize(
    "text",
    [
        'She said "We cannot keep them in the depots for another year," he recalled.',
        'He quoted the memo "Storage of Fuel in Old Depots" and left.',
        'He spoke of weapons. "We cannot keep them in the depots," he said.',
    ],
)
def test_a_quotation_that_a_clause_leads_into_needs_no_stop(text: str) -> None:
    assert sentence_ends_before_quote(about(text)).answer is Answer.YES


@pytest.mark.parametrize(
    "text",
    [
        "Columbia and Colombia",
        "the Indonesian navy",
        "Mr. Kirkland of Georgia",
        "Virginian reels",
        "Frankfort, Kentucky",
    ],
)
def test_names_near_a_place_are_left_alone(text: str) -> None:
    assert words_spelt_as_known(about(text)).answer is Answer.YES


def test_each_misspelt_word_is_told_with_the_right_one() -> None:
    found = words_spelt_as_known(about("The goverment of Afganistan")).found
    assert "“government”" in found
    assert "“Afghanistan”" in found


@pytest.mark.parametrize(
    "text", ["the South Korea-U.S. talks", "the Japan Self-Defense Forces", "the Germany of 1950s"]
)
def test_a_country_that_describes_another_word_may_have_an_article(text: str) -> None:
    assert country_without_article(about(text)).answer is Answer.YES


@pytest.mark.parametrize("text", ["a KC-135R Stratotanker", "F-16 Vipers", "AC-130J Ghostrider", "X-99 Raptor"])
def test_names_that_fit_their_designation_are_left_alone(text: str) -> None:
    assert designation_fits_name(about(text)).answer is Answer.YES


@pytest.mark.parametrize(
    "text",
    [
        "Second Lieutenant Jan. 1, 1970",
        "“Sergeant John Smith is here,” he said",
        "the Sergeant Major of the Army",
        "Captain America",
    ],
)
def test_ranks_that_stand_apart_from_a_full_name_are_left_alone(text: str) -> None:
    assert rank_abbreviated(about(text)).answer is Answer.YES


def test_menus_code_and_rows_of_data_are_no_copy() -> None:
    page = page_of(
        "<nav>one two three</nav><pre>one two three</pre><table><tr><td>one two three</table><p>four five six</p>"
    )
    assert [block.text for block in page_copy(page).blocks] == ["four five six"]


def test_a_single_line_break_ends_no_block_and_two_do() -> None:
    page = page_of("<div>one two three<br>four five six<br><br>seven eight nine</div>")
    assert [block.text for block in page_copy(page).blocks] == ["one two three four five six", "seven eight nine"]


def test_other_languages_are_not_read_as_english() -> None:
    page = page_of('<html lang="fr"><p>Nous nous levons tôt.</p><p lang="en">We saw the the sea.</p>')
    assert [t.parts["text"] for t in copy_block(page, sign="repeated-word")] == ["", "We saw the the sea."]


def test_a_block_after_a_line_break_is_reported_at_the_break() -> None:
    page = page_of("<div>one two three<br>\n<br>\nof the the plan</div>")
    assert [t.element.line for t in copy_block(page, sign="repeated-word")][1] == 2

"""Statements about several pages of one run."""

from __future__ import annotations

from checker.checks.site import footer_names_shared, footer_order_shared, text_unique
from checker.finding import Answer, Place, SiteTarget

HERE = Place(1, 1, 1, 1, "html", "<html>")


def titled(page: str, text: str, address: str | None = None) -> SiteTarget:
    return SiteTarget(page, address, {"text": text, "address": address}, HERE, "")


def footer(page: str, *links: tuple[str, str], url: str | None = "https://agency.gov/") -> SiteTarget:
    lines = "\n".join(f"{name}\t{address}" for name, address in links)
    return SiteTarget(page, url, {"links": lines}, HERE, "")


def answers(*targets: SiteTarget) -> list[Answer]:
    return [verdict.answer for verdict in text_unique(targets, thing="title")]


A, B, C, D = ("a", "/a"), ("b", "/b"), ("c", "/c"), ("d", "/d")


def test_two_pages_with_one_title_both_fail() -> None:
    assert answers(titled("1", "News", "https://a.gov/1"), titled("2", "news", "https://a.gov/2")) == [Answer.NO] * 2


def test_copies_of_a_page_at_one_address_are_one_page() -> None:
    one = titled("1", "News", "http://www.a.gov/1/")
    assert answers(one, titled("2", "News", "https://a.gov/1#top")) == [Answer.YES] * 2


def test_files_without_an_address_are_different_pages() -> None:
    assert answers(titled("1.html", "News"), titled("2.html", "News")) == [Answer.NO] * 2


def test_the_page_that_differs_from_most_is_the_odd_one() -> None:
    verdicts = footer_order_shared([footer("1", A, B, C), footer("2", A, B, C), footer("3", B, A, C)])
    assert [verdict.answer for verdict in verdicts] == [Answer.YES, Answer.YES, Answer.NO]


def test_a_link_more_leaves_the_order_as_it_is() -> None:
    verdicts = footer_order_shared([footer("1", A, B, C), footer("2", A, D, B, C)])
    assert {verdict.answer for verdict in verdicts} == {Answer.YES}


def test_footers_of_other_templates_are_not_compared() -> None:
    verdicts = footer_order_shared([footer("1", A, B), footer("2", B, A, C, D, ("e", "/e"))])
    assert {verdict.answer for verdict in verdicts} == {Answer.YES}


def test_footers_of_other_hosts_are_not_compared() -> None:
    verdicts = footer_order_shared([footer("1", A, B), footer("2", B, A, url="https://other.gov/")])
    assert {verdict.answer for verdict in verdicts} == {Answer.YES}


def test_another_name_for_the_same_address_is_told_with_both() -> None:
    verdict = footer_names_shared([footer("1", A, B), footer("2", A, B), footer("3", A, ("other", "/b"))])[2]
    assert (verdict.answer, "“other”" in verdict.found, "“b”" in verdict.found) == (Answer.NO, True, True)


def test_footers_in_different_languages_are_not_compared() -> None:
    english = footer("1", A, B, C)
    spanish = footer("2", C, B, A)
    targets = [
        one._replace(parts={**one.parts, "language": language})
        for one, language in ((english, "en"), (english, "en"), (spanish, "es"))
    ]
    assert [verdict.answer for verdict in footer_order_shared(targets)] == [Answer.YES] * 3

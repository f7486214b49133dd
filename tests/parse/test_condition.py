"""What browsers pass over in silence is said as a notice."""

from __future__ import annotations

import pytest

from checker.page import Page
from checker.parse import build

DOCTYPE = "<!doctype html>"


def kinds(content: str | bytes, charset: str | None = None) -> list[tuple[str, int | None]]:
    page = Page("test.html", content.encode() if isinstance(content, str) else content)
    build(page, charset=charset)
    return [(notice.kind, notice.line) for notice in page.notices]


def test_a_sound_page_has_no_notice() -> None:
    assert kinds(DOCTYPE + "<title>é</title><script>'<!--'</script><p>a > b") == []


def test_nul_characters_are_said_with_the_line_of_the_first() -> None:
    assert kinds(DOCTYPE + "\n<p>a\0\n\0") == [("null-characters", 2)]


def test_a_page_without_a_doctype_says_so() -> None:
    assert kinds("<p>") == [("no-doctype", 1)]


@pytest.mark.parametrize(
    "end",
    ["<a href='x", "<p", "</p", "<!-- x", "<script>x", "<style>", "<title>News", "<textarea><p>", "<!--\n<script>"],
)
def test_a_page_that_is_cut_off_says_so(end: str) -> None:
    assert ("cut-off", 2) in kinds(f"{DOCTYPE}\n<p>x</p>{end}")


@pytest.mark.parametrize(
    "end", ["a < b", "<", "<!-->", "<!---->", "<script>'<script'</script>", "<p title='<x'>", "<3", "<!-- <script> -->"]
)
def test_a_page_that_ends_well_is_not_said_to_be_cut_off(end: str) -> None:
    assert kinds(DOCTYPE + end) == []


def test_bytes_that_are_not_of_the_declared_encoding_are_said() -> None:
    assert kinds(b"<!doctype html><meta charset=utf-8>\n<p>caf\xe9") == [("encoding-errors", 2)]


def test_utf_8_under_another_name_is_said() -> None:
    assert kinds(DOCTYPE + "<meta charset=iso-8859-1><p>café") == [("wrong-charset", None)]


def test_a_declaration_that_the_network_overrules_is_said() -> None:
    assert kinds(DOCTYPE + "<meta charset=koi8-r>", "utf-8") == [("charset-conflict", None)]


def test_bytes_of_an_undeclared_encoding_are_said() -> None:
    assert kinds(b"<!doctype html><p>caf\xe9") == [("no-charset", None)]

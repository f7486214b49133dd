"""Places in the source are exact: lines, columns, bytes, and where a start tag ends."""

from __future__ import annotations

import pytest

from checker.page import Element, Page
from checker.parse import build
from checker.source import SourceMap, byte_offset, end_of_start_tag, source_map, start_tag


def page_of(content: str | bytes, parser: str = "turbohtml") -> Page:
    page = Page("test.html", content.encode() if isinstance(content, str) else content)
    build(page, parser)
    return page


def first(page: Page, tag: str) -> Element:
    return page.select(tag)[0]


@pytest.mark.parametrize("parser", ["turbohtml", "html5lib"])
@pytest.mark.parametrize(
    ("before", "place"),
    [
        ("", (1, 1)),
        ("a\nb", (2, 2)),
        ("a\r\nb", (2, 2)),
        ("a\rb", (2, 2)),
        ("a\n\rb", (3, 2)),
        ("é\u20ac", (1, 3)),
        ("\U0001f600", (1, 2)),
        ("\0\0", (1, 3)),
        ("a\fb\vc\u2028d\x85e", (1, 10)),
        ("\ufeff", (1, 1)),
        ("&amp;&#10;", (1, 11)),
        ("<!--\n-->", (2, 4)),
        ("\t", (1, 2)),
    ],
)
def test_the_place_of_a_start_tag(before: str, place: tuple[int, int], parser: str) -> None:
    element = first(page_of(before + "<b>", parser), "b")
    assert (element.line, element.column) == place


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff<p>é\U0001f600\r\n<b>".encode(),
        "\ufeff<p>é\U0001f600\r\n<b>".encode("utf-16-le"),
        b"<meta charset=latin1><p>\xe9\r<b>",
        b"<meta charset=utf-8><p>\xe9\xe2\x82 \xff<b>",
        "<meta charset=shift_jis><p>日本\n<b>".encode("shift_jis"),
        b"\0<p>\0<b>",
    ],
)
def test_a_place_leads_to_its_bytes(content: bytes) -> None:
    page = page_of(content)
    element = first(page, "b")
    assert element.line is not None
    assert element.column is not None
    at = byte_offset(page, element.line, element.column)
    assert content[at : at + 6].replace(b"\0", b"").startswith(b"<b>")


@pytest.mark.parametrize(
    "tag",
    [
        "<b>",
        "<b a='>' c=\">\">",
        "<b a=it's>",
        '<b a"b>',
        '<b "a>',
        "<b a = '\n>'\n>",
        "<b/>",
        "<b a=/>",
        "<b a=>",
        "<b =a'>",
        "<b a='x'c='>'>",
        "<b a\0='\0>'>",
        "<B\tA=1\f>",
        '<b alt="a href="x" title="y>">',
    ],
)
def test_the_end_of_a_start_tag_is_the_tokenizers(tag: str) -> None:
    page = page_of(f"x\n{tag}<i>")
    assert start_tag(page.select("b, b\ufffd")[0]) == tag


def test_the_next_element_begins_where_the_tag_ends() -> None:
    page = page_of("<p>\r\n<b a='\r\n>'><i>")
    inner = first(page, "i")
    assert end_of_start_tag(first(page, "b"), start_tag(first(page, "b"))) == (inner.line, inner.column)


def test_an_element_without_a_tag_has_no_place() -> None:
    assert start_tag(first(page_of("<p>"), "body")) is None


def test_a_long_unclosed_quote_costs_linear_time() -> None:
    page = page_of("<b>" + "<i a='" * 50_000)
    assert start_tag(first(page, "b")) == "<b>"


def test_places_and_offsets_are_each_others_inverse() -> None:
    places = SourceMap("a\r\nbc\rd\n\ne")
    assert [places.offset(*places.place(offset)) for offset in range(9)] == list(range(9))


def test_a_line_is_given_without_its_end() -> None:
    assert [source_map(page_of("a\r\nb\rc\n")).line(number) for number in (1, 2, 3, 4)] == ["a", "b", "c", ""]

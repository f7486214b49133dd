"""XML documents are read as XML: names as written, namespaces, entities, and places."""

from __future__ import annotations

import pytest

from checker.page import Page
from checker.parse import PARSERS, build

XHTML = "http://www.w3.org/1999/xhtml"


def page_of(content: str | bytes, parser: str = "turbohtml", media_type: str = "application/xml") -> Page:
    page = Page("test.xml", content.encode() if isinstance(content, str) else content, media_type=media_type)
    build(page, parser)
    return page


def kinds(page: Page) -> list[str]:
    return [notice.kind for notice in page.notices]


@pytest.mark.parametrize("parser", PARSERS)
def test_names_keep_their_case(parser: str) -> None:
    page = page_of('<svg xmlns="http://www.w3.org/2000/svg"><linearGradient/></svg>', parser)
    assert len(page.select("linearGradient")) == 1


@pytest.mark.parametrize("parser", PARSERS)
def test_a_prefix_stands_for_its_namespace(parser: str) -> None:
    page = page_of(f'<h:html xmlns:h="{XHTML}"><h:p h:x="1" xml:lang="en"/></h:html>', parser)
    assert (page.is_html, [e.attrs for e in page.select("html > p")]) == (True, [{"h:x": "1", "xml:lang": "en"}])


def test_a_foreign_vocabulary_is_not_html() -> None:
    page = page_of("<rss><title>x</title></rss>")
    assert (page.is_html, page.select("title")[0].namespace) == (False, "")


@pytest.mark.parametrize(
    ("before", "place"),
    [
        ("", (1, 4)),
        ("\r\n", (2, 1)),
        ("\r", (2, 1)),
        ("é\U0001f600", (1, 6)),
        ("<!--\n-->&lt;", (2, 8)),
        ("\t", (1, 5)),
    ],
)
def test_places_are_those_of_the_source(before: str, place: tuple[int, int]) -> None:
    element = page_of(f"<a>{before}<b/></a>").select("b")[0]
    assert (element.line, element.column) == place


def test_entities_of_the_document_are_read() -> None:
    assert page_of('<!DOCTYPE a [<!ENTITY n "Navy">]><a>&n; &#65;</a>').select("a")[0].text == "Navy A"


def test_entities_of_xhtml_are_known() -> None:
    doctype = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'
    )
    page = page_of(f'{doctype}<html xmlns="{XHTML}" title="&copy;">a&nbsp;b</html>')
    assert (page.root and page.root.text, page.root and page.root.attrs["title"]) == ("a\xa0b", "©")


def test_external_entities_are_not_read() -> None:
    page = page_of('<!DOCTYPE a [<!ENTITY n SYSTEM "file:///etc/hostname">]><a>x&n;</a>')
    assert page.select("a")[0].text == "x"


def test_subtrees_are_slices() -> None:
    page = page_of("<a><b><c/></b><d/></a>")
    assert [(e.tag, e.index, e.end) for e in page.elements()] == [("a", 0, 4), ("b", 1, 3), ("c", 2, 3), ("d", 3, 4)]


def test_text_that_looks_like_markup_stays_text() -> None:
    assert page_of("<a b='&lt;\"'><![CDATA[<x>&]]></a>").select("a")[0].text == "<x>&"


@pytest.mark.parametrize("content", ["<a><b></a>", "<p>&nbsp;</p>", "", "<a/><b/>", "<a b=1/>"])
def test_what_is_not_well_formed_is_read_as_html_and_said(content: str) -> None:
    assert "not-well-formed" in kinds(page_of(content))


def test_the_declared_encoding_is_used() -> None:
    page = page_of(b'<?xml version="1.0" encoding="iso-8859-1"?><a>caf\xe9</a>')
    assert page.select("a")[0].text == "café"

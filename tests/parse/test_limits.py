"""Hostile pages end as a judgement or a plain problem, in bounded time and memory."""

from __future__ import annotations

import subprocess
import sys

import pytest

from checker.errors import LimitError
from checker.page import Page
from checker.parse import build


def built(content: str, parser: str = "turbohtml", media_type: str = "text/html") -> Page:
    page = Page("test.html", content.encode(), media_type=media_type)
    build(page, parser)
    return page


def kind_of(content: str, parser: str = "turbohtml", media_type: str = "text/html") -> str:
    with pytest.raises(LimitError) as caught:
        built(content, parser, media_type)
    return caught.value.kind


def fonts(count: int) -> str:
    return "".join(f"<p><font c={number}>" for number in range(count))


@pytest.mark.parametrize("parser", ["turbohtml", "html5lib"])
def test_formatting_left_open_is_refused(parser: str) -> None:
    assert kind_of(fonts(3000 if parser == "turbohtml" else 600), parser) == "too-many-elements"


def test_formatting_left_open_before_a_long_page_is_refused() -> None:
    assert kind_of("<p>" + fonts(600) + "<p>x" * 500_000) == "too-many-elements"


def test_a_long_page_with_some_formatting_left_open_is_judged() -> None:
    page = built("<p><font color=red>" + "<p>x</p>" * 20_000)
    assert len(page.document.elements) == 40_004 + 1


def test_elements_nested_without_end_are_judged() -> None:
    assert len(built("<div>" * 100_000).document.elements) == 100_003


def test_many_attributes_on_one_tag_are_judged() -> None:
    page = built("<p " + " ".join(f"a{number}" for number in range(100_000)) + ">")
    assert len(page.select("p")[0].attrs) == 100_000


def test_attributes_gathered_from_repeated_body_tags_are_refused() -> None:
    assert kind_of("".join(f"<body b{number}=1>" for number in range(10_000))) == "too-many-attributes"


def test_html5lib_refuses_what_it_cannot_read_in_time() -> None:
    many = "<p " + " ".join(f"a{number}" for number in range(3_000)) + ">"
    found = [kind_of(content, "html5lib") for content in (many, "<div>" * 3_000, "x" * 3_000_001)]
    assert found == ["too-many-attributes", "too-deep", "too-large"]


def test_entities_that_expand_without_measure_are_refused() -> None:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(10))
    assert (
        kind_of(f'<!DOCTYPE a [<!ENTITY a0 "x">{entities}]><a>&a10;</a>', media_type="text/xml") == "entity-expansion"
    )


def test_one_long_entity_used_often_is_refused() -> None:
    content = f'<!DOCTYPE a [<!ENTITY a "{"a" * 10_000}">]><a>{"&a;" * 10_000}</a>'
    assert kind_of(content, media_type="text/xml") == "entity-expansion"


def test_xml_nested_too_deep_is_refused() -> None:
    assert kind_of("<a>" * 6_000 + "</a>" * 6_000, media_type="text/xml") == "too-deep"


def test_a_bomb_ends_in_bounded_memory() -> None:
    resource = pytest.importorskip("resource")
    code = (
        "import resource\n"
        "from checker.page import Page\n"
        "from checker.parse import build\n"
        "text = ''.join(f'<p><font c={n}>' for n in range(14_000))\n"
        "try:\n    build(Page('x', text.encode()))\n"
        "except Exception as error:\n    print(type(error).__name__)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    name, peak = done.stdout.split()
    unit = 1 if sys.platform == "darwin" else 1024
    assert resource is not None
    assert (name, int(peak) * unit < 1_000_000_000) == ("LimitError", True)

"""Looking upwards through those elements alone that a test picks."""

from __future__ import annotations

from checker.accessibility.around import Nearest, flat_parent
from checker.page import Element
from tests.accessibility.pages import element_of

HTML = (
    "<main class=a><section><div class=a id=own><template shadowrootmode=open><article><p class=a><b><i>x</i></b></p>"
)


def ways(html: str) -> tuple[Nearest, Element, list[Element]]:
    asked: list[Element] = []

    def picks(element: Element) -> bool:
        asked.append(element)
        return "a" in element.classes

    own = element_of(html, "#own")
    assert own.shadow is not None
    return Nearest(picks), own.shadow.select("i")[0], asked


def test_the_way_leads_across_the_border_of_a_shadow_tree() -> None:
    nearest, inmost, _ = ways(HTML)
    assert [one.tag for one in nearest.up_from(inmost)] == ["p", "div", "main"]


def test_no_element_is_tested_twice() -> None:
    nearest, inmost, asked = ways(HTML)
    for _ in range(3):
        node: Element | None = inmost
        while node is not None:
            assert list(nearest.up_from(node)) == [one for one in _up(node) if "a" in one.classes]
            node = flat_parent(node)
    assert len(asked) == len(set(asked))


def _up(element: Element | None) -> list[Element]:
    return [] if element is None else [element, *_up(flat_parent(element))]

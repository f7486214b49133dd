"""Looking upwards through those elements alone that a test picks."""

from __future__ import annotations

from checker.accessibility.around import Nearest, flat_parent, holds
from checker.page import Element
from tests.accessibility.pages import element_of

HTML = (
    "<main class=a><section><div class=a id=own><template shadowrootmode=open><article><p class=a><b><i>x</i></b></p>"
)


def ways(html: str) -> tuple[Nearest, Element]:
    own = element_of(html, "#own")
    assert own.shadow is not None
    return Nearest(own.page, set(own.page.select(".a"))), own.shadow.select("i")[0]


def test_the_way_leads_across_the_border_of_a_shadow_tree() -> None:
    nearest, inmost = ways(HTML)
    assert [one.tag for one in nearest.up_from(inmost)] == ["p", "div", "main"]


def test_from_everywhere_the_way_leads_through_what_is_picked() -> None:
    nearest, inmost = ways(HTML)
    for element in _up(inmost):
        picked = [one for one in _up(element) if "a" in one.classes]
        assert list(nearest.up_from(element)) == picked
        assert nearest.at(element) is next(iter(picked), None)


def test_what_holds_another_is_around_it_or_that_itself() -> None:
    _, inmost = ways(HTML)
    above = _up(inmost)
    for one in inmost.page.elements():
        assert holds(one, inmost) is (one in above)


def _up(element: Element | None) -> list[Element]:
    return [] if element is None else [element, *_up(flat_parent(element))]

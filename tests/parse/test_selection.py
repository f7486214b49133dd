"""Selectors answered from tables match what the parser's engine matches, and spare it most of its work."""

from __future__ import annotations

from pathlib import Path

import pytest
import turbohtml

from checker.page import Element, Page
from checker.parse import build
from checker.rulebook import ruleset
from checker.selection import Selection

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted((ROOT / "sample_pages").glob("*.html"))
SELECTORS = (
    "nav, [role=navigation], .usa-nav, #main",
    "a[href], area[href], a[href][target=_blank]",
    "[class*='CARD' i], [class^=usa], [class$=\"s\"], [class~=usa-nav], [lang|=en]",
    "figure > img, .usa-nav ul, main [role], li:first-child, p:not(ul p, ol p), a",
    "img, img[alt], img[alt=''], [alt]",
)


def page_of(content: bytes) -> Page:
    page = Page("test.html", content)
    build(page)
    return page


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_tables_answer_as_the_engine(path: Path) -> None:
    page = page_of(path.read_bytes())
    tree = turbohtml.parse(page.source, positions=True)
    of_rules = {rule.applies_to.selector for rule in ruleset.load().rules.values()} - {""}
    for selector in (*SELECTORS, *sorted(of_rules)):
        expected = [(node.tag, node.position) for node in tree.select(selector)]
        found = [(one.tag, (one.line, (one.column or 0) - 1)) for one in page.document.select(selector)]
        assert found == expected, selector


class Asked(Selection):
    """Counts what reaches the parser's engine."""

    def __init__(self, elements: list[Element]) -> None:
        self.questions: list[str] = []
        super().__init__(elements, self._engine)

    def _engine(self, selector: str) -> list[Element]:
        self.questions.append(selector)
        return []


@pytest.mark.parametrize(
    ("selectors", "questions"),
    [
        ("a, p, [id], a[href], nav", []),
        (".missing, #main, [class=other], main p", []),
        (".card, [class*='CAR' i], .card", [".card", "[class*='CAR' i]"]),
        ("div a, p > a, li:empty", ["div a", "li:empty"]),
    ],
)
def test_the_engine_is_asked_only_for_what_may_match(selectors: str, questions: list[str]) -> None:
    page = page_of(b'<div class="card wide"><a href="/" id="first">Home</a></div>')
    asked = Asked(page.document.elements)
    asked.select(selectors)
    asked.select(selectors)
    assert asked.questions == questions


@pytest.mark.parametrize("selectors", ["", "a,", "a,,b", ",a", "a, b >", "[a", "a:not(b"])
def test_a_list_with_a_mistake_is_refused(selectors: str) -> None:
    with pytest.raises((turbohtml.SelectorSyntaxError, ValueError)):
        page_of(b"<a href=/>Home</a>").select(selectors)

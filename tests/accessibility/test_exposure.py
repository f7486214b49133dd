"""What is in the accessibility tree."""

from __future__ import annotations

import sys

import pytest

from checker.accessibility.exposure import is_exposed, is_programmatically_hidden
from checker.accessibility.name import accessible_name
from tests.accessibility.pages import element_of, page_of


@pytest.mark.parametrize(
    "html",
    [
        "<a id=x href=/ aria-hidden=true>",
        "<div aria-hidden=TRUE><a id=x href=/>",
        "<div inert><a id=x href=/>",
        "<div hidden><a id=x href=/>",
        "<a id=x href=/ style='visibility:hidden'>",
        "<details><summary>More</summary><a id=x href=/></details>",
        "<button><b id=x role=img></b></button>",
        "<div role=img><h2 id=x></h2></div>",
        "<area id=x href=/>",
        "<map name=m><area id=x href=/></map>",
        "<img usemap=#m alt=M hidden><map name=m><area id=x href=/></map>",
        "<dialog><a id=x href=/></dialog>",
        "<img id=x alt=Ship style='display:contents'>",
    ],
)
def test_assistive_technology_does_not_meet_it(html: str) -> None:
    assert not is_exposed(element_of(html))


@pytest.mark.parametrize(
    "html",
    [
        "<a id=x href=/>",
        "<a id=x href=/ aria-hidden=false>",
        "<a id=x href=/ style='position:absolute;left:-9999px'>",
        "<div style='visibility:hidden'><a id=x href=/ style='visibility:visible'>",
        "<details><summary><a id=x href=/></summary></details>",
        "<details open><summary>More</summary><a id=x href=/></details>",
        "<button id=x>",
        "<button id=x style='display:contents'>",
        "<svg id=x hidden>",
        "<dialog open popover><a id=x href=/></dialog>",
        "<div role=button><a id=x href=/>",
        "<img usemap=#m alt=M><map name=m><area id=x href=/></map>",
    ],
)
def test_assistive_technology_meets_it(html: str) -> None:
    assert is_exposed(element_of(html))


def test_what_is_inert_is_not_programmatically_hidden() -> None:
    assert not is_programmatically_hidden(element_of("<div inert><img id=x>"))


def test_a_shadow_tree_is_hidden_with_its_host() -> None:
    page = page_of("<div aria-hidden=true><template shadowrootmode=open><a href=/></a></template></div>")
    assert not is_exposed(page.snapshot.scopes[1].elements[0])


def test_twice_the_page_takes_about_twice_the_work() -> None:
    def calls(count: int) -> int:
        page = page_of("<fieldset disabled>" + "<input role=none>" * count + "<a href=/>x</a>" * count)
        made = 0

        def counted(frame: object, event: str, argument: object) -> None:
            nonlocal made
            made += event in ("call", "c_call")

        sys.setprofile(counted)
        try:
            for element in page.document.elements:
                is_exposed(element)
                accessible_name(element)
        finally:
            sys.setprofile(None)
        return made

    assert calls(800) < 2.5 * calls(400)

"""What a slot shows is judged once, as part of the element that holds it, and where it is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.accessibility.aria import children_in_tree, parent_in_tree
from checker.accessibility.exposure import is_exposed
from checker.accessibility.name import accessible_name
from checker.checks.contrast import contrast_at_least
from checker.finders.rendered_text import visible_text
from checker.finding import Answer
from checker.page import Page
from tests.accessibility.pages import page_of

pytestmark = pytest.mark.browser

Render = Callable[..., Page]


def host(tree: str, children: str, tag: str = "x-card") -> str:
    return f"<{tag}><template shadowrootmode=open>{tree}</template>{children}</{tag}>"


NESTED = host(
    "<div>" + host("<p><slot></slot></p>", "<b>outer</b><slot></slot>", "x-inner") + "</div>",
    "<i>light</i><a href=/>one</a>",
)


def both(html: str, rendered: Render) -> list[Page]:
    return [page_of("<!doctype html><html lang=en><title>News</title><body>" + html), rendered(html)]


@pytest.mark.parametrize("html", [host("<p><slot></slot></p>", "<i>light</i><a href=/>one</a>"), NESTED])
def test_what_is_put_into_a_slot_is_a_child_of_the_host_alone(html: str, rendered: Render) -> None:
    written, shown = both(html, rendered)
    assert [(one.tag, one.line, one.column) for one in shown.elements() if one.tag in "abi"] == [
        (one.tag, one.line, one.column) for one in written.elements() if one.tag in "abi"
    ]
    assert [[one.tag for one in scope.elements] for scope in shown.snapshot.scopes] == [
        [one.tag for one in scope.elements if one.tag != "template"] for scope in written.snapshot.scopes
    ]
    assert [one.parent and one.parent.tag for one in shown.select("i, b")] == ["x-card", "x-inner"][: html.count("<x-")]


@pytest.mark.parametrize(
    ("html", "exposed"),
    [
        pytest.param(host("<slot></slot>", "<i>t</i>"), True, id="shown"),
        pytest.param(host("<slot name=a></slot>", "<i>t</i>"), False, id="no slot asks for it"),
        pytest.param(host("<slot name=a></slot>", "<i slot=a>t</i>"), True, id="named"),
        pytest.param(host("<p hidden><slot></slot></p>", "<i>t</i>"), False, id="not rendered"),
        pytest.param(host("<p aria-hidden=true><slot></slot></p>", "<i>t</i>"), False, id="silent"),
        pytest.param(host("<p inert><slot></slot></p>", "<i>t</i>"), False, id="inert"),
        pytest.param(host("<slot><i>own</i></slot>", ""), True, id="the slot's own"),
        pytest.param(host("<slot><i>own</i></slot>", " "), False, id="white space stands for it"),
        pytest.param(host("<slot><i>own</i></slot>", "<b>put</b>"), False, id="another stands for it"),
        pytest.param(host("<slot></slot><slot><i>own</i></slot>", "<b>put</b>"), True, id="the first is filled"),
    ],
)
def test_a_slot_decides_whether_something_is_exposed(html: str, exposed: bool, rendered: Render) -> None:
    for page in both(html, rendered):
        assert [is_exposed(one) for one in page.select("i")] in ([exposed], [] if not exposed else [True])


@pytest.mark.parametrize(
    ("tree", "children", "expected"),
    [
        ("<p><slot></slot></p>", "bare text", (Answer.NO, "slot")),
        ("<p><slot></slot></p>", "<span>text in an element</span>", (Answer.NO, "span")),
        ("<p style='color: #fff'><slot></slot></p>", "bare text", (Answer.YES, "slot")),
        ("<p style='color: #fff'><slot></slot></p>", "<span>text in an element</span>", (Answer.YES, "span")),
        (
            "<p>at the top <slot name=a></slot></p>",
            "<span slot=a style='background: #fff'>text</span>",
            (Answer.YES, "span"),
        ),
    ],
)
def test_a_text_lies_on_the_ground_around_its_slot(
    tree: str, children: str, expected: tuple[Answer, str], rendered: Render
) -> None:
    page = rendered(host("<style>p { background: #222; color: #444 }</style>" + tree, children))
    targets = [one for one in visible_text(page) if one.element.tag == expected[1]]
    assert [contrast_at_least(one, normal="4.5", large="3").answer for one in targets] == [expected[0]]


def test_the_accessibility_tree_leads_through_slots(rendered: Render) -> None:
    for page in both(host("<div role=tablist><slot></slot></div>", "<b role=tab>One</b><b role=tab>Two</b>"), rendered):
        tabs = page.select("[role=tab]")
        (around,) = page.select("[role=tablist]")
        assert [parent_in_tree(one) for one in tabs] == [around, around]
        assert list(children_in_tree(around)) == tabs


def test_a_name_is_made_of_what_the_slot_shows(rendered: Render) -> None:
    for page in both(host("<a href=/><slot>Own</slot></a><a href=/><slot>Own</slot></a>", "<b>Put</b>"), rendered):
        assert [accessible_name(one).text for one in page.select("a")] == ["Put", "Own"]

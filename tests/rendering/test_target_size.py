"""Target size on what a browser laid out, by the clauses of WCAG 2.2, 2.5.8."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.checks import target_size
from checker.checks.target_size import pointer_target_at_least
from checker.finders.rendered_targets import pointer_targets
from checker.finding import Answer, Target
from checker.page import Page

pytestmark = pytest.mark.browser

Render = Callable[[str], Page]
AT = "position: absolute; line-height: 1; font-size: 10px;"


def answer(page: Page, selector: str = "#t") -> Answer:
    return pointer_target_at_least(Target(page.select(selector)[0]), size=24).answer


def placed(left: float, width: float, more: str = "", name: str = "a href=/t id=t", top: int = 50) -> str:
    tag = name.split(maxsplit=1)[0]
    style = f"{AT} left: {left}px; top: {top}px; width: {width}px; height: {width}px; {more}"
    return f'<{name} style="{style}">x</{tag}>'


OTHER = placed(120, 16, name="a href=/o")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(placed(100, 24) + placed(124, 24, name="a href=/o"), Answer.YES, id="24 px"),
        pytest.param(placed(100, 23) + placed(123, 23, name="a href=/o"), Answer.NO, id="23 px"),
        pytest.param(placed(96, 16) + OTHER, Answer.YES, id="circles touch"),
        pytest.param(placed(97, 16) + OTHER, Answer.NO, id="circles meet"),
        pytest.param(placed(92, 16) + placed(112, 60, name="a href=/o"), Answer.YES, id="12 px from a large one"),
        pytest.param(placed(93, 16) + placed(108, 60, name="a href=/o"), Answer.NO, id="less from a large one"),
        pytest.param(placed(100, 16) + placed(117, 16, top=70, name="a href=/o"), Answer.YES, id="across a corner"),
        pytest.param(placed(100, 16) + placed(117, 16, name="span"), Answer.YES, id="beside a text"),
        pytest.param(placed(100, 16) + placed(117, 16, name="span role=button"), Answer.NO, id="beside a role"),
        pytest.param(placed(100, 16) + placed(117, 16, name="button disabled"), Answer.YES, id="beside a disabled one"),
        pytest.param(
            placed(100, 16) + placed(117, 16, "pointer-events: none", name="a href=/o"),
            Answer.YES,
            id="beside a mute one",
        ),
        pytest.param(
            placed(100, 16, "padding: 4px") + placed(124, 16, name="a href=/o"), Answer.YES, id="padding counts"
        ),
        pytest.param(
            f'<p style="{AT} left: 100px; top: 50px; width: 90px">See <a href=/t id=t>x</a> and <a href=/o>y</a>.',
            Answer.YES,
            id="in a sentence",
        ),
        pytest.param(
            f'<nav style="{AT} left: 100px; top: 50px"><a href=/t id=t>x</a> <a href=/o>y</a></nav>',
            Answer.NO,
            id="in a row of links",
        ),
        pytest.param(
            f'<nav style="{AT} left: 100px; top: 50px"><a href=/t id=t>x</a> / <a href=/o>y</a></nav>',
            Answer.UNKNOWN,
            id="between signs",
        ),
        pytest.param(
            "<input type=radio id=t style='margin: 0'><input type=radio style='margin: 0'>",
            Answer.YES,
            id="a browser's own",
        ),
        pytest.param(
            "<input type=radio id=t style='margin: 0; width: 15px'><input type=radio style='margin: 0'>",
            Answer.NO,
            id="a browser's own, changed",
        ),
        pytest.param(
            "<style>*{margin:0}</style><input type=radio id=t style='width:15px'><label for=t style='display:inline-block;"
            "padding:9px'>Yes</label><input type=radio>",
            Answer.YES,
            id="with its label",
        ),
        pytest.param(
            f'<a href=/t id=t style="{AT} left: 9px; top: 9px"><span style="display: block; width: 30px; height: 30px">'
            "</span></a>" + placed(40, 9, name="a href=/o", top=9),
            Answer.YES,
            id="what it holds counts",
        ),
        pytest.param(
            f'<a href=/t id=t style="{AT} left: 9px; top: 9px; width: 9px; height: 9px; overflow: hidden; text-indent:'
            ' -900px">Home</a>' + placed(20, 9, name="a href=/o", top=9),
            Answer.NO,
            id="what it cuts off does not",
        ),
        pytest.param(
            f'<style>#t::after {{ content: ""; position: absolute; inset: -9px }}</style>{placed(100, 16)}{OTHER}',
            Answer.UNKNOWN,
            id="what style adds may count",
        ),
        pytest.param(placed(100, 16) + placed(90, 40, name="a href=/o", top=40), Answer.UNKNOWN, id="under another"),
        pytest.param(
            placed(100, 16, "position: fixed") + placed(117, 16, name="a href=/o"), Answer.UNKNOWN, id="does not scroll"
        ),
        pytest.param(
            placed(100, 16) + placed(117, 16, name="a href=/o") + placed(300, 50, name="a href=/t"),
            Answer.UNKNOWN,
            id="a larger one leads there",
        ),
    ],
)
def test_size_room_and_exceptions(html: str, expected: Answer, rendered: Render) -> None:
    assert answer(rendered(html)) == expected


@pytest.mark.parametrize(
    "style",
    ["display: none", "visibility: hidden", "opacity: 0", "left: -999px", "pointer-events: none"],
)
def test_what_cannot_be_hit_is_no_target(style: str, rendered: Render) -> None:
    page = rendered(placed(100, 16, style) + placed(117, 16, name="a href=/o id=o"))
    assert [one.attrs["id"] for one in pointer_targets(page)] == ["o"]
    assert answer(page, "#o") == Answer.YES


def test_a_switch_drawn_by_its_label_is_as_large_as_the_label(rendered: Render) -> None:
    page = rendered("<input type=checkbox id=t style='opacity: 0; position: absolute'><label for=t>Notify me</label>")
    assert pointer_targets(page)[page.select("#t")[0]].box.width > 50


def test_twice_as_many_targets_are_twice_the_work(rendered: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    measured = target_size._distance

    def counted(*values: object) -> float:
        nonlocal calls
        calls += 1
        return measured(*values)

    monkeypatch.setattr(target_size, "_distance", counted)
    numbers = []
    for count in (300, 600):
        calls = 0
        page = rendered('<nav style="line-height: 1; width: 300px">' + "<a href=#x>link</a> " * count + "</nav>")
        for one in pointer_targets(page):
            pointer_target_at_least(Target(one), size=24)
        numbers.append(calls)
    assert 300 < numbers[1] < 2.2 * numbers[0]

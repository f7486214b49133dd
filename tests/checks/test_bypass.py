"""Skip links, whatever their language and markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.checks.bypass import skip_link_among_first, skip_link_can_have_focus, skip_link_reaches_target
from checker.engine import Judge
from checker.finders.bypass import pages_with_repeated_blocks
from checker.finding import Answer, Outcome, Target
from checker.page import Page
from checker.parse import build
from checker.rulebook import ruleset

ROOT = Path(__file__).parents[2]
NAV = "<nav>" + "".join(f"<a href=/{number}>Page {number}</a>" for number in range(5)) + "</nav>"


def target_of(html: str, url: str | None = None) -> Target:
    page = Page("test.html", html.encode(), url=url)
    build(page)
    assert page.body is not None
    return Target(page.body)


@pytest.mark.parametrize(
    "link",
    [
        "<a href=#m>Skip to main content</a>",
        "<a href=#m id=skip-link>Skip to main content (Press Enter).</a>",
        "<a href='##m'>Skip navigation</a>",
        "<a href=#m>Jump to content</a>",
        "<a href=#m>Saltar al contenido principal</a>",
        "<a href=#m>Ir al contenido</a>",
        "<a href=#m class=usa-skipnav>본문으로</a>",
        "<a href=#m class=skip-to>Ale nan paj la</a>",
        "<a href=#m><img alt='Skip to content' src=s.gif></a>",
        "<a href='https://agency.gov/a.html#m'>Skip to main content</a>",
    ],
)
def test_a_skip_link_is_known(link: str) -> None:
    target = target_of(f"{link}{NAV}<main id=m></main>", "https://agency.gov/a.html")
    assert skip_link_among_first(target, at_most=3).answer is Answer.YES
    assert skip_link_reaches_target(target).answer is Answer.YES


@pytest.mark.parametrize("link", ["<a href=#m>Read the story</a>", "<a href=/about#m>Skip to main content</a>", ""])
def test_another_link_is_no_skip_link(link: str) -> None:
    target = target_of(f"{link}{NAV}<main><h1>News</h1></main>", "https://agency.gov/a.html")
    assert skip_link_among_first(target, at_most=3).answer is Answer.NO


def test_a_skip_link_after_the_navigation_comes_too_late() -> None:
    target = target_of(f"{NAV}<a href=#m>Skip to main content</a><main id=m></main>")
    assert "after 5 other" in skip_link_among_first(target, at_most=3).found


def test_what_the_keyboard_does_not_reach_is_no_stop() -> None:
    stops = "<a href=/ tabindex=-1>a</a><button disabled>b</button><a href=/ hidden>c</a><a>d</a>"
    target = target_of(f"{stops}<a href=#m>Skip to main content</a>{NAV}<main id=m></main>")
    assert skip_link_among_first(target, at_most=1).answer is Answer.YES


def test_of_two_skip_links_one_that_works_is_enough() -> None:
    target = target_of(f"<a href=#nav>Skip to menu</a><a href=#m>Skip to main content</a>{NAV}<main id=m></main>")
    assert skip_link_reaches_target(target).answer is Answer.YES


def test_an_anchor_by_name_is_a_target() -> None:
    target = target_of(f"<a href=#m>Skip to main content</a>{NAV}<a name=m></a>")
    assert skip_link_reaches_target(target).answer is Answer.YES


def test_a_button_that_skips_by_script_is_a_doubt() -> None:
    target = target_of(f"<button>Skip to main content</button>{NAV}<main></main>")
    assert skip_link_reaches_target(target).answer is Answer.UNKNOWN


def test_a_skip_link_without_display_is_out_of_reach() -> None:
    target = target_of(f"<a href=#m style='display:none'>Skip to main content</a>{NAV}<main id=m></main>")
    assert skip_link_can_have_focus(target).answer is Answer.NO


@pytest.mark.parametrize(
    "html",
    ["<main><p>text</p></main>", "<main><h1>News</h1></main>" + NAV, "<nav><a href=/>Home</a></nav><main></main>"],
)
def test_a_page_without_repeated_blocks_is_left_alone(html: str) -> None:
    assert not list(pages_with_repeated_blocks(target_of(html).page))


def test_navigation_in_a_list_with_a_telling_name_is_repeated() -> None:
    items = "".join(f"<li><a href=/{number}>Page</a>" for number in range(5))
    page = target_of(f"<ul id=topnav>{items}</ul><p>text</p><p>text</p><p>text</p><p>text</p><p>text</p>").page
    assert list(pages_with_repeated_blocks(page))


def test_a_broken_skip_link_is_told_once() -> None:
    rules = ruleset.load(
        [ROOT / "rules" / "wcag" / "skip-link.yaml", ROOT / "rules" / "links" / "fragment-targets.yaml"], builtin=False
    ).rules
    page = target_of(f"<a href=#main>Skip to main content</a>{NAV}<h1>News</h1>").page
    told = [one for _, _, one in Judge(list(rules.values())).judge(page).findings]
    assert [(one.rule, one.superseded_by) for one in told if one.outcome is Outcome.FAILED] == [
        ("fragment-targets", "skip-link"),
        ("skip-link", None),
    ]

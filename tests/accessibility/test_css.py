"""What static mode reads from style sheets."""

from __future__ import annotations

import pytest

from checker.accessibility.css import style_rules
from checker.accessibility.media import applies_to_screen


def said(sheet: str) -> list[tuple[str, str]]:
    return [(rule.selector, value) for rule in style_rules(sheet) for _, value, _ in rule.declarations]


def test_a_rule_without_display_or_visibility_is_not_kept() -> None:
    assert said("a { color: red; justify-content: center }") == []


def test_rules_in_a_media_block_for_print_are_left_out() -> None:
    assert said("@media print { a { display: none } } b { display: none }") == [("b", "none")]


def test_rules_in_nested_blocks_that_apply_are_kept() -> None:
    assert said("@media screen{@supports (display:grid){a{display:none}}}b{display:none}") == [
        ("a", "none"),
        ("b", "none"),
    ]


def test_rules_in_blocks_that_cannot_be_decided_are_left_out() -> None:
    assert said("@container (width > 1px) { a { display: none } }") == []


def test_keyframes_are_no_rules() -> None:
    assert said("@keyframes x { from { visibility: hidden } to { visibility: visible } }") == []


def test_a_brace_in_a_string_ends_no_rule() -> None:
    assert said('a::before { content: "}" } b { display: none }') == [("a", '"}"'), ("b", "none")]


def test_a_comment_hides_what_is_in_it() -> None:
    assert said("/* a { display: none } */ b { display: none }") == [("b", "none")]


def test_a_comment_without_end_hides_the_rest() -> None:
    assert said("b { display: none } /* a { display: none }") == [("b", "none")]


def test_a_comma_inside_a_function_parts_no_selectors() -> None:
    assert said(":is(a, b), c { display: none }") == [(":is(a, b)", "none"), ("c", "none")]


def test_statements_before_a_rule_are_not_its_selector() -> None:
    assert said('@charset "utf-8"; @import "x.css"; a { display: none }') == [("a", "none")]


def test_declarations_beside_a_nested_rule_belong_to_the_outer_one() -> None:
    assert said("a { display: none; & b { visibility: hidden } visibility: hidden }") == [
        ("a", "none"),
        ("a", "hidden"),
    ]


def test_a_rule_for_pages_without_script_is_left_out() -> None:
    assert said(".no-js .menu { display: none }") == []


def test_an_escaped_class_is_needed_by_its_own_name() -> None:
    (rule,) = style_rules(r".desktop\:hidden { display: none }")
    assert rule.needs == {".desktop:hidden"}


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("#a .b c", (1, 1, 1)),
        ("a:not(.b):hover", (0, 2, 1)),
        (":where(#a) b", (0, 0, 1)),
        ("[href].x > li", (0, 2, 1)),
        (":is(#a, b)", (1, 0, 0)),
    ],
)
def test_specificity_counts_ids_classes_and_types(selector: str, expected: tuple[int, int, int]) -> None:
    (rule,) = style_rules(f"{selector} {{ display: none }}")
    assert rule.specificity == expected


@pytest.mark.parametrize(
    ("query", "applies"),
    [
        ("", True),
        ("all", True),
        ("only screen", True),
        ("speech", False),
        ("not screen", False),
        ("(min-width: 1281px)", False),
        ("(min-width: 80em)", True),
        ("screen and (max-width: 63.99em), print", False),
        ("(640px <= width < 1500px)", True),
        ("(width < 600px)", False),
        ("(prefers-reduced-motion: reduce)", False),
        ("(hover: hover) and (pointer: fine)", True),
        ("not ((max-width: 600px) or (orientation: portrait))", True),
        ("(-ms-high-contrast: active)", False),
        ("screen and (-webkit-min-device-pixel-ratio: 2)", False),
    ],
)
def test_a_media_query_is_decided_for_a_desktop_screen(query: str, applies: bool) -> None:
    assert applies_to_screen(query) is applies

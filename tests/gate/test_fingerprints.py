"""Fingerprints that begin with v1 never change: baselines and reports of years rest on them."""

from __future__ import annotations

import json

import pytest

from checker.gate.baseline import split
from checker.page import Page
from checker.parse import build
from checker.place import fingerprint
from checker.rulebook import ruleset


def print_of(html: str, unmet: tuple[str, ...] = (), rule: str = "a-rule", seen: dict[str, int] | None = None) -> str:
    page = Page("test.html", f"<!doctype html><body>{html}".encode())
    build(page)
    element = next(one for one in page.elements() if one.tag not in ("html", "head", "body"))
    return fingerprint(rule, element, unmet, seen={} if seen is None else seen)


@pytest.mark.parametrize(
    ("html", "unmet", "expected"),
    [
        ('<img src="/storm.jpg">', (), "v1:352f065ebf64683168a5"),
        ('<img src="/storm.jpg" class="wide" alt="Waves">', ("alt",), "v1:6cbe87df34117227b31b"),
        ('<a href="/about" title="About"><b>About us</b></a>', ("name",), "v1:9402ab8654eb80e66dfe"),
        ("<p>Read   more\n about <em>storms</em></p>", ("one", "two"), "v1:95d6382615586fdd6904"),
        ('<main lang="en">Any text</main>', (), "v1:5b8b2f0f8db1ab62a6fe"),
        ('<input name="q" aria-label="Suche nach Häfen">', (), "v1:0af0a841d82e663c5a03"),
    ],
)
def test_the_fingerprint_is_what_it_was_in_the_first_version(html: str, unmet: tuple[str, ...], expected: str) -> None:
    assert print_of(html, unmet) == expected


def test_case_and_white_space_do_not_change_it() -> None:
    assert print_of("<p>Read more</p>") == print_of('<P class="x">\n READ\n  more </P>')


def test_what_stands_around_does_not_change_it() -> None:
    assert print_of("<p>Read more</p>") == print_of("<p>Read more</p><p>And more</p>")


def test_another_rule_or_expectation_or_text_changes_it() -> None:
    prints = [
        print_of("<p>Read more</p>"),
        print_of("<p>Read more</p>", rule="b-rule"),
        print_of("<p>Read more</p>", ("one",)),
        print_of("<p>Read less</p>"),
    ]
    assert len(set(prints)) == 4


def test_copies_are_numbered() -> None:
    seen: dict[str, int] = {}
    first, second = print_of("<p>Read more</p>", seen=seen), print_of("<p>Read more</p>", seen=seen)
    assert second == f"{first}:2"
    assert split(second) == (first, 2)


def test_the_findings_of_a_whole_run_have_the_fingerprints_of_the_first_version(site, new_page) -> None:
    text = new_page("Storm closes the bay", '<p>One.</p><img src="/storm.jpg"><img src="/storm.jpg">')
    site.write("site/a.html", text.replace(' lang="en"', ""))
    findings = json.loads(site.check().out)["pages"][0]["findings"]
    assert [(one["rule"], one["fingerprint"]) for one in findings] == [
        ("html-lang", "v1:7185e539a822fbeb78b6"),
        ("img-alt-present", "v1:40961a728aa36f8f6bf8"),
        ("img-alt-present", "v1:40961a728aa36f8f6bf8:2"),
        ("link-name", "v1:70903c85af8e343ea4e3"),
        ("img-alt-present", "v1:554b4f7bf5385a333906"),
    ]


def test_a_rule_that_is_renamed_keeps_the_fingerprints_of_its_first_name() -> None:
    rule = next(iter(ruleset.load().rules.values()))
    assert rule.first_id == rule.id
    assert rule._replace(formerly=("old-name", "older-name")).first_id == "old-name"

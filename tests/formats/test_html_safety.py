"""Nothing in a page can change the markup of the HTML report, or act in it."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from checker.formats.html import render
from tests.formats.hostile import ATTACKS, report_of
from tests.formats.html_reader import PARTS, told


def test_the_policy_allows_its_own_style_and_script_and_nothing_else(make):
    read = told(make.report([make.page("a.html", [make.finding("one")])]))
    policy = read.all("meta", http_equiv="Content-Security-Policy") or read.all("meta")
    content = next(one["content"] for one in policy if one.get("http-equiv") == "Content-Security-Policy")
    for part in ("style", "script"):
        digest = b64encode(sha256(read.raw[part].encode()).digest()).decode()
        assert f"{part}-src 'sha256-{digest}'" in content
    assert content.startswith("default-src 'none'") and "unsafe" not in content


def test_the_policy_stands_before_all_that_it_governs(make):
    tags = [tag for tag, _ in told(make.report([make.page("a.html")])).tags]
    assert tags.index("meta") < tags.index("style") < tags.index("script")
    assert tags[: tags.index("style")].count("link") == 0


def test_it_asks_for_nothing_from_elsewhere(make):
    read = told(report_of(make, "plain words"))
    assert not [tag for tag, _ in read.tags if tag in ("link", "img", "iframe", "object", "embed", "audio", "video")]
    assert not [attrs for _, attrs in read.tags if "src" in attrs or "srcset" in attrs or "data" in attrs]
    assert "url(" not in read.raw["style"] and "@import" not in read.raw["style"]
    assert not re.search(r"fetch|XMLHttp|import\(|innerHTML|eval|insertAdjacent", read.raw["script"])


def test_no_element_carries_code_or_style_of_its_own(make):
    read = told(report_of(make, "plain words"))
    assert not [name for _, attrs in read.tags for name in attrs if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_hostile_words_change_no_tag_and_no_name_of_an_attribute(make, attack):
    plain, hostile = told(report_of(make, "plain words")), told(report_of(make, attack))
    assert [(tag, list(attrs)) for tag, attrs in hostile.tags] == [(tag, list(attrs)) for tag, attrs in plain.tags]
    assert hostile.raw == plain.raw
    assert " ".join(attack.split()) in hostile.text


@pytest.mark.parametrize("url", ["javascript:pwned=1", "data:text/html,<script>pwned=1</script>", " jAvAsCrIpT:1", ""])
def test_only_web_addresses_become_links(make, url):
    read = told(report_of(make, "plain words", url=url))
    assert all(one["href"].startswith(("#", "https://example.gov/")) for one in read.all("a"))


def test_the_words_of_a_template_are_no_template(make):
    assert "PASS {{ 7 * 7 }}.html" in told(make.report([make.page("{{ 7 * 7 }}.html")])).text


def test_invisible_and_turning_characters_are_shown_as_escapes(make):
    html = render(report_of(make, "a\u202egnp.exe\u2066 \x1b[2J\x00 \ud800 \U000e0041"))
    assert not re.search("[\x00-\x08\x1b\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0041]", html)
    assert "\\u202e" in html and "\\x1b[2J" in html


def test_no_template_trusts_a_value():
    assert not [
        file for file in (PARTS / "templates").iterdir() if re.search(r"\|\s*safe|autoescape", file.read_text())
    ]

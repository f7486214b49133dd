"""How the HTML report reads and looks: its own words, its colors, its anchors."""

from __future__ import annotations

import re

import pytest

from tests.formats.hostile import report_of
from tests.formats.html_reader import PARTS, told


def test_every_id_is_given_once_and_every_link_within_the_page_has_its_end(make):
    read = told(report_of(make, "plain words"))
    ids = [attrs["id"] for _, attrs in read.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    inner = {one["href"][1:] for one in read.all("a") if one["href"].startswith("#")}
    assert inner <= set(ids)
    named = {attrs[name] for _, attrs in read.tags for name in ("aria-labelledby", "for") if name in attrs}
    assert named <= set(ids)


def test_without_script_the_filters_are_hidden(make):
    read = told(make.report([make.page("a.html", [make.finding("one")])]))
    assert all("hidden" in attrs for _, attrs in read.tags if "data-script" in attrs)
    assert any("data-script" in attrs for _, attrs in read.tags)


def test_our_own_words_are_spelled_as_in_the_united_states():
    files = [file for file in PARTS.rglob("*") if file.suffix in (".html", ".js", ".py")]
    assert files
    for file in files:
        assert not re.search(r"colour|organis|behaviour|centre\b|grey", file.read_text(encoding="utf-8")), file.name


def palettes() -> dict[str, dict[str, str]]:
    """The colors by their names, in light and in dark."""
    style = (PARTS / "style.css").read_text()
    light, dark = style.split("@media (prefers-color-scheme: dark)")[:2]
    names = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
    return {"light": dict(names.findall(light)), "dark": dict(names.findall(dark.split("\n* {")[0]))}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""

    def luminance(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_what_lies_behind_it(scheme):
    colors = palettes()[scheme]
    grounds = ("page", "card", "review-soft")
    pairs = [(ink, ground) for ink in ("ink", "quiet", "link") for ground in grounds]
    pairs += [(kind, f"{kind}-soft") for kind in ("error", "warning", "note", "review", "pass")]
    pairs += [("error", "card"), ("review", "page")]
    assert not [pair for pair in pairs if contrast(colors[pair[0]], colors[pair[1]]) < 4.5]

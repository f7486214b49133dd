"""What people look at in the HTML report: coverage, matrix, bars and screenshots."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from checker.finding import Outcome, Suppressed
from checker.formats.html import render
from tests.formats.html_reader import Read, told


def test_the_coverage_table_names_the_tests_of_both_methods(make):
    read = told(make.report([make.page("a.html")], [make.rule("alt-given")]))
    assert "5.C, 7.A, 7.B, 7.C, 7.D 6.A, 6.B, 6.C, 7.C, 10.A" in read.text
    for name in ("Section 508 (36 CFR 1194)", "WCAG 2.1", "WCAG 2.2", "Trusted Tester", "ICT Testing Baseline"):
        assert name in read.text
    assert "1.1.1 Non-text Content Decided in part Nothing found alt-given" in read.text
    assert "1.2.4 Captions (Live) Left to a person Watch a live broadcast" in read.text


def test_coverage_tells_on_how_many_pages_something_was_found(make):
    pages = [make.page(f"{n}.html", [make.finding("alt")] if n else []) for n in range(3)]
    assert "Pages: 2 failing" in told(make.report(pages, [make.rule("alt")])).text


def test_a_matrix_of_pages_by_rules_is_a_table_with_headings(make):
    pages = [make.page("x/a.html", [make.finding("one"), make.finding("one", line=2)]), make.page("x/b.html")]
    html = render(make.report(pages))
    assert '<th scope="col" title="The title of one"><span>one</span></th>' in html
    row = '<tr><th scope="row"><a href="#filters" data-page="0">a.html</a></th><td class="error">2 E</td></tr>'
    assert row in html
    assert "1 of the 1 pages with findings" in Read(html).text and "named from x/ on" in Read(html).text


def test_the_matrix_holds_the_worst_pages_and_rules_and_says_what_it_leaves_out(make):
    pages = [
        make.page(f"{n}.html", [make.finding(f"rule-{m:02}", severity="warning") for m in range(n % 40)])
        for n in range(70)
    ]
    read = told(make.report(pages))
    assert "60 of the 68 pages with findings, the worst first; 24 of 39 rules" in read.text
    assert [one["data-page"] for one in read.all("a", href="#filters")][:2] == ["39", "38"]


def test_the_bar_of_a_standard_is_as_long_as_the_whole(make):
    report = make.report([make.page(f"{n}.html", [make.finding("one")] if n else []) for n in range(4)])
    widths = [(one["class"], float(one["x"]), float(one["width"])) for one in told(report).all("rect")]
    assert widths == [("fail", 0.0, 75.0), ("pass", 75.0, 25.0)]


def test_what_is_suppressed_is_no_failure_in_the_coverage_table(make):
    finding = make.finding("alt", suppressed=Suppressed("inline", "known"))
    text = told(make.report([make.page("a.html", [finding])], [make.rule("alt")])).text
    assert "1.1.1 Non-text Content Decided in part Fails" not in text


def test_what_a_stricter_rule_tells_is_a_failure_in_the_coverage_table(make):
    finding = make.finding("alt", superseded_by="photo-alt")
    text = told(make.report([make.page("a.html", [finding])], [make.rule("alt")])).text
    assert "1.1.1 Non-text Content Decided in part Fails alt" in text


def test_a_card_names_a_few_and_leads_to_the_rest(make):
    findings = [make.finding(f"rule-{n}") for n in range(9)]
    read = told(make.report([make.page("a.html", findings)]))
    assert "5 more below" in read.text
    assert [one["href"] for one in read.all("a") if re.fullmatch(r"#c\d+", one["href"])] == ["#c1", "#c2", "#c3", "#c4"]


def test_a_page_that_was_not_judged_counts_for_no_untried_rule(make):
    page = make.page("a.html", verdict="error", outcomes={"css-rule": Outcome.UNTESTED})
    assert "could not be tried" not in told(make.report([page], [make.rule("css-rule")])).text


def test_a_single_page_has_no_matrix(make):
    assert "Pages by rule" not in told(make.report([make.page("a.html", [make.finding("one")])])).text


class Taken(NamedTuple):
    """A screenshot as pages name it."""

    kind: str
    path: str
    fingerprint: str | None
    x: Any
    y: Any
    width: Any
    height: Any


class Seen:
    """A page report to which screenshots were added."""

    def __init__(self, page: Any, *taken: Taken) -> None:
        own = {name: getattr(page, name) for name in page.__dataclass_fields__}
        self.__dict__.update(own, screenshots=list(taken))


PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def seen(make: Any, file: Path, content: bytes = PIXEL, width: Any = 100, x: Any = 1) -> Read:
    file.write_bytes(content)
    report = make.report([make.page("a.html", [make.finding("one")])])
    boxes = [Taken("page", str(file), None, 0, 0, width, 50), Taken("finding", "f.png", "v1:one12", x, 2, 30, 4)]
    report.pages[0] = Seen(report.pages[0], *boxes)
    return told(report)


def test_a_screenshot_shows_each_finding_outlined_and_leads_to_it(make, tmp_path):
    read = seen(make, tmp_path / "a.png")
    assert [one["href"] for one in read.all("image")] == [f"data:image/png;base64,{b64encode(PIXEL).decode()}"]
    mark = read.all("rect", class_="mark error")[0]
    assert [mark[key] for key in ("x", "y", "width", "height")] == ["-2.0", "-1.0", "36.0", "10.0"]
    place = next(one["id"] for one in read.all("li") if one.get("data-p") == "0")
    assert [one["href"] for one in read.all("a") if "aria-label" in one] == [f"#{place}"]


def test_a_file_that_is_no_picture_is_named_and_not_put_in(make, tmp_path):
    read = seen(make, tmp_path / "secret.txt", b"what nobody should send on")
    assert not read.all("image") and "The picture is not in this file:" in read.text


@pytest.mark.parametrize("width", [0, -1, float("nan"), float("inf"), '3" onload="x', None])
def test_a_screenshot_without_a_size_is_left_out(make, tmp_path, width):
    assert "Screenshots" not in seen(make, tmp_path / "a.png", width=width).text


@pytest.mark.parametrize("x", [float("nan"), '3" onload="x', None])
def test_a_box_that_is_no_box_is_left_out(make, tmp_path, x):
    read = seen(make, tmp_path / "a.png", x=x)
    assert read.all("image") and not read.all("rect", class_="mark error")


def test_a_report_carries_no_more_pictures_than_can_be_opened(make, tmp_path, monkeypatch):
    monkeypatch.setattr("checker.formats.html_parts.screenshots.MOST_BYTES", 10)
    assert not seen(make, tmp_path / "a.png").all("image")

"""The annotations, read as the runner of GitHub Actions reads lines."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from checker.finding import Outcome, Suppressed
from checker.formats.github import MOST_OF_A_KIND, render
from tests.formats.hard_reports import EVERY

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def commands(report: Any) -> list[tuple[str, dict[str, str], str]]:
    """The commands that a runner finds in the output: one a line, unescaped."""
    found = []
    for line in render(report).splitlines():
        match = COMMAND.fullmatch(line)
        assert match, line
        properties = dict(one.split("=", 1) for one in match[2].split(","))
        plain = {name: unescaped(value) for name, value in properties.items()}
        found.append((match[1], plain, unescaped(match[3])))
    return found


def unescaped(text: str) -> str:
    for escape, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(escape, character)
    return text


@pytest.mark.parametrize("build", EVERY)
def test_every_line_is_a_command_within_the_limits(make, build) -> None:
    report = build(make)
    kinds = Counter(kind for kind, _, _ in commands(report))
    assert max(kinds.values()) <= MOST_OF_A_KIND
    assert render(report) == render(report)


def test_a_finding_is_an_annotation_at_its_place(make) -> None:
    kind, properties, message = commands(make.report([make.page("./a.html", [make.finding("one")])]))[0]
    assert kind == "error"
    assert properties == {
        "file": "a.html", "line": "12", "endLine": "12", "col": "5", "endColumn": "20",
        "title": "The title of one (one)",
    }  # fmt: skip
    assert message == "The photo “Sunrise” has no alt attribute. Write the alt text of one."


def test_what_a_page_says_cannot_begin_a_command_or_a_property(make) -> None:
    finding = make.finding("one", message="a\n::set-output name=x::y%0Az")
    rule = make.rule("one", title="a,line=9::b")
    found = commands(make.report([make.page("a.html", [finding])], [rule]))
    assert len(found) == 2
    assert found[0][1]["title"] == "a,line=9::b (one)"
    assert found[0][2].startswith("a ::set-output name=x::y%0Az")


def test_the_same_fault_on_many_pages_is_one_annotation(make) -> None:
    pages = [make.page(f"{n}.html", [make.finding("one")]) for n in range(3)]
    found = commands(make.report(pages))
    assert len(found) == 2
    assert found[0][2].endswith("(3 places on 3 pages)")


def test_what_has_most_places_comes_first(make) -> None:
    findings = [make.finding("one"), *(make.finding("two", line=line) for line in (20, 30))]
    assert "(two)" in commands(make.report([make.page("a.html", findings)]))[0][1]["title"]


def test_what_does_not_fit_is_counted(make) -> None:
    findings = [make.finding(f"r{n}") for n in range(13)]
    found = commands(make.report([make.page("a.html", findings)]))
    assert sum(kind == "error" for kind, _, _ in found) == MOST_OF_A_KIND
    assert "3 more errors not shown here" in found[-1][2]


def test_errors_come_first_and_doubts_are_notices(make) -> None:
    findings = [
        make.finding("doubt", outcome=Outcome.CANT_TELL),
        make.finding("mild", severity="warning"),
        make.finding("grave"),
        make.finding("known", suppressed=Suppressed("baseline", "known")),
    ]
    found = commands(make.report([make.page("a.html", findings)]))
    assert [kind for kind, _, _ in found] == ["error", "warning", "notice", "notice"]
    assert found[2][1]["title"].startswith("A person must decide: ")


def test_a_page_that_could_not_be_checked_is_an_error(make) -> None:
    page = make.page("a.pdf", verdict="error", facts={}, problems=[make.problem("error", "k", "a PDF")])
    assert commands(make.report([page]))[0] == (
        "error", {"file": "a.pdf", "line": "1", "title": "The page could not be checked"}, "a PDF",
    )  # fmt: skip


def test_the_mapped_file_is_named_with_the_built_place(make) -> None:
    page = make.page("_site/x.html", [make.finding("one")], mapped_source="content/x.md")
    _, properties, message = commands(make.report([page]))[0]
    assert (properties["file"], properties["line"], "col" in properties) == ("content/x.md", "1", False)
    assert message.endswith("(Built page: _site/x.html:12:5)")

"""``check --help``: every option once, under the heading that says what it is for."""

from __future__ import annotations

import click

from checker.cli.run import run
from checker.cli.sections import SECTIONS

SHOWN = [one for one in run.params if isinstance(one, click.Option) and not one.hidden]


def test_every_option_has_a_section_of_its_own_choice() -> None:
    named = [name for ours in SECTIONS.values() for name in ours]
    known = {name.lstrip("-") for one in SHOWN for name in one.opts} | {"help"}
    assert len(named) == len(set(named))
    assert not set(named) - known, "a section names what is no option"
    assert all({name.lstrip("-") for name in one.opts} & set(named) for one in SHOWN), "an option is in no section"


def test_the_help_shows_every_option_once_under_its_section(check) -> None:
    shown = check("--help").out
    for title in SECTIONS:
        assert f"\n{title}:\n" in shown
    for one in SHOWN:
        assert shown.count(f"{one.opts[-1]} ") + shown.count(f"{one.opts[-1]}\n") >= 1, one.name
    rules, report = shown.index("\nWhich rules:"), shown.index("\nWhat the report is:")
    assert rules < shown.index("--select") < report


def test_what_is_asked_most_has_a_letter(check, tmp_path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>Nothing</title><p>Nothing.</p>")
    check(page, "-q", "-j", "1", "-o", "report.txt")
    assert (tmp_path / "report.txt").read_text()

"""``check --help``: every option once, under the heading that says what it is for."""

from __future__ import annotations

import click

from checker.cli.command import run
from checker.cli.options import SECTIONS, options

SHOWN = [one for one in run.params if isinstance(one, click.Option) and not one.hidden]


def test_every_option_has_a_name_and_flags_of_its_own() -> None:
    flags = [flag for option in options() for flag in option.flags.replace("/", " ").split()]
    names = [option.name for option in options()]
    assert len(flags) == len(set(flags))
    assert len(names) == len(set(names))
    assert {one.name for one in SHOWN} == {one.name for one in options() if not one.hidden} | {"version"}


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

"""``check report`` and ``check schema``: reports of earlier runs, and what they must look like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

PAGE = """<!doctype html>
<html><head><title>News</title><link rel="canonical" href="https://www.example.gov/a"></head>
<body><h1>Sun rises over the bay</h1><p>Text.</p></body></html>
"""


@pytest.fixture
def report(check, tmp_path: Path) -> Path:
    """The JSON report on a small page."""
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    check("page.html", "--report", "json=report.json")
    return tmp_path / "report.json"


def changed(file: Path, change) -> Path:
    """The report with the change made to its values."""
    values = json.loads(file.read_text(encoding="utf-8"))
    change(values)
    file.write_text(json.dumps(values), encoding="utf-8")
    return file


def deep(levels: int) -> list:
    """A list in a list, so many times."""
    inner: list = []
    for _ in range(levels):
        inner = [inner]
    return inner


def test_a_report_that_check_wrote_is_valid(check, report):
    ran = check("report", "validate", report)
    assert (ran.code, ran.out) == (0, f"{report}: a valid report\n")


def test_a_wrong_value_is_told_with_its_place(check, report):
    changed(report, lambda values: values["pages"][0].update(verdict="fine"))
    ran = check("report", "validate", report)
    assert ran.code == 1
    assert f'{report}: pages[0].verdict: is "fine"; expected one of: error, fail, review, pass\n' in ran.out


def test_a_wrong_value_reaches_the_terminal_without_its_controls(check, report):
    changed(report, lambda values: values["pages"][0].update(verdict="\x9b2J\u202e"))
    out = check("report", "validate", report).out
    assert "\x9b" not in out and "\u202e" not in out


def test_a_missing_key_is_told_with_its_place(check, report):
    changed(report, lambda values: values["pages"][0].pop("sha256"))
    assert 'pages[0]: lacks "sha256"' in check("report", "validate", report).out


def test_keys_that_are_missing_together_are_told_once(check, report):
    changed(report, lambda values: [values["pages"][0].pop(key) for key in ("sha256", "bytes")])
    assert check("report", "validate", report).out == f'{report}: pages[0]: lacks "sha256", "bytes"\n'


def test_sums_that_do_not_agree_with_the_pages_are_told(check, report):
    changed(report, lambda values: values["summary"]["by_severity"].update(error=99))
    assert "summary.by_severity: is " in check("report", "validate", report).out


def test_an_outcome_that_was_dropped_is_told(check, report):
    changed(report, lambda values: values["pages"][0]["outcomes"].pop("html-lang"))
    assert "pages[0].outcomes: the rule html-lang is missing" in check("report", "validate", report).out


def test_what_was_added_is_no_fault(check, report):
    changed(report, lambda values: values["pages"][0].update(more={"than": "asked"}))
    assert check("report", "validate", report).code == 0


def test_a_report_of_a_version_that_states_less_or_more_is_read_all_the_same(check, report):
    older = report.with_name("older.json")
    older.write_bytes(report.read_bytes())
    changed(older, lambda values: values["run"].update(options={}))
    changed(
        report,
        lambda values: values["run"]["options"].update(
            paths=[{"glob": "x/**", "colour": "blue"}], suppress=[{"rule": "a", "colour": "blue"}]
        ),
    )
    for one, other in ((older, report), (report, older)):
        assert check("report", "validate", one).code == 0
        assert check("report", "diff", one, other).code == 0
        assert check("report", "show", one, "--format", "junit").code == 0


def test_a_day_that_there_is_not_is_told(check, report):
    changed(report, lambda values: values["run"].update(as_of="2026-02-30"))
    assert 'run.as_of: is "2026-02-30"; there is no such day' in check("report", "validate", report).out
    assert check("report", "show", report).code == 2


@pytest.mark.parametrize("options", [{"fail_on": {"default": "fatal"}}, {"paths": [{}]}, {"max_warnings": "1"}])
def test_options_that_cannot_be_meant_are_told(check, report, options):
    changed(report, lambda values: values["run"]["options"].update(options))
    assert f"run.options.{next(iter(options))}" in check("report", "validate", report).out


def test_what_is_no_json_is_refused_with_its_place(check, report):
    report.write_text('{"schema": \n nonsense}', encoding="utf-8")
    ran = check("report", "validate", report)
    assert ran.code == 2
    assert f"{report}:2:2: not JSON" in ran.err


def test_of_alternatives_the_nearest_is_told(check, report):
    changed(report, lambda values: values["pages"][0]["findings"][0].update(suppressed={"by": "inline", "reason": 3}))
    assert "pages[0].findings[0].suppressed: reason is 3; expected string\n" in check("report", "validate", report).out


def test_half_of_a_character_is_told(check, report):
    changed(report, lambda values: values["pages"][0].update(sha256="\ud800"))
    ran = check("report", "validate", report)
    assert ran.code == 1
    assert ran.out.startswith(f"{report}: the report: holds half of a character")


def test_a_report_nested_too_deeply_is_told(check, report):
    changed(report, lambda values: values["pages"][0].update(verdict=deep(400)))
    assert check("report", "validate", report).out == f"{report}: the report: nested too deeply for a report\n"


def test_a_report_that_is_not_there_is_refused(check):
    ran = check("report", "validate", "nowhere.json")
    assert ran.code == 2
    assert "nowhere.json: cannot be read" in ran.err


def test_a_report_shown_as_json_is_the_same_bytes(check, report):
    assert check("report", "show", report, "--format", "json").out == report.read_text(encoding="utf-8")


def test_a_report_shown_as_text_is_what_the_run_wrote(check, report):
    written = check("page.html", "--as-of", json.loads(report.read_text(encoding="utf-8"))["run"]["as_of"])
    assert check("report", "show", report).out == written.out


def test_an_invalid_report_is_not_shown(check, report):
    changed(report, lambda values: values.pop("rules"))
    ran = check("report", "show", report)
    assert ran.code == 2
    assert 'the report: lacks "rules"' in ran.err


def test_an_unknown_format_is_refused_with_those_known(check, report):
    ran = check("report", "show", report, "--format", "yaml")
    assert ran.code == 2
    assert 'no format "yaml"; expected one of: ' in ran.err and "text" in ran.err


@pytest.mark.parametrize("which", ["rule", "report", "config"])
def test_each_schema_is_a_valid_schema(check, which):
    import jsonschema_rs

    schema = json.loads(check("schema", which).out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(schema)

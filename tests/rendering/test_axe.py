"""axe-core beside our rules: what it says is a finding of its own, and is folded where ours say it already."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from checker.cli import main
from checker.errors import UsageError
from checker.opinion import rule_of
from checker.rendering.axe import engine

HTML = """<!doctype html><html lang="en"><head><title>A page about some things</title></head>
<body><main><h1>Things</h1>
<p><img src="missing.png"></p>
<p style="color: #aaa; background: #fff">grey text that is hard to read</p>
<h4>a level was left out</h4>
<div id="host"></div></main>
<script>window.axe = {run: () => { throw new Error("not the one") }}; Array.prototype.map = () => { throw 1 };
document.getElementById("host").attachShadow({mode: "open"}).innerHTML = "<p><input></p>"</script></body></html>"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The report on two pages, of which one cannot be read."""
    folder = tmp_path_factory.mktemp("axe")
    (folder / "page.html").write_text(HTML)
    before = Path.cwd()
    os.chdir(folder)
    try:
        with pytest.raises(SystemExit):
            main("--mode rendered --with axe --format json --output report.json page.html no-page.html".split())
        with pytest.raises(SystemExit) as ended:
            main(["report", "validate", "report.json"])
        assert not ended.value.code
    finally:
        os.chdir(before)
    return json.loads((folder / "report.json").read_text())


def findings(report: Any, rule: str) -> list[Any]:
    return [one for one in report["pages"][0]["findings"] if one["rule"] == rule]


@pytest.mark.browser
def test_what_ours_say_about_the_same_picture_folds_what_axe_says(report: Any) -> None:
    assert [one["outcome"] for one in findings(report, "img-alt-present")] == ["failed"]
    assert [one["superseded_by"] for one in findings(report, "axe/image-alt")] == ["img-alt-present"]


@pytest.mark.browser
def test_what_axe_alone_says_stands_with_its_source_line_and_is_a_warning_at_most(report: Any) -> None:
    found = findings(report, "axe/heading-order")
    assert [(one["target"]["line"], one["severity"]) for one in found] == [(5, "note")]
    assert {one["severity"] for one in report["pages"][0]["findings"] if one["rule"].startswith("axe/")} <= {
        "warning",
        "note",
    }


@pytest.mark.browser
def test_an_element_in_a_shadow_tree_is_found_there(report: Any) -> None:
    assert [one["target"]["selector"] for one in findings(report, "axe/label")] == ["div#host >>> p > input"]


@pytest.mark.browser
def test_the_report_says_which_axe_was_asked(report: Any) -> None:
    assert report["run"]["options"]["engines"] == {"axe-core": engine().version}


@pytest.mark.browser
def test_rules_of_axe_stand_among_the_rules_with_their_criteria(report: Any) -> None:
    rule = report["rules"]["axe/image-alt"]
    assert [(one["id"], one["level"], one["role"]) for one in rule["requirements"]] == [("1.1.1", "A", "secondary")]
    assert [one["kind"] for one in rule["authority"]] == ["guidance"]


@pytest.mark.browser
def test_a_page_that_axe_did_not_see_is_untested_by_its_rules(report: Any) -> None:
    assert report["pages"][1]["outcomes"]["axe/image-alt"] == "untested"


@pytest.mark.browser
def test_what_axe_found_in_order_is_counted(report: Any) -> None:
    page = report["pages"][0]
    assert page["outcomes"]["axe/document-title"] == "passed"
    assert page["counts"]["axe/document-title"] == {"targets": 1, "failed": 0, "cantTell": 0, "passed": 1}
    assert page["outcomes"]["axe/area-alt"] == "inapplicable"


def told(*tags: str) -> dict[str, Any]:
    return {"help": "Images have text", "description": "Why", "url": "https://example.org/x", "tags": list(tags)}


def test_a_rule_that_names_no_criterion_is_a_note() -> None:
    assert rule_of("region", told("cat.keyboard", "best-practice")).severity == "note"


def test_tags_name_criteria_and_trusted_tester_tests() -> None:
    rule = rule_of("image-alt", told("cat.text", "wcag2a", "wcag111", "wcag1411", "TTv5", "TT7.a"))
    assert [one.id for one in rule.requirements] == ["1.1.1", "1.4.11"]
    assert rule.trusted_tester == ("7.A",)


def test_a_file_that_is_not_axe_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.js").write_text("alert(1)")
    with pytest.raises(UsageError, match="which version of axe-core"):
        engine(tmp_path / "other.js")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        engine(tmp_path / "axe.min.js")


def test_axe_is_refused_where_scripts_are_off(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main("--mode rendered --with axe --no-script page.html".split())
    assert (ended.value.code, "--no-script" in capsys.readouterr().err) == (2, True)


def test_a_configuration_may_name_rules_of_axe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text(HTML)
    (tmp_path / "check.toml").write_text(
        '[severities]\n"axe/region" = "error"\n[[suppress]]\nrule = "axe/image-alt"\nreason = "known"\n'
    )
    with pytest.raises(SystemExit) as ended:
        main(["--mode", "static", "page.html"])
    assert ended.value.code == 1


@pytest.mark.browser
def test_an_axe_that_fails_leaves_the_run_incomplete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text("<!doctype html><title>News</title>", encoding="utf-8")
    Path("axe.js").write_text("/*! axe v4.11.0 */ throw new Error('broken')", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main("--mode rendered --with axe --axe-source axe.js --select title-present page.html".split())
    assert ended.value.code == 3
    told = " ".join(capsys.readouterr().out.split())
    assert "axe-core was asked and could not judge the page" in told and "broken" in told

"""``checker.check``: the command's engine from Python."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import checker
from checker.rendering.session import can_render

PAGE = '<!doctype html><html lang="en"><title>News of the office</title><p>Text</p></html>'
NO_LANG = "<!doctype html><title>News of the office</title><p>Text</p>"
ROOT = Path(__file__).parent.parent.parent


def test_a_text_with_a_tag_is_html() -> None:
    report = checker.check(NO_LANG, select="html-lang")
    assert [one.rule for one in report.findings] == ["html-lang"]


def test_a_text_is_read_as_text_whatever_encoding_it_declares() -> None:
    report = checker.check('<!doctype html><meta charset="latin1"><title>Año</title>', select="title-present")
    assert report.pages[0].facts["title"] == "Año"


def test_bytes_are_read_in_the_encoding_they_declare() -> None:
    html = '<!doctype html><meta charset="latin1"><title>Año</title>'.encode("latin1")
    assert checker.check(html, select="title-present").pages[0].facts["title"] == "Año"


def test_a_path_is_a_file(tmp_path: Path) -> None:
    page = tmp_path / "about.html"
    page.write_text(NO_LANG, encoding="utf-8")
    assert checker.check(page, select="html-lang").pages[0].source == str(page)


def test_a_folder_gives_every_page_below_it(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    report = checker.check(str(tmp_path), url="https://www.example.gov/", select="html-lang")
    assert [page.url for page in report.pages] == ["https://www.example.gov/a.html", "https://www.example.gov/b.html"]


def test_several_sources_give_one_report(tmp_path: Path) -> None:
    page = tmp_path / "about.html"
    page.write_text(PAGE, encoding="utf-8")
    named = checker.Html(NO_LANG, name="news/a.html", url="https://www.example.gov/news/a.html")
    report = checker.check([PAGE, page, named], select="html-lang")
    assert [one.source for one in report.pages] == ["page-1.html", str(page), "news/a.html"]
    assert report.pages[2].url == "https://www.example.gov/news/a.html"


def test_a_page_that_is_handed_over_has_the_address_of_the_call_or_its_own() -> None:
    own = checker.Html(PAGE, url="https://www.example.mil/")
    report = checker.check([PAGE, own], url="https://www.example.gov/", select="html-lang")
    assert [page.url for page in report.pages] == ["https://www.example.gov/", "https://www.example.mil/"]


def test_an_empty_text_is_a_page_that_cannot_be_judged_and_no_folder() -> None:
    report = checker.check("")
    assert [problem.kind for problem in report.pages[0].problems] == ["empty"]
    assert not report.passed


def test_a_report_that_reaches_no_threshold_has_passed() -> None:
    assert checker.check(NO_LANG, select="html-lang", fail_on="never").passed
    assert not checker.check(NO_LANG, select="html-lang").passed


def test_a_missing_file_is_a_problem_and_never_a_pass() -> None:
    report = checker.check("nowhere.html", fail_on="never")
    assert report.incomplete
    assert not report.passed
    assert repr(report) == "<Report error: nowhere.html: 0 failed, incomplete>"


def test_thresholds_hold_by_standard() -> None:
    assert checker.check(NO_LANG, select="html-lang", fail_on={"default": "never"}).passed
    assert not checker.check(NO_LANG, select="html-lang", fail_on={"default": "never", "508": "error"}).passed


def test_doubts_fail_on_request() -> None:
    assert checker.check(PAGE, select="https-*", profile="federal-gov").passed
    assert not checker.check(PAGE, select="https-*", profile="federal-gov", fail_on_review=True).passed
    assert not checker.check(PAGE, select="https-*", profile="federal-gov", fail_on_review="omb").passed


def test_no_configuration_is_read_unless_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "check.toml"
    file.write_text('select = ["html-lang"]\nfail-on = "never"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert not checker.check(NO_LANG, select="html-lang").passed
    assert checker.check(NO_LANG, config=file).passed


def test_a_rule_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(checker.CheckerError, match="html-lang"):
        checker.check(PAGE, select="html-lnag")


def test_a_configuration_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(checker.CheckerError, match="no such configuration"):
        checker.check(PAGE, config=tmp_path / "check.toml")


def test_the_day_may_be_a_date() -> None:
    assert checker.check(PAGE, select="html-lang", as_of=date(2026, 1, 2)).run.as_of == "2026-01-02"


def test_rules_of_ones_own_are_judged() -> None:
    plugin = ROOT / "tests" / "plugin"
    report = checker.check(
        PAGE,
        rules=[plugin / "form-number-prefix.yaml"],
        plugins=[plugin / "agency.py"],
        select="form-number-prefix",
    )
    assert list(report.pages[0].outcomes) == ["form-number-prefix"]
    file = str(plugin / "form-number-prefix.yaml")
    alone = checker.check(PAGE, rules=file, plugins=plugin / "agency.py", select="form-number-prefix")
    assert list(alone.pages[0].outcomes) == ["form-number-prefix"]


def test_the_report_is_that_of_the_command(tmp_path: Path) -> None:
    page = ROOT / "sample_pages" / "mil-article.html"
    out = tmp_path / "out.json"
    command = [sys.executable, "-m", "checker", str(page), "--as-of", "2026-11-23", "--report", f"json={out}"]
    subprocess.run(command, cwd=tmp_path, check=False, capture_output=True)
    by_command = json.loads(out.read_text(encoding="utf-8"))
    by_python = json.loads(checker.render(checker.check(page, as_of="2026-11-23"), "json"))
    for one in (by_command, by_python):
        del one["run"]["id"], one["run"]["started"], one["run"]["finished"]
    assert by_python == by_command


def test_a_report_prints_as_one_line() -> None:
    assert repr(checker.check(NO_LANG, select="html-lang")) == "<Report fail: page.html: 1 failed>"


def test_a_report_is_written_in_every_format() -> None:
    report = checker.check(NO_LANG, select="html-lang")
    assert "html-lang" in checker.render(report)
    assert json.loads(checker.render(report, "sarif"))["version"] == "2.1.0"
    with pytest.raises(checker.CheckerError, match="expected one of"):
        checker.render(report, "docx")


def test_every_public_name_is_there() -> None:
    assert all(getattr(checker, name) is not None for name in checker.__all__)
    assert {*checker._PLACES, "__version__"} == set(checker.__all__)


def test_importing_the_package_imports_none_of_its_modules() -> None:
    code = "import sys, checker; print([m for m in sys.modules if m.startswith('checker.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.whole
def test_a_caller_is_type_checked(tmp_path: Path) -> None:
    """The package says that it is typed, so mypy reads a caller's use of it."""
    assert (ROOT / "checker" / "py.typed").is_file()
    caller = tmp_path / "caller.py"
    caller.write_text(
        "import checker\n"
        "report: checker.Report = checker.check('<p>', select=['html-lang'])\n"
        "passed: bool = report.passed\n"
        "rules: list[str] = [finding.rule for finding in report.findings]\n"
        "checker.check(3)\n",
        encoding="utf-8",
    )
    mypy = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--follow-imports=silent", str(caller)]
    done = subprocess.run(mypy, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stdout.count("error:") == 1
    assert "caller.py:5" in done.stdout


def test_known_findings_fail_nothing(tmp_path: Path) -> None:
    page, baseline = tmp_path / "page.html", tmp_path / "known.json"
    page.write_text(NO_LANG, encoding="utf-8")
    command = [sys.executable, "-m", "checker", str(page), "--select", "html-lang", "--write-baseline", str(baseline)]
    subprocess.run(command, cwd=tmp_path, check=False, capture_output=True)
    config = tmp_path / "check.toml"
    config.write_text('baseline = "known.json"\n', encoding="utf-8")
    assert not checker.check(page, select="html-lang").passed
    assert checker.check(page, select="html-lang", baseline=baseline).passed
    assert checker.check(page, select="html-lang", config=config).passed


@pytest.mark.browser
def test_a_page_that_is_handed_over_can_be_rendered() -> None:
    if not can_render(checker.RenderOptions()):
        pytest.skip("no browser is found")
    report = checker.check(NO_LANG, mode="rendered", select="html-lang")
    assert report.pages[0].mode == "rendered"
    assert [one.rule for one in report.findings] == ["html-lang"]

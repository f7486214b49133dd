"""Checks, finders and formats from outside the package: by --plugin, by configuration and by entry point.

Each run is a process of its own, for what is registered stays so.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PLUGIN, RULE = HERE / "agency.py", HERE / "form-number-prefix.yaml"
PAGE = '<!doctype html><title>Forms</title><p>Fill in <a href="/f" data-form="86">the form</a>.</p>'
LINE = "page.html|form-number-prefix|The form number “86” does not begin with SF.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a page that the plug-in's rule is about."""
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def check(folder: Path, *arguments: str | Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run ``check`` in the folder, with one more folder to import from where it is given."""
    places = [str(HERE.parent.parent), *([str(path)] if path else [])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "checker", *map(str, arguments)]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def installed(folder: Path) -> Path:
    """A folder of installed packages that holds the plug-in with its entry point."""
    packages = folder / "site-packages"
    about = packages / "agency_rules-1.0.dist-info"
    about.mkdir(parents=True)
    shutil.copy(PLUGIN, packages / "agency.py")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: agency-rules\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[checker.plugins]\nagency = agency\n", encoding="utf-8")
    return packages


def test_a_check_a_finder_and_a_format_work_together_from_one_file(folder):
    ran = check(folder, "page.html", "--plugin", PLUGIN, "--rules", RULE, "--format", "agency-lines")
    assert ran.stderr == ""
    assert LINE in ran.stdout


def test_a_plug_in_can_be_named_by_the_configuration(folder):
    shutil.copy(PLUGIN, folder)
    shutil.copy(RULE, folder)
    (folder / "check.toml").write_text(
        'plugins = ["agency.py"]\nrules = ["form-number-prefix.yaml"]\n', encoding="utf-8"
    )
    assert LINE in check(folder, "page.html", "--format", "agency-lines").stdout


def test_an_installed_plug_in_is_found_by_its_entry_point(folder, installed):
    ran = check(folder, "page.html", "--rules", RULE, "--format", "agency-lines", path=installed)
    assert ran.stderr == ""
    assert LINE in ran.stdout


@pytest.mark.parametrize("by", ["file", "entry point"])
def test_a_plug_in_works_with_several_processes(folder, installed, by):
    (folder / "other.html").write_text(PAGE, encoding="utf-8")
    named = ("--plugin", PLUGIN) if by == "file" else ()
    path = None if by == "file" else installed
    arguments = ("page.html", "other.html", *named, "--rules", RULE, "--jobs", "2", "--format", "agency-lines")
    assert LINE in check(folder, *arguments, path=path).stdout


def test_findings_of_a_plug_in_stand_in_the_json_report(folder):
    ran = check(folder, "page.html", "--plugin", PLUGIN, "--rules", RULE, "--format", "json")
    report = json.loads(ran.stdout)
    assert report["pages"][0]["outcomes"]["form-number-prefix"] == "failed"


def test_the_rule_of_a_plug_in_can_be_tested_listed_and_shown(folder):
    tested = check(folder, "rules", "test", RULE, "--plugin", PLUGIN)
    assert (tested.returncode, tested.stderr) == (0, "")
    listed = check(folder, "rules", "list", "--rules", RULE, "--plugin", PLUGIN, "--select", "form-*")
    assert "form-number-prefix" in listed.stdout
    shown = check(folder, "rules", "show", "form-number-prefix", "--rules", RULE, "--plugin", PLUGIN)
    assert "Each element that refers to a form by number" in shown.stdout


def test_the_check_of_a_plug_in_is_in_the_schema_of_rule_files(folder):
    schema = json.loads(check(folder, "schema", "rule", "--plugin", PLUGIN).stdout)
    assert schema["$defs"]["call"]["properties"]["form-number-has-prefix"]["required"] == ["prefix"]


def test_a_report_can_be_shown_in_a_format_of_a_plug_in(folder):
    check(folder, "page.html", "--plugin", PLUGIN, "--rules", RULE, "--report", "json=report.json")
    assert LINE in check(folder, "report", "show", "report.json", "--plugin", PLUGIN, "--format", "agency-lines").stdout


def test_without_the_plug_in_its_rule_is_refused(folder):
    ran = check(folder, "page.html", "--rules", RULE)
    assert ran.returncode == 2
    assert 'unknown check "form-number-has-prefix"' in ran.stderr


def test_a_misspelt_parameter_of_a_plug_in_is_told_with_its_place(folder):
    wrong = folder / RULE.name
    wrong.write_text(RULE.read_text(encoding="utf-8").replace("{ prefix: SF }", "{ prefx: SF }"), encoding="utf-8")
    ran = check(folder, "rules", "test", wrong, "--plugin", PLUGIN)
    assert ran.returncode == 2
    assert 'unknown key "prefx"; did you mean "prefix"?' in ran.stderr


def test_a_plug_in_that_is_not_there_or_fails_is_refused(folder):
    missing = check(folder, "page.html", "--plugin", "nowhere.py")
    assert missing.returncode == 2 and "nowhere.py: no such Python file" in missing.stderr
    (folder / "broken.py").write_text("raise ValueError('ouch')\n", encoding="utf-8")
    broken = check(folder, "page.html", "--plugin", "broken.py")
    assert broken.returncode == 2 and "broken.py: ValueError: ouch" in broken.stderr


def test_a_plug_in_may_not_take_a_name_of_the_package(folder):
    taken = PLUGIN.read_text(encoding="utf-8").replace("form_number_has_prefix", "attribute_not_blank")
    (folder / "taken.py").write_text(taken, encoding="utf-8")
    ran = check(folder, "rules", "list", "--plugin", "taken.py", "--select", "html-lang")
    assert ran.returncode == 2
    assert "attribute-not-blank" in ran.stderr and "another name" in ran.stderr


FAILING_FORMAT = """from checker.registry import report_format
@report_format("own", suffix=".x")
def render(report):
    raise ValueError("boom")
"""


def test_a_format_that_fails_leaves_the_other_reports(folder):
    (folder / "own.py").write_text(FAILING_FORMAT, encoding="utf-8")
    done = check(folder, "page.html", "--plugin", "own.py", "--report", "own=a.x", "--report", "json=b.json")
    assert done.returncode == 3
    assert done.stderr == "check: the own report could not be made: ValueError: boom (render, line 4)\n"
    assert (folder / "b.json").is_file() and not (folder / "a.x").exists()


def test_a_format_that_fails_on_an_earlier_report_is_told(folder):
    (folder / "own.py").write_text(FAILING_FORMAT, encoding="utf-8")
    check(folder, "page.html", "--report", "json=b.json")
    done = check(folder, "report", "show", "b.json", "--format", "own", "--plugin", "own.py")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "check: the own report could not be made: ValueError: boom (render, line 4)\n"

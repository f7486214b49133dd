"""The configuration file: what it changes, and how it is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.config import find_config, glob_matches, read_config
from checker.config_schema import SCHEMA
from checker.errors import ConfigError
from checker.options import Options, options_stated


def written(folder: Path, text: str, name: str = "check.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as refused:
        read_config(written(folder, text))
    return str(refused.value)


def test_the_nearest_file_at_or_above_the_folder_is_taken(tmp_path: Path) -> None:
    written(tmp_path, "[tool.check]\nprofile = 'wcag'\n", "pyproject.toml")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find_config(below) == tmp_path / "pyproject.toml"
    own = written(tmp_path / "a", "profile = 'act'\n")
    assert find_config(below) == own


def test_a_project_file_without_our_table_is_passed_over(tmp_path: Path) -> None:
    written(tmp_path, "[project]\nname = 'x'\n", "pyproject.toml")
    assert find_config(tmp_path) != tmp_path / "pyproject.toml"


def test_a_check_toml_may_head_its_keys_as_a_project_file_has_to(tmp_path: Path) -> None:
    plain = read_config(written(tmp_path, "profile = 'act'\n"))
    assert read_config(written(tmp_path, "[tool.check]\nprofile = 'act'\n")).values == plain.values
    assert 'unknown key "tool"' in refusal(tmp_path, "select = ['508']\n[tool.check]\nprofile = 'act'\n")


def test_an_unknown_key_is_refused_with_its_line_and_the_nearest_known_key(tmp_path: Path) -> None:
    told = refusal(tmp_path, 'profile = "wcag"\n\npage-typ = "article"\n')
    assert "check.toml:3:" in told
    assert 'did you mean "page-type"?' in told


def test_an_unknown_key_of_a_path_is_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, '[[paths]]\nglob = "news/**"\nmust-aply = ["news-headline"]\n')
    assert "check.toml:3:" in told
    assert "must-apply" in told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('fail-on = "eror"', "expected one of: error, warning, note, never"),
        ("jobs = 0", "expected 1 or more"),
        ("timeout = 0", "expected more than 0"),
        ('select = "banner-*"', "expected a list"),
        ("fail-on-review = 1", "expected true or false"),
        ("[severities]\nhtml-lang = 'bad'", "expected one of: error, warning, note"),
        ('[[paths]]\nprofile = "wcag"', 'lacks "glob"'),
        ("profile = ", "not valid TOML"),
        ("tool = 5", "expected a table of keys"),
    ],
)
def test_a_wrong_value_is_refused_with_what_was_expected(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in refusal(tmp_path, text)


def test_thresholds_may_be_given_by_standard(tmp_path: Path) -> None:
    config = read_config(written(tmp_path, '[fail-on]\ndefault = "never"\n508 = "warning"\n'))
    assert config.values["fail-on"] == {"default": "never", "508": "warning"}


def test_paths_of_files_are_taken_from_the_folder_of_the_configuration(tmp_path: Path) -> None:
    config = read_config(written(tmp_path, 'rules = ["own-rules"]\n'))
    assert config.files("rules") == (tmp_path / "own-rules",)


@pytest.mark.parametrize(
    ("glob", "path", "matches"),
    [
        ("news/**", "_site/news/2026/a.html", True),
        ("news/**", "_site/oldnews/a.html", False),
        ("news/*.html", "news/2026/a.html", False),
        ("**/index.html", "a/b/index.html", True),
        ("a?.html", "ab.html", True),
        ("a?.html", "a/b.html", False),
        ("news\\2026.html", "news/2026.html", False),
    ],
)
def test_globs_match_paths_from_a_folder_on(glob: str, path: str, matches: bool) -> None:
    assert glob_matches(glob, path) is matches


def test_the_schema_knows_every_key_that_the_reader_takes() -> None:
    assert set(SCHEMA["properties"]) >= {"profile", "select", "ignore", "rules", "plugins", "fail-on", "paths"}


def test_a_report_states_no_option_but_those_that_change_a_judgement() -> None:
    day = date(2026, 12, 1)
    stated = options_stated({"evidence": "elsewhere", "timeout": 1, "select": ["508"]}, day)
    assert stated == Options(day, select=("508",))
    assert options_stated(stated.judgement, day) == stated

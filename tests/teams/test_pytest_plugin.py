"""The ``check_page`` fixture, in pytest runs of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ("pytester",)

TEST = """
PAGE = "<!doctype html><title>News of the office</title><p>Text</p>"

def test_a_page(check_page):
    assert check_page(PAGE, select=["html-lang"]).passed
"""


def output(pytester: pytest.Pytester, *options: str) -> str:
    """What pytest prints about the test file."""
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", *options).stdout.str()


def test_a_failing_assertion_tells_the_findings(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(TEST)
    told = output(pytester)
    assert "where False = <Report fail: page.html: 1 failed>.passed" in told
    assert "The html element has no lang attribute" in told
    assert "page.html:1:" in told or "page.html html-lang" in told
    assert "Mend: Add the language" in told


def test_a_page_without_faults_passes(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(TEST.replace("<title>", "<html lang=en><title>"))
    assert "1 passed" in output(pytester)


def test_an_assertion_about_something_else_is_left_alone(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(TEST.replace("assert ", "check_page(PAGE); assert 1 == 2 #"))
    assert "no lang attribute" not in output(pytester)


def test_a_report_kept_in_a_variable_tells_its_findings(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        TEST.replace("assert check_page", "report = check_page").replace(".passed", "\n    assert report.passed")
    )
    assert "The html element has no lang attribute" in output(pytester)


def test_too_many_warnings_are_told_in_full(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        'PAGE = "<!doctype html><html lang=en><title>News</title><p>Text</p>"\n'
        "def test_a_page(check_page):\n"
        '    assert check_page(PAGE, select=["title-min-length"], max_warnings=0).passed\n'
    )
    assert "is 4 characters long" in output(pytester)


def test_the_profile_and_rules_may_stand_in_pytests_configuration(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncheck_profile = wcag\ncheck_select = html-lang\n")
    pytester.makepyfile(
        "def test_a_page(check_page):\n"
        '    [page] = check_page("<p>Text</p>").pages\n'
        '    assert (page.profile.name, list(page.outcomes)) == ("wcag", ["html-lang"])\n'
    )
    assert "1 passed" in output(pytester)


def test_the_configuration_of_the_project_is_read(pytester: pytest.Pytester) -> None:
    pytester.path.joinpath("check.toml").write_text('fail-on = "never"\n', encoding="utf-8")
    pytester.makepyfile(TEST)
    assert "1 passed" in output(pytester)


def test_a_mistake_in_the_settings_is_told_in_one_line(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(TEST.replace("html-lang", "html-lnag"))
    told = output(pytester)
    assert 'check: no rule or tag "html-lnag"' in told
    assert "Traceback" not in told


def test_a_file_is_checked_by_its_path(pytester: pytest.Pytester) -> None:
    page = pytester.path / "about.html"
    page.write_text("<!doctype html><html lang=en><title>About us</title>", encoding="utf-8")
    pytester.makepyfile(
        "from pathlib import Path\n"
        "def test_a_file(check_page):\n"
        f'    report = check_page(Path({str(page)!r}), select=["html-lang"])\n'
        f"    assert report.pages[0].source == {str(Path(page))!r}\n"
        "    assert report.passed\n"
    )
    assert "1 passed" in output(pytester)

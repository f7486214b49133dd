"""The pytest plugin: ``assert check_page(html).passed``, with the findings as the message where it fails."""

from __future__ import annotations

from collections.abc import Callable, Generator
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from checker.api import Html
    from checker.report import Report

    CheckPage = Callable[..., Report]

#: The reports that a test asked for and that did not pass.
_failing: pytest.StashKey[list[Report]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare what pytest's own configuration may say."""
    parser.addini("check_config", "check: its configuration file; else the nearest at or above the root folder")
    parser.addini("check_profile", "check: the profile of every page")
    parser.addini("check_select", "check: only these rules, by id, prefix-* or tag", type="args")
    parser.addini("check_ignore", "check: not these rules, by id, prefix-* or tag", type="args")
    parser.addini("check_rules", "check: folders or files with rules of your own", type="paths")
    parser.addini("check_plugins", "check: Python files with checks of your own", type="paths")
    parser.addini("check_fail_on", "check: the threshold: error, warning, note or never")


@pytest.fixture
def check_page(request: pytest.FixtureRequest) -> CheckPage:
    """Checks a page: ``check_page(html, url=..., **options)`` gives the report.

    A text is always HTML here; a path is a file or folder. The options are those of ``checker.check``, over those of
    pytest's configuration, over those of the project's own.
    """
    settings = _settings(request.config)

    def checked(page: str | bytes | PathLike[str] | Html, *, name: str = "page.html", **options: Any) -> Report:
        from checker.api import Html, check
        from checker.errors import CheckerError

        source = Html(page, name) if isinstance(page, str | bytes) else page
        try:
            report = check(source, **{**settings, **options})
        except CheckerError as error:
            pytest.fail(f"check: {error}", pytrace=False)
        if not report.passed:
            request.node.stash.setdefault(_failing, []).append(report)
        return report

    return checked


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add the findings to the message of an assertion that speaks of a report."""
    error = call.excinfo.value if call.excinfo else None
    if isinstance(error, AssertionError):
        told = str(error)
        findings = [_text(report) for report in item.stash.get(_failing, []) if repr(report) in told]
        if findings:
            error.args = ("\n".join([told, "", *findings]).rstrip(),)
    return (yield)


def _settings(config: pytest.Config) -> dict[str, Any]:
    """The options that pytest's configuration gives; what it leaves open is for the project's configuration."""
    from checker.config import find_config

    named = config.getini("check_config")
    given = {
        "config": config.rootpath / named if named else find_config(Path(config.rootpath)),
        "profile": config.getini("check_profile"),
        "select": config.getini("check_select"),
        "ignore": config.getini("check_ignore"),
        "rules": config.getini("check_rules"),
        "plugins": config.getini("check_plugins"),
        "fail_on": config.getini("check_fail_on"),
    }
    return {key: value for key, value in given.items() if value}


def _text(report: Report) -> str:
    """What fails; everything, where no single finding does, such as one warning too many."""
    from checker.api import render

    wrong = any(page.verdict in ("fail", "error") for page in report.pages)
    return render(report, "text", quiet=wrong, width=100)

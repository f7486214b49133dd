"""Checks pages from Python: the same engine, rules and report as the command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from os import PathLike, fspath
from pathlib import Path
from typing import NamedTuple

from checker import registry
from checker.config import Config
from checker.errors import UsageError
from checker.gate.baseline import Baseline
from checker.gate.baseline_file import read_baseline
from checker.parse import default_parser
from checker.rendering.options import RenderOptions
from checker.report import Report
from checker.run.asking import asked, configuration
from checker.run.batch import check as check_sources
from checker.targets import Source


class Html(NamedTuple):
    """A page that is handed over: its HTML as text or bytes, the name it has in the report, and its address."""

    content: str | bytes
    name: str = "page.html"
    url: str | None = None


#: What can be checked: a path, an address or any other target of the command, or a page that is handed over.
Checkable = str | bytes | PathLike[str] | Html


def check(
    source: Checkable | Iterable[Checkable],
    *,
    url: str | None = None,
    mode: str | None = None,
    profile: str | None = None,
    page_type: str | None = None,
    select: Iterable[str] | str = (),
    ignore: Iterable[str] | str = (),
    rules: Iterable[str | PathLike[str]] | str | PathLike[str] = (),
    plugins: Iterable[str | PathLike[str]] | str | PathLike[str] = (),
    as_of: date | str | None = None,
    fail_on: str | Mapping[str, str] | None = None,
    fail_on_review: bool | Iterable[str] | str | None = None,
    max_warnings: int | None = None,
    show_passed: bool = False,
    timeout: float | None = None,
    max_bytes: int | None = None,
    max_elements: int | None = None,
    parser: str | None = None,
    jobs: int | None = None,
    config: str | PathLike[str] | None = None,
    baseline: str | PathLike[str] | None = None,
    cache_dir: str | PathLike[str] | None = None,
    rendering: RenderOptions | None = None,
) -> Report:
    """The report on the source, or on all of several sources.

    A text with ``<`` in it is HTML; any other text is a target as on the command line: a file, a folder, an address,
    ``@list``. Bytes are HTML, a path is a file or folder, and ``Html`` gives a page its name and address.
    The keywords are the options of the command by the same names; without ``config``, no configuration file is read,
    and without ``cache_dir`` every page is judged.

    A source that cannot be read is a problem in the report, which then has not ``passed``. What the command refuses
    with exit code 2, such as an unknown rule, raises a ``CheckerError``.

    >>> report = check("<!doctype html><title>News</title>", select=["html-lang"])
    >>> report.passed, [finding.rule for finding in report.findings]
    (False, ['html-lang'])
    """
    given = {
        "url": url,
        "mode": mode,
        "profile": profile,
        "page_type": page_type,
        "select": _words(select),
        "ignore": _words(ignore),
        "rule_paths": _paths(rules),
        "plugins": _paths(plugins),
        "as_of": as_of.isoformat() if isinstance(as_of, date) else as_of,
        "fail_on": _levels(fail_on),
        "fail_on_review": fail_on_review if isinstance(fail_on_review, bool) else None,
        "fail_on_review_of": ()
        if fail_on_review is None or isinstance(fail_on_review, bool)
        else _words(fail_on_review),
        "max_warnings": max_warnings,
        "show": "passed" if show_passed else None,
        "timeout": timeout,
        "max_bytes": max_bytes,
        "max_elements": max_elements,
        "jobs": jobs,
    }
    settings = configuration(None if config is None else Path(config))
    wanted = asked(settings, given, parser=parser or default_parser(), render=rendering or RenderOptions())
    known, digest = _known(settings, baseline)
    return check_sources(
        _targets(source),
        wanted.rules,
        wanted.digest,
        wanted.options._replace(baseline=digest),
        jobs=wanted.jobs,
        plugins=wanted.plugins,
        known=known,
        cache=None if cache_dir is None else Path(cache_dir),
    )


def render(report: Report, format: str = "text", **style: bool | int) -> str:
    """The report in the named format, as ``check --format`` writes it.

    The text takes ``quiet``, ``verbose``, ``colour`` and ``width``. UsageError for a format that is not known.
    """
    try:
        entry = registry.registered("format", format)
    except KeyError:
        known = ", ".join(registry.names("format"))
        raise UsageError(f'no format "{format}"; expected one of: {known}') from None
    return "".join(entry.pieces(report, **style))


def _known(settings: Config, baseline: str | PathLike[str] | None) -> tuple[Baseline | None, str | None]:
    """The known findings that are given or configured, and the digest of their file."""
    file = settings.baseline if baseline is None else Path(baseline)
    return (None, None) if file is None else read_baseline(file)


def _words(given: Iterable[str] | str) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _paths(given: Iterable[str | PathLike[str]] | str | PathLike[str]) -> tuple[Path, ...]:
    return (Path(given),) if isinstance(given, str | PathLike) else tuple(map(Path, given))


def _levels(given: str | Mapping[str, str] | None) -> tuple[str, ...]:
    """Thresholds in the words of the command line."""
    if given is None:
        return ()
    if isinstance(given, str):
        return (given,)
    return tuple(level if key == "default" else f"{key}={level}" for key, level in given.items())


def _targets(source: Checkable | Iterable[Checkable]) -> list[str | Source]:
    if isinstance(source, str | bytes | PathLike | Html):
        return [_target(source, "page.html")]
    return [_target(one, f"page-{number}.html") for number, one in enumerate(source, 1)]


def _target(source: Checkable, name: str) -> str | Source:
    if isinstance(source, Html):
        return Source(source.name, "-", source.url, content=source.content)
    if isinstance(source, bytes) or (isinstance(source, str) and ("<" in source or not source.strip())):
        return Source(name, "-", content=source)
    return fspath(source)

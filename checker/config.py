"""Reads ``[tool.check]`` of pyproject.toml, or check.toml: the nearest at or above the working folder.

Every key that is not known is an error that names the file, the line and the nearest known key.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from checker.errors import ConfigError
from checker.finding import SEVERITIES
from checker.reports.source_mapping import SourceMapping

FAIL_ON = (*SEVERITIES, "never")


class PathSettings(NamedTuple):
    """What the configuration says about pages whose path matches ``glob``."""

    glob: str
    profile: str | None = None
    page_type: str | None = None
    must_apply: tuple[str, ...] = ()
    fail_on: Mapping[str, str] = {}


class Suppress(NamedTuple):
    """Findings of a rule that do not count: on pages under ``path``, in elements of ``selector``, up to ``until``."""

    rule: str
    path: str | None = None
    selector: str | None = None
    reason: str = ""
    until: str | None = None


def settings_for(paths: Iterable[PathSettings], name: str, url: str | None) -> PathSettings:
    """The entries that match the page's path or address as one, the later over the earlier."""
    matching = [one for one in paths if on_path(one.glob, name, url)]
    return PathSettings(
        glob=", ".join(dict.fromkeys(one.glob for one in matching)),
        profile=next((one.profile for one in reversed(matching) if one.profile), None),
        page_type=next((one.page_type for one in reversed(matching) if one.page_type), None),
        must_apply=tuple(rule for one in matching for rule in one.must_apply),
        fail_on={key: level for one in matching for key, level in one.fail_on.items()},
    )


def on_path(glob: str, name: str, url: str | None) -> bool:
    """Whether the glob matches the page's name or the path of its address."""
    path = urlsplit(url).path if url else ""
    return glob_matches(glob, name) or (bool(path) and glob_matches(glob, path))


def glob_matches(glob: str, path: str) -> bool:
    """Whether the glob matches the path or an end of it that begins at a folder.

    ``*`` and ``?`` stay within a name, ``**`` crosses folders.

    >>> glob_matches("news/**", "_site/news/2026/a.html"), glob_matches("*.html", "news/a.txt")
    (True, False)
    """
    return bool(_glob_pattern(glob).search(path.replace("\\", "/")))


@functools.cache
def _glob_pattern(glob: str) -> re.Pattern[str]:
    pattern = ""
    for part in re.split(r"(\*\*/|\*\*|\*|\?)", glob):
        pattern += {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(part, re.escape(part))
    return re.compile(rf"(?:^|/){pattern}$")


class Config(NamedTuple):
    """The configuration: its file, the plain values by key, and what it says by path."""

    file: Path | None = None
    values: Mapping[str, Any] = {}
    paths: tuple[PathSettings, ...] = ()
    sources: tuple[SourceMapping, ...] = ()
    suppress: tuple[Suppress, ...] = ()

    def files(self, key: str) -> tuple[Path, ...]:
        """The paths under the key, taken from the folder of the configuration file."""
        folder = self.file.parent if self.file else Path()
        return tuple(folder / name for name in self.values.get(key, ()))

    @property
    def baseline(self) -> Path | None:
        """The file of the known findings, taken from the folder of the configuration file."""
        named = self.values.get("baseline")
        return self.file.parent / named if self.file is not None and named else None


def find_config(start: Path) -> Path | None:
    """The nearest check.toml, or pyproject.toml with ``[tool.check]``, at or above the folder."""
    for folder in (start, *start.parents):
        own = folder / "check.toml"
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and re.search(r"^\s*\[+tool\.check\b", _text(project), re.MULTILINE):
            return project
    return None


def read_config(file: Path | None) -> Config:
    """The configuration in the file; an empty one where there is none. Raises ConfigError.

    A check.toml may head its keys with ``[tool.check]``, as a pyproject.toml has to.
    """
    if file is None:
        return Config()
    import tomllib

    from checker.config_schema import line_of, refuse_wrong

    text = _text(file)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: not valid TOML: {error}") from error
    if file.name == "pyproject.toml" or set(data) == {"tool"}:
        tool = data.get("tool", {})
        data = tool.get("check", {}) if isinstance(tool, dict) else tool
    refuse_wrong(data, file, text)
    paths = tuple(
        PathSettings(
            one["glob"],
            one.get("profile"),
            one.get("page-type"),
            tuple(one.get("must-apply", ())),
            thresholds(one.get("fail-on", {})),
        )
        for one in data.get("paths", ())
    )
    sources = tuple(SourceMapping(one["from"], one["to"]) for one in data.get("sources", ()))
    fault = next((fault for one in sources if (fault := one.fault())), None)
    if fault:
        raise ConfigError(f"{file}:{line_of(text, ('sources',))}: {fault}")
    suppress = tuple(Suppress(**one) for one in data.get("suppress", ()))
    return Config(
        file,
        {key: value for key, value in data.items() if key not in ("paths", "sources", "suppress")},
        paths,
        sources,
        suppress,
    )


def thresholds(said: str | Mapping[str, str]) -> dict[str, str]:
    """The thresholds by standard and rule; a level alone is the default's."""
    return {"default": said} if isinstance(said, str) else dict(said)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read: {error}") from error

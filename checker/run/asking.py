"""Makes a run's rules and options of what was asked, on the command line or from Python, over the configuration."""

from __future__ import annotations

import functools
import math
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from checker import registry
from checker.address import has_host
from checker.clock import now
from checker.config import FAIL_ON, Config, read_config, thresholds
from checker.errors import UsageError
from checker.gate.suppression import refuse_entries
from checker.options import Options
from checker.profiles import profile
from checker.rendering.options import RenderOptions
from checker.rule import AXE, RULESET, Rule
from checker.rulebook import ruleset
from checker.standards import STANDARDS


class Asked(NamedTuple):
    """What a run needs beside its targets; ``rules`` are those that are selected."""

    rules: list[Rule]
    digest: str
    options: Options
    plugins: tuple[Path, ...]
    jobs: int


def asked(config: Config, given: Mapping[str, Any], *, parser: str, render: RenderOptions) -> Asked:
    """What the given values ask for, by the names of the command line's options; the configuration fills the gaps.

    Raises the CheckerError that says what is refused: a name that nobody knows, a rule file, a plug-in.
    """
    plugins = (*config.files("plugins"), *given["plugins"])
    for plugin in plugins:
        registry.load_plugin(plugin)
    if _entry_points_installed():
        registry.load_entry_points()
    options = _options(config, given)
    options = options._replace(parser=parser, render=render._replace(timeout=options.timeout))
    rules = ruleset.load((*config.files("rules"), *given["rule_paths"]))
    chosen = ruleset.chosen(rules.rules.values(), options.select, options.ignore)
    if not chosen:
        raise UsageError("--select and --ignore leave no rule; nothing would be judged")
    _refuse_unknown_names(options, rules.rules)
    return Asked(chosen, rules.digest, options, plugins, given["jobs"] or config.values.get("jobs", 1))


def configuration(file: Path | None) -> Config:
    """What the file says, an empty configuration for None; UsageError where a file is named that is not there."""
    if file is not None and not file.is_file():
        raise UsageError(f"{file}: no such configuration file")
    return read_config(file)


@functools.cache
def _entry_points_installed() -> bool:
    """Whether an installed package offers plug-ins; reading its list alone costs far less than importlib.metadata."""
    return any(
        "[checker.plugins]" in file.read_text(encoding="utf-8", errors="replace")
        for folder in map(Path, sys.path)
        if folder.name in ("site-packages", "dist-packages")
        for file in folder.glob("*.dist-info/entry_points.txt")
    )


def _options(config: Config, given: Mapping[str, Any]) -> Options:
    """The options that are given over those of the configuration."""

    def chosen(key: str, default: Any) -> Any:
        value = given[key.replace("-", "_")]
        return config.values.get(key, default) if value in (None, ()) else value

    defaults = Options(_as_of(given["as_of"]))
    review = given["fail_on_review_of"] or chosen("fail-on-review", ()) or ()
    return defaults._replace(
        mode=chosen("mode", "auto"),
        url=_address(chosen("url", None)),
        profile=chosen("profile", "auto"),
        page_type=chosen("page-type", "auto"),
        fail_on=_fail_on(given["fail_on"], config.values.get("fail-on", "error")),
        fail_on_review=review is True,
        fail_on_review_of=() if review is True else tuple(review),
        max_warnings=chosen("max-warnings", None),
        ruleset=config.values.get("ruleset"),
        suppress=config.suppress,
        show_passed=given["show"] == "passed",
        select=tuple(chosen("select", ())),
        ignore=tuple(chosen("ignore", ())),
        selectors=config.values.get("finders", {}),
        severities=config.values.get("severities", {}),
        max_bytes=chosen("max-bytes", defaults.max_bytes),
        max_elements=chosen("max-elements", defaults.max_elements),
        timeout=_seconds(chosen("timeout", defaults.timeout)),
        paths=config.paths,
        sources=config.sources,
    )


def _address(given: str | None) -> str | None:
    """The address at which pages are published; UsageError where it is none that a browser could open."""
    if given is not None and not has_host(given):
        raise UsageError(f'the url is "{given}"; expected a whole address, such as https://www.example.gov/news/')
    return given


def _seconds(given: float) -> float:
    """The time that a page may take; UsageError where nothing could be done in it, or it never ends."""
    if not 0 < given < math.inf:
        raise UsageError(f"--timeout is {given}; expected a number of seconds above 0")
    return given


def _as_of(given: str | None) -> date:
    if given:
        try:
            return date.fromisoformat(given)
        except ValueError:
            raise UsageError(f'--as-of is "{given}"; expected a day as YYYY-MM-DD') from None
    return now().date()


def _fail_on(given: Sequence[str], configured: str | Mapping[str, str]) -> dict[str, str]:
    """The threshold by standard, the one for all under "default"."""
    levels = {"default": "error"}
    levels |= thresholds(configured)
    for word in given:
        standard, _, level = word.rpartition("=")
        levels[standard or "default"] = level
    for level in levels.values():
        if level not in FAIL_ON:
            raise UsageError(f'--fail-on has the level "{level}"; expected one of: {", ".join(FAIL_ON)}')
    return levels


def _refuse_unknown_names(options: Options, rules: Mapping[str, Any]) -> None:
    """Refuse profiles, page types and rules that nobody knows, before anything is judged."""
    from checker.page_types import known_page_types
    from checker.rulebook.meaning import did_you_mean

    for name in (options.profile, *(one.profile for one in options.paths)):
        if name not in ("auto", None):
            profile(name)
    types = known_page_types()
    for name in (options.page_type, *(one.page_type for one in options.paths)):
        if name not in ("auto", None, *types):
            raise UsageError(f'no page type "{name}"; expected auto or one of: {", ".join(types)}')
    for name in (key for levels in (options.fail_on, *(one.fail_on for one in options.paths)) for key in levels):
        if name not in ("default", *STANDARDS, *rules):
            told = did_you_mean(name, rules) or f"; expected one of: {', '.join(STANDARDS)}, or a rule"
            raise UsageError(f'a threshold (fail-on) names "{name}", which is no standard and no rule{told}')
    _refuse_selectors(options.selectors)
    refuse_entries(options.suppress, rules)
    if options.ruleset is not None and not re.fullmatch(RULESET, options.ruleset):
        raise UsageError(f'the configuration pins the ruleset "{options.ruleset}"; expected YYYY.MM, such as 2026.11')
    for name in options.fail_on_review_of:
        if name not in STANDARDS:
            raise UsageError(f'--fail-on-review names "{name}"; expected one of: {", ".join(STANDARDS)}')
    for name in (*options.severities, *(rule for one in options.paths for rule in one.must_apply)):
        if name not in rules and not name.startswith(AXE):
            raise UsageError(
                f'the configuration names the rule "{name}", which is not known{did_you_mean(name, rules)}'
            )


def _refuse_selectors(selectors: Mapping[str, str]) -> None:
    """Refuse what the configuration would teach a finder in vain."""
    from checker.rulebook.meaning import selector_problem

    for name, selector in selectors.items():
        problem = selector_problem(selector)
        if problem:
            raise UsageError(f'the configuration has the selector "{selector}" for the finder {name}, which {problem}')

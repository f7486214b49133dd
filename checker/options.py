"""What a run is asked to do, beside its targets and rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from checker.config import PathSettings, Suppress
from checker.rendering.options import RenderOptions
from checker.reports.source_mapping import SourceMapping


class Options(NamedTuple):
    """What a run is asked to do, beside its targets."""

    as_of: date
    mode: str = "auto"
    url: str | None = None
    profile: str = "auto"
    page_type: str = "auto"
    parser: str = "turbohtml"
    fail_on: Mapping[str, str] = {"default": "error"}
    fail_on_review: bool = False
    show_passed: bool = False
    selectors: Mapping[str, str] = {}
    severities: Mapping[str, str] = {}
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    max_bytes: int = 20_000_000
    max_elements: int = 500_000
    timeout: float = 30.0
    paths: tuple[PathSettings, ...] = ()
    render: RenderOptions = RenderOptions()
    sources: tuple[SourceMapping, ...] = ()
    fail_on_review_of: tuple[str, ...] = ()
    max_warnings: int | None = None
    ruleset: str | None = None
    suppress: tuple[Suppress, ...] = ()
    baseline: str | None = None
    evidence: Path | None = None
    screenshots: Path | None = None

    @property
    def judgement(self) -> dict[str, Any]:
        """The options that can change a judgement, as the report states them."""
        return {
            "mode": self.mode,
            "url": self.url,
            "profile": self.profile,
            "page_type": self.page_type,
            "parser": self.parser,
            "fail_on": dict(sorted(self.fail_on.items())),
            "fail_on_review": self.fail_on_review,
            "fail_on_review_of": list(self.fail_on_review_of),
            "max_warnings": self.max_warnings,
            "ruleset": self.ruleset,
            "baseline": self.baseline,
            "select": list(self.select),
            "ignore": list(self.ignore),
            "severities": dict(sorted(self.severities.items())),
            "finders": dict(sorted(self.selectors.items())),
            "paths": [
                {
                    "glob": p.glob,
                    "profile": p.profile,
                    "page_type": p.page_type,
                    "must_apply": list(p.must_apply),
                    "fail_on": dict(sorted(p.fail_on.items())),
                }
                for p in self.paths
            ],
            "suppress": [one._asdict() for one in self.suppress],
            "max_bytes": self.max_bytes,
            "max_elements": self.max_elements,
            **({"engines": {self.render.axe.name: self.render.axe.version}} if self.render.axe else {}),
        }


def options_stated(stated: Mapping[str, Any], as_of: date) -> Options:
    """The options that a report states: those that can change a judgement, the others as they are by default.

    So are those that are not stated, for a report of an earlier version knows fewer.
    """
    stated = {name: stated.get(name, default) for name, default in Options(as_of).judgement.items()}
    return Options(as_of)._replace(
        **{
            **known_fields(Options, stated),
            **{name: tuple(stated[name]) for name in ("fail_on_review_of", "select", "ignore")},
            "selectors": stated["finders"],
            "paths": tuple(
                PathSettings(**{**known_fields(PathSettings, one), "must_apply": tuple(one.get("must_apply", ()))})
                for one in stated["paths"]
            ),
            "suppress": tuple(Suppress(**known_fields(Suppress, one)) for one in stated["suppress"]),
        }
    )


def known_fields(kind: type[NamedTuple], stated: Mapping[str, Any]) -> dict[str, Any]:
    """What is stated of the fields of that kind of value: a report of a later version may say more."""
    return {name: stated[name] for name in kind._fields if name in stated}

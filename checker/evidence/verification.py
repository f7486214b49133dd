"""Checks a folder of evidence: its sums, and that the stored pages, judged again, give the same findings.

Neither the network nor a browser is used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from checker import registry
from checker.errors import CheckerError, ReportError
from checker.evidence.keeping import FORMAT, MANIFEST, SUMS, files_in, page_folder
from checker.finding import SiteTarget
from checker.loading import LoadOptions, page_from
from checker.network import Certificate, Cookie, Network
from checker.options import Options, options_stated
from checker.page import Need, Notice, Page, Response
from checker.rendering.options import Engine, RenderOptions
from checker.report import PageReport
from checker.reports.reader import faults, read_values
from checker.reports.values import finding_values, page_values
from checker.rulebook import ruleset
from checker.run.one_source import Runner
from checker.targets import Source

Values = Mapping[str, Any]
#: What must be as it was; problems and verdicts also tell of the run and of its baseline.
_SAME = ("profile", "page_type", "facts", "outcomes", "counts")


class Verified(NamedTuple):
    """How many files were compared and pages judged, and what differs; ``digest`` is that of the manifest."""

    files: int
    pages: int
    differences: tuple[str, ...]
    digest: str


def verify(folder: Path, plugins: Sequence[Path] = ()) -> Verified:
    """What differs in the evidence from what its sums and its report say; ReportError where it is none."""
    manifest = read_values(folder / MANIFEST)
    if (
        not isinstance(manifest, dict)
        or manifest.get("format") != FORMAT
        or not isinstance(manifest.get("files"), dict)
    ):
        raise ReportError(f"{folder / MANIFEST}: no manifest of the form {FORMAT}")
    for name in manifest["files"]:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise ReportError(f"{folder / MANIFEST}: names {name}, which lies outside of the evidence")
    differences = list(_sums(folder, manifest["files"]))
    report = read_values(folder / "report.json")
    differences += (f"report.json: {fault}" for fault in islice(faults(report), 5))
    for plugin in plugins:
        registry.load_plugin(plugin)
    try:
        pages, found = _judged_again(folder, report)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ReportError(
            f"{folder / 'report.json'}: not understood: {differences[-1] if differences else error}"
        ) from error
    digest = hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    return Verified(len(manifest["files"]), pages, (*differences, *found), digest)


def _sums(folder: Path, files: Values) -> Iterator[str]:
    """The files that are not as the sums say, and where the two lists of sums disagree."""
    there = set(files_in(folder))
    for name in sorted(there | set(files)):
        if name not in files:
            yield f"{name}: is not in the manifest"
        elif name not in there:
            yield f"{name}: is missing"
        elif hashlib.sha256((folder / name).read_bytes()).hexdigest() != _sum(files[name]):
            yield f"{name}: its sum is not that of the manifest"
    listed = {name: _sum(one) for name, one in files.items()}
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        yield f"{SUMS}: is missing or cannot be read"
        return
    if {name: digest for digest, _, name in (line.partition("  ") for line in lines)} != listed:
        yield f"{SUMS}: does not agree with {MANIFEST}"


def _sum(entry: Any) -> Any:
    return entry.get("sha256") if isinstance(entry, dict) else None


def _judged_again(folder: Path, report: Values) -> tuple[int, list[str]]:
    """How many stored pages were judged, and where they gave something else than the report says."""
    rules = ruleset.load([folder / "rules"], builtin=False)
    runner = Runner(list(rules.rules.values()), _options(report))
    differences: list[str] = []
    gathered: dict[str, list[SiteTarget]] = {}
    pages: list[PageReport] = []
    for stated in report["pages"]:
        if stated["sha256"] is None:
            continue
        try:
            page = _stored_page(folder / "pages" / page_folder(stated["source"]), runner.options)
        except CheckerError as error:
            differences.append(f"{stated['source']}: cannot be judged again: {error}")
            continue
        judged, for_site = runner.judge_page(page)
        page.discard()
        pages.append(judged)
        for rule, targets in for_site.items():
            gathered.setdefault(rule, []).extend(targets)
    site = runner.judge_site(pages, gathered)
    by_source = {stated["source"]: stated for stated in report["pages"]}
    for judged in pages:
        differences += _page_differences(by_source[judged.source], page_values(judged))
    again = [{"page": one.page, **finding_values(one.finding)} for one in site]
    differences += _finding_differences("the site", report["site"]["findings"], again)
    return len(pages), differences


def _options(report: Values) -> Options:
    """The options that the report states, as far as they change a judgement."""
    run = report["run"]
    engines = run["options"].get("engines", {})
    shown = (finding["outcome"] for page in report["pages"] for finding in page["findings"])
    return options_stated(run["options"], date.fromisoformat(run["as_of"]))._replace(
        mode="static",
        url=None,  # each stored page has its own
        show_passed="passed" in shown,
        render=RenderOptions(
            axe=next((Engine(name, version, Path()) for name, version in engines.items()), None),
        ),
    )


def _stored_page(folder: Path, options: Options) -> Page:
    """The page as it was judged; a CheckerError where what is stored makes none."""
    known = read_values(folder / "page.json")
    try:
        answer, network = known["response"], known["network"]
        response = Response(**{**answer, "redirects": tuple(answer["redirects"])}) if answer else None
        page = page_from(
            (folder / PurePosixPath(known["content"]).name).read_bytes(),
            Source(known["source"], known["source"]),
            LoadOptions(options.parser, options.max_bytes, options.max_elements),
            media_type=known["media_type"],
            charset=known["encoding"],
            response=response,
            folder=str(folder / "beside" / known["beside"]),
        )
        page.site_folder = None if known["site"] is None else str(folder / "beside" / known["site"])
        page.url, page.url_because = known["url"], known["url_because"]
        page.notices = [Notice(**notice) for notice in known["notices"]]
        page.network = _network(network) if network else None
        page.offers = frozenset(map(Need, known["offers"]))
        page.mode = known["mode"]
    except OSError as error:
        raise ReportError(f"{folder.name}: cannot be read: {error.strerror}") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReportError(f"{folder.name}/page.json: damaged: {type(error).__name__}: {error}") from error
    if page.mode == "rendered":
        _restore_snapshot(page, folder)
    return page


def _restore_snapshot(page: Page, folder: Path) -> None:
    from checker.rendering.stored import restore
    from checker.rendering.tree import RenderedSnapshot

    restore(page, read_values(folder / "snapshot.json"))
    axe = folder / "axe.json"
    if axe.is_file() and isinstance(page.snapshot, RenderedSnapshot):
        page.snapshot.axe = read_values(axe)


def _network(values: Values) -> Network:
    lists = {name: tuple(values[name]) for name in ("mixed", "console_errors", "refused", "failed", "left_for")}
    return Network(
        certificate=Certificate(**values["certificate"]) if values["certificate"] else None,
        cookies=tuple(Cookie(**one) for one in values["cookies"]),
        refused_count=values["refused_count"],
        **lists,
    )


def _page_differences(stated: Values, judged: Values) -> Iterator[str]:
    """What the page gave that the report does not say, and the other way round."""
    source = stated["source"]
    again = json.loads(json.dumps(judged))
    if stated["sha256"] != again["sha256"]:
        yield f"{source}: the stored bytes are not those that the report is about"
    for key in _SAME:
        if stated[key] != again[key]:
            named = sorted(
                name for name in {*stated[key], *again[key]} if stated[key].get(name) != again[key].get(name)
            )
            yield f"{source}: {key} differ: {', '.join(named[:5])}{' ...' if len(named) > 5 else ''}"
    yield from _finding_differences(source, stated["findings"], again["findings"])


def _finding_differences(source: str, stated: Sequence[Values], again: Sequence[Values]) -> Iterator[str]:
    ours, theirs = list(map(_comparable, stated)), list(map(_comparable, again))
    if ours == theirs:
        return
    for said, findings, others in (("is not found again", ours, theirs), ("is found now only", theirs, ours)):
        known = {json.dumps(one, sort_keys=True) for one in others}
        for one in findings:
            if json.dumps(one, sort_keys=True) not in known:
                line = one["target"]["line"]
                yield f"{source}{f':{line}' if line else ''}: {one['rule']} ({one['outcome']}) {said}"
    if sorted(map(str, ours)) == sorted(map(str, theirs)):
        yield f"{source}: the findings stand in another order"


def _comparable(finding: Values) -> dict[str, Any]:
    """The finding without what a baseline says about it, which is no part of the evidence."""
    suppressed = finding["suppressed"]
    told = json.loads(json.dumps(finding))
    return {**told, "suppressed": None if suppressed and suppressed["by"] == "baseline" else suppressed}

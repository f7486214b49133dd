"""Known findings: they stay in the report and fail nothing, so that a team lets nothing new in from the first day on.

An entry is for a page, or for a cause: one fault of a template on every page under a glob. Findings are known by
their fingerprints, never by their lines; see ``baseline_file`` for what the file looks like.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from checker.config import glob_matches
from checker.finding import Finding, Outcome, Suppressed
from checker.gate.thresholds import unfolded
from checker.quoting import cut
from checker.report import Compared, KnownFault, PageReport, SiteFinding
from checker.rule import Rule
from checker.targets import SUFFIXES

#: What elements have no identity of their own: a fault there is every page's that has it.
_WHOLE_PAGE = re.compile(r"(?:^|[ >])(?:html|head|body|main)(?:[#:][^ >]*)?$")
#: A fault at such a place is the template's where at least one of so many pages of the folder has it.
_ONE_IN = 4
_EXCERPT = 100
#: Files that are looked at to learn whether a run saw all pages under a glob.
_MOST_FILES = 50_000


class Identity(NamedTuple):
    """What tells a page that was renamed: its bytes, or else its headline and title together."""

    sha256: str
    headline: str = ""
    title: str = ""


class Baseline(NamedTuple):
    """The known faults and the identities of the pages that have entries; paths are relative to the folder."""

    folder: Path
    faults: tuple[KnownFault, ...] = ()
    pages: Mapping[str, Identity] = {}


def path_in(folder: Path, source: str) -> str:
    """The page's path from the baseline's folder, wherever the run was started; addresses are as they are."""
    if _is_address(source) or source == "-":
        return source
    try:
        return os.path.relpath(source, folder).replace("\\", "/")
    except ValueError:  # on another drive
        return str(Path(source).absolute()).replace("\\", "/")


def _is_address(source: str) -> bool:
    return "://" in source


def split(fingerprint: str) -> tuple[str, int]:
    """The fingerprint without its number, and the number: which copy on the page it is.

    >>> split("v1:0a1b:2")
    ('v1:0a1b', 2)
    """
    parts = fingerprint.split(":")
    if len(parts) > 2 and parts[2].isdigit():
        return ":".join(parts[:2]), int(parts[2])
    return fingerprint, 1


def _may_be_known(finding: Finding) -> bool:
    by_hand = finding.suppressed is not None and finding.suppressed.by != "baseline"
    return finding.gates and not by_hand and finding.outcome in (Outcome.FAILED, Outcome.CANT_TELL)


class _Seen(NamedTuple):
    """One fault in a run: where it is, with the number of its copies on each page."""

    finding: Finding
    copies: dict[str, int]


def baseline_of(
    folder: Path, pages: Sequence[PageReport], site: Iterable[SiteFinding], rules: Mapping[str, Rule]
) -> Baseline:
    """The baseline in which all findings of the pages are known, but those that are suppressed by hand."""
    paths = {page.source: path_in(folder, page.source) for page in pages}
    seen: dict[str, _Seen] = {}
    for source, finding in _findings(pages, site):
        if not _may_be_known(finding):
            continue
        base, number = split(finding.fingerprint)
        copies = seen.setdefault(base, _Seen(finding, {})).copies
        copies[paths[source]] = max(number, copies.get(paths[source], 0))
    judged = [paths[page.source] for page in pages if page.sha256 is not None]
    faults = [
        fault for base, one in seen.items() for fault in _faults(base, one, rules[one.finding.rule].owner, judged)
    ]
    with_entries = {fault.path for fault in faults}
    identities = {
        paths[page.source]: _identity(page) for page in pages if page.sha256 and paths[page.source] in with_entries
    }
    return Baseline(folder, tuple(sorted(faults, key=_order)), dict(sorted(identities.items())))


def _findings(pages: Iterable[PageReport], site: Iterable[SiteFinding]) -> Iterator[tuple[str, Finding]]:
    for page in pages:
        yield from ((page.source, finding) for finding in page.findings)
    yield from site


def _order(fault: KnownFault) -> tuple[bool, str, str, str]:
    return fault.glob is None, fault.glob or fault.path or "", fault.rule, fault.fingerprint


def _identity(page: PageReport) -> Identity:
    return Identity(page.sha256 or "", page.facts.get("headline") or "", page.facts.get("title") or "")


def _headline(identity: Identity) -> tuple[str, str] | None:
    return (identity.headline, identity.title) if identity.headline else None


def _faults(base: str, seen: _Seen, owner: str, judged: Sequence[str]) -> Iterator[KnownFault]:
    """One entry for the cause where the fault is a template's, else one for each page."""
    rule, message = seen.finding.rule, cut(seen.finding.message, _EXCERPT)
    by_site: dict[str, list[str]] = {}
    for path in seen.copies:
        by_site.setdefault("/".join(path.split("/")[:3]) if _is_address(path) else "", []).append(path)
    for paths in by_site.values():
        glob = _common_folder(paths)
        if glob is not None and _is_cause(seen.finding, owner, len(paths), sum(_under(glob, one) for one in judged)):
            copies = max(seen.copies[path] for path in paths)
            yield KnownFault(rule, base, copies, message, glob=glob, pages=len(paths))
        else:
            yield from (KnownFault(rule, base, seen.copies[path], message, path=path) for path in paths)


def _is_cause(finding: Finding, owner: str, having: int, judged: int) -> bool:
    """Whether the fault is one of a template: the next page made from it will have it too.

    What an editor writes is the page's own, unless most pages of the folder hold the very same element.
    """
    whole_page = finding.target.missing or _WHOLE_PAGE.search(finding.target.selector) is not None
    if owner == "content":
        return not whole_page and having >= 2 and having * 2 >= judged
    return not whole_page or having * _ONE_IN >= judged


def _common_folder(paths: Sequence[str]) -> str | None:
    """The glob of the folder that holds all the paths; None where it would be more than one site."""
    folders = [path.split("/")[:-1] for path in paths]
    common = [name[0] for name in takewhile(lambda names: len(set(names)) == 1, zip(*folders, strict=False))]
    if _is_address(paths[0]) and len(common) < 3:
        return None
    return "/".join([*common, "**"])


def _under(glob: str, path: str) -> bool:
    folder = glob[:-2]
    if glob.endswith("**") and not re.search(r"[*?]", folder):
        return path.startswith(folder)
    return glob_matches(glob, path)


class _Known:
    """A baseline ready to be asked about the pages of a run; counts which of its entries are still there."""

    def __init__(self, baseline: Baseline, pages: Sequence[PageReport]) -> None:
        self._folder = baseline.folder
        self.copies_seen: dict[KnownFault, int] = {}
        self._causes: dict[str, list[KnownFault]] = {}
        self._of_page: dict[str, dict[str, KnownFault]] = {}
        for fault in baseline.faults:
            if fault.glob is not None:
                self._causes.setdefault(fault.fingerprint, []).append(fault)
            elif fault.path is not None:
                self._of_page.setdefault(fault.path, {})[fault.fingerprint] = fault
        self.paths = {page.source: path_in(baseline.folder, page.source) for page in pages}
        self.moved = self._moved(baseline, pages)

    def _moved(self, baseline: Baseline, pages: Sequence[PageReport]) -> dict[str, str]:
        """The former path of each page that was renamed since: same bytes, or same headline and title."""
        here = set(self.paths.values())
        gone = [path for path in self._of_page if path not in here and self.is_gone(path)]
        new = {self.paths[page.source]: _identity(page) for page in pages if page.sha256}
        new = {path: identity for path, identity in new.items() if path not in self._of_page}
        moved: dict[str, str] = {}
        tellings: tuple[Callable[[Identity], object], ...] = (lambda one: one.sha256, _headline)
        for telling in tellings:
            candidates: dict[object, list[str]] = {}
            for path, identity in new.items():
                if path not in moved:
                    candidates.setdefault(telling(identity), []).append(path)
            for path in gone:
                known = baseline.pages.get(path)
                told = telling(known) if known else None
                if told and candidates.get(told) and path not in moved.values():
                    moved[candidates[told].pop(0)] = path
        return moved

    def is_gone(self, path: str) -> bool:
        """Whether there is no such file any more; of an address nobody can tell."""
        return not _is_address(path) and path != "-" and not (self._folder / path).exists()

    def fault_of(self, source: str, finding: Finding) -> KnownFault | None:
        """The entry under which the finding is known."""
        base, number = split(finding.fingerprint)
        path = self.paths[source]
        entries = [one for one in self._causes.get(base, ()) if one.glob and _under(one.glob, path)]
        of_page = self._of_page.get(self.moved.get(path, path), {}).get(base)
        for entry in [*entries, *([of_page] if of_page else [])]:
            if number <= entry.copies:
                self.copies_seen[entry] = max(number, self.copies_seen.get(entry, 0))
                return entry
        return None

    def missing(self, fault: KnownFault, by_path: Mapping[str, PageReport], formerly: Mapping[str, str]) -> int:
        """How many of the fault's copies are mended; none where the run could not have seen them."""
        rule = formerly.get(fault.rule, fault.rule)

        def tried(page: PageReport) -> bool:
            return page.outcomes.get(rule, Outcome.UNTESTED) is not Outcome.UNTESTED

        missing = fault.copies - self.copies_seen.get(fault, 0)
        if missing <= 0:
            return 0
        if fault.path is not None:
            new_path = next((new for new, old in self.moved.items() if old == fault.path), fault.path)
            page = by_path.get(new_path)
            seen = tried(page) if page is not None else self.is_gone(fault.path)
        else:
            under = [page for path, page in by_path.items() if _under(fault.glob or "", path)]
            seen = all(map(tried, under)) and self._all_seen(fault, by_path, len(under))
        return missing if seen else 0

    def _all_seen(self, fault: KnownFault, by_path: Mapping[str, PageReport], under: int) -> bool:
        """Whether the run had every page under the fault's glob."""
        glob = fault.glob or ""
        if _is_address(glob):
            return under >= fault.pages
        folder = self._folder / re.split(r"[^/]*[*?]", glob, maxsplit=1)[0]
        visited = 0
        for place, _, names in os.walk(folder):
            for name in names:
                visited += 1
                path = path_in(self._folder, str(Path(place) / name)) if name.lower().endswith(SUFFIXES) else ""
                if visited > _MOST_FILES or (path and path not in by_path and _under(glob, path)):
                    return False
        return True


def compare(
    baseline: Baseline, pages: Sequence[PageReport], site: Sequence[SiteFinding], rules: Mapping[str, Rule]
) -> tuple[list[SiteFinding], Compared]:
    """Mark the known findings on the pages; gives the site's findings so marked, and what is known, new and mended."""
    known = _Known(baseline, pages)
    for page in pages:
        page.findings = unfolded([_marked(known, page.source, finding) for finding in page.findings])
    site = [SiteFinding(one.page, _marked(known, one.page, one.finding)) for one in site]
    found = [finding for _, finding in _findings(pages, site) if _may_be_known(finding)]
    number_known = sum(finding.suppressed is not None for finding in found)
    number_new = sum(finding.counts for finding in found)
    by_path = {known.paths[page.source]: page for page in pages}
    formerly = {old: rule.id for rule in rules.values() for old in rule.formerly}
    fixed = []
    for fault in baseline.faults:
        missing = known.missing(fault, by_path, formerly)
        if missing:
            fixed.append(fault._replace(copies=missing))
    return site, Compared(number_known, number_new, tuple(fixed))


def _marked(known: _Known, source: str, finding: Finding) -> Finding:
    if not _may_be_known(finding):
        return finding
    fault = known.fault_of(source, finding._replace(suppressed=None))
    if fault is None:
        return finding._replace(suppressed=None)
    under = f" on pages under {fault.glob}" if fault.glob else ""
    return finding._replace(suppressed=Suppressed("baseline", f"known when the baseline was written{under}"))


def pruned(baseline: Baseline, pages: Sequence[PageReport], compared: Compared) -> Baseline:
    """The baseline without what is mended, and with the paths that renamed pages have now."""
    missing = {fault._replace(copies=0): fault.copies for fault in compared.fixed}
    known = _Known(baseline, pages)
    new_paths = {old: new for new, old in known.moved.items()}
    faults = []
    for fault in baseline.faults:
        left = fault.copies - missing.get(fault._replace(copies=0), 0)
        if left > 0:
            path = new_paths.get(fault.path, fault.path) if fault.path is not None else None
            faults.append(fault._replace(copies=left, path=path))
    with_entries = {fault.path for fault in faults}
    identities = {
        known.paths[page.source]: _identity(page)
        for page in pages
        if page.sha256 and known.paths[page.source] in with_entries
    }
    kept = {path: one for path, one in baseline.pages.items() if path in with_entries}
    return Baseline(baseline.folder, tuple(sorted(faults, key=_order)), dict(sorted({**kept, **identities}.items())))

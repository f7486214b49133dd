"""Pages that were judged before and have not changed since: their reports are kept, and not made again.

An entry holds what a report states of a page, with digests of the page's bytes and of the files beside it that were
read. Its name is made of all else that can change a judgement: the package, the rules, the options and the plug-ins.
A folder that cannot be read or written, or an entry that is broken, only costs time.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from checker import __version__, registry
from checker.finding import SiteTarget
from checker.options import Options
from checker.report import PageReport
from checker.report_json import page_from, site_target_from
from checker.report_values import page_values, site_target_values
from checker.rule import Rule
from checker.targets import Source

OnePage = tuple[PageReport, dict[str, list[SiteTarget]]]

_KEPT_DAYS = 30
_DAY = 86_400
_SUFFIX = ".page"


class PageCache:
    """The kept reports of one set of rules and options; safe to use from several processes at once."""

    def __init__(
        self, folder: Path, rules: Sequence[Rule], digest: str, options: Options, plugins: Iterable[Path]
    ) -> None:
        self._folder = folder / "pages"
        self._rules = {rule.id: rule for rule in rules}
        # What is decided when all pages are judged does not change what is kept of one.
        options = options._replace(baseline=None, max_warnings=None, fail_on_review=False, fail_on_review_of=())
        about: list[Any] = [
            _package(),
            digest,
            [(rule.id, rule.stage) for rule in rules],
            repr(options),
            registry.from_outside(),
        ]
        about += [_digest_of(plugin) for plugin in plugins]
        self._about = repr(about)
        self._digests: dict[str, str | None] = {}

    def holds(self, source: Source) -> bool:
        """Whether reports on the source are kept at all: on files, which are there to be compared."""
        return not source.is_url and source.location != "-"

    def known(self, source: Source) -> OnePage | None:
        """What was found on the page when it was judged with the same bytes; None where it has to be judged."""
        try:
            entry = _content(f"{self._folder}/{self._name(source)}")
            digest, _, body = entry.partition(b"\n")
            if hashlib.blake2b(body, digest_size=16).hexdigest().encode() != digest:
                return None
            values = json.loads(body)
            content = _content(source.location)
            if hashlib.sha256(content).hexdigest() != values["page"]["sha256"]:
                return None
            if any(self._digest(path) != known for path, known in values["beside"].items()):
                return None
            for_site = {rule: list(map(site_target_from, targets)) for rule, targets in values["site"].items()}
            return page_from(values["page"], self._rules), for_site
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def keep(self, source: Source, judged: OnePage, beside: Iterable[Path]) -> None:
        """Keep what was found on the page, whole or not at all."""
        page, for_site = judged
        if page.sha256 is None or page.mode != "static" or any(one.level == "error" for one in page.problems):
            return
        values = {
            "beside": {str(path): self._digest(str(path)) for path in (*beside, _headers_of(source))},
            "page": page_values(page),
            "site": {rule: list(map(site_target_values, targets)) for rule, targets in for_site.items()},
        }
        try:
            body = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
            file = self._folder / self._name(source)
            file.parent.mkdir(parents=True, exist_ok=True)
            part = file.with_suffix(f".{os.getpid()}.tmp")
            part.write_bytes(hashlib.blake2b(body, digest_size=16).hexdigest().encode() + b"\n" + body)
            part.replace(file)
        except (OSError, ValueError, TypeError):
            return

    def _name(self, source: Source) -> str:
        told = f"{self._about}\0{source!r}\0{Path(source.location).absolute()}"
        name = hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return f"{name[:2]}/{name[2:]}{_SUFFIX}"

    def _digest(self, path: str) -> str | None:
        """The digest of a file beside a page; many pages share a style sheet, which is read once a run."""
        if path not in self._digests:
            self._digests[path] = _digest_of(Path(path))
        return self._digests[path]

    def tidy(self) -> None:
        """Drop entries that no run has written for a month; looked after once a day."""
        marker = self._folder / "tidied"
        now = time.time()
        try:
            if marker.exists() and now - marker.stat().st_mtime < _DAY:
                return
            marker.touch()
            for file in self._folder.glob("*/*"):
                if now - file.stat().st_mtime > _KEPT_DAYS * _DAY:
                    file.unlink(missing_ok=True)
        except OSError:
            return


def _content(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 - a Path costs more than reading a small file
        return file.read()


def _headers_of(source: Source) -> Path:
    return Path(f"{Path(source.location).absolute()}.headers")


def _digest_of(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return None


def _package() -> str:
    """Changes when a module or table of the package does, or the parser is another: also where it is worked on."""
    root = Path(__file__).parent
    stats: list[Any] = [__version__]
    for folder, _, names in os.walk(root):
        for name in sorted(names):
            if name.endswith((".py", ".json")):
                stat = (Path(folder) / name).stat()
                stats.append((folder, name, stat.st_mtime_ns, stat.st_size))
    for parser in ("turbohtml", "html5lib"):
        spec = importlib.util.find_spec(parser)
        if spec is not None and spec.origin:
            stats.append((spec.origin, Path(spec.origin).stat().st_mtime_ns))
    return repr(sorted(map(repr, stats)))

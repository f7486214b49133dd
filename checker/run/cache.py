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
from checker.rule import Rule
from checker.run.kept_page import WRITTEN_BY, bytes_of, page_of
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
        self._rules = [rule.id for rule in rules]
        # What is decided when all pages are judged does not change what is kept of one.
        options = options._replace(baseline=None, max_warnings=None, fail_on_review=False, fail_on_review_of=())
        about: list[Any] = [
            _package(),
            WRITTEN_BY,
            digest,
            [(rule.id, rule.stage) for rule in rules],
            repr(options),
            registry.from_outside(),
        ]
        about += [_digest_of(plugin) for plugin in plugins]
        self._about = hashlib.blake2b(repr(about).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        self._here = str(Path.cwd())
        self._digests: dict[str, str | None] = {}

    def holds(self, source: Source) -> bool:
        """Whether reports on the source are kept at all: on files, which are there to be compared."""
        return not source.is_url and source.location != "-"

    def known(self, source: Source) -> OnePage | None:
        """What was found on the page when it was judged with the same bytes; None where it has to be judged."""
        try:
            digest, _, told = _content(f"{self._folder}/{self._name(source)}").partition(b"\n")
            if _check_sum(told) != digest:
                return None
            read, _, page = told.partition(b"\n")
            sha256, beside = json.loads(read)
            if hashlib.sha256(_content(source.location)).hexdigest() != sha256:
                return None
            if any(self._digest(path) != known for path, known in beside.items()):
                return None
            return page_of(page, self._rules)
        except (OSError, EOFError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def keep(self, source: Source, judged: OnePage, beside: Iterable[Path]) -> None:
        """Keep what was found on the page, whole or not at all."""
        page, for_site = judged
        if page.sha256 is None or page.mode != "static" or any(one.level == "error" for one in page.problems):
            return
        try:
            digests = {str(path): self._digest(str(path)) for path in (*beside, _headers_of(source))}
            told = json.dumps([page.sha256, digests]).encode() + b"\n" + bytes_of(page, for_site, self._rules)
            name = f"{self._folder}/{self._name(source)}"
            _write_whole(name, _check_sum(told) + b"\n" + told)
        except (OSError, ValueError, TypeError):
            return

    def _name(self, source: Source) -> str:
        told = f"{self._about}\0{source!r}\0{self._here}"
        name = hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return f"{name[:2]}/{name[2:]}{_SUFFIX}"

    def _digest(self, path: str) -> str | None:
        """The digest of a file beside a page; many pages share a style sheet, which is read once a run."""
        if path not in self._digests:
            self._digests[path] = _digest_of(path)
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


def _content(path: str | Path) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a Path costs more than reading a small file
        return file.read()


def _write_whole(path: str, content: bytes) -> None:
    """Write the file whole or not at all; OSError where that fails."""
    part = Path(f"{path}.{os.getpid()}.tmp")
    try:
        try:
            part.write_bytes(content)
        except FileNotFoundError:
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(content)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _check_sum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).hexdigest().encode()


def _headers_of(source: Source) -> str:
    return f"{source.location}.headers"


def _digest_of(path: str | Path) -> str | None:
    try:
        return hashlib.sha256(_content(path)).hexdigest()
    except (OSError, ValueError):
        return None


def _package() -> str:
    """Changes when a module or table of the package does, or the parser is another: also where it is worked on."""
    root = Path(__file__).parent.parent
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

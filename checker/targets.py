"""What is asked to be checked: each TARGET of the command line as a list of sources to load."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from checker.address import has_host
from checker.errors import CheckerError, TargetError

#: What a folder is searched for; another file named as a target is judged if it starts like HTML.
SUFFIXES = (".html", ".htm", ".xhtml", ".svg", ".xml", ".mhtml", ".mht")
_SEPARATORS = "/" + os.sep


class Source(NamedTuple):
    """One thing to load: ``name`` as the report shows it, ``location`` a path, an address or "-".

    ``url`` is the address at which the page is, or will be, published, where the user said it;
    ``root`` the folder that stands for the site's root. ``content`` is the page itself, where it was handed over.
    """

    name: str
    location: str
    url: str | None = None
    root: str | None = None
    content: bytes | str | None = None

    @property
    def is_url(self) -> bool:
        """Whether the source is fetched from the network."""
        return _is_address(self.location)


class Refused(NamedTuple):
    """A target that cannot even be loaded, with the reason."""

    name: str
    error: CheckerError


def sources(targets: Iterable[str | Source], *, url: str | None = None) -> Iterator[Source | Refused]:
    """The sources that the targets stand for, in their order; folders in order of their paths."""
    yield from _sources(targets, url, ())


def _is_address(target: str) -> bool:
    return target[:8].lower().startswith(("http://", "https://"))


def _sources(targets: Iterable[str | Source], url: str | None, lists: tuple[Path, ...]) -> Iterator[Source | Refused]:
    for target in targets:
        if isinstance(target, Source):
            yield target if target.url else target._replace(url=url)
        elif not target.strip():
            yield Refused(target, TargetError("a target without a name; is a variable empty?", kind="missing"))
        elif _is_address(target) and not has_host(target):
            yield Refused(target, TargetError("no address that can be opened; is it whole?", kind="bad-address"))
        elif target == "-" or _is_address(target):
            yield Source(target, target, url)
        elif target.startswith("@"):
            yield from _listed(target, url, lists)
        elif _is_folder(target):
            yield from _below(target, url)
        else:
            yield Source(target, target, url)


def _is_folder(target: str) -> bool:
    try:
        return Path(target).is_dir()
    except (OSError, ValueError):  # a name that no file can have; the loader says so
        return False


def _listed(target: str, url: str | None, lists: tuple[Path, ...]) -> Iterator[Source | Refused]:
    path = Path(target[1:])
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or (
            "not UTF-8 text" if isinstance(error, UnicodeError) else str(error)
        )
        yield Refused(target, TargetError(f"the list {target[1:]} cannot be read: {reason}", kind="list-unreadable"))
        return
    if path.resolve() in lists:
        yield Refused(target, TargetError(f"the list {target[1:]} names itself", kind="list-unreadable"))
        return
    lines = [line.strip() for line in text.splitlines()]
    named = [line for line in lines if line and not line.startswith("#")]
    if not named:
        yield Refused(target, TargetError(f"the list {target[1:]} names no target", kind="no-pages"))
    yield from _sources(named, url, (*lists, path.resolve()))


def _below(target: str, url: str | None) -> Iterator[Source | Refused]:
    """Every page below the folder.

    Links to files are followed, for some builds publish nothing else; links to folders are not, since they can go round.
    """
    folder = Path(target)
    found = sorted(file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
    if not found:
        suffixes = " ".join(SUFFIXES)
        yield Refused(
            target,
            TargetError(f"the folder holds no page ({suffixes}); name the folder of the built site", kind="no-pages"),
        )
    for file in found:
        below = file.relative_to(folder).as_posix()
        published = f"{url.rstrip('/')}/{quote(below)}" if url else None
        yield Source(f"{target.rstrip(_SEPARATORS)}/{below}", str(file), published, root=str(folder))

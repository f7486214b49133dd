"""What is asked to be checked: each TARGET of the command line as a list of sources to load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from checker.errors import CheckerError, TargetError

#: What a folder is searched for; another file named as a target is judged if it starts like HTML.
SUFFIXES = (".html", ".htm", ".xhtml", ".svg", ".xml", ".mhtml", ".mht")


class Source(NamedTuple):
    """One thing to load: ``name`` as the report shows it, ``location`` a path, an address or "-".

    ``url`` is the address at which the page is, or will be, published, where the user said it;
    ``root`` the folder that stands for the site's root.
    """

    name: str
    location: str
    url: str | None = None
    root: str | None = None

    @property
    def is_url(self) -> bool:
        """Whether the source is fetched from the network."""
        return self.location.startswith(("http://", "https://"))


class Refused(NamedTuple):
    """A target that cannot even be loaded, with the reason."""

    name: str
    error: CheckerError


def sources(targets: Iterable[str], *, url: str | None = None) -> Iterator[Source | Refused]:
    """The sources that the targets stand for, in their order; folders in order of their paths."""
    for target in targets:
        if target == "-" or target.startswith(("http://", "https://")):
            yield Source(target, target, url)
        elif target.startswith("@"):
            yield from _listed(target, url)
        elif Path(target).is_dir():
            yield from _below(target, url)
        else:
            yield Source(target, target, url)


def _listed(target: str, url: str | None) -> Iterator[Source | Refused]:
    try:
        text = Path(target[1:]).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        yield Refused(target, TargetError(f"the list {target[1:]} cannot be read: {error}", kind="list-unreadable"))
        return
    lines = (line.strip() for line in text.splitlines())
    yield from sources((line for line in lines if line and not line.startswith("#")), url=url)


def _below(target: str, url: str | None) -> Iterator[Source | Refused]:
    folder = Path(target)
    found = sorted(file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
    if not found:
        yield Refused(target, TargetError("the folder holds no page", kind="no-pages"))
    for file in found:
        below = file.relative_to(folder).as_posix()
        name = f"{target.rstrip('/')}/{below}"
        published = url.rstrip("/") + "/" + below if url else None
        yield Source(name, str(file), published, root=str(folder))

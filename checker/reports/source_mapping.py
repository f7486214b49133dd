"""From a built page to the file that people edit: what the configuration maps, and what the page itself names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from checker.page import Page
from checker.pattern import pattern

#: What a page writes to name its source: ``<!-- source: content/news/storm.md -->``.
_COMMENT = pattern(r"\s*source:\s*(\S[^\r\n]*?)\s*")
#: Comments that are looked at; a generator writes its own near the top or the bottom.
_COMMENTS = 500
_LONGEST = 500
_WILDCARDS = pattern(r"(\(\.\*\)|\(\*\*?\)|\*\*|\*|\?)")
_PATTERNS = {"(.*)": "(.*)", "(**)": "(.+)", "**": "(.+)", "(*)": "([^/]+)", "*": "([^/]+)", "?": "([^/])"}
#: More of them that cross folders would make matching a long path slow.
_MOST_CROSSING = 2


class SourceMapping(NamedTuple):
    """Pages whose path matches ``built`` are made from the file that ``edited`` names."""

    built: str
    edited: str

    def fault(self) -> str | None:
        """What is wrong with the entry, or None."""
        kinds = [_PATTERNS[part] for part in _WILDCARDS.findall(self.built)]
        if sum(kind in ("(.*)", "(.+)") for kind in kinds) > _MOST_CROSSING:
            return f'"from" is "{self.built}"; expected at most {_MOST_CROSSING} of ** and (.*)'
        for number in re.findall(r"\$(\d+)", self.edited):
            if not 1 <= int(number) <= len(kinds):
                return f'"to" names ${number}, but "from" has {len(kinds)} wildcards'
        return None

    def source_of(self, path: str) -> str | None:
        """The file that the page at the path is made from, or None where the entry is not about it.

        ``from`` matches the whole path or an end of it that begins at a folder. ``*`` and ``?`` stay
        within a name, ``**`` and ``(.*)`` cross folders; ``$1`` is what the first of them stands for.

        >>> SourceMapping("_site/(.*)/index.html", "content/$1.md").source_of("./_site/news/storm/index.html")
        'content/news/storm.md'
        >>> SourceMapping("_site/*.html", "content/$1.md").source_of("_site/news/storm.html") is None
        True
        """
        path = path.replace("\\", "/")
        if len(path) > _LONGEST:
            return None
        parts = _WILDCARDS.split(self.built.replace("\\", "/").removeprefix("./"))
        pattern = "".join(_PATTERNS.get(part) or re.escape(part) for part in parts)
        found = re.search(rf"(?:^|/){pattern}$", path)
        if found is None:
            return None
        return re.sub(r"\$(\d+)", lambda number: found.group(int(number.group(1))) or "", self.edited)


def mapped_source(path: str, mappings: Iterable[SourceMapping], page: Page | None = None) -> str | None:
    """The file to edit for the page at the path: what its comment names, else the first mapping that matches."""
    named = _named_by(page) if page is not None else None
    if named is not None:
        return named
    return next((found for one in mappings if (found := one.source_of(path)) is not None), None)


def _named_by(page: Page) -> str | None:
    """The path that a comment of the page names, if it is one within the project."""
    comments = page.document.comments
    for comment in comments if len(comments) <= 2 * _COMMENTS else [*comments[:_COMMENTS], *comments[-_COMMENTS:]]:
        if len(comment.text) > _LONGEST or "source:" not in comment.text:
            continue
        match = _COMMENT.fullmatch(comment.text)
        if match and _within_the_project(match.group(1)):
            return match.group(1).replace("\\", "/").removeprefix("./")
    return None


def _within_the_project(path: str) -> bool:
    """A page is written by many; its comment may name a file below the project's folder, and nothing else."""
    names = path.replace("\\", "/").split("/")
    return path.isprintable() and ":" not in names[0] and names[0] not in ("", "~") and ".." not in names

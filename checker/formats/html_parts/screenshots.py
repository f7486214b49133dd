"""The screenshots of a run, put into the report with each finding outlined at its place."""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from checker.formats.html_parts.causes import Cause, Placed, Section
from checker.report import Report

#: Bytes of pictures that one report carries; a file of hundreds of megabytes opens nowhere.
MOST_BYTES = 30_000_000
#: Pixels between a thing and its outline, so that the line hides no text.
_AIR = 3.0
_PNG = b"\x89PNG\r\n\x1a\n"


class Outline(NamedTuple):
    """Where a finding is on a screenshot, in its pixels."""

    anchor: str
    told: str
    kind: str
    x: float
    y: float
    width: float
    height: float


class Shown(NamedTuple):
    """A picture of a page with its findings outlined; ``picture`` is empty where only its path can be told."""

    source: str
    path: str
    picture: str
    width: float
    height: float
    outlines: tuple[Outline, ...]


def screenshots(report: Report, found: Sequence[Section]) -> list[Shown]:
    """The pictures of the pages, where the run took some.

    Read are the ``screenshots`` of a page: the one of kind "page" names the file and its size in pixels, those of kind
    "finding" give a fingerprint and its place on that picture. Only PNG files are put into the report.
    """
    room, shown = MOST_BYTES, []
    placed: dict[int, list[tuple[Section, Cause, Placed]]] | None = None
    for number, page in enumerate(report.pages):
        taken: Sequence[Any] = getattr(page, "screenshots", ())
        whole = next((one for one in taken if one.kind == "page"), None)
        if whole is None or not _is_box(whole):
            continue
        placed = _placed(found) if placed is None else placed
        boxes = {one.fingerprint: one for one in taken if one.kind == "finding" and _is_box(one)}
        picture = _picture(Path(whole.path), room)
        room -= len(picture)
        outlines = tuple(_outlines(placed.get(number, ()), boxes))
        shown.append(Shown(page.source, whole.path, picture, whole.width, whole.height, outlines))
    return shown


def _is_box(one: Any) -> bool:
    numbers = (one.x, one.y, one.width, one.height)
    return all(isinstance(n, int | float) and math.isfinite(n) for n in numbers) and min(one.width, one.height) > 0


def _picture(file: Path, room: int) -> str:
    """The PNG file as an address that carries it, or nothing where it is none, cannot be read or is too large."""
    try:
        if file.stat().st_size * 4 // 3 > room:
            return ""
        content = file.read_bytes()
    except (OSError, ValueError):
        return ""
    return f"data:image/png;base64,{b64encode(content).decode()}" if content.startswith(_PNG) else ""


def _placed(found: Sequence[Section]) -> dict[int, list[tuple[Section, Cause, Placed]]]:
    """The findings by the number of their page."""
    by_page: dict[int, list[tuple[Section, Cause, Placed]]] = {}
    for section in found:
        for cause in section.causes:
            for place in cause.places:
                by_page.setdefault(place.page, []).append((section, cause, place))
    return by_page


def _outlines(placed: Sequence[tuple[Section, Cause, Placed]], boxes: Mapping[str, Any]) -> Iterator[Outline]:
    for section, cause, place in placed:
        box = boxes.get(place.fingerprint)
        if box is not None:
            kind = "review" if section.name == "review" else cause.severity
            told = f"{cause.label}: {place.message or cause.heading}"
            size = (box.x - _AIR, box.y - _AIR, box.width + 2 * _AIR, box.height + 2 * _AIR)
            yield Outline(place.anchor, told, kind, *size)

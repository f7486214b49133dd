"""Pictures of a rendered page: the whole of it as it stood when it was captured, and a part of it for each finding.

The parts are cut from the one picture, with the element outlined, so that they show the moment that was judged and the
page itself is left as it is.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checker.engine import Judged
from checker.finding import Outcome
from checker.page import Element, Page, Scope
from checker.place import css_path
from checker.rendering.tree import Box, RenderedSnapshot
from checker.rendering.wire import Wire

#: Chromium draws no picture that is higher; what lies below has no picture.
MAX_HEIGHT = 16_000
#: A part shows the element with some of what stands around it.
_MARGIN, _LEAST_WIDTH = 40, 320
#: More would take minutes; the rest of the findings are like those before them.
MOST_PARTS = 200
_STAGE = """<!doctype html><title>picture</title><style>html{overflow:hidden}body{margin:0}
#all{position:absolute;left:0;top:0}img{display:block}
#outline{position:absolute;outline:3px solid #b50909;outline-offset:2px;box-shadow:0 0 0 8px #fff9}</style>
<div id="all"><img alt="" src="data:image/png;base64,%s"><div id="outline"></div></div>"""
_SHOW = """document.getElementById("all").style.transform = "translate(-%gpx, -%gpx)";
document.getElementById("outline").style.cssText = "left:%gpx;top:%gpx;width:%gpx;height:%gpx";0"""


class Outlined(NamedTuple):
    """Where the element of a finding is on the picture of the page."""

    fingerprint: str
    box: Box


async def whole_page(wire: Wire) -> bytes:
    """A PNG of the page from its top left corner, as wide as its window."""
    metrics = await wire.send("Page.getLayoutMetrics")
    height = metrics["cssContentSize"]["height"]
    clip = Box(0, 0, metrics["cssLayoutViewport"]["clientWidth"], max(1, min(height, MAX_HEIGHT)))
    return await _picture(wire, clip, beyond_window=True)


async def parts_of(wire: Wire, picture: bytes, boxes: Sequence[Box]) -> list[bytes]:
    """A PNG for each box: that part of the picture with the box outlined. The tab shows nothing else meanwhile."""
    frame = (await wire.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
    html = _STAGE % base64.b64encode(picture).decode()
    await wire.send("Page.setDocumentContent", frameId=frame, html=html)
    await _evaluated(wire, "document.images[0].decode()")
    window = (await wire.send("Page.getLayoutMetrics"))["cssLayoutViewport"]
    most = Box(0, 0, window["clientWidth"], window["clientHeight"])
    parts: list[bytes] = []
    for box in boxes:
        part = _around(box, size_of(picture), most)
        await _evaluated(wire, _SHOW % (part.x, part.y, *box))
        parts.append(await _picture(wire, Box(0, 0, part.width, part.height)))
    await wire.send("Page.setDocumentContent", frameId=frame, html="")
    return parts


async def _evaluated(wire: Wire, expression: str) -> None:
    await wire.send("Runtime.evaluate", expression=expression, awaitPromise=True)


async def _picture(wire: Wire, clip: Box, *, beyond_window: bool = False) -> bytes:
    answer = await wire.send(
        "Page.captureScreenshot", format="png", captureBeyondViewport=beyond_window, clip={**clip._asdict(), "scale": 1}
    )
    return base64.b64decode(answer["data"])


def _around(box: Box, picture: tuple[int, int], most: Box) -> Box:
    """The part of a picture of that size which shows the box with what stands around it, and is not too large."""
    spread = max(_MARGIN, (_LEAST_WIDTH - box.width) / 2)
    left, top = max(0, box.x - spread), max(0, box.y - _MARGIN)
    right = min(picture[0], box.x + box.width + spread, left + most.width)
    bottom = min(picture[1], box.y + box.height + _MARGIN, top + most.height)
    return Box(left, top, max(1, right - left), max(1, bottom - top))


def size_of(picture: bytes) -> tuple[int, int]:
    """The width and height that the PNG says it has (PNG, 11.2.2)."""
    return int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])


def outlined(page: Page, judged: Judged) -> list[Outlined]:
    """Where the findings' elements are on the picture; those that are not shown, or are the page itself, are left out."""
    snapshot = page.snapshot
    if not isinstance(snapshot, RenderedSnapshot) or snapshot.picture is None:
        return []
    found: dict[str, Outlined] = {}
    width = page_width(snapshot)
    for order, _, finding in judged.findings:
        if finding.outcome is Outcome.PASSED or len(found) == MOST_PARTS:
            continue
        element = _element(snapshot.scopes, order, finding.target.selector)
        box = _on_page(snapshot, element) if element is not None else None
        if box is not None and box.x < width and box.y < MAX_HEIGHT and finding.fingerprint not in found:
            found[finding.fingerprint] = Outlined(finding.fingerprint, box)
    return list(found.values())


def page_width(snapshot: RenderedSnapshot) -> float:
    """The width of the snapshot's document."""
    root = snapshot.document.root
    box = snapshot.boxes.get(root) if root is not None else None
    return box.x + box.width if box else 0


def _element(scopes: Iterable[Scope], order: int, selector: str) -> Element | None:
    """The element of that number, in the scope in which the selector leads to it."""
    for scope in scopes:
        if order < len(scope.elements) and css_path(scope.elements[order]) == selector:
            return scope.elements[order]
    return None


def _on_page(snapshot: RenderedSnapshot, element: Element) -> Box | None:
    """The element's box on the page; inside a frame its document begins where the frame's box does."""
    box = snapshot.boxes.get(element)
    if box is None or element.tag in ("html", "head", "body") or min(box.width, box.height) <= 0:
        return None
    scope = element.scope
    while scope.host is not None:
        if scope.kind == "frame":
            frame = snapshot.boxes.get(scope.host)
            if frame is None:
                return None
            box = box._replace(x=box.x + frame.x, y=box.y + frame.y)
        scope = scope.host.scope
    return box if box.x + box.width > 0 and box.y + box.height > 0 else None

"""Pictures of a rendered page: the whole of it as it stood when it was captured, and a part of it for each finding.

The parts are cut from the one picture, with the element outlined, so that they show the moment that was judged and the
page itself is left as it is.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from checker.engine import Judged
from checker.finding import Outcome
from checker.page import Element, Page, Scope
from checker.place import css_path
from checker.rendering.tree import Box, RenderedSnapshot
from checker.rendering.wire import Wire

#: Chromium draws no picture that is higher; what lies below has no picture.
MAX_HEIGHT = 16_000
#: A part shows the element with some of what stands around it.
_MARGIN, _MOST_HEIGHT, _LEAST_WIDTH = 40, 900, 320
#: More would take minutes; the rest of the findings are like those before them.
MOST_PARTS = 200
_STAGE = """<!doctype html><title>picture</title><style>body{margin:0}img{display:block}
#outline{position:absolute;outline:3px solid #b50909;outline-offset:2px;box-shadow:0 0 0 8px #fff9}</style>
<img alt="" src="data:image/png;base64,%s"><div id="outline"></div>"""


class Outlined(NamedTuple):
    """Where the element of a finding is on the picture of the page."""

    fingerprint: str
    box: Box


async def whole_page(wire: Wire) -> bytes:
    """A PNG of the page from its top left corner, as wide as its window."""
    metrics = await wire.send("Page.getLayoutMetrics")
    size, window = metrics["cssContentSize"], metrics["cssLayoutViewport"]
    clip = Box(0, 0, window["clientWidth"], max(1, min(size["height"], MAX_HEIGHT)))
    return await _picture(wire, clip)


async def parts_of(wire: Wire, picture: bytes, boxes: Sequence[Box]) -> list[bytes]:
    """A PNG for each box: that part of the picture with the box outlined. The tab shows nothing else meanwhile."""
    frame = (await wire.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
    html = _STAGE % base64.b64encode(picture).decode()
    await wire.send("Page.setDocumentContent", frameId=frame, html=html)
    size = await _evaluated(
        wire, "document.images[0].decode().then(() => [document.images[0].width, document.images[0].height])"
    )
    parts: list[bytes] = []
    for box in boxes:
        style = f"left:{box.x}px;top:{box.y}px;width:{box.width}px;height:{box.height}px"
        await _evaluated(wire, f"document.getElementById('outline').style.cssText = '{style}'")
        parts.append(await _picture(wire, _around(box, *size)))
    await wire.send("Page.setDocumentContent", frameId=frame, html="")
    return parts


async def _evaluated(wire: Wire, expression: str) -> Any:
    told = await wire.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
    return told["result"].get("value")


async def _picture(wire: Wire, clip: Box) -> bytes:
    answer = await wire.send(
        "Page.captureScreenshot", format="png", captureBeyondViewport=True, clip={**clip._asdict(), "scale": 1}
    )
    return base64.b64decode(answer["data"])


def _around(box: Box, width: float, height: float) -> Box:
    """The part of a picture of that size which shows the box with what stands around it."""
    spread = max(_MARGIN, (_LEAST_WIDTH - box.width) / 2)
    left, top = max(0, box.x - spread), max(0, box.y - _MARGIN)
    right = min(width, box.x + box.width + spread)
    bottom = min(height, box.y + box.height + _MARGIN, top + _MOST_HEIGHT)
    return Box(left, top, right - left, bottom - top)


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

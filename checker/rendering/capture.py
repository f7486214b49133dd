"""Captures the page that stands in a tab, and makes it the page that is judged."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, NamedTuple

from checker.errors import LimitError
from checker.page import Need, Page, Scope
from checker.parse import mirror
from checker.rendering.align import align
from checker.rendering.motion import Motion
from checker.rendering.tree import STYLES, RenderedSnapshot, Shadows, build_snapshot
from checker.rendering.wire import Wire

#: Nodes of a page that is worth capturing, for each element that a page may have: text stands between elements.
_NODES_PER_ELEMENT = 3

#: The id of the element in which Chromium keeps an XML document that it shows as a tree of tags.
_SOURCE = "webkit-xml-viewer-source-xml"
#: Names of elements and attributes by which a page may act by itself.
_RESTLESS = frozenset(("SCRIPT", "script", "IFRAME", "FRAME", "OBJECT", "EMBED", "http-equiv"))


class Captured(NamedTuple):
    """What ``DOMSnapshot.captureSnapshot`` gave, and what it does not tell of shadow trees."""

    snapshot: Mapping[str, Any]
    shadows: Shadows
    picture: bytes | None = None
    axe: Mapping[str, Any] | None = None


async def capture(wire: Wire, motion: Motion, max_elements: int, paint_order: bool) -> Captured:
    """The page as it stands, what moves at rest; LimitError where it has far more nodes than a page may have."""
    most = max_elements * _NODES_PER_ELEMENT
    if await _nodes(wire) > most:
        await wire.send("HeapProfiler.collectGarbage")  # nodes of pages before it count too
        if await _nodes(wire) > most:
            raise LimitError(
                f"the page has more than {max_elements:,} elements; --max-elements raises the limit",
                kind="too-many-elements",
            )
    snapshot = await _snapshot(wire, paint_order)
    if motion.is_there:  # which is only sure once a snapshot had the styles computed
        async with motion.stopped():
            snapshot = await _snapshot(wire, paint_order)
    return Captured(snapshot, await _shadows(wire, snapshot))


async def _snapshot(wire: Wire, paint_order: bool) -> dict[str, Any]:
    return await wire.send(
        "DOMSnapshot.captureSnapshot",
        computedStyles=list(STYLES),
        includePaintOrder=paint_order,
        includeDOMRects=False,
    )


async def _nodes(wire: Wire) -> int:
    return int((await wire.send("Memory.getDOMCounters"))["nodes"])


def take(page: Page, captured: Captured) -> None:
    """Make what was captured the page's tree, with source places from the tree that it had."""
    source = page.document
    snapshot = build_snapshot(page, captured.snapshot, captured.shadows)
    for scope in snapshot.scopes:
        mirror.selects(scope)
    if _is_as_written(snapshot.document, source):
        _take_as_written(snapshot.document, source)
    else:
        snapshot.made_by_script.update(align(snapshot.document, source))
    _align_inner_scopes(snapshot, page)
    snapshot.document.comments = source.comments
    snapshot.picture, snapshot.axe = captured.picture, captured.axe
    page.states["as-loaded"], page.as_sent = snapshot, page.snapshot
    page.mode = "rendered"
    page.offers |= {Need.STYLE, Need.LAYOUT}


def shows_source(captured: Captured, page: Page) -> bool:
    """Whether the browser shows the source of a document that is no web page and that nothing says how to show."""
    return not page.is_html and _SOURCE in captured.snapshot["strings"]


def is_still(captured: Captured) -> bool:
    """Whether nothing in the page can act by itself any more: it has no script, frame, refresh or event handler."""
    return not any(text in _RESTLESS or text[:2].lower() == "on" for text in captured.snapshot["strings"])


def _is_as_written(rendered: Scope, source: Scope) -> bool:
    """Whether no script has changed the elements: the same start tags in the same tree."""
    return len(rendered.elements) == len(source.elements) and all(
        one.tag == other.tag
        and one.end == other.end
        and one.attrs == other.attrs
        and bool(one.children) == bool(other.children)
        and one.namespace == other.namespace
        for one, other in zip(rendered.elements, source.elements, strict=True)
    )


def _take_as_written(rendered: Scope, source: Scope) -> None:
    """Give the elements the places of those in the source, and let its selectors answer for them."""
    elements = rendered.elements
    for one, other in zip(elements, source.elements, strict=True):
        one.line, one.column = other.line, other.column
    rendered.selects_with(lambda selector: [elements[found.index] for found in source.select(selector)])


async def _shadows(wire: Wire, captured: Mapping[str, Any]) -> Shadows:
    """The hosts and slots of an author's shadow trees, asked of the browser only where they are in doubt.

    The snapshot says of each node whether it is in a shadow tree, so that one inside and one outside it are told apart;
    but not where one shadow tree ends and the next, around it or inside it, begins.
    """
    hosts: set[int] = set()
    filled: set[int] = set()
    doubtful: set[int] = set()
    strings = captured["strings"]
    for document in captured["documents"]:
        nodes = document["nodes"]
        rare = nodes.get("shadowRootType", {"index": (), "value": ()})
        marked = {
            node
            for node, value in zip(rare["index"], rare["value"], strict=True)
            if strings[value] in ("open", "closed")
        }
        if not marked:
            continue
        by_style = set(nodes.get("pseudoType", {"index": ()})["index"])
        for node, parent in enumerate(nodes["parentIndex"]):
            if node in by_style:
                continue
            if node in marked:
                (doubtful if parent in marked else hosts).add(nodes["backendNodeId"][parent])
            elif parent in marked:
                filled.add(nodes["backendNodeId"][parent])
    answers = await asyncio.gather(*(wire.send("DOM.describeNode", backendNodeId=one) for one in doubtful))
    for backend, told in zip(doubtful, answers, strict=True):
        if any(root.get("shadowRootType") in ("open", "closed") for root in told["node"].get("shadowRoots", ())):
            hosts.add(backend)
        elif told["node"].get("distributedNodes"):
            filled.add(backend)
    return Shadows(frozenset(hosts), frozenset(filled))


def _align_inner_scopes(snapshot: RenderedSnapshot, page: Page) -> None:
    """Align shadow roots and frames whose markup stands in the source; what a frame has from another file is no script's."""
    sources = {(one.kind, one.host.line, one.host.column): one for one in page.snapshot.scopes if one.host is not None}
    for scope in snapshot.scopes[1:]:
        host = scope.host
        if host is None:
            continue
        is_placed = host.line is not None
        origin = sources.get((scope.kind, host.line, host.column)) if is_placed else None
        if origin is not None:
            snapshot.made_by_script.update(align(scope, origin))
        elif host in snapshot.made_by_script or (is_placed and (scope.kind == "shadow" or "src" not in host.attrs)):
            snapshot.made_by_script.update(scope.elements)

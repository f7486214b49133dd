"""Whether any text of a page may lie over a picture, a gradient or another's box, as far as its snapshot says.

Only pixels show what is behind such a text; on most pages there is none, and the browser needs not be asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checker.rendering.tree import ELEMENT_NODE, STYLE_AT

#: What paints something of its own.
_PICTURES = frozenset(("canvas", "embed", "iframe", "img", "object", "svg", "video"))
_VISIBILITY, _OPACITY, _POSITION = STYLE_AT["visibility"], STYLE_AT["opacity"], STYLE_AT["position"]
_IMAGE, _COLOUR = STYLE_AT["background-image"], STYLE_AT["background-color"]
_CLEAR = "rgba(0, 0, 0, 0)"
_TAKEN_OUT = ("absolute", "fixed")
#: Boxes are sought by the bands of the page, so many px high, that they lie in.
_BAND = 64
#: A box over more bands than this is as good as under all texts.
_MOST_BANDS = 1_000

Bounds = Sequence[float]


def may_lie_over_pictures(captured: Mapping[str, Any]) -> bool:
    """Whether a text of the page's own document may; ``captured`` is what ``DOMSnapshot.captureSnapshot`` gave with STYLES.

    It is no where boxes leave no doubt: no background is an image, style adds no positioned box that paints, and no line
    of a text meets the box of a picture, or of a positioned element that paints, but one that it stands in. What style
    adds among the words lies beside them.
    """
    document, strings = captured["documents"][0], captured["strings"]
    nodes, rows = document["nodes"], document["layout"]
    node_of, bounds = rows["nodeIndex"], rows["bounds"]
    if style_adds_boxes(captured):
        return True
    surfaces: dict[int, list[tuple[int, Bounds]]] = {}
    kinds, names, by_style = nodes["nodeType"], nodes["nodeName"], _by_style(document)
    for row, (node, numbers) in enumerate(zip(node_of, rows["styles"], strict=True)):
        if kinds[node] != ELEMENT_NODE or not numbers or node in by_style:
            continue
        if strings[numbers[_IMAGE]] != "none":
            return True
        paints = _is_seen(numbers, strings) and strings[numbers[_COLOUR]] != _CLEAR
        if (paints and strings[numbers[_POSITION]] != "static") or strings[names[node]].lower() in _PICTURES:
            bands = _bands(bounds[row])
            if len(bands) > _MOST_BANDS:
                return True
            for band in bands:
                surfaces.setdefault(band, []).append((node, bounds[row]))
    lines = document["textBoxes"]
    return any(
        owner not in _around(node_of[row], nodes["parentIndex"])
        for row, line in zip(lines["layoutIndex"], lines["bounds"], strict=True)
        for band in _bands(line)
        for owner, box in surfaces.get(band, ())
        if _meet(line, box)
    )


def style_adds_boxes(captured: Mapping[str, Any]) -> bool:
    """Whether style adds positioned boxes that paint to the page's own document: a text may lie under or over them."""
    document, strings = captured["documents"][0], captured["strings"]
    by_style, rows = _by_style(document), document["layout"]
    return any(
        node in by_style
        and numbers
        and strings[numbers[_POSITION]] in _TAKEN_OUT
        and _is_seen(numbers, strings)
        and (strings[numbers[_COLOUR]] != _CLEAR or strings[numbers[_IMAGE]] != "none")
        for node, numbers in zip(rows["nodeIndex"], rows["styles"], strict=True)
    )


def _by_style(document: Mapping[str, Any]) -> frozenset[int]:
    """The nodes of the document that style adds."""
    return frozenset(document["nodes"].get("pseudoType", {"index": ()})["index"])


def _is_seen(numbers: Sequence[int], strings: Sequence[str]) -> bool:
    return strings[numbers[_VISIBILITY]] == "visible" and strings[numbers[_OPACITY]] != "0"


def _bands(box: Bounds) -> range:
    _, top, _, height = box
    return range(int(top // _BAND), int((top + height) // _BAND) + 1)


def _meet(one: Bounds, other: Bounds) -> bool:
    """Whether the boxes overlap; a picture within a line of text only touches it."""
    x, y, width, height = one
    left, top, across, down = other
    return x < left + across and left < x + width and y < top + down and top < y + height


def _around(node: int, parents: Sequence[int]) -> Iterator[int]:
    """The nodes around the node, outwards."""
    while (node := parents[node]) >= 0:
        yield node

"""What the pixels behind texts show, where text lies over a picture, a gradient or something of unknown size."""

from __future__ import annotations

import base64
from typing import NamedTuple

from checker.registry import probe
from checker.rendering.over_pictures import may_lie_over_pictures, style_adds_boxes
from checker.rendering.tree import Box
from checker.rendering.window import Recorded, Window
from checker.rendering.wire import BrowserError

#: Texts this near to one another, in px, are seen in one picture.
_NEAR = 100
#: Pixels that are looked at on one page: a screen has about a million.
_MOST_PIXELS = 6_000_000
#: What moves stands still; of texts nothing is painted but their place is kept, and what has their colour keeps it.
_STILL = "*,*::before,*::after{animation-play-state:paused!important;transition:none!important}"
_NO_TEXT = (
    "*,*::before,*::after{-webkit-text-fill-color:transparent!important;-webkit-text-stroke-color:transparent!important;"
    "text-shadow:none!important;text-decoration-color:transparent!important;text-emphasis-color:transparent!important;"
    "caret-color:transparent!important}"
)
#: Finds the elements whose texts lie over what is no plain colour, at most 300, and remembers where the lines are.
_FIND = """((addsBoxes) => {
  const opaque = colour => colour.startsWith("rgb(");
  const paints = s => s.visibility === "visible" && s.opacity !== "0" && (s.backgroundImage !== "none" || s.backgroundColor !== "rgba(0, 0, 0, 0)");
  const boxOf = one => one.getBoundingClientRect();
  const room = one => one.parentElement && getComputedStyle(one).position === "static" ? room(one.parentElement) : one;
  const surfaces = [], texts = new Map(), known = new Map();
  for (const one of document.querySelectorAll("body, body *")) {
    const s = getComputedStyle(one);
    const picture = /^(canvas|embed|iframe|img|object|svg|video)$/.test(one.localName);
    if (picture || s.backgroundImage !== "none" || (s.position !== "static" && paints(s)))
      surfaces.push([one, boxOf(one)]);
    for (const name of addsBoxes ? ["::before", "::after"] : []) {
      const added = getComputedStyle(one, name);
      if (added.content !== "none" && /^(absolute|fixed)$/.test(added.position) && paints(added))
        surfaces.push([null, boxOf(room(one))]);
    }
  }
  if (!surfaces.length || surfaces.length > 2000) return [];
  const pictured = one => {
    if (!one) return false;
    if (!known.has(one)) {
      const s = getComputedStyle(one);
      known.set(one, s.backgroundImage !== "none" || (!opaque(s.backgroundColor) && pictured(one.parentElement)));
    }
    return known.get(one);
  };
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const bands = new Map(), tall = [], band = y => Math.floor(y / 200);
  for (const surface of surfaces) {
    const first = band(surface[1].top), last = band(surface[1].bottom);
    if (last - first > 50) tall.push(surface);
    else for (let at = first; at <= last; at++) bands.has(at) ? bands.get(at).push(surface) : bands.set(at, [surface]);
  }
  const around = (owner, box) => {
    const found = tall.filter(surface => meets(box, surface[1]));
    for (let at = band(box.top); at <= band(box.bottom); at++)
      for (const surface of bands.get(at) || []) if (meets(box, surface[1])) found.push(surface);
    return found.filter(([one]) => !one || !one.contains(owner));
  };
  const walk = document.createTreeWalker(document.body || document.documentElement, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walk.nextNode(); node && texts.size < 300; node = walk.nextNode()) {
    const owner = node.parentElement;
    if (!node.data.trim()) continue;
    range.selectNodeContents(node);
    const on = pictured(owner) || texts.has(owner);
    const near = on ? [] : around(owner, range.getBoundingClientRect());
    if (!on && !near.length) continue;
    if (!owner.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const fill = getComputedStyle(owner).webkitTextFillColor;
    if (!opaque(fill)) continue;
    const lines = [...range.getClientRects()].filter(line => line.width > 2 && line.height > 2);
    if (!lines.length) continue;
    if (!on && !near.some(([, box]) => lines.some(line => meets(line, box)))) continue;
    const entry = texts.get(owner) || {ink: fill.match(/[\\d.]+/g).map(Number), lines: []};
    entry.lines.push(...lines.map(l => [l.left + scrollX, l.top + scrollY, l.right + scrollX, l.bottom + scrollY]));
    texts.set(owner, entry);
  }
  globalThis.checkTexts = [...texts.values()];
  return [...texts.keys()];
})(%s)"""
_LINES = "globalThis.checkTexts.map(one => one.lines)"
#: Of each text of those numbers: the darkest and the lightest pixel behind it, and how far of the way, in percent, its
#: own pixels come from what is behind to its colour: something that lies over it keeps them from that.
_SEE = """(async (numbers, bare, full, x, y) => {
  const light = [...Array(256).keys()].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const read = async png => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(png), sign => sign.charCodeAt(0))]));
    const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    context.drawImage(picture, 0, 0);
    return context.getImageData(0, 0, picture.width, picture.height);
  };
  const [under, shown] = [await read(bare), await read(full)];
  return numbers.map(number => {
    const {ink, lines} = globalThis.checkTexts[number];
    let least = 2, most = -1, dark = [], pale = [], reach = -1;
    for (const [left, top, right, bottom] of lines)
      for (let row = Math.max(0, Math.ceil(top - y)); row < Math.min(under.height, Math.floor(bottom - y)); row++)
        for (let at = Math.max(0, Math.ceil(left - x)); at < Math.min(under.width, Math.floor(right - x)); at++) {
          const p = 4 * (row * under.width + at), [r, g, b] = under.data.subarray(p, p + 3);
          const l = 0.2126 * light[r] + 0.7152 * light[g] + 0.0722 * light[b];
          if (l < least) [least, dark] = [l, [r, g, b]];
          if (l > most) [most, pale] = [l, [r, g, b]];
          const way = [ink[0] - r, ink[1] - g, ink[2] - b], length = way[0] ** 2 + way[1] ** 2 + way[2] ** 2;
          if (length > 1000) {
            const gone = way.reduce((sum, part, i) => sum + part * (shown.data[p + i] - under.data[p + i]), 0);
            reach = Math.max(reach, Math.round(100 * gone / length));
          }
        }
    return most < 0 ? [] : [...dark, ...pale, reach];
  });
})(%s, "%s", "%s", %g, %g)"""


class _Part(NamedTuple):
    """A part of the page, and the numbers of the texts in it."""

    box: Box
    numbers: list[int]


@probe("behind-text", shows="seen without its texts", optional=True)
async def behind_text(window: Window) -> Recorded:
    """The darkest and the lightest colour behind each text that lies over no plain colour, and whether it is on top.

    Seven whole numbers by element: red, green and blue of both, from 0 to 255, and how much of the colour of the text is
    seen, in percent; -1 where that is hardly another than the colour behind.
    """
    loaded = window.as_loaded
    if loaded is not None and not may_lie_over_pictures(loaded):
        return Recorded()
    adds_boxes = loaded is None or style_adds_boxes(loaded)
    handle = await window.asked(_FIND % str(adds_boxes).lower(), by_value=False)
    elements = await window.backend_ids(handle)
    if not elements:
        return Recorded()
    parts = _parts(await window.asked(_LINES))
    async with window.with_styles(_STILL + _NO_TEXT):
        bare = [await _picture(window, one.box) for one in parts]
    async with window.with_styles(_STILL):
        full = [await _picture(window, one.box) for one in parts]
    values: dict[int, tuple[int, ...]] = {}
    for part, under, shown in zip(parts, bare, full, strict=True):
        seen = await window.asked(_SEE % (part.numbers, under, shown, part.box.x, part.box.y))
        values |= {elements[number]: tuple(found) for number, found in zip(part.numbers, seen, strict=True) if found}
    return Recorded(values=values)


def _parts(texts: list[list[list[float]]]) -> list[_Part]:
    """The parts of the page that hold the texts, each as small as may be, and no more than may be looked at."""
    boxes = [
        (min(one[1] for one in lines), max(one[3] for one in lines), number)
        for number, lines in enumerate(texts)
        if all(one[0] >= 0 and one[1] >= 0 for one in lines)
    ]
    groups: list[tuple[float, float, list[int]]] = []
    for top, bottom, number in sorted(boxes):
        if groups and top - groups[-1][1] < _NEAR:
            first, last, numbers = groups[-1]
            groups[-1] = (first, max(last, bottom), [*numbers, number])
        else:
            groups.append((top, bottom, [number]))
    parts: list[_Part] = []
    left_over = _MOST_PIXELS
    for top, bottom, numbers in groups:
        left = int(min(one[0] for number in numbers for one in texts[number]))
        right = max(one[2] for number in numbers for one in texts[number])
        box = Box(left, int(top), int(right - left) + 2, int(bottom - int(top)) + 2)
        left_over -= int(box.width * box.height)
        if left_over < 0:
            break
        parts.append(_Part(box, numbers))
    return parts


async def _picture(window: Window, box: Box) -> str:
    """A PNG of that part of the page, in base64."""
    answer = await window.wire.send(
        "Page.captureScreenshot",
        format="png",
        clip={**box._asdict(), "scale": 1},
        captureBeyondViewport=box.y + box.height > window.size[1] or box.x + box.width > window.size[0],
        optimizeForSpeed=True,
    )
    picture = str(answer["data"])
    if not base64.b64decode(picture[:12]).startswith(b"\x89PNG"):
        raise BrowserError("the browser gave no picture")
    return picture

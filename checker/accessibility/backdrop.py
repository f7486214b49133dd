"""What lies behind the text of a rendered page, as far as styles and boxes say it without a look at pixels."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from checker.accessibility.around import Nearest, flat_parent, holds, roots_of_frames
from checker.accessibility.colour import WHITE, Colour, colour_of
from checker.accessibility.gradients import layers_of, shades_of
from checker.page import Element, Page, Scope, derived
from checker.rendering.tree import STYLE_AT, Box, PseudoBox, RenderedSnapshot, Text

#: What paints something of its own.
_PICTURES = frozenset({"canvas", "embed", "iframe", "img", "object", "svg", "video"})
#: Boxes are sought by the bands of the page that they lie in, of so many px.
_BAND = 64
#: A box over more bands than this stands among those that are looked at for every text.
_TALL, _EVERYWHERE = 256, -1
#: More boxes than this in one place are not looked through, nor more lines of one text.
_MOST = 200
#: Letters stand apart from the edges of their line's box by about so much of its height.
_SLACK = 0.3
_CLEAR, _NOTHING = "rgba(0, 0, 0, 0)", Colour(0, 0, 0, 0)
_NO_GROUND = (_NOTHING,)
#: More colours than this are a picture.
_MOST_COLOURS = 3_000


class Backdrop(NamedTuple):
    """The colours that may lie behind a text; none where they are not known, and why.

    ``in_pixels`` says that a picture of the page would show them.
    """

    colours: tuple[Colour, ...] = ()
    doubt: str = ""
    in_pixels: bool = False


class _Surface(NamedTuple):
    """A box that hides what is under it; of no owner where style adds it, which holds nothing."""

    owner: Element | None
    box: Box


def rendered(page: Page) -> RenderedSnapshot:
    """The snapshot that a browser made; only pages that offer styles are asked."""
    snapshot = page.snapshot
    assert isinstance(snapshot, RenderedSnapshot)
    return snapshot


def backdrop(element: Element, text: Text) -> Backdrop:
    """What lies behind a text of the element."""
    page = element.page
    grounds = _grounds(page)
    colours: tuple[Colour, ...] = _NO_GROUND
    behind: Element | None = element
    for node in grounds.nearest.up_from(element):
        own = _own(grounds.known[node], text)
        if isinstance(own, Backdrop):
            return own
        if len(own) * len(colours) > _MOST_COLOURS:
            return Backdrop(doubt="several gradients lie behind it", in_pixels=True)
        if own != _NO_GROUND:
            colours = _over(colours, own)
        behind = flat_parent(node)
        if all(one.alpha >= 1 for one in colours):
            break
        if node in roots_of_frames(page):
            return Backdrop(doubt="the text is seen through a frame without background")
    else:
        behind = None
    if (blended := _blends(page).at(behind)) is not None:
        return Backdrop(doubt=_blended(rendered(page).styles[blended]))
    if doubt := _overlaid(element, text):
        return Backdrop(doubt=doubt, in_pixels=True)
    return Backdrop(_over(colours, (WHITE,)))


@lru_cache(maxsize=256)  # a site has few backgrounds, and each of its texts lies on one of them
def _over(colours: tuple[Colour, ...], others: tuple[Colour, ...]) -> tuple[Colour, ...]:
    """What is seen where any of the colours lies on any of the others."""
    return tuple(dict.fromkeys(one.over(other) for one in colours for other in others))


class _Ground(NamedTuple):
    """What an element has to do with the colours behind the texts in it.

    ``colours`` are those of its own background, None where they are not known; it covers the ``box``, all that can be
    seen where there is none. ``blended`` says how the element changes the colours of all that it holds.
    """

    colours: tuple[Colour, ...] | None
    box: Box | None
    blended: str


class _Grounds(NamedTuple):
    """The way up through what has a say in what lies behind a text, and what that is."""

    nearest: Nearest
    known: dict[Element, _Ground]


@derived
def _grounds(page: Page) -> _Grounds:
    snapshot = rendered(page)
    known = {one: _Ground(_NO_GROUND, None, "") for one in roots_of_frames(page)}
    for one in snapshot.styled(lambda values: _ground(*_paint(values)) != _NO_GROUND or _blended(values) != ""):
        values = snapshot.styles[one]
        box = None if one.tag in ("html", "body") else snapshot.boxes[one]
        known[one] = _Ground(_ground(*_paint(values)), box, _blended(values))
    return _Grounds(Nearest(page, known.keys()), known)


@derived
def _blends(page: Page) -> Nearest:
    """The way up through what changes the colours of all that it holds."""
    return Nearest(page, rendered(page).styled(lambda values: _blended(values) != ""))


def _own(ground: _Ground, text: Text) -> tuple[Colour, ...] | Backdrop:
    """The colours that the element's own background puts behind the text, or why they are not known."""
    if ground.blended:
        return Backdrop(doubt=ground.blended)
    place = "inside" if ground.box is None else _place(text, ground.box)
    if place == "outside":
        return _NO_GROUND
    if ground.colours is None:
        return Backdrop(doubt="a picture or gradient lies behind it", in_pixels=True)
    if place == "across" and ground.colours != _NO_GROUND:
        return Backdrop(doubt="the text stands partly outside the box with its background", in_pixels=True)
    return ground.colours


def _paint(values: tuple[str, ...]) -> tuple[str, str]:
    """The colour and the image of a background."""
    return values[STYLE_AT["background-color"]], values[STYLE_AT["background-image"]]


@lru_cache(maxsize=1024)  # a site has few backgrounds, and each of its elements has one
def _ground(colour: str, image: str) -> tuple[Colour, ...] | None:
    """The colours of a background of its own; None for one that is not known.

    A gradient may cover a part of the box alone, so that what lies under it is among them.
    """
    under = colour_of(colour)
    if under is None:
        return None
    colours: tuple[Colour, ...] = (under,)
    for layer in reversed(layers_of(image)) if image != "none" else ():
        shades = shades_of(layer)
        if shades is None or len(shades) * len(colours) > _MOST_COLOURS:
            return None
        colours = tuple(dict.fromkeys(one.over(other) for one in (*shades, _NOTHING) for other in colours))
    return colours


def _blended(values: tuple[str, ...]) -> str:
    if values[STYLE_AT["opacity"]] != "1":
        return "it is partly transparent"
    if values[STYLE_AT["filter"]] != "none" or values[STYLE_AT["mix-blend-mode"]] != "normal":
        return "a filter changes its colours"
    return ""


def _place(text: Text, box: Box) -> str:
    """Whether the text is inside the box, across its border, or outside."""
    own = text.box
    slack = _SLACK * (text.lines[0].height if text.lines else own.height)
    if (
        own.x >= box.x - 1
        and own.y >= box.y - slack
        and own.x + own.width <= box.x + box.width + 1
        and own.y + own.height <= box.y + box.height + slack
    ):
        return "inside"
    return "across" if meet(own, box) else "outside"


def meet(one: Box, other: Box) -> bool:
    """Whether the boxes overlap by more than a pixel."""
    x, y, width, height = one  # a page asks some thousand times
    left, top, across, down = other
    return x + 1 < left + across and left + 1 < x + width and y + 1 < top + down and top + 1 < y + height


def _overlaid(element: Element, text: Text) -> str:
    """Why something else may lie between the text and its background, or over it; empty where nothing does."""
    bands = _surfaces(element.page).get(document_of(element), {})
    for line in text.lines[:_MOST]:
        for band in (_EVERYWHERE, *range(int(line.y) // _BAND, int(line.y + line.height) // _BAND + 1)):
            surfaces = bands.get(band, ())
            if len(surfaces) > _MOST:
                return "more lies in this place of the page than is looked through"
            for owner, box in surfaces:
                if meet(box, line) and (owner is None or not holds(owner, element)):
                    return "something else with a background lies in the same place"
    return ""


def document_of(element: Element) -> Scope:
    """The document or frame in whose coordinates the element's box is."""
    scope = element.scope
    while scope.kind == "shadow" and scope.host is not None:
        scope = scope.host.scope
    return scope


@derived
def _surfaces(page: Page) -> dict[Scope, dict[int, list[_Surface]]]:
    """By document and band: the boxes that hide what is under them."""
    snapshot = rendered(page)
    found: dict[Scope, dict[int, list[_Surface]]] = {}
    painted = snapshot.styled(_paints)
    for element, box in snapshot.boxes.items():
        if element in painted or (element.tag in _PICTURES and not _is_inner_svg(element)):
            _add(found, element, _Surface(element, box))
    for (element, _), pseudo in snapshot.pseudo_boxes.items():
        # What has its place among the words lies beside them, not over them: the arrows between the steps of a trail.
        if _paints(pseudo.styles) and (has_size(pseudo) or _is_taken_out(pseudo)):
            _add(found, element, _Surface(None, pseudo.box if has_size(pseudo) else _room_for(element, pseudo)))
    return found


def has_size(pseudo: PseudoBox) -> bool:
    """Whether the browser says how large the box is; it does so for those within lines alone."""
    return pseudo.box.width > 0 or pseudo.box.height > 0


def _is_taken_out(pseudo: PseudoBox) -> bool:
    """Whether the pseudo element is positioned, so that it may lie over what is laid out (CSS 2, 9.6)."""
    return pseudo.styles[STYLE_AT["position"]] in ("absolute", "fixed")


def _room_for(element: Element, pseudo: PseudoBox) -> Box:
    """The box of the element in which the positioned pseudo element is laid out, which it may fill."""
    snapshot = rendered(element.page)
    node = element
    while node.parent is not None and snapshot.style(node, "position") in ("", "static"):
        node = node.parent
    return snapshot.boxes.get(node, pseudo.box)


def _is_inner_svg(element: Element) -> bool:
    return element.tag == "svg" and element.parent is not None and element.parent.namespace == element.namespace


def _paints(values: tuple[str, ...]) -> bool:
    seen = values[STYLE_AT["visibility"]] == "visible" and values[STYLE_AT["opacity"]] != "0"
    return seen and (values[STYLE_AT["background-color"]] != _CLEAR or values[STYLE_AT["background-image"]] != "none")


def _add(found: dict[Scope, dict[int, list[_Surface]]], element: Element, surface: _Surface) -> None:
    box = surface.box
    if box.width < 1 or box.height < 1:
        return
    bands = found.setdefault(document_of(element), {})
    first, last = int(box.y) // _BAND, int(box.y + box.height) // _BAND
    for band in range(first, last + 1) if last - first <= _TALL else (_EVERYWHERE,):
        bands.setdefault(band, []).append(surface)

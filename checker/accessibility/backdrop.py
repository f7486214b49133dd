"""What lies behind the text of a rendered page, as far as styles and boxes say it without a look at pixels."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from checker.accessibility.around import Nearest, flat_parent
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
    """A box that hides what is under it; of no owner where style adds it."""

    owner: Element | None
    box: Box


def rendered(page: Page) -> RenderedSnapshot:
    """The snapshot that a browser made; only pages that offer styles are asked."""
    snapshot = page.snapshot
    assert isinstance(snapshot, RenderedSnapshot)
    return snapshot


def backdrop(element: Element, text: Text) -> Backdrop:
    """What lies behind a text of the element."""
    known = _backdrops(element.page)
    found = known.get((element, text))
    if found is None:
        found = known[element, text] = _backdrop(element, text)
    return found


@derived
def _backdrops(page: Page) -> dict[tuple[Element, Text], Backdrop]:
    """What is known so far: several rules ask about the same texts."""
    return {}


def _backdrop(element: Element, text: Text) -> Backdrop:
    page = element.page
    snapshot = rendered(page)
    colours: tuple[Colour, ...] = _NO_GROUND
    behind: Element | None = element
    for node in _grounds(page).up_from(element):
        own = _own(node, text, snapshot)
        if isinstance(own, Backdrop):
            return own
        if len(own) * len(colours) > _MOST_COLOURS:
            return Backdrop(doubt="several gradients lie behind it", in_pixels=True)
        if own != _NO_GROUND:
            colours = tuple(dict.fromkeys(one.over(other) for one in colours for other in own))
        behind = flat_parent(node)
        if all(one.alpha >= 1 for one in colours):
            break
        if _is_root_of_frame(node):
            return Backdrop(doubt="the text is seen through a frame without background")
    else:
        behind = None
    if (blended := _blends(page).at(behind)) is not None:
        return Backdrop(doubt=_blended(snapshot.styles[blended]))
    if doubt := _overlaid(element, text):
        return Backdrop(doubt=doubt, in_pixels=True)
    return Backdrop(tuple(dict.fromkeys(one.over(WHITE) for one in colours)))


@derived
def _grounds(page: Page) -> Nearest:
    """The way up through what has a say in what lies behind a text."""
    styles = rendered(page).styles

    def picks(element: Element) -> bool:
        values = styles.get(element)
        has_say = values is not None and (_ground(*_paint(values)) != _NO_GROUND or _blended(values) != "")
        return has_say or _is_root_of_frame(element)

    return Nearest(picks)


@derived
def _blends(page: Page) -> Nearest:
    """The way up through what changes the colours of all that it holds."""
    styles = rendered(page).styles
    return Nearest(lambda element: element in styles and _blended(styles[element]) != "")


def _is_root_of_frame(element: Element) -> bool:
    return element.parent is None and element.scope.kind == "frame"


def _own(element: Element, text: Text, snapshot: RenderedSnapshot) -> tuple[Colour, ...] | Backdrop:
    """The colours that the element's own background puts behind the text, or why they are not known."""
    values = snapshot.styles.get(element)
    if values is None:
        return _NO_GROUND
    if doubt := _blended(values):
        return Backdrop(doubt=doubt)
    place = "inside" if element.tag in ("html", "body") else _place(text, snapshot.boxes[element])
    if place == "outside":
        return _NO_GROUND
    own = _ground(*_paint(values))
    if own is None:
        return Backdrop(doubt="a picture or gradient lies behind it", in_pixels=True)
    if place == "across" and own != _NO_GROUND:
        return Backdrop(doubt="the text stands partly outside the box with its background", in_pixels=True)
    return own


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
    return (
        one.x + 1 < other.x + other.width
        and other.x + 1 < one.x + one.width
        and one.y + 1 < other.y + other.height
        and other.y + 1 < one.y + one.height
    )


def _overlaid(element: Element, text: Text) -> str:
    """Why something else may lie between the text and its background, or over it; empty where nothing does."""
    bands = _surfaces(element.page).get(document_of(element), {})
    for line in text.lines[:_MOST]:
        for band in (_EVERYWHERE, *range(int(line.y) // _BAND, int(line.y + line.height) // _BAND + 1)):
            surfaces = bands.get(band, ())
            if len(surfaces) > _MOST:
                return "more lies in this place of the page than is looked through"
            if any(meet(one.box, line) and not _holds(one.owner, element) for one in surfaces):
                return "something else with a background lies in the same place"
    return ""


def _holds(owner: Element | None, element: Element) -> bool:
    """Whether the owner is the element or around it; what style adds holds nothing."""
    if owner is None:
        return False
    node: Element | None = element
    while node is not None and node.scope is not owner.scope:
        node = node.scope.host
    return node is not None and owner.contains(node)


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
    for element, values in snapshot.styles.items():
        if _paints(values) or (element.tag in _PICTURES and not _is_inner_svg(element)):
            _add(found, element, _Surface(element, snapshot.boxes[element]))
    for (element, _), pseudo in snapshot.pseudo_boxes.items():
        if _paints(pseudo.styles):
            _add(found, element, _Surface(None, pseudo.box if has_size(pseudo) else _room_for(element, pseudo)))
    return found


def has_size(pseudo: PseudoBox) -> bool:
    """Whether the browser says how large the box is; it does so for those within lines alone."""
    return pseudo.box.width > 0 or pseudo.box.height > 0


def _room_for(element: Element, pseudo: PseudoBox) -> Box:
    """The box of the element in which the pseudo element is laid out, which it may fill."""
    snapshot = rendered(element.page)
    node = element
    if pseudo.styles[STYLE_AT["position"]] in ("absolute", "fixed"):
        while node.parent is not None and snapshot.style(node, "position") in ("", "static"):
            node = node.parent
    return snapshot.boxes.get(node, pseudo.box)


def _is_inner_svg(element: Element) -> bool:
    return element.tag == "svg" and element.parent is not None and element.parent.namespace == element.namespace


def _paints(values: tuple[str, ...]) -> bool:
    return values[STYLE_AT["visibility"]] == "visible" and (
        values[STYLE_AT["background-color"]] != _CLEAR or values[STYLE_AT["background-image"]] != "none"
    )


def _add(found: dict[Scope, dict[int, list[_Surface]]], element: Element, surface: _Surface) -> None:
    box = surface.box
    if box.width < 1 or box.height < 1:
        return
    bands = found.setdefault(document_of(element), {})
    first, last = int(box.y) // _BAND, int(box.y + box.height) // _BAND
    for band in range(first, last + 1) if last - first <= _TALL else (_EVERYWHERE,):
        bands.setdefault(band, []).append(surface)

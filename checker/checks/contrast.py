"""Whether text stands out from what lies behind it."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from checker.accessibility.around import flat_parent
from checker.accessibility.backdrop import Backdrop, backdrop, rendered
from checker.accessibility.colour import Colour, colour_of, contrast
from checker.accessibility.exposure import is_programmatically_hidden
from checker.accessibility.sheets import lacks_style_sheets
from checker.finders.rendered_text import visible_texts
from checker.finding import Answer, Target, Verdict, no, unknown, yes
from checker.page import Element, Need, Page, derived
from checker.pattern import pattern
from checker.quoting import quotation
from checker.registry import check
from checker.rendering.tree import STYLE_AT, Text

_WORD = pattern(r"[^\W_]")
#: 18 point, and 14 point where bold (https://www.w3.org/TR/WCAG22/#dfn-large-scale).
_LARGE, _LARGE_BOLD, _BOLD = 24.0, 18.66, 700
_SLACK = 1.02
#: The probe of what lies behind texts, and how much of a text's colour, in percent, is seen where nothing lies over it.
_BEHIND, _ON_TOP = "behind-text", 75


class _Range(NamedTuple):
    """The least and the greatest contrast of a text, and the pairs of colours that have them."""

    least: float
    most: float
    colours: str
    several: bool


class _Seen(NamedTuple):
    """A text and its contrasts: by what styles say, then by what pixels show, each with the slack that it is given.

    ``doubt`` is why the contrast cannot be told where none of them tells it.
    """

    words: str
    contrasts: tuple[tuple[_Range, float], ...]
    doubt: str = ""


class _Texts(NamedTuple):
    """The texts of an element that have letters; each has a contrast of ``least`` at the least, 0 where that is in doubt."""

    seen: tuple[_Seen, ...]
    is_large: bool
    least: float


@check(needs={Need.STYLE, Need.LAYOUT}, states={_BEHIND})
def contrast_at_least(target: Target, *, normal: str, large: str) -> Verdict:
    """The element's own text has the contrast to its background; ``large`` is asked of large text."""
    element = target.element
    known = _known(element.page)
    if element in known:
        texts = known[element]
    else:
        texts = known[element] = _texts(element)
    if texts is None:
        return unknown("the text's colour is not known")
    asked = float(large if texts.is_large else normal)
    if texts.least >= asked:
        return yes(f"the text has a contrast of {asked:g} to 1 or more")
    worst: Verdict | None = None
    for text in texts.seen:
        verdict = _judge(element, text, asked)
        if worst is None or verdict.answer < worst.answer:
            worst = verdict
        if worst.answer is Answer.NO:
            break
    return worst or yes("no text is seen")


@derived
def _known(page: Page) -> dict[Element, _Texts | None]:
    """What is known so far: each text is judged for two levels of contrast."""
    return {}


def _texts(element: Element) -> _Texts | None:
    """The texts of the element that are seen; None where their colour is not known."""
    values = rendered(element.page).styles.get(element) or _inherited(element)
    if values is None:
        return None
    ink = _ink(values)
    seen: list[_Seen] = []
    least = math.inf
    for text in visible_texts(element.page).get(element, ()):
        words, has_letters = _words(text.text)
        if has_letters:
            one = _seen(element, text, words, ink)
            seen.append(one)
            found, slack = one.contrasts[0] if one.contrasts else (None, 1.0)
            least = min(least, found.least / slack if found is not None else 0)
    return _Texts(tuple(seen), _is_large(values[STYLE_AT["font-size"]], values[STYLE_AT["font-weight"]]), least)


def _inherited(element: Element) -> tuple[str, ...] | None:
    """The styles around an element that has no box of its own: its children take over what is inherited."""
    styles = rendered(element.page).styles
    node = flat_parent(element)
    while node is not None and node not in styles:
        node = flat_parent(node)
    return styles[node] if node is not None else None


@lru_cache(maxsize=256)  # a page has few sizes of type
def _is_large(font_size: str, weight: str) -> bool:
    size = float(font_size.removesuffix("px") or 0)
    bold = weight.replace(".", "", 1).isdecimal() and float(weight) >= _BOLD
    return size >= _LARGE or (bold and size >= _LARGE_BOLD)


def _seen(element: Element, text: Text, words: str, ink: Colour | str) -> _Seen:
    if isinstance(ink, str):
        return _Seen(words, (), ink)
    behind = backdrop(element, text)
    if len(behind.colours) == 1:
        return _Seen(words, ((_range(ink, behind.colours), 1.0),))
    by_styles: tuple[tuple[_Range, float], ...] = ()
    if behind.colours:
        by_styles = ((_range(ink, behind.colours), _SLACK),)
        behind = Backdrop(doubt="it lies over a gradient", in_pixels=True)
    pixels = _pixels_behind(element) if behind.in_pixels and ink.alpha == 1 else None
    if pixels is None:
        return _Seen(words, by_styles, behind.doubt)
    return _Seen(words, (*by_styles, (_range(ink, pixels), 1.0)))


def _judge(element: Element, text: _Seen, asked: float) -> Verdict:
    """Whether the text has that contrast: what pixels show is asked where styles leave a doubt."""
    named = f"the text {quotation(text.words, 60)}"
    verdict = unknown(f"the contrast of {named} cannot be told: {text.doubt}")
    for found, slack in text.contrasts:
        told = _compared(element, named, text.words, found, asked, slack)
        if told.answer is not Answer.UNKNOWN:
            return told
        if not text.doubt:
            verdict = told
    return verdict


@lru_cache(maxsize=1024)  # a site's menus stand on each of its pages
def _words(text: str) -> tuple[str, bool]:
    """The text with single spaces, and whether it has letters."""
    words = " ".join(text.split())
    return words, _WORD.search(words) is not None


def _ink(values: tuple[str, ...]) -> Colour | str:
    """The one colour of the letters, or why they have none that is known."""
    ink = colour_of(values[STYLE_AT["-webkit-text-fill-color"]])
    if ink is None:
        return "its colour is not computed as sRGB"
    if values[STYLE_AT["text-shadow"]] != "none":
        return "it has a shadow"
    if ink.alpha == 0 and values[STYLE_AT["background-image"]] != "none":
        return "it is filled with a picture or gradient"
    return ink


def _pixels_behind(element: Element) -> tuple[Colour, Colour] | None:
    """The darkest and the lightest pixel behind the element's texts; None where they, or the texts, were not seen."""
    from checker.rendering.states import State  # which static pages never need

    state = element.page.states.get(_BEHIND)
    found = state.values.get(element) if isinstance(state, State) else None
    if found is None or found[6] < _ON_TOP:
        return None
    return Colour(*found[:3]), Colour(*found[3:6])


@lru_cache(maxsize=1024)  # a site has few pairs of colours
def _range(ink: Colour, grounds: tuple[Colour, ...]) -> _Range:
    pairs = [(contrast(seen, ground), seen, ground) for ground in grounds for seen in (ink.over(ground),)]
    least, most = min(pairs), max(pairs)
    return _Range(least[0], most[0], f"{most[1]} on {most[2]}", least != most)


def _compared(element: Element, named: str, words: str, found: _Range, asked: float, slack: float) -> Verdict:
    """Whether the contrast is enough; of a gradient some colours stand for all, hence the slack."""
    # Rounded down: 4.499 is not 4.5.
    most = f"{int(found.most * 100) / 100:g}"
    if found.several:
        told = f"{named} has a contrast of {int(found.least * 100) / 100:g} to {most} to 1 with the colours behind it"
    else:
        told = f"{named} has a contrast of {most} to 1 with its background ({found.colours})"
    if found.least >= asked * slack:
        return yes(told)
    if found.most < 1.02:
        return yes(f"{named} has the colour of its background and is not meant to be seen")
    if found.most * slack >= asked:
        return unknown(told)
    doubt = _doubt(element, words)
    return unknown(f"{told}; {doubt}") if doubt else no(f"{told}, less than {asked:g} to 1")


def _doubt(element: Element, words: str) -> str:
    """Why text that is too pale may be right all the same; empty where nothing says so."""
    if is_programmatically_hidden(element):
        return "it is kept from screen readers and may be decoration"
    if len(words) < 3:
        return "so short a text may be a picture made of a sign"
    return "a style sheet of the page could not be loaded" if lacks_style_sheets(element.page) else ""

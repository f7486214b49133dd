"""How captions read and what stands among their lines: controls, labels, links, blank lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from checker.finders.credits import credit_in, is_notice
from checker.finders.pictures import Picture
from checker.page import Element
from checker.pattern import pattern
from checker.reading import Line, Run, folded

#: Links, buttons and counters of photo viewers: "DOWNLOAD HI-RES / PHOTO DETAILS", "1 / 3", "Show Caption +".
_CONTROL = pattern(
    r"(?:download|view|see|show|hide|open|enlarge|click|tap|expand|zoom|full[- ]?size|hi-?res|high[- ]res\w*|photo details"
    r"|image details|details|read (?:more|less)|share|print|next|prev(?:ious)?|close|play|pause|advertisement|virin\b|\d{6}-[a-z]-[a-z0-9]{5}-\d+"
    r"|descargar|ver|ampliar)\b.{0,60}|(?:image |photo |slide |foto )?\d{1,3} ?(?:/|of|de) ?\d{1,3}|[^\w(]{1,4}",
    re.IGNORECASE,
)
_COUNT = pattern(r"(?:image |photo |slide |foto )?\d{1,3} ?(?:/|of|de) ?\d{1,3}:?", re.IGNORECASE)
_VIEWER = pattern(
    r"hi-?res|high[- ]res|photo details|image details|full[- ]?size|download (?:image|photo)", re.IGNORECASE
)
_PART = pattern(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NOT_CAPTION = frozenset(
    "with has no closed carousel hero slide slider overlay background button video toggle tp slick nivo swiper orbit"
    " jumbotron banner card teaser promo tile cta callout".split()
)
#: Classes of boxes that promote something: their text is no caption of the picture beside it.
_CARD_WORDS = frozenset("card cards teaser promo tile tiles cta callout hero banner jumbotron carousel feature".split())
#: Classes of a paragraph that sums up the story above its text.
_SUMMARY_WORDS = frozenset("summary deck dek lede intro standfirst subtitle subhead subheading abstract".split())
_PICTURE_WORDS = frozenset(
    "photo photos photograph image images img media gallery picture pictures pic pics figure slideshow lightbox"
    " thumbnail thumb imagen foto fotos".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: Boxes of a picture and a text beside it, which is no caption: of the U.S. Web Design System, Bootstrap and WordPress.
_MEDIA_BOXES = frozenset(("usa-media-block", "media-object", "media-body", "wp-block-media-text"))
#: Parts of a page that hold more than a picture and its caption.
NOT_ITEMS = frozenset("article main body section header footer nav aside form html".split())
#: What a caption and its picture stand in together at the most; beyond it they have nothing to do with each other.
_WIDEST = 6


def is_control(text: str) -> bool:
    """Whether the line is a control of a photo viewer or its file number, not part of a caption.

    >>> is_control("DOWNLOAD HI-RES / PHOTO DETAILS"), is_control("1 / 3"), is_control("Soldiers march.")
    (True, True, False)
    """
    return len(text) < 70 and not text.endswith((".", ".)", "!")) and _CONTROL.fullmatch(text) is not None


def is_viewer(text: str) -> bool:
    """Whether the control offers the picture itself, as photo viewers do below a picture.

    >>> is_viewer("DOWNLOAD HI-RES / PHOTO DETAILS"), is_viewer("See more")
    (True, False)
    """
    return _VIEWER.search(text) is not None


def is_label(text: str) -> bool:
    """Whether the text is a section's label: one word, or a few in capitals.

    >>> is_label("IF YOU BECOME SICK"), is_label("Prevention"), is_label("Loaf of bread")
    (True, True, False)
    """
    words = text.split()
    return len(words) < 2 or (len(words) < 7 and text.upper() == text and not any(c.isdigit() for c in text))


def class_words(element: Element) -> set[str]:
    """The words that the element's class names are made of, in lower case."""
    return {part.lower() for part in _PART.findall(element.attrs.get("class", "")[:300])}


def names_caption(element: Element) -> bool:
    """Whether a class of the element means a caption: "wp-caption-text", but not "carousel-caption"."""
    if "itemprop" in element.attrs and element.attrs["itemprop"].lower() == "caption":
        return True
    for name in element.classes:
        words = {part.lower() for part in _PART.findall(name[:60])}
        if words & {"caption", "captions", "cutline", "figcaption", "imagecaption", "photocaption"}:
            return not words & _NOT_CAPTION
    return "caption" in element.attrs.get("data-testid", "").lower()


def names_picture(element: Element) -> bool:
    """Whether the element is a figure or its class speaks of photos or media."""
    if element.tag == "figure" or element.attrs.get("role") == "figure":
        return True
    if element.tag == "img" or "class" not in element.attrs or _MEDIA_BOXES.intersection(element.classes):
        return False
    return bool(class_words(element) & _PICTURE_WORDS)


def names_summary(line: Line, holder: Element) -> bool:
    """Whether a class around the line, within the holder, says that it sums up the story."""
    return any(
        not _SUMMARY_WORDS.isdisjoint(class_words(one))
        for one in (line.block, *line.block.ancestors())
        if one is not holder and holder.contains(one)
    )


def is_card(element: Element) -> bool:
    """Whether a class of the element says that it is a card, a promotion, or a picture with a text beside it."""
    return "class" in element.attrs and (
        bool(class_words(element) & _CARD_WORDS) or not _MEDIA_BOXES.isdisjoint(element.classes)
    )


def linked_part(lines: Sequence[Line]) -> float:
    """Which part of the lines' text is links."""
    total = linked = 0
    for line in lines:
        for run in line.runs:
            length = len(run.text.strip())
            total += length
            if length and run.element.closest("a", "button") is not None:
                linked += length
    return linked / total if total else 0.0


def same_item(one: Element, other: Element) -> bool:
    """Whether two elements stand within a few steps of each other, in one part of the page."""
    node: Element | None = one
    for _ in range(_WIDEST):
        if node is None or node.tag in ("body", "html"):
            return node is not None and one.parent is node
        if node.contains(other):
            return True
        node = node.parent
    return False


def text_of_line(line: Line) -> str:
    """The line's text without the count of a slide show and the controls that it begins or ends with.

    Such as "1 / 2", "Download Hi-Res" and "VIEW ORIGINAL"; empty where it holds nothing else.
    """
    runs = list(line.runs)
    if len(runs) == 1:
        return line.text
    while runs and (_is_control_run(runs[0]) or _COUNT.fullmatch(runs[0].text.strip())):
        runs.pop(0)
    while runs and _is_control_run(runs[-1]):
        runs.pop()
    return line.text if len(runs) == len(line.runs) else folded("".join(run.text for run in runs))


def _is_control_run(run: Run) -> bool:
    text = run.text.strip()
    return not text or (is_control(text) and run.element.closest("a", "button") is not None)


def is_control_line(line: Line) -> bool:
    """Whether the line is, or is made up of, controls of a photo viewer."""
    return is_control(line.text) or not text_of_line(line)


def layout_of(lines: Sequence[Line]) -> str:
    """The lines as they are laid out: one line feed for each line break, empty paragraphs and br included."""
    parts = [text_of_line(lines[0])]
    for before, line in pairwise(lines):
        between = line.runs[0].element.scope.elements[before.runs[-1].after + 1 : line.after + 1]
        breaks = sum(1 for one in between if one.tag == "br")
        empty = sum(
            1 for one in between if one.tag in ("p", "div", "li") and one.end <= line.after + 1 and not one.text.strip()
        )
        parts.append("\n" * max(1, breaks + empty + (1 if empty and not breaks else 0)) + text_of_line(line))
    return "".join(parts)


def leads_away(picture: Picture) -> bool:
    """Whether the picture is a link to something else than a larger picture."""
    link = picture.element.closest("a")
    return link is not None and link_leads_away(link)


def link_leads_away(link: Element) -> bool:
    """Whether the link leads to something else than a larger picture."""
    href = link.attrs.get("href", "").strip().lower()
    if href.startswith(("#", "javascript:")) or not href:
        return False
    path = href.partition("?")[0]
    return not path.endswith((".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".svg", ".avif")) and not any(
        word in path for word in ("/photo", "image", "gallery", "/media", "igphoto")
    )


def reads_as_caption(text: str) -> bool:
    """Whether the text is a sentence, be it short, a long phrase, or ends with a credit.

    A copyright notice alone is none: sites print it on every decorative picture.
    """
    if credit_in(text) is not None and not is_notice(text):
        return True
    words = len(text.split())
    return not is_label(text) and (words > 7 or (words > 2 and text[-1:] in (".", "!", "?", "”")))


def is_heading(line: Line) -> bool:
    """Whether the line is a heading's."""
    return line.block.tag in _HEADINGS or line.block.attrs.get("role") == "heading"


def reads_as_sentence(text: str) -> bool:
    """Whether the text is a sentence rather than a title or label.

    >>> reads_as_sentence("Soldiers cross a river near Fort Lee, Va., May 3, 2024.")
    True
    >>> reads_as_sentence("Minot B-52s take arctic defense to new heights")
    False
    """
    end = text.rstrip("”\"’') ")
    return len(text.split()) > 3 and (end[-1:] in (".", "!", "?") or text.endswith((".)", ")"))) and text[:1] != "•"


def element_of(line: Line) -> Element:
    """The element to report a caption of one line at: its block, unless that is a whole part of the page."""
    return line.block if line.block.tag not in NOT_ITEMS else line.element

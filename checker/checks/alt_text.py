"""Statements about the wording of alternative text."""

from __future__ import annotations

import re

from checker.finding import Target, Verdict, no, yes
from checker.pattern import pattern
from checker.reading import folded
from checker.registry import check

_EXTENSION = pattern(
    r"\S{0,400}\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?|ashx|ico|heic)(?:\?\S{0,200})?", re.IGNORECASE
)
_NAMED_FILE = pattern(r"(?:[\w()&,-]+ ){0,6}[\w()-]+\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)", re.IGNORECASE)
#: DoDI 5040.02, visual information record identification number: YYMMDD-S-XXNNN-NNNN.
VIRIN = pattern(r"\d{6}-[A-Z]-[A-Z0-9]{5,6}-\d{2,4}[A-Z]?", re.IGNORECASE)
_CAMERA = pattern(
    r"(?:dsc[fn]?|img|imag|image|pic|picture|photo|pxl|dji|gopr|scan|screenshot|screen shot|untitled"
    r"|banner|thumbnail|thumb)[ _.-]?\(?\d[\d_.-]*\)?(?:[ _-]?(?:copy|final|v\d+))?",
    re.IGNORECASE,
)
_LABEL = pattern(r"(?:fig(?:ure)?|slide|graphic|chart|table|map|exhibit|plate)\.? ?\d{1,3}[a-z]?[.:]?", re.IGNORECASE)
#: A file's stem: no blanks, at least two joints, and a digit or two joints in a row.
_STEM = pattern(r"(?=\S*\d)[a-z0-9]+(?:[_-][a-z0-9]+){2,12}", re.IGNORECASE)
_NUMBER = pattern(r"[\d\s_.-]{1,40}")
_ADDRESS = pattern(r"(?:https?:|data:|//|/[\w.-]+/|www\.)\S+", re.IGNORECASE)
_PLACEHOLDERS = frozenset(
    "photo|photos|image|images|img|picture|pic|spacer|blank|graphic|placeholder|alt|alt text|alttext|alternative text"
    "|alt tag|text|untitled|null|undefined|none|n/a|na|tbd|todo|default|default image|image description|description"
    "|insert alt text|insert alt text here|enter alt text|add alt text|alt text here|image placeholder|no alt text"
    "|photo here|image here|caption|photo caption|thumbnail|hero|hero image|featured image|feature image|main image"
    "|news photo|article image|story image|stock photo|file photo|photo of|image of|picture of|imagen|foto"
    "|lorem ipsum|image not found|missing image|loading|bullet|pixel|transparent".split("|")
)
_PREFIX = pattern(
    r"(?:this is )?(?:an? |the )?(?:image|photo|photograph|picture|pic|graphic|imagen|foto|fotograf[ií]a)s?"
    r"(?:\s+(?:of|showing|depicting|shows|de|del)\b|\s*:)\s*",
    re.IGNORECASE,
)
#: Where the kind of picture is part of what it shows.
_ARTWORK = pattern(
    r"(?:an? |the )?(?:\w+ ){0,2}(?:art\w*|painting|poster|drawing|sculpture|map|screen ?shots?|print|mural|cover|sketch"
    r"|photograph|photo|picture|exhibit|book|chart|graph|diagram)\b",
    re.IGNORECASE,
)


def filename_or_placeholder(text: str) -> str | None:
    """What the alternative text is instead of a description: "a file name", "a placeholder" ...; None where it may be one.

    WCAG 2.2, failure F30 (https://www.w3.org/WAI/WCAG22/Techniques/failures/F30).

    >>> filename_or_placeholder("221103-D-AB123-1001.JPG"), filename_or_placeholder("IMG_2041")
    ('a file name', 'a file name')
    >>> filename_or_placeholder("spacer"), filename_or_placeholder("42"), filename_or_placeholder("/img/a/b")
    ('a placeholder', 'only a number', 'an address')
    >>> filename_or_placeholder("A tank"), filename_or_placeholder("F-16"), filename_or_placeholder("COVID-19 test")
    (None, None, None)
    """
    text = folded(text[:600])
    lowered = text.lower().strip(".:*[]()<>\"' ")
    if not text:
        return None
    if lowered in _PLACEHOLDERS:
        return "a placeholder"
    if _ADDRESS.fullmatch(text):
        return "an address"
    if _NUMBER.fullmatch(text) and any(character.isdigit() for character in text):
        return "only a number"
    whole = (VIRIN, _EXTENSION, _NAMED_FILE, _CAMERA)
    named = any(form.fullmatch(text) for form in whole) or (_STEM.fullmatch(text) and _stem_of_file(text))
    return "a file name" if named else None


def numbered_label(text: str) -> bool:
    """Whether the text is a label with a number, such as "Figure 1.", which may or may not be enough.

    >>> numbered_label("Figure 1."), numbered_label("Figure skaters")
    (True, False)
    """
    return _LABEL.fullmatch(text.strip()) is not None


def _stem_of_file(text: str) -> bool:
    """Whether a word with joints is a file's stem rather than a name such as "UH-60-M" or "D-Day-75"."""
    parts = re.split(r"[_-]", text)
    return "_" in text or len(parts) > 4 or any(len(part) > 4 and part.isdigit() for part in parts)


def prefix_of(text: str) -> str | None:
    """The needless opening, such as "photo of"; None where there is none or the picture shows a work of art.

    >>> prefix_of("Photo of a plane"), prefix_of("Image of a painting by Homer"), prefix_of("Imaging ward")
    ('Photo of', None, None)
    """
    match = _PREFIX.match(text)
    if match is None or _ARTWORK.match(text[match.end() :]):
        return None
    return match.group().strip(" :")


@check
def alt_without_prefix(target: Target) -> Verdict:
    """The alternative text does not begin with "image of" or the like.

    >>> holds(alt_without_prefix, '<img alt="A plane">'), holds(alt_without_prefix, '<img alt="Photo of a plane">')
    (True, False)
    """
    alt = folded(target.element.attrs.get("alt", ""))
    prefix = prefix_of(alt)
    return no(f"the alternative text begins with “{prefix}”") if prefix else yes(f"the alternative text is “{alt}”")


@check
def alt_not_longer(target: Target, *, than: int) -> Verdict:
    """The alternative text has no more than that many characters.

    >>> holds(alt_not_longer, '<img alt="A plane">', than=150)
    True
    """
    length = len(folded(target.element.attrs.get("alt", "")))
    found = f"the alternative text has {length} characters"
    return no(f"{found}, more than {than}") if length > than else yes(found)


@check
def hidden_picture_unnamed(target: Target) -> Verdict:
    """A picture that role or aria-hidden takes from screen readers has no text that they would need.

    >>> holds(hidden_picture_unnamed, '<img role="none" alt="">')
    True
    >>> holds(hidden_picture_unnamed, '<img role="none" alt="use your notes">')
    False
    """
    attrs = target.element.attrs
    text = folded(attrs.get("alt") or attrs.get("aria-label") or "")
    if not text:
        return yes("the picture has no text")
    if attrs.get("role", "").strip().lower() in ("none", "presentation"):
        return no(f'the picture has the text “{text}” but role="{attrs["role"]}" hides it from screen readers')
    return yes("the picture is not hidden by role")


@check
def decorative_picture_not_focusable(target: Target) -> Verdict:
    """A picture marked as decorative cannot be reached with the Tab key.

    >>> holds(decorative_picture_not_focusable, '<img alt="" tabindex="0">')
    False
    """
    attrs = target.element.attrs
    decorative = attrs.get("alt") == "" or attrs.get("role", "").strip().lower() in ("none", "presentation")
    place = attrs.get("tabindex", "").strip()
    if decorative and place.isdigit():
        return no("the picture is marked as decorative but can be reached with the Tab key")
    return yes("the picture is not both decorative and focusable")

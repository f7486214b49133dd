"""The wording of alternative texts: what is written instead of one, and how texts are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.pattern import pattern
from checker.reading import folded

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
#: Every one of these forms has a full stop or a digit.
_TECHNICAL = pattern(r"[.\d]")
#: No file's name has more blanks than _NAMED_FILE takes; most descriptions do.
_MOST_BLANKS = 6
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


@lru_cache(maxsize=512)  # several rules ask of the same photos
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
    if lowered in _PLACEHOLDERS:
        return "a placeholder"
    # Most descriptions are letters and blanks alone; files, addresses and numbers are not.
    if not text or text.replace(" ", "").isalpha():
        return None
    if _ADDRESS.fullmatch(text):
        return "an address"
    if _NUMBER.fullmatch(text) and any(character.isdigit() for character in text):
        return "only a number"
    if text.count(" ") > _MOST_BLANKS or not _TECHNICAL.search(text):
        return None
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
    parts = pattern(r"[_-]").split(text)
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


_WORDS = pattern(r"\w+")
#: What stands between words, as far as it is ASCII, as blanks: texts of nothing else are parted in bulk.
_BETWEEN_WORDS = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}
#: Copies are looked for in so much of a text; nobody writes longer ones by accident.
_BOUND = 2000


@lru_cache(maxsize=512)  # several rules compare the same photos
def normalised(text: str) -> str:
    """The words of the text in lower case, with single spaces."""
    text = text[:_BOUND].lower()
    return " ".join(text.translate(_BETWEEN_WORDS).split() if text.isascii() else _WORDS.findall(text))

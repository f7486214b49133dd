"""Statements about images' text alternatives as texts: whether they say anything at all."""

from __future__ import annotations

from urllib.parse import unquote

from checker.accessibility.name import accessible_name
from checker.checks.names import quoted, thing
from checker.finders.alt_text import filename_or_placeholder
from checker.finding import Target, Verdict, no, unknown, yes
from checker.pattern import pattern
from checker.reading import folded
from checker.registry import check

#: Words that are mostly left over from a template, but may be the text of a picture of that word.
_MAYBE = frozenset(
    "loading caption text test default description dot line clear bullet hero none transparent pixel".split()
)
_JOINT = pattern(r"[_-]")


@check
def alt_says_more_than_file(target: Target) -> Verdict:
    """The alternative text is no file name, address, number or placeholder (WCAG 2.2, failure F30).

    Of its own: the forms of file names and placeholders are a grammar, and some may be the words of a picture.

    >>> holds(alt_says_more_than_file, '<img src="ship.jpg" alt="A ship">')
    True
    >>> holds(alt_says_more_than_file, '<img src="ship.jpg" alt="ship.jpg">')
    False
    >>> holds(alt_says_more_than_file, '<img src="five.png" alt="5">') is None
    True
    """
    element = target.element
    alt = folded(element.attrs.get("alt", ""))
    if accessible_name(element).source != "alt":
        return yes("the image is not named by its alt attribute")
    if _is_stem(alt, element.attrs.get("src", "")):
        joined = "_" in alt or len(_JOINT.findall(alt)) > 1 or any(sign.isdigit() for sign in alt)
        found = f"the alternative text “{quoted(alt)}” is the file's own name"
        return no(found) if joined else unknown(found)
    instead = filename_or_placeholder(alt)
    if instead is None:
        return yes(f"the alternative text is “{quoted(alt)}”")
    found = f"{thing(element)} has {instead} as its alternative text, “{quoted(alt)}”"
    if alt.lower().rstrip(" .…") in _MAYBE or (instead == "only a number" and len(alt) < 3):
        return unknown(found)
    return no(found)


def _is_stem(alt: str, source: str) -> bool:
    """Whether the text is the file's name without its end, and looks like one: joined, without blanks."""
    if len(alt) < 7 or " " in alt or not _JOINT.search(alt):
        return False
    file = unquote(source.partition("?")[0].rpartition("/")[2])
    return alt == file.rpartition(".")[0]

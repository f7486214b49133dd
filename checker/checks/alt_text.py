"""Statements about the wording of alternative text."""

from __future__ import annotations

from checker.finders.alt_text import prefix_of
from checker.finding import Target, Verdict, no, yes
from checker.reading import folded
from checker.registry import check


@check
def alt_without_prefix(target: Target) -> Verdict:
    """The alternative text does not begin with "image of" or the like.

    Of its own: an opening such as “photo of” is no fault where the picture shows a photo or another work of art.

    >>> holds(alt_without_prefix, '<img alt="A plane">'), holds(alt_without_prefix, '<img alt="Photo of a plane">')
    (True, False)
    """
    alt = folded(target.element.attrs.get("alt", ""))
    prefix = prefix_of(alt)
    return no(f"the alternative text begins with “{prefix}”") if prefix else yes(f"the alternative text is “{alt}”")


@check
def hidden_picture_unnamed(target: Target) -> Verdict:
    """A picture that role or aria-hidden takes from screen readers has no text that they would need.

    Of its own: two attributes hide the picture or give it a text, and only together they are at fault.

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

    Of its own: decoration is said by alt or by role, and only with a tabindex it is at fault.

    >>> holds(decorative_picture_not_focusable, '<img alt="" tabindex="0">')
    False
    """
    attrs = target.element.attrs
    decorative = attrs.get("alt") == "" or attrs.get("role", "").strip().lower() in ("none", "presentation")
    place = attrs.get("tabindex", "").strip()
    if decorative and place.isdigit():
        return no("the picture is marked as decorative but can be reached with the Tab key")
    return yes("the picture is not both decorative and focusable")

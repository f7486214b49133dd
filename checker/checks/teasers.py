"""Statements about the items of news lists and about lines that promote other pages."""

from __future__ import annotations

from urllib.parse import urldefrag

from checker.checks.photos import shortened, text_part
from checker.finding import Target, Verdict, no, unknown, yes
from checker.page import Element
from checker.pattern import pattern
from checker.reading import folded
from checker.registry import check

#: Two blanks or more in one line of the source, no-break spaces among them, after the dash.
_DOUBLE_SPACE = pattern(r"\d{4}[ \u00a0]*(?:--|[-–—])[ \u00a0]{2,}\S")
_MANY_DOTS = pattern(r"\.{5,}|…\s*…|…\.+|\.{3}…")
#: A link of more words is the teaser itself.
_LONGEST_TITLE = 30


def _link(target: Target, name: str) -> Element | None:
    part = target.part(name)
    return part if isinstance(part, Element) else None


@check
def teaser_spaced(target: Target) -> Verdict:
    """One space follows the dash after the date."""
    if _DOUBLE_SPACE.search(text_part(target, "written")):
        return no(f"two spaces follow the dash after “{text_part(target, 'date')}”")
    return yes("one space follows the dash")


@check
def teaser_cut_once(target: Target) -> Verdict:
    """The teaser ends with at most one ellipsis."""
    match = _MANY_DOTS.search(text_part(target, "text"))
    return no(f"the teaser ends with “{match.group()}”") if match else yes("the teaser ends with at most one ellipsis")


@check
def title_link_short(target: Target) -> Verdict:
    """The item's link is its title, not the whole teaser."""
    link = _link(target, "link")
    words = len(folded(link.text).split()) if link is not None else 0
    if words > _LONGEST_TITLE:
        return no(f"the link holds the whole teaser, {words} words", at=link)
    return yes("the link is the title")


@check
def one_link_to_story(target: Target) -> Verdict:
    """Photo and title are not two links to one address that a keyboard meets one after the other."""
    title, photo = _link(target, "link"), _link(target, "picture_link")
    if title is None or photo is None or title is photo:
        return yes("the item has one link to its story")
    one, other = (urldefrag(link.attrs.get("href", "").strip()).url for link in (title, photo))
    hidden = photo.attrs.get("tabindex", "").strip() == "-1" or photo.attrs.get("aria-hidden") == "true"
    if one and one == other and not hidden:
        return no(
            f"the photo and the title {shortened(text_part(target, 'title'))} are two links to one page", at=photo
        )
    return yes("the item has one link to its story")


@check
def item_in_list(target: Target) -> Verdict:
    """The item stands in a list or is an article."""
    if target.element.closest("li", "article", "dd", "tr") is not None or any(
        one.attrs.get("role") in ("listitem", "article") for one in target.element.ancestors()
    ):
        return yes("the item stands in a list")
    return unknown(f"the item {shortened(text_part(target, 'title'))} is not marked as one of a list")


@check
def spotlight_linked(target: Target) -> Verdict:
    """A line that announces another page is a link to it."""
    if target.element.closest("a") is not None or target.element.select("a[href]"):
        return yes("the line is a link")
    return no(f"the line {shortened(target.element.text)} is not a link")


@check
def spotlight_names_page(target: Target) -> Verdict:
    """The link of a line that announces another page says more than "Spotlight"."""
    links = target.element.select("a[href]")
    if links and all(folded(link.text).rstrip(":").lower() == "spotlight" for link in links):
        return unknown("the link says only “Spotlight”", at=links[0])
    return yes("the link names its page")

"""The byline of the page's story, and the author that its metadata name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from checker.finders.byline_grammar import Byline, names_organization, names_someone, parse_byline, without_date
from checker.finders.chrome import chrome
from checker.finders.dates import dates_in
from checker.finders.metadata import described_articles, json_ld, meta, meta_contents, names_of
from checker.finders.prose import in_caption, layout
from checker.finding import Absent, Parts, Target
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.reading import Line, folded, lines_within, text_of, visible_lines
from checker.registry import finder

#: Markup that says "author"; a name in it needs no "By".
_MARKED = "[rel~=author], [itemprop~=author], [class*=byline i], [class*=author i], [id*=byline i]"
_LEAD_ALONE = pattern(r"(?:(?:written|story|posted)\s+)?by:?|por:?|authors?:?|courtesy story", re.IGNORECASE)
_PUBLISHED = pattern(r"/\s*(?:published|posted)\s", re.IGNORECASE)
#: Who gave the story, not "Courtesy photo".
_COURTESY_OF = pattern(r"courtesy of (?:the )?[A-Z][^.!?]{3,80}$", re.IGNORECASE)
#: "Cpl. Ann Lee", "Petty Officer 2nd Class Ann Lee".
_RANK = pattern(
    r"(?:(?:Senior|Chief|Staff|Tech\.|Master|Gunnery|First|1st|2nd|Lance|Command|Brig\.|Maj\.|Lt\.|Rear|Vice) ){0,3}"
    r"(?:(?:Pvt|Pfc|Spc|Cpl|Sgt|Lt|Capt|Maj|Col|Gen|Adm|Cmdr|Ens)\.|Airman|Seaman|Petty Officer|Warrant Officer)"
    r"(?: (?:1st|2nd|3rd) Class)? [A-Z][\w.’'-]* [A-Z][^!?]{1,100}$"
)
#: Icons of a person, before the name of one.
_USER = "[class*=user i], [class*=person i]"
_ABOUT_AUTHOR = pattern(r"about the authors?:?", re.IGNORECASE)
#: A name with its rank has no more words.
_WORDS_OF_NAME = 7
#: Accounts of content systems are no authors.
_ADMIN = frozenset("admin administrator webmaster user root superuser".split())
#: Only so many marked elements are looked at: lists of authors are no bylines.
_MOST = 12
#: A byline that ends a story stands in one of so many lines after its text, and has fewer words than these.
_AFTER, _WORDS_AFTER = 3, 15


class FoundByline(NamedTuple):
    """A byline with the element that holds it."""

    byline: Byline
    element: Element

    @property
    def text(self) -> str:
        """The byline as printed."""
        return self.byline.text


@derived
def found_byline(page: Page) -> FoundByline | None:
    """The story's byline, or None where none is printed."""
    own = page.settings.selectors.get("byline")
    if own:
        return next((made for element in page.select(own) if (made := _told(element)) is not None), None)
    found = layout(page)
    near = [*found.header, *reversed(found.above)]
    headline_text = found.headline.text if found.headline else ""
    for number, line in enumerate(near):
        if line.text == headline_text or _is_no_place(page, line):
            continue
        made = _in_line(line, found.header[number + 1 : number + 2])
        if made is not None:
            return made
    return _marked(page) or _beside_date(page, near) or _after_text(page, found.after[:_AFTER])


def _told(element: Element) -> FoundByline | None:
    text = without_date(text_of(element))
    return FoundByline(parse_byline(text) or Byline(text, text, ""), element) if text else None


def _is_no_place(page: Page, line: Line) -> bool:
    """Whether no byline stands in such a line: a caption, a table head, a form's label, a link of a list."""
    inner = line.runs[0].element
    if inner.closest("label", "option", "button", "th", "figure") is not None or in_caption(page, line):
        return True
    return line.block.tag == "li" and line.block.closest("nav") is not None


def _in_line(line: Line, following: Iterable[Line]) -> FoundByline | None:
    after = list(following)
    if (
        _LEAD_ALONE.fullmatch(line.text)
        and after
        and names_someone(without_date(after[0].text))
        and parse_byline(after[0].text) is None
    ):
        if line.text.lower().startswith("courtesy"):
            return FoundByline(Byline(line.text, line.text, ""), line.element)
        name = without_date(after[0].text)
        return FoundByline(Byline(f"{line.text} {name}", name, line.text), line.element)
    byline = parse_byline(line.text)
    if byline is None or is_account(byline.names):
        return None
    if after and not dates_in(line.text) and _continues(line, after[0]):
        more = without_date(after[0].text)
        byline = Byline(f"{byline.text} {more}", f"{byline.names} / {more}", byline.lead)
    return FoundByline(byline, line.element)


def is_account(name: str) -> bool:
    """Whether the name is that of a content system's account, not of an author.

    >>> is_account("Website Administrator"), is_account("Jane Doe")
    (True, False)
    """
    return not _ADMIN.isdisjoint(pattern(r"\w+").findall(name.lower())) and len(name.split()) < 4


def _continues(line: Line, following: Line) -> bool:
    """Whether the next line is the author's organization: printed in the same block, or in the next of one group."""
    text = without_date(following.text)
    if not text or len(text) > 120 or not names_organization(text) or parse_byline(following.text) is not None:
        return False
    if following.block is line.block:
        return True
    if following.block.tag in ("h1", "h2", "h3", "h4", "td", "li"):
        return False
    parent = line.block.parent
    if parent is None or following.block.parent is not parent:
        return line.block.contains(following.block)
    named = (parent.attrs.get("class", "") + parent.attrs.get("id", "")).lower()
    return any(word in named for word in ("byline", "author", "writer"))


def _marked(page: Page) -> FoundByline | None:
    """A name or an office in markup that says "author", beside the headline or in the story."""
    found = layout(page)
    outside = chrome(page)
    top = found.headline
    first = found.first
    near = {line.number for line in (*found.header, *found.above)}
    for element in page.document.select(_MARKED)[:_MOST]:
        if element.tag in ("body", "html", "main", "article", "meta", "link", "form", "input") or outside.holds(
            element
        ):
            continue
        if (named := _after_date(element, (*found.header, *found.above))) is not None:
            return named
        lines = [line for line in lines_within(element) if not in_caption(page, line)]
        if not lines or len(lines) > 4 or lines[0].element.closest("h1", "h2", "figure", "label") is not None:
            continue
        text = without_date(" ".join(line.text for line in lines))
        close = lines[0].number in near
        byline = parse_byline(text)
        if byline is None and close and 3 < len(text) <= 140 and not dates_in(text) and names_someone(text):
            byline = Byline(text, text, "")
        in_story = (
            top is not None and first is not None and found.container is not None and found.container.contains(element)
        )
        if (
            byline is not None
            and not is_account(byline.names)
            and (close or (in_story and parse_byline(text) is not None))
        ):
            return FoundByline(byline, element)
    return None


def _after_date(element: Element, near: Iterable[Line]) -> FoundByline | None:
    """The name that marked text holds within a line by the headline that begins with a date: "22 Jan 2024 | Cpl. Ann Lee"."""
    for line in near:
        if not element.contains(line.runs[-1].element) and not any(
            element.contains(run.element) for run in line.runs[1:]
        ):
            continue
        text = folded(element.text)
        dates = dates_in(line.text)
        if not dates or dates[0].start > 0 or dates_in(text) or not 3 < len(text) <= 140 or is_account(text):
            continue
        byline = parse_byline(text) or (Byline(text, text, "") if names_someone(text) else None)
        if byline is not None:
            return FoundByline(byline, element)
    return None


def _beside_date(page: Page, near: Iterable[Line]) -> FoundByline | None:
    """An office without "By" before "/ Published DATE" in one paragraph, as AFPIMS printed it."""
    for line in near:
        match = _PUBLISHED.search(line.text)
        if match is None or not dates_in(line.text[match.start() :]):
            continue
        text = line.text[: match.start()].rstrip()
        if 3 < len(text) < 160 and names_someone(text) and text[-1] not in ".!?":
            return FoundByline(Byline(text, text.rstrip(","), ""), line.element)
    return None


def _after_text(page: Page, after: Iterable[Line]) -> FoundByline | None:
    """A byline that ends the story, in a paragraph of its own."""
    for line in after:
        byline = parse_byline(line.text) if len(line.text.split()) < _WORDS_AFTER else None
        if byline is None or not byline.lead or len(byline.names.split()) < 2 or _is_no_place(page, line):
            continue
        if line.block.tag in ("p", "div") and not is_account(byline.names):
            return FoundByline(byline, line.element)
    return None


@derived
def name_without_by(page: Page) -> Line | None:
    """A line that may be a byline without "By": a name above its organization, after a date, or below the story.

    A name alone tells nothing, since section labels read alike: it has a rank or an element named for a user,
    or stands above its organization.
    """
    found = layout(page)
    for number, line in enumerate(found.header):
        if _is_no_place(page, line) or line.block.tag in ("h2", "h3", "h4", "h5", "h6"):
            continue
        name = _after_its_date(line.text)
        words = name.split()
        if _COURTESY_OF.match(name) or _RANK.match(name):
            return line
        if not 2 <= len(words) <= _WORDS_OF_NAME or any(word[0].islower() for word in words) or not names_someone(name):
            continue
        after = found.header[number + 1 : number + 2]
        if any(one.block is line.block and names_organization(without_date(one.text)) for one in after):
            return line
        if line.block.select(_USER):
            return line
    return next(
        (
            line
            for line in visible_lines(page)
            if _ABOUT_AUTHOR.fullmatch(line.text)
            and found.container is not None
            and found.container.contains(line.block)
        ),
        None,
    )


def _after_its_date(text: str) -> str:
    """What the line says after the date with which it begins; nothing of a line with its date elsewhere."""
    dates = dates_in(text)
    if not dates:
        return text
    return "" if dates[0].start else text[dates[0].end :].lstrip(" |/•·–—-")


@derived
def author_names(page: Page) -> tuple[str, ...]:
    """The authors that the metadata name: JSON-LD, ``meta name=author`` and its kin, in that order."""
    found = [name for one in described_articles(page) for name in names_of(one.get("author"))]
    contents = meta_contents(page)
    for name in (
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "citation_author",
        "byl",
    ):
        found += [folded(value) for value in contents.get(name, ()) if "://" not in value]
    return tuple(dict.fromkeys(one for one in found if one))


@derived
def person_in_metadata(page: Page) -> str | None:
    """A person whom the metadata name as the author; None where they name nobody, or the site and its offices."""
    sites = {folded(name).casefold() for name in (meta(page, "og:site_name", "application-name"),) if name}
    sites |= {name.casefold() for one in json_ld(page) for name in names_of(one.get("publisher"))}
    for name in author_names(page):
        words = name.split()
        if name.casefold() in sites or is_account(name):
            continue
        if (
            2 <= len(words) <= 6
            and names_someone(name)
            and not names_organization(name)
            and all(w[0].isupper() for w in words[:1])
        ):
            return name
    return None


@finder(
    parts={
        "text": "the byline",
        "names": "the name in the byline",
        "metadata-author": "the author in the metadata",
    }
)
def byline(page: Page) -> Iterable[Target]:
    """The story's byline, with the author whom the metadata name; nothing where none is printed."""
    found = found_byline(page)
    if found is not None:
        parts = {"text": found.text, "names": found.byline.names}
        yield Target(found.element, Parts(parts, metadata_author=lambda: _metadata_author(page)))


def _metadata_author(page: Page) -> str | Absent:
    names = author_names(page)
    person = next((name for name in names if not is_account(name)), None)
    if person is not None:
        return person
    if names:
        return Absent(f"the page’s metadata name the account “{names[0]}” as the author")
    return Absent("the page’s metadata name no author")

"""What a page is built of, counted: fields, linked titles, sections, links to files."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from checker.finders.chrome import Chrome, chrome
from checker.finders.prose import Layout, layout
from checker.finders.section_label import page_type_words
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.reading import visible_lines

_FIELDS = "input, select, textarea"
_NO_FIELDS = frozenset("hidden submit button image reset search checkbox radio".split())
_FILE = pattern(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|csv)(?:$|\?)", re.IGNORECASE)
#: Markup of platforms' article templates; the platform uses it for fact sheets too, which their sections tell apart.
_TEMPLATES = (
    ("[itemprop~=articleBody]", 2, "its text is marked as an article body"),
    (".da_story, .da_body, .da_black, .da_print_body", 3, "the article template of AFPIMS"),
    (
        ".adetail, .article-body, .article-content, .article__body, .story-body, .news-body, .entry-content",
        1,
        "the article template of its site",
    ),
)
_HEADINGS = ("h2", "h3", "h4", "h5", "strong", "b")


class Structure(NamedTuple):
    """Counts of what a page is built of.

    ``told_first`` are the paragraphs between the headline and the first of the ``fields`` below it; ``teasers`` are linked titles outside the surroundings, ``listed`` those that are list items, ``introduced``
    the paragraphs directly below a linked title; ``sections`` the headings that fact sheets and biographies have;
    ``file_links`` those of the content's ``links`` that lead to a file.
    """

    fields: int
    told_first: int
    teasers: int
    listed: int
    introduced: int
    sections: int
    file_links: int
    links: int
    in_article: bool
    template: tuple[int, str] | None
    classes: frozenset[str]
    news_metadata: bool


def address_segments(page: Page) -> list[str]:
    """The parts of the path of the page's address, in lower case; empty for a home page or an unknown address."""
    return [one for one in urlsplit(page.url).path.lower().split("/") if one] if page.url else []


@derived
def structure(page: Page) -> Structure:
    """The counts for the page."""
    found, outside = layout(page), chrome(page)
    body = page.body
    teasers, listed, introduced = _teasers(page, found, outside)
    first = found.first
    links = [one for one in page.document.select("a[href]") if not outside.holds(one) and not outside.heads(one)]
    fields = _fields(page, outside)
    top = found.headline.element.index if found.headline else 0
    below = next((one.index for one in fields if one.index > top), None)
    return Structure(
        fields=len(fields),
        told_first=sum(1 for line in found.body if below is None or line.after < below),
        teasers=teasers,
        listed=listed,
        introduced=introduced,
        sections=_sections(page, found),
        file_links=sum(1 for one in links if _FILE.search(one.attrs["href"])),
        links=len(links),
        in_article=first is not None and first.block.closest("article") is not None,
        template=_template(page, found),
        classes=frozenset(one.lower() for one in (body.classes if body else ())),
        news_metadata=bool(page.document.select("meta[property='article:published_time']")),
    )


def _fields(page: Page, outside: Chrome) -> list[Element]:
    found = []
    filters = [one for one in page.document.tagged("form") if _is_filter(one)]
    for element in page.document.select(_FIELDS):
        if any(one.contains(element) for one in filters[:5]):
            continue
        kind = element.attrs.get("type", "text").lower()
        if element.tag == "input" and kind in _NO_FIELDS:
            continue
        name = (element.attrs.get("name", "") + element.attrs.get("id", "")).lower()
        if "search" in name or "query" in name or name in ("q", "s", "qq") or element.attrs.get("type") == "search":
            continue
        if outside.holds(element) or outside.heads(element) or "display:none" in element.attrs.get("style", ""):
            continue
        found.append(element)
    return found


def _is_filter(form: Element) -> bool:
    """Whether the form narrows a list, and takes no data."""
    named = " ".join(form.attrs.get(name, "") for name in ("id", "class", "action", "role")).lower()
    return form.attrs.get("method", "get").lower() != "post" and any(
        word in named for word in ("search", "filter", "exposed", "views")
    )


def _linked(element: Element | None) -> Element | None:
    return element.closest("a") if element is not None else None


def _teasers(page: Page, found: Layout, outside: Chrome) -> tuple[int, int, int]:
    """Linked titles, those of them in lists, and the paragraphs below one."""
    start = found.headline.last + 1 if found.headline else 0
    end = found.body[-1].number + 40 if found.body else 10**9
    teasers = listed = introduced = 0
    paragraphs = {line.number for line in found.body}
    since = 99
    for line in visible_lines(page)[start:]:
        if line.number > end:
            break
        since += 1
        if line.number in paragraphs:
            introduced += since <= 3
            since = 99
            continue
        if (
            len(line.text) < 24
            or line.text.count(" ") < 3
            or line.runs[0].element.tag not in ("a", "span", "strong", "h2", "h3", "h4")
        ):
            continue
        inner = line.runs[0].element
        if _linked(line.element) is None or outside.holds(inner) or outside.heads(inner):
            continue
        teasers += 1
        listed += line.block.tag == "li"
        since = 0
    return teasers, listed, introduced


def _sections(page: Page, found: Layout) -> int:
    names = page_type_words()["document_sections"]
    if not found.body:
        return 0
    start = found.headline.last + 1 if found.headline else 0
    count = 0
    for line in visible_lines(page)[start : found.body[-1].number + 60]:
        if (
            len(line.text) < 50
            and line.text.casefold().rstrip(":. ") in names
            and (line.element.tag in _HEADINGS or line.text.isupper())
        ):
            count += 1
    return count


def _template(page: Page, found: Layout) -> tuple[int, str] | None:
    first = found.first
    if first is None:
        return None
    for selector, weight, words in _TEMPLATES:
        if any(one.contains(first.runs[0].element) for one in page.document.select(selector)[:20]):
            return weight, words
    return None

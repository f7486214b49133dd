"""Links whose name alone tells little, links to files, and lines that only look like headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise
from urllib.parse import urlsplit

from checker.accessibility.name import accessible_name
from checker.finders.copy import is_prescribed
from checker.finders.links import page_links
from checker.finding import Passage, Target
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.reading import Line, folded, visible_lines
from checker.registry import finder

#: Names that say only that there is a link (requirements of Trusted Tester 6.A, ICT Baseline 14.A).
_VAGUE = frozenset(
    (
        "|click here|click|here|read more|read on|more|more info|more information|learn more|find out more|see more|view more"
        "|view|details|link|this link|this page|continue|continue reading|go|info|full story|more details|download"
        "|ver más|más|más información|leer más|lea más|aquí|haga clic aquí|clic aquí|oprima aquí|conozca más|siga leyendo"
    ).split("|")
)
_LONGEST_VAGUE = 24
#: Longer than any paragraph, item or cell that is read as one thing.
_LARGEST_HOLDER = 400
_LONGEST_CONTEXT = 2000
_NO_WORDS = pattern(r"[^\w]+")
#: What a screen reader can give as the surroundings of a link (WCAG 2.2, "programmatically determined link context":
#: https://www.w3.org/TR/WCAG22/#dfn-programmatically-determined-link-context).
_CONTEXT = (
    "p",
    "li",
    "td",
    "th",
    "dd",
    "dt",
    "figcaption",
    "caption",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
)
#: Files that open outside the browser's own page, and the words that name them.
_FILE_TYPES = {
    "pdf": ("pdf",),
    "doc": ("doc", "word"),
    "docx": ("doc", "word"),
    "xls": ("xls", "excel", "spreadsheet"),
    "xlsx": ("xls", "excel", "spreadsheet"),
    "ppt": ("ppt", "powerpoint", "slides"),
    "pptx": ("ppt", "powerpoint", "slides"),
    "zip": ("zip",),
}


@lru_cache(maxsize=4096)
def is_vague(name: str) -> bool:
    """Whether a link's name says nothing about where it leads; remembered, for the pages of a site share most names.

    >>> is_vague("Read more »"), is_vague("…"), is_vague("https://www.example.gov/"), is_vague("Read the plan")
    (True, True, True, False)
    """
    text = name.strip().lower()
    if text in _VAGUE:
        return True
    if text.startswith(("http://", "https://")):
        return " " not in text
    if text[-1:].isalpha() and text[:1].isalpha() and text.isascii():
        return "\n" in text and folded(text) in _VAGUE
    return len(text) <= _LONGEST_VAGUE and _NO_WORDS.sub(" ", text).strip() in _VAGUE


@derived
def _clear_texts(page: Page) -> dict[Element | Line, str]:
    """The texts already read around vague links."""
    return {}


def context_of(link: Element) -> str:
    """The text that a screen reader can give around the link, without the text of vague links in it."""
    holder = link.parent and link.parent.closest(*_CONTEXT)
    if holder is None or holder.end - holder.index > _LARGEST_HOLDER:
        return _line_around(link)
    parts = [_clear_text(holder)]
    if holder.tag == "td":
        row = holder.closest("tr")
        headers = ("th", "td") if "://" in link.text else ("th",)
        parts += [_clear_text(cell) for cell in row.elements if cell.tag in headers] if row is not None else []
    outer = holder.parent and holder.parent.closest("li")
    if holder.tag == "li" and outer is not None:
        parts.append(" ".join(child for child in outer.children if isinstance(child, str)))
    return folded(" ".join(parts))


def _clear_text(holder: Element) -> str:
    """The text of the element without that of vague links."""
    texts = _clear_texts(holder.page)
    found = texts.get(holder)
    if found is None:
        found = texts[holder] = _text_without(holder, lambda link: is_vague(link.text))[:_LONGEST_CONTEXT]
    return found


def _text_without(holder: Element, left_out: Callable[[Element], bool]) -> str:
    """The text of the element but for that of the links that are left out."""
    parts: list[str] = []
    stack: list[Element | str] = [*reversed(holder.children)]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.tag != "a" or not left_out(node):
            stack.extend(reversed(node.children))
    return folded(" ".join(parts))


def _line_around(link: Element) -> str:
    """The words of the link's line that stand in no link, or in one with a name of its own."""
    lines = visible_lines(link.page)
    place = bisect_right(lines, link.index, key=lambda line: line.after)
    texts = _clear_texts(link.page)
    for line in lines[max(0, place - 1) : place + 1]:
        if line.block.contains(link):
            found = texts.get(line)
            if found is None:
                found = texts[line] = folded(" ".join(run.text for run in line.runs if not _in_vague_link(run.element)))
            return found[:_LONGEST_CONTEXT]
    return ""


def _in_vague_link(element: Element) -> bool:
    link = element.closest("a")
    return link is not None and is_vague(link.text)


@finder(parts=("name", "context"))
def vague_link(page: Page) -> Iterable[Target]:
    """The links whose name says nothing about where they lead, with the text around them; the others as one target."""
    if page.document.select("a[href]") and page.body is not None:
        yield Target(page.body, {"name": None, "context": None})
    for link, _, _, content in page_links(page).links:
        if len(content) > _LONGEST_VAGUE * 4 or not is_vague(content) or link.tag != "a":
            continue
        if link.attrs["href"].startswith("#"):
            continue
        name = accessible_name(link).text
        if name and is_vague(name):
            yield Target(link, {"name": name, "context": context_of(link)})


@finder(parts=("name", "type", "context"))
def file_link(page: Page) -> Iterable[Target]:
    """The links to documents: what they are called, the file's ending, and the text beside them."""
    texts: dict[Element, str] = {}
    for link in page.document.select("a[href]"):
        href = link.attrs["href"]
        if "." not in href[-40:]:
            continue
        try:
            path = urlsplit(href.strip()).path if "?" in href or "#" in href else href.strip()
        except ValueError:  # such as an open bracket in the host
            continue
        ending = path.rsplit(".", 1)[-1].lower()
        if ending not in _FILE_TYPES:
            continue
        holder = link.closest("tr") or (link.parent and link.parent.closest(*_CONTEXT)) or link.parent or link
        if holder not in texts:
            small = holder.end - holder.index <= _LARGEST_HOLDER
            texts[holder] = _text_without(holder, lambda other: True)[:_LONGEST_CONTEXT] if small else ""
        yield Target(link, {"name": accessible_name(link).text, "type": ending, "context": texts[holder]})


def words_of_type(ending: str) -> tuple[str, ...]:
    """The words, any of which names the type of files with the ending."""
    return _FILE_TYPES[ending]


_BOLD = frozenset(("strong", "b"))
_NO_HEADING = (
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "th",
    "td",
    "dt",
    "dd",
    "caption",
    "figcaption",
    "label",
    "button",
)
_AROUND = ("blockquote", "fieldset", "table", "a", "nav", "footer", "header", "button")
_SHORTEST_HEADING = 3
_LONGEST_HEADING = 80
_SHORTEST_TEXT = 100
_FIXED_LINES = pattern(r"(?:FOR |PARA )?(?:IMMEDIATE RELEASE|NEWS RELEASE|PRESS RELEASE)|-{2,}|\d", re.IGNORECASE)


def _is_bold(line: Line) -> bool:
    return all(run.element.closest(*_BOLD) is not None for run in line.runs if run.text.strip())


def _looks_like_heading(line: Line, following: Line) -> bool:
    block, text = line.block, line.text
    if following.block is block or text[-1] in ".,;?!-–—_":
        return False
    before_text = len(following.text) >= _SHORTEST_TEXT
    if text.isupper() and text.count(" ") > 1:
        if not before_text and (block.parent is None or not block.parent.contains(following.block)):
            return False
    elif not before_text or not _is_bold(line):
        return False
    if text.startswith(("By ", "BY ", "(")) or _FIXED_LINES.match(text) or block.attrs.get("role") == "heading":
        return False
    if block.closest(*_NO_HEADING, *_AROUND) is not None or any(run.element.closest("a") for run in line.runs):
        return False
    return folded(block.text) == text


@finder(parts={"unmarked-heading": "a heading that is not marked as one"})
def heading_like_line(page: Page) -> Iterable[Target]:
    """Short lines, all in bold or capitals, before a paragraph of the page's own content; its headings as one target."""
    headings = page.document.tagged("h1", "h2", "h3", "h4", "h5", "h6")
    if headings:
        yield Target(headings[0], {"unmarked-heading": None})
    first = headings[0].index if headings else 0
    for line, following in pairwise(visible_lines(page)):
        if line.block.tag not in ("p", "div") or not _SHORTEST_HEADING < len(line.text) < _LONGEST_HEADING:
            continue
        if line.after >= first and _looks_like_heading(line, following) and not is_prescribed(page, line):
            told = f"“{line.text}” looks like a heading but is not marked as one"
            yield Target(line.block, {"unmarked-heading": Passage(line.text, found=told)})

"""What is wrong with a page's source that browsers pass over in silence, as notices for the reader."""

from __future__ import annotations

import re
from bisect import bisect_right

from checker.page import HTML, Element, Notice, Page
from checker.parse.encoding import Decoded
from checker.pattern import pattern
from checker.source import source_map

#: A tag that the end of the source cuts off.
_LAST_TAG = pattern(r"</?[A-Za-z][^>]*\Z")


def line_of(text: str, offset: int) -> int:
    """The line, from 1, of the offset."""
    starts = [match.end() for match in pattern(r"\r\n|\n|\r").finditer(text[:offset])]
    return bisect_right(starts, offset) + 1


def notices(page: Page, decoded: Decoded) -> list[Notice]:
    """The notices that the page's source calls for."""
    found = _of_encoding(page, decoded)
    text = page.source
    null = text.find("\0")
    if null >= 0:
        many = text.count("\0")
        found.append(
            Notice(
                "null-characters",
                f"the file holds {many:,} NUL character{'s' * (many > 1)}, which browsers drop or replace; remove"
                f" {'them' if many > 1 else 'it'}",
                line_of(text, null),
            )
        )
    if page.media_type == "text/html":
        cut = cut_off(page)
        if cut is not None:
            found.append(
                Notice("cut-off", f"the page ends inside {cut[1]}; was it saved or sent whole?", line_of(text, cut[0]))
            )
        if page.document.doctype is None:
            found.append(Notice("no-doctype", "the page has no <!DOCTYPE html>, so browsers use their quirks mode", 1))
    elif page.root is not None and not page.is_html:
        found.append(
            Notice(
                "not-a-web-page",
                f"the document is <{page.root.tag}>, not an HTML page, so rules about whole pages did not apply",
                page.root.line,
            )
        )
    return found


def _of_encoding(page: Page, decoded: Decoded) -> list[Notice]:
    used, declared, text = decoded.encoding, decoded.declared, decoded.text
    found: list[Notice] = []
    bad = text.find("\ufffd")
    if bad >= 0 and used.startswith("UTF-"):
        try:
            page.content.decode(used)
        except UnicodeDecodeError:
            found.append(
                Notice(
                    "encoding-errors",
                    f"the page is read as {used} ({decoded.because}) but holds bytes that are not {used}; "
                    "browsers show a replacement sign for them",
                    line_of(text, bad),
                )
            )
    elif not used.startswith("UTF-") and decoded.because != "fallback" and _is_more_than_ascii(page.content):
        found.append(
            Notice(
                "wrong-charset",
                f"the {decoded.because} says {used} but the bytes are UTF-8; browsers read them as {used} "
                "and show wrong letters",
            )
        )
    if decoded.because == "fallback":
        found.append(
            Notice("no-charset", f"no encoding is declared and the bytes are not UTF-8; the page is read as {used}")
        )
    if declared and declared != used:
        found.append(
            Notice("charset-conflict", f"the page declares {declared} but is read as {used} ({decoded.because})")
        )
    return found


def _is_more_than_ascii(content: bytes) -> bool:
    """Whether the bytes are valid UTF-8 and not ASCII alone."""
    if content.isascii():
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def cut_off(page: Page) -> tuple[int, str] | None:
    """Where and in what the page's source ends, if that is a tag, a comment or raw text; else None."""
    text = page.source
    raw = _open_raw_text(page)
    if raw is not None:
        return source_map(page).offset(raw.line or 1, raw.column or 1), f"a {raw.tag} element"
    comment = text.rfind("<!--")
    if comment >= 0 and text.find("-->", comment + 2) < 0 and text.find("--!>", comment) < 0:
        # Comments alone are in the tree, not what a script or an attribute says.
        comments = page.document.comments
        if comments and comments[-1].text[:20].startswith(
            pattern(r"[\r\n\0]").split(text[comment + 4 : comment + 24])[0]
        ):
            return comment, "a comment"
    tag = _LAST_TAG.search(text, text.rfind(">") + 1)
    return (tag.start(), "a tag") if tag is not None else None


def _open_raw_text(page: Page) -> Element | None:
    """The last element that holds no tags, where no end tag follows it."""
    raw = page.document.tagged("script", "style", "textarea", "title")
    last = next((element for element in reversed(raw) if element.namespace == HTML and element.line), None)
    if last is None or last.line is None or last.column is None:
        return None
    start = source_map(page).offset(last.line, last.column)
    if page.source.find(f"</{last.tag}", start) >= 0:  # as nearly everybody writes it
        return None
    return None if pattern(f"</{last.tag}", re.I).search(page.source, start) else last

"""A page's words in Markdown and HTML, such that they stay words on GitHub and GitLab.

What a page says was written by anybody: it becomes no markup, no link, no mention of a person and no reference
to an issue (https://docs.github.com/en/get-started/writing-on-github). Backslashes and entities do the first;
for the others, which are looked for after the Markdown was rendered, a zero-width space stands between.
"""

from __future__ import annotations

import html
import re

from checker.reports.terminal import printable

_LONGEST = 300
_SPECIAL = re.compile(r"([\\`*_\[\]<>&~|$!{}])")
#: What begins a heading, a list, a quotation or a rule where it stands first.
_AT_THE_BEGIN = re.compile(r"^(\d{0,9})([#+\-=.):])")
_CALLING = re.compile(r"@(?=\w)|[#!%&~^$](?=\d)|GH-(?=\d)|:(?=//)|www(?=\.)", re.IGNORECASE)
_GAP = "\u200b"


def _quiet(text: str, longest: int) -> str:
    """The text on one line, not too long, without what would call a person or be made a link."""
    text = printable(text)
    if len(text) > longest:
        text = f"{text[: longest - 1]}…"
    return _CALLING.sub(lambda found: found.group() + _GAP, text)


def in_markdown(text: str, longest: int = _LONGEST) -> str:
    r"""The text as words within a paragraph, a list item or a table cell.

    >>> in_markdown("# [a](b) <i>*c*</i>")
    '\\# \\[a\\](b) \\<i\\>\\*c\\*\\</i\\>'
    """
    return _AT_THE_BEGIN.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", _quiet(text, longest)))


def in_html(text: str, longest: int = _LONGEST) -> str:
    """The text as words within an HTML element.

    >>> in_html("<script>")
    '&lt;script&gt;'
    """
    return html.escape(_quiet(text, longest))


def code(text: str, *, table: bool = False) -> str:
    """The text as a code span, where nothing is markup; in a table, a bar would end the cell.

    >>> code("a`b"), code("a|b", table=True)
    ('`` a`b ``', '`a\\\\|b`')
    """
    text = printable(text)
    text = text if len(text) <= _LONGEST else f"…{text[1 - _LONGEST :]}"
    if table:
        text = text.replace("|", "\\|")
    fence = "`" * (_longest_run(text) + 1)
    gap = " " if "`" in text or not text else ""
    return f"{fence}{gap}{text}{gap}{fence}"


def fenced(text: str) -> str:
    """The text as a block of HTML source."""
    text = printable(text)
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}html\n{text}\n{fence}\n\n"


def link(text: str, address: str) -> str:
    """The text as a link to an address of the web; as words where the address is none."""
    if not re.match(r"https?://[^\s<>]+$", address):
        return in_markdown(text)
    return f"[{in_markdown(text)}](<{address}>)"


def _longest_run(text: str) -> int:
    """How many backticks stand side by side at most."""
    return max(map(len, re.findall("`+", text)), default=0)

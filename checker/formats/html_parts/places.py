"""The places of a cause as list items: written here and not in a template, since they are nearly all of a report."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import TYPE_CHECKING

from checker.reports.terminal import printable

if TYPE_CHECKING:
    from markupsafe import Markup

    from checker.formats.html_parts.causes import Placed


def place_items(places: Iterable[Placed], baseline: str) -> Markup:
    """A list item for each place; ``baseline`` says what findings are new since, in words, or is empty."""
    from markupsafe import Markup

    return Markup("".join([_item(one, baseline) for one in places]))


def _item(one: Placed, baseline: str) -> str:
    parts = [
        f'<li id="{one.anchor}" data-p="{one.page}"{" data-n" if one.new else ""}>\n'
        f"<code>{_text(one.source)}{':' if one.source and one.where else ''}{_text(one.where)}</code>"
    ]
    if one.new and baseline:
        parts.append(" <em>new</em>")
    if one.place.made_by_script:
        parts.append(" <em>made by script</em>")
    if one.edited:
        parts.append(f" edit {_text(one.edited)}")
    if one.message:
        parts.append(f" {_text(one.message)}")
    if one.reason:
        parts.append(f" <em>({_text(one.reason)})</em>")
    parts.append("\n")
    if one.start or one.rest:
        line = f' data-line="{one.line}"' if one.line else ""
        space = " " if one.rest[:1] == " " else ""
        missing = "<i> missing here</i>" if one.place.missing else ""
        parts.append(f"<pre{line}><b>{_text(one.start)}</b>{space}{_text(one.rest)}{missing}</pre>\n")
    for other in one.related:
        line = f" (line {other.line})" if other.line else ""
        parts.append(f'<p class="related">{_text(other.role)}{line}: <code>{_text(other.snippet)}</code></p>\n')
    parts.append("</li>\n")
    return "".join(parts)


@functools.lru_cache(maxsize=10_000)
def _text(text: str) -> str:
    """The text for the page: nothing in it is markup, and what could turn or hide the text around it can be read."""
    from markupsafe import escape

    return str(escape(printable(text)))

"""Bytes to tree. Each module here is the only importer of its parser.

``turbo`` is the parser of every run; ``html5`` (BeautifulSoup over html5lib) is the reference,
and stands in where turbohtml has no wheel.
"""

from __future__ import annotations

import importlib.util

from checker.errors import UsageError
from checker.page import Page

PARSERS = ("turbohtml", "html5lib")


def default_parser() -> str:
    """turbohtml, or html5lib where that is not installed."""
    return "turbohtml" if importlib.util.find_spec("turbohtml") else "html5lib"


def build(page: Page, parser: str = "turbohtml", *, charset: str | None = None, max_elements: int = 500_000) -> None:
    """Give the page its source text, encoding and tree.

    ``charset`` is what the network said. Raises LimitError over ``max_elements``,
    UsageError for an unknown parser.
    """
    if parser == "turbohtml":
        from checker.parse import turbo

        turbo.build(page, charset=charset, max_elements=max_elements)
    elif parser == "html5lib":
        from checker.parse import html5

        html5.build(page, charset=charset, max_elements=max_elements)
    else:
        raise UsageError(f'no parser "{parser}"; expected one of: {", ".join(PARSERS)}')
    page.parser = parser


def compiles(selector: str) -> bool:
    """Whether the selector engine accepts the CSS selector."""
    if default_parser() == "turbohtml":
        from checker.parse import turbo

        return turbo.compiles(selector)
    from checker.parse import html5

    return html5.compiles(selector)

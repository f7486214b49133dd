"""Bytes to tree. ``turbo`` and ``html5`` are the only importers of their parsers.

``turbo`` is the parser of every run; ``html5`` (BeautifulSoup over html5lib) is the reference,
and stands in where turbohtml has no wheel.
"""

from __future__ import annotations

import importlib.util

from checker.errors import UsageError
from checker.page import Notice, Page
from checker.parse.limits import Limits
from checker.pattern import pattern

PARSERS = ("turbohtml", "html5lib")
_QUOTED = pattern(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")
#: Names that begin with a digit, which CSS and soupsieve refuse and turbohtml lets pass.
_LOOSE = pattern(r"=\s*-?\d|[#.]-?\d")


def default_parser() -> str:
    """turbohtml, or html5lib where that is not installed."""
    return "turbohtml" if importlib.util.find_spec("turbohtml") else "html5lib"


def build(page: Page, parser: str = "turbohtml", *, charset: str | None = None, max_elements: int = 500_000) -> None:
    """Give the page its source text, encoding, tree and the notices that its source calls for.

    ``charset`` is what the network said. Raises LimitError over ``max_elements``,
    UsageError for an unknown parser.
    """
    from checker.parse import condition, encoding

    if parser not in PARSERS:
        raise UsageError(f'no parser "{parser}"; expected one of: {", ".join(PARSERS)}')
    if parser == "turbohtml":
        parser = default_parser()
    limits = Limits(max_elements)
    xml = page.media_type != "text/html"
    decoded = encoding.decode(page.content, charset=charset, xml=xml)
    page.encoding, page.source, page.parser = decoded.encoding, decoded.text, parser
    if not (xml and _built_as_xml(page, parser, limits)):
        if parser == "turbohtml":
            from checker.parse import turbo

            turbo.build(page, limits)
        else:
            from checker.parse import html5

            html5.build(page, limits)
    page.notices += condition.notices(page, decoded)


def _built_as_xml(page: Page, parser: str, limits: Limits) -> bool:
    """Whether the page is well-formed XML; it then has its tree."""
    from checker.parse import xml

    try:
        tree = xml.build(page, limits)
    except xml.NotWellFormedError as error:
        page.notices.append(
            Notice(
                "not-well-formed",
                f"the document is not well-formed XML ({error}), so browsers stop there; it was read as HTML",
                error.line,
            )
        )
        return False
    if parser == "turbohtml":
        from checker.parse import turbo

        turbo.select_in_xml(tree)
    else:
        from checker.parse import html5

        html5.select_in_xml(tree)
    return True


def compiles(selector: str) -> bool:
    """Whether the selector is CSS that both engines accept."""
    if _LOOSE.search(_QUOTED.sub('""', selector)):
        return False
    if default_parser() == "turbohtml":
        from checker.parse import turbo

        return turbo.compiles(selector)
    from checker.parse import html5

    return html5.compiles(selector)

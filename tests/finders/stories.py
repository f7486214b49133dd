"""Small stories, for the tests of this folder."""

from __future__ import annotations

from checker.page import Page, Settings
from checker.parse import build

PROSE = "The ship came home on Monday after six months at sea, the Navy said in a statement."


def page(html: str, **selectors: str) -> Page:
    """The page that the HTML makes, with the site's own selectors."""
    made = Page("test.html", html.encode())
    build(made)
    made.settings = Settings(selectors=selectors)
    return made


def story(*header: str, first: str = PROSE) -> Page:
    """A story with the header lines between its headline and its first paragraph."""
    lines = "".join(f"<p>{line}</p>" for line in header)
    return page(f"<title>Ship comes home | Fleet</title><main><h1>Ship comes home</h1>{lines}<p>{first}</p></main>")

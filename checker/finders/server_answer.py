"""How the server answered when the page was asked for: its headers, and whether the way to the page was encrypted."""

from __future__ import annotations

from collections.abc import Iterable

from checker.finders.internal import is_internal
from checker.finders.loads import is_plain
from checker.finding import Absent, Part, Passage, Target
from checker.page import Page
from checker.quoting import cut
from checker.registry import finder


@finder(
    parts={
        "headers": "the answer of the page’s server",
        "transport-security": "the Strict-Transport-Security header",
        "plain-request": "an unencrypted address that was asked for",
        "plain-answer": "an unencrypted address that the server answers at",
    }
)
def server_answer(page: Page) -> Iterable[Target]:
    """The page, where it is HTML, with what its server said."""
    if page.root is None or not page.is_html:
        return
    headers = page.response.headers if page.response is not None else {}
    yield Target(
        page.root,
        {
            "headers": _headers(page),
            "transport-security": headers.get("strict-transport-security"),
            "plain-request": _plain_request(page),
            "plain-answer": _plain_answer(page),
        },
    )


def _headers(page: Page) -> Passage | Absent:
    if page.response is not None:
        return Passage("known", found="the headers are known")
    if page.url:
        return Absent("the page was read without its headers")
    return Absent("neither address nor headers are known", certain=False)


def _asked(page: Page) -> tuple[str, ...]:
    """The addresses asked for until the page came, its own the last."""
    response = page.response
    return (*response.redirects, response.final_url) if response else (page.url or "",)


def _plain_request(page: Page) -> Part:
    if page.response is None:
        return None if page.url else Absent("neither headers nor address are known", certain=False)
    return next(filter(is_plain, _asked(page)), None)


def _plain_answer(page: Page) -> Passage | Absent | None:
    """The unencrypted address that the page came from; in doubt where it was read inside a network."""
    last = _asked(page)[-1]
    if not is_plain(last):
        return None
    found = f"the server answers at {cut(last, 100)} and leads to no encrypted address"
    if is_internal(last):
        return Absent(f"{found}; the page was read inside", certain=False)
    return Passage(last, found=found)

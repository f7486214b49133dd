"""Puts ``holds`` into the namespace of every doctest."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from checker.finding import Answer, Target
from checker.page import Page
from checker.parse import build
from checker.registry import registered


def page_of(html: str, **settings: Any) -> Page:
    """The page that the HTML makes."""
    page = Page("test.html", html.encode(), **settings)
    build(page)
    return page


def holds(check: Callable[..., Any], html: str, **parameters: Any) -> bool | None:
    """What the check answers about the first element that the HTML names: True, False or None for unknown."""
    page = page_of(html)
    named = [e for e in page.elements() if e.line is not None]
    ask = (
        check(**parameters)
        if registered("check", check.__name__.replace("_", "-")).binds
        else partial(check, **parameters)
    )
    answer = ask(Target(named[0])).answer
    return None if answer is Answer.UNKNOWN else answer is Answer.YES


@pytest.fixture(autouse=True)
def _doctest_names(doctest_namespace: dict[str, Any]) -> None:
    doctest_namespace.update(holds=holds, page_of=page_of)

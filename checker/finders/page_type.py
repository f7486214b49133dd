"""What kind of page it is, by address, metadata, structure and amount of prose."""

from __future__ import annotations

from checker.page import Chosen, Page


def page_type(page: Page) -> Chosen:
    """The page's type with its evidence."""
    return Chosen("other", "nothing says what kind of page it is", certain=False)

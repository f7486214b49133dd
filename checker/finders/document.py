"""The document's own facts: title, language."""

from __future__ import annotations

from checker.page import Page
from checker.reading import folded


def document_title(page: Page) -> str | None:
    """The document's title with white space folded, or None where it has none."""
    for element in page.document.tagged("title"):
        if element.namespace == "html":
            return folded(element.text) or None
    return None


def document_language(page: Page) -> str | None:
    """The ``lang`` of the document element as written, or None where there is none."""
    root = page.root
    value = root.attrs.get("lang", "").strip() if root is not None else ""
    return value or None

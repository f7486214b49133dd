"""Loads a page that a program hands over."""

from __future__ import annotations

from checker.loading import LoadOptions, media_type_of, page_from
from checker.page import Page
from checker.registry import loader
from checker.targets import Source


@loader(accepts=("memory",))
def load(source: Source, options: LoadOptions) -> Page:
    """The page that the content makes; TargetError where it is none. A text needs no encoding, whatever it declares."""
    media_type = media_type_of(source.name) or "text/html"
    if isinstance(source.content, str):
        content = source.content.encode("utf-8", "replace")
        return page_from(content, source, options, media_type=media_type, charset="utf-8")
    return page_from(source.content or b"", source, options, media_type=media_type)

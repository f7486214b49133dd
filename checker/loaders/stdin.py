"""Loads a page from standard input."""

from __future__ import annotations

import sys

from checker.loading import LoadOptions, page_from
from checker.page import Page
from checker.registry import loader
from checker.targets import Source


@loader(accepts=("stdin",))
def load(source: Source, options: LoadOptions) -> Page:
    """The page that is piped in; TargetError where it is no page."""
    content = sys.stdin.buffer.read(options.max_bytes + 1)
    return page_from(content, source, options)

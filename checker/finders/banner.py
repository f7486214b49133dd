"""The official banner and its parts."""

from __future__ import annotations

from typing import Any

from checker.page import Page


def banner_facts(page: Page) -> dict[str, Any]:
    """The report's ``facts.banner``."""
    return {
        "present": False,
        "scope": None,
        "family": None,
        "tld": None,
        "language": None,
        "https_notice": False,
    }

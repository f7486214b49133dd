"""Captions with their photos and credits."""

from __future__ import annotations

from typing import Any

from checker.page import Page


def photo_facts(page: Page) -> list[dict[str, Any]]:
    """The report's ``facts.captioned_photos``."""
    return []

"""What the page says about itself to machines: meta elements and JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from checker.page import Page, derived
from checker.reading import folded

#: schema.org types of a story (https://schema.org/Article and its subtypes).
ARTICLE_TYPES = frozenset(
    {
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "BlogPosting",
        "SocialMediaPosting",
        "LiveBlogPosting",
        "Report",
    }
)
NEWS_TYPES = frozenset(one for one in ARTICLE_TYPES if one.endswith("NewsArticle"))
#: More text than this in one script is data of an application, not a description of the page.
_LONGEST = 300_000


@derived
def meta_contents(page: Page) -> Mapping[str, list[str]]:
    """The contents of the meta elements by their name or property in lower case."""
    found: dict[str, list[str]] = {}
    for element in page.document.tagged("meta"):
        name = element.attrs.get("property") or element.attrs.get("name") or element.attrs.get("itemprop")
        content = element.attrs.get("content", "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def meta(page: Page, *names: str) -> str | None:
    """The content of the first meta element that has one of the names, tried in their order."""
    contents = meta_contents(page)
    return next((contents[name][0] for name in names if name in contents), None)


@derived
def json_ld(page: Page) -> list[dict[str, Any]]:
    """The objects of the page's JSON-LD, those of a ``@graph`` and of ``mainEntity`` among them; broken scripts give none."""
    found: list[dict[str, Any]] = []
    for element in page.document.tagged("script"):
        if element.attrs.get("type", "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        text = element.text
        if len(text) > _LONGEST:
            continue
        try:
            value = json.loads(text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        found.extend(_objects(value))
    return found


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for one in value:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(key), (list, dict)):
                yield from _objects(value[key], depth + 1)


def types_of(thing: Mapping[str, Any]) -> frozenset[str]:
    """The schema.org types of a JSON-LD object, without their prefixes."""
    value = thing.get("@type", ())
    names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return frozenset(one.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for one in names if isinstance(one, str))


@derived
def described_articles(page: Page) -> list[dict[str, Any]]:
    """The JSON-LD objects that describe a story."""
    return [thing for thing in json_ld(page) if types_of(thing) & ARTICLE_TYPES]


def names_of(value: Any) -> list[str]:
    """The names in a JSON-LD ``author`` or ``publisher``: a text, an object with a name, or a list of them."""
    if isinstance(value, str):
        return [folded(value)] if value.strip() and "://" not in value else []
    if isinstance(value, dict):
        return names_of(value.get("name"))
    if isinstance(value, list):
        return [name for one in value for name in names_of(one)]
    return []

"""Links by which readers share a page or follow the agency elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from checker.finders.exposed import elements_with_role
from checker.finding import Target
from checker.page import Element, Page
from checker.pattern import pattern
from checker.registry import finder

_SITES = (
    "facebook|fb|twitter|x|instagram|youtube|youtu|linkedin|flickr|pinterest|threads|tiktok|snapchat|reddit|tumblr|whatsapp"
    "|bsky|mastodon|vimeo|truthsocial|rumble|weibo|telegram|addtoany|addthis|sharethis|dvidshub"
)
_HOST = pattern(
    rf"(?:https?:)?//(?:[\w-]+\.)*(?:{_SITES})\.(?:com|net|org|be|me|app|social)(?:[/?#:]|$)", re.IGNORECASE
)
#: One film or post is no way to share or follow.
_ONE_ITEM = pattern(r"/(?:watch|embed|status|posts|playlist)\b", re.IGNORECASE)
#: Names that sites and icon fonts give to such a link or to the icon in it.
_CLASS = pattern(
    r"(?:^|[\s_-])(?:facebook|twitter|x-twitter|instagram|youtube|linkedin|flickr|pinterest|threads|bluesky|whatsapp|addthis"
    r"|a2a|social|share|sharing)(?:$|[\s_-])|(?:^|\s)fa-(?:x|share\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)


@finder()
def social_links(page: Page) -> Iterable[Target]:
    """The links and buttons in the accessibility tree that lead to a social network or share the page there."""
    found = [
        link
        for link in elements_with_role(page, "link")
        if "//" in (href := link.attrs.get("href", "")) and _leads_there(href)
    ]
    classes = chain.from_iterable(scope.values("class").split("\n") for scope in page.snapshot.scopes)
    if any(map(_names_social, classes)):
        called = chain(elements_with_role(page, "link"), elements_with_role(page, "button"))
        found = list(dict.fromkeys([*found, *filter(_is_called_social, called)]))
    return [Target(one) for one in sorted(found, key=lambda one: (one.scope.host is not None, one.index))]


@lru_cache(maxsize=4096)
def _leads_there(href: str) -> bool:
    address = href.strip()[:300]
    return _HOST.match(address) is not None and not _ONE_ITEM.search(address)


def _is_called_social(element: Element) -> bool:
    """Whether a class of the element, or of an icon in it, says so."""
    first = element.index
    near = element.scope.elements[first : min(element.end, first + 7)] if element.end - first < 12 else [element]
    named = [one.attrs["class"] for one in near if "class" in one.attrs]
    return bool(named) and any(map(_names_social, named))


@lru_cache(maxsize=4096)
def _names_social(classes: str) -> bool:
    return _CLASS.search(classes) is not None

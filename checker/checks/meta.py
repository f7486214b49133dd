"""Statements about what ``meta`` elements say: descriptions, refresh, the viewport, indexing."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from checker.finders.document import host_of, meta_contents
from checker.finding import Target, Verdict, no, unknown, yes
from checker.pattern import pattern
from checker.quoting import cut
from checker.registry import check

#: CSS Device Adaptation, "The viewport META element" (https://www.w3.org/TR/css-device-adapt-1/#viewport-meta).
_PROPERTY = pattern(r"([^\s,;=]+)(?:\s*=[\s=]*([^\s,;=]+))?")
_NUMBER = pattern(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
_STAGING = frozenset(
    "staging stage stg dev test testing uat preview qa preprod beta sandbox author edit cms demo".split()
)
_SMALLEST, _LARGEST = 0.1, 10.0


@check
def meta_given(target: Target, *, names: Sequence[str]) -> Verdict:
    """For each name the head holds a ``meta`` element of that name or property whose content is not blank."""
    page = target.page
    for name in names:
        found = meta_contents(page, name)
        if not found:
            return no(f"the page has no {_spoken(name)}", at=page.head or target.element, missing=True)
        if not any(content for _, content in found):
            return no(f"the page's {_spoken(name)} is empty", at=found[0][0])
    return yes(f"the page has {' and '.join(map(_spoken, names))}")


def _spoken(name: str) -> str:
    return {"description": "description for search engines", "viewport": "viewport setting"}.get(name, name)


@check
def refresh_within(target: Target, *, seconds: int) -> Verdict:
    """The refresh comes after at most so many seconds."""
    delay = int(str(target.part("seconds")))
    found = "the page loads another at once" if delay == 0 else f"the page reloads or moves on after {delay:,} seconds"
    return yes(found) if delay <= seconds else no(found)


def viewport_properties(content: str) -> Mapping[str, str]:
    """The properties of a viewport's content in lower case; of a repeated one the last counts.

    >>> dict(viewport_properties("width=device-width; User-Scalable = no"))
    {'width': 'device-width', 'user-scalable': 'no'}
    """
    return {name.lower(): value.lower() for name, value in _PROPERTY.findall(content[:2000]) if value}


def _leading_number(value: str) -> float | None:
    match = _NUMBER.match(value)
    return float(match.group()) if match else None


@check
def viewport_sets(target: Target, *, properties: Sequence[str]) -> Verdict:
    """The viewport's content sets at least one of the properties."""
    found = viewport_properties(target.element.attrs.get("content", ""))
    named = [name for name in properties if name in found]
    return (
        yes(f"the viewport sets {', '.join(named)}") if named else no(f"the viewport sets no {' or '.join(properties)}")
    )


@check
def viewport_scalable(target: Target) -> Verdict:
    """The viewport does not forbid zooming by ``user-scalable``; numbers between -1 and 1 and unknown words do.

    Of its own: browsers read the value by a grammar of its own (https://www.w3.org/TR/css-viewport-1/).

    >>> holds(viewport_scalable, '<meta name="viewport" content="user-scalable=yes">')
    True
    >>> holds(viewport_scalable, '<meta name="viewport" content="user-scalable=0">')
    False
    """
    value = viewport_properties(target.element.attrs.get("content", "")).get("user-scalable")
    if value is None or value in ("yes", "device-width", "device-height"):
        return yes("the viewport lets readers zoom")
    number = _leading_number(value)
    if number is not None and abs(number) >= 1:
        return yes("the viewport lets readers zoom")
    return no(f"the page forbids zooming (user-scalable={value})")


@check
def viewport_maximum_scale(target: Target, *, at_least: int) -> Verdict:
    """The viewport lets readers zoom at least so far; a negative ``maximum-scale`` is ignored, as browsers do.

    Of its own: browsers read the value by a grammar of its own (https://www.w3.org/TR/css-viewport-1/).

    >>> holds(viewport_maximum_scale, '<meta name="viewport" content="maximum-scale=1.5">', at_least=2)
    False
    """
    value = viewport_properties(target.element.attrs.get("content", "")).get("maximum-scale")
    scale = math.inf if value is None else _scale(value)
    if scale >= at_least:
        return yes("the viewport sets no low limit to zooming")
    return no(f"the page stops zooming at {scale:g} times (maximum-scale={value})")


def _scale(value: str) -> float:
    if value in ("device-width", "device-height"):
        return _LARGEST
    if value == "yes":
        return 1.0
    number = _leading_number(value)
    if number is None:
        return _SMALLEST
    return math.inf if number < 0 else min(max(number, _SMALLEST), _LARGEST)


@check
def robots_allowed(target: Target) -> Verdict:
    """Neither a ``robots`` meta element nor an X-Robots-Tag header keeps search engines from the page.

    Of its own: what forbids listing may stand in two elements and a header, among other words.
    """
    page = target.page
    for name in ("robots", "googlebot"):
        for element, content in meta_contents(page, name):
            if _forbids(content):
                return no(f"the page keeps search engines out (robots: {cut(content, 60)})", at=element)
    header = page.response.headers.get("x-robots-tag", "") if page.response else ""
    return (
        no("the server keeps search engines out (X-Robots-Tag)")
        if _forbids(header)
        else yes("search engines may list it")
    )


def _forbids(content: str) -> bool:
    return not {"noindex", "none"}.isdisjoint(pattern(r"[\s,:]+").split(content.lower()))


@check
def staging_host(target: Target) -> Verdict:
    """The page's host is one on which sites are tried out; unknown where no address is known.

    Of its own: one part of the host's name among others, in which a word is no proof.
    """
    host = host_of(target.page.url)
    if not host:
        return unknown("the page's address is not known")
    words = set(pattern(r"[.-]").split(host.rpartition(".")[0]))
    return yes(f"{host} is a host for trials") if words & _STAGING else no(f"{host} is a public host")

"""Statements about addresses: whether they are encrypted, whose they are, and what headers came with the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.finders.document import host_of
from checker.finders.internal import is_internal
from checker.finders.links import quick_host
from checker.finders.loads import is_plain
from checker.finding import Target, Verdict, no, unknown, yes
from checker.pattern import pattern
from checker.quoting import cut
from checker.registry import check

_MAX_AGE = pattern(r"max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
_PUBLIC = ("gov", "mil")
#: Made once: pages have hundreds of addresses.
_ENCRYPTED = yes("the address asks for no unencrypted connection")


@check
def part_encrypted(target: Target, *, part: str = "address") -> Verdict:
    """The part, an address, asks for no unencrypted connection."""
    address = str(target.part(part))
    if is_plain(address):
        return no(f"{_thing(target)} comes from an unencrypted address, {cut(address)}")
    return _ENCRYPTED


def _thing(target: Target) -> str:
    names = {
        "script": "a script",
        "link": "a file of the page",
        "iframe": "a frame",
        "img": "a picture",
        "style": "a style sheet",
    }
    return names.get(target.element.tag, f"the {target.element.tag} element's content")


@check
def attribute_encrypted(target: Target, *, names: Sequence[str]) -> Verdict:
    """None of the attributes asks for an unencrypted connection.

    >>> holds(attribute_encrypted, '<form action="http://agency.gov/">', names=["action"])
    False
    >>> holds(attribute_encrypted, '<form action="/find">', names=["action"])
    True
    """
    for name in names:
        value = target.element.attrs.get(name)
        if value is not None and is_plain(value):
            return no(f"the address is not encrypted: {cut(value)}")
    return _ENCRYPTED


@check
def upgrades_requests(target: Target) -> Verdict:
    """The page tells browsers to encrypt all that it loads (CSP "upgrade-insecure-requests")."""
    page = target.page
    policies = [one.attrs["content"] for one in page.select('meta[http-equiv="content-security-policy" i][content]')]
    if page.response is not None:
        policies.append(page.response.headers.get("content-security-policy", ""))
    if any("upgrade-insecure-requests" in policy.lower() for policy in policies):
        return yes("the page has browsers encrypt what it loads")
    return no("the page does not have browsers encrypt what it loads")


@check
def links_to_government(target: Target) -> Verdict:
    """The link's address is on a .gov or .mil host, or on the page's own host.

    Of its own: the page's own site counts too, whatever its domain.
    """
    host = quick_host(target.element.attrs.get("href", ""))
    if not host:
        return no("the link has no host of its own")
    if host.rpartition(".")[2] in _PUBLIC:
        return yes(f"the link leads to {host}")
    own = host_of(target.page.url) or ""
    same = bool(own) and own.split(".")[-2:] == host.split(".")[-2:]
    return yes(f"the link leads to {host}") if same else no(f"the link leads to {host}")


@check
def page_address_encrypted(target: Target) -> Verdict:
    """The page is served at an https address; unknown where only its own metadata says otherwise.

    Of its own: what the page says of its own address is no proof of how it is served.
    """
    page = target.page
    url = (page.response.final_url if page.response else "") or page.url
    if not url:
        return unknown("the page's address is not known")
    if url.lower().startswith("https:"):
        return yes("the page's address begins with https")
    if not url.lower().startswith("http:"):
        return unknown(f"the page's address is {cut(url)}")
    if page.response is None and page.url_because in ("from the canonical link", "from og:url"):
        return unknown(f"the page calls an unencrypted address its own, {cut(url)}")
    if is_internal(url):
        return unknown(f"the page was read inside, at {cut(url)}")
    return no(f"the page is served without encryption, at {cut(url)}")


@check
def hsts_max_age(target: Target, *, at_least: int) -> Verdict:
    """The Strict-Transport-Security header holds for at least so many seconds.

    Of its own: it reads the grammar of the header (RFC 6797).
    """
    header = _hsts(target)
    match = _MAX_AGE.search(header or "")
    if header is None:
        return no("the server sends no Strict-Transport-Security header")
    if match is None or int(match.group(1)) < at_least:
        return no(f"the server sends “Strict-Transport-Security: {cut(header)}”, which is too short")
    return yes(f"the server sends “Strict-Transport-Security: {cut(header)}”")


def _hsts(target: Target) -> str | None:
    response = target.page.response
    return response.headers.get("strict-transport-security") if response else None

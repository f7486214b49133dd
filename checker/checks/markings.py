"""Statements about what must not be on a public page: markings, internal addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.finding import Target, Verdict, no, unknown, yes
from checker.reading import all_lines
from checker.registry import check

#: Addresses that only work inside a building or on one machine (RFC 1918, RFC 6761), and closed networks.
_INTERNAL = re.compile(
    r"\s*(?:file:|\\\\|(?:https?|ftp):/{2}(?:[^/?#@\s]{1,200}@)?(?:localhost|127\.\d|10\.\d{1,3}\.\d{1,3}\.\d|192\.168\.\d"
    r"|172\.(?:1[6-9]|2\d|3[01])\.\d|[^/?#:\s]{1,200}\.(?:smil\.mil|sgov\.gov|ic\.gov|internal|intranet|corp)(?=[/?#:]|$)))",
    re.IGNORECASE,
)


@check
def address_public(target: Target, *, names: Sequence[str]) -> Verdict:
    """None of the attributes is an address that only works inside an agency or on one machine.

    >>> holds(address_public, '<a href="file:///C:/memo.doc">Memo</a>', names=["href"])
    False
    """
    attrs = target.element.attrs
    for name in names:
        value = attrs.get(name)
        if value and _INTERNAL.match(value):
            return no(f"the address works only inside: {value.strip()[:100]}")
    return yes("the address is not an internal one")


@check
def lines_free_of(target: Target, *, markings: Sequence[str], prefixes: Sequence[str] = ()) -> Verdict:
    """No line of the page is one of the markings, alone or between slashes and brackets, or begins with a prefix.

    Markings and prefixes are compared as written, in capitals where they are capitals.
    """
    page = target.page
    if not any(one in page.source for one in (*markings, *prefixes)):
        return yes("the page has no such marking")
    for line in all_lines(page):
        text = line.text.strip(" .*-–—()[]")
        if text in markings or text.startswith(tuple(prefixes)):
            return no("a line of the page is a marking", at=line.element)
    return yes("the page has no line that is a marking")


@check
def structured_data_readable(target: Target) -> Verdict:
    """The block of JSON-LD is valid JSON, once wrappers for old browsers are taken off."""
    import json

    text = re.sub(
        r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$", "", target.element.text[:1_000_000]
    )
    try:
        value = json.loads(text)
    except RecursionError:
        return unknown("the block is nested too deeply to be read")
    except ValueError as error:
        return no(f"the block is not valid JSON ({error})")
    return yes("the block is valid JSON") if isinstance(value, dict | list) else no("the block holds no object")


@check
def structured_data_typed(target: Target) -> Verdict:
    """The block of JSON-LD names its vocabulary and the type of what it describes; unreadable ones are another matter."""
    import json

    try:
        value = json.loads(target.element.text[:1_000_000])
    except (ValueError, RecursionError):
        return yes("the block cannot be read")
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and not ("@context" in one and ("@type" in one or "@graph" in one or "@id" in one)):
            return no("the block lacks @context or @type")
    return yes("the block has @context and @type")

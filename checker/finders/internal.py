"""Addresses on a page that only work inside an agency or on one machine."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.finders.links import page_links
from checker.finding import Passage, Target
from checker.page import Page
from checker.pattern import pattern
from checker.quoting import cut
from checker.registry import finder

#: RFC 1918, RFC 6761, and networks that are closed to the public.
_INTERNAL = pattern(
    r"\s*(?:file:|\\\\|(?:https?|ftp):/{2}(?:[^/?#@\s]{1,200}@)?(?:localhost|127\.\d|10\.\d{1,3}\.\d{1,3}\.\d|192\.168\.\d"
    r"|172\.(?:1[6-9]|2\d|3[01])\.\d|[^/?#:\s]{1,200}\.(?:smil\.mil|sgov\.gov|ic\.gov|internal|intranet|corp)(?=[/?#:]|$)))",
    re.IGNORECASE,
)
#: One of these stands in every such address; looking for them first spares most pages the pattern.
_SIGNS = ("file:", "\\\\", "localhost", "//127.", "//10.", "//172.", "//192.168.", "@", ".smil.", ".sgov.", ".ic.gov")
_NAMED_SIGNS = (".internal", ".intranet", ".corp")
_ATTRIBUTES = ("href", "src", "action", "data")


def is_internal(address: str) -> bool:
    """Whether the address only works inside an agency or on one machine.

    >>> is_internal("file:///C:/memo.doc"), is_internal("https://agency.gov/10.1.1.1")
    (True, False)
    """
    return _INTERNAL.match(address) is not None


@finder(parts={"address": "an address that works only inside"})
def internal_addresses(page: Page) -> Iterable[Target]:
    """What links to, or loads from, an address that only works inside, with that address."""
    signs = (*_SIGNS, *_NAMED_SIGNS)
    loaded = page.select("link[href], [src], [action], object[data]")
    addresses = "\n".join(one.attrs[name] for one in loaded for name in _ATTRIBUTES if name in one.attrs).lower()
    if not any(sign in addresses for sign in signs) and not page_links(page).any_address_has(signs):
        return
    for element in page.select("[href], [src], [action], object[data]"):
        for name in _ATTRIBUTES:
            value = element.attrs.get(name)
            if value and is_internal(value):
                found = f"the address works only inside: {cut(value, 100)}"
                yield Target(element, {"address": Passage(value, found=found)})
                break

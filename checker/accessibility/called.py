"""What a link or control is called in a sentence for people."""

from __future__ import annotations

from checker.accessibility.name import accessible_name
from checker.page import Element
from checker.quoting import quotation

_KINDS = {"a": "the link", "button": "the button", "input": "the field", "select": "the list"}


def called(element: Element) -> str:
    """The kind of element and its accessible name, as far as it is short.

    >>> called(page_of("<a href=/>Home</a>").body.elements[0])
    'the link “Home”'
    """
    kind = _KINDS.get(element.tag, f"the {element.tag}")
    name = accessible_name(element).text.strip()
    return f"{kind} {quotation(name, 40)}" if name else kind

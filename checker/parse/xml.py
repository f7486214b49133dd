"""Builds the tree of an XML document (SVG, XHTML and other) with Python's expat, with the place of each start tag.

Expat bounds what internal entities may expand to; external ones are never read. The entities that XHTML's public
DTDs declare (``&nbsp;`` ...) are known, as browsers know them.
"""

from __future__ import annotations

import re
from html.entities import name2codepoint
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from checker.errors import LimitError
from checker.page import HTML, MATHML, SVG, Comment, Element, Page, Scope, Snapshot
from checker.parse.limits import XML_DEPTH, Limits

_NAMESPACES = {
    "http://www.w3.org/1999/xhtml": HTML,
    "http://www.w3.org/2000/svg": SVG,
    "http://www.w3.org/1998/Math/MathML": MATHML,
}
#: Entities may make a document this many times longer, or by this many characters.
_MOST_EXPANSION = 10
_FREE_EXPANSION = 1_000_000
_UNQUALIFIED = re.compile(r"[^\w.-]")


class NotWellFormedError(Exception):
    """The document is no well-formed XML; a browser shows an error there."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class XmlTree(NamedTuple):
    """The scope of an XML document; the prefix of every attribute is declared in ``prefixes``."""

    scope: Scope
    prefixes: frozenset[str]


def build(page: Page, limits: Limits) -> XmlTree:
    """Give the page its scope and elements; NotWellFormedError or LimitError where that cannot be."""
    tree = _Builder(page, limits)
    try:
        tree.parse(page.source)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        if "amplification" in reason:
            raise LimitError("its entities expand without measure; write them out", kind="entity-expansion") from error
        raise NotWellFormedError(reason, error.lineno) from error
    snapshot = Snapshot()
    snapshot.scopes.append(tree.scope)
    page.states["as-loaded"] = snapshot
    return XmlTree(tree.scope, frozenset(tree.prefixes))


def markup_of(tree: XmlTree) -> str:
    """The tree as plain XML without namespaces, for a selector engine to read; elements in the same order."""
    root = tree.scope.root
    if root is None:
        return ""
    declared = "".join(f' xmlns:{prefix}="{prefix}"' for prefix in sorted(tree.prefixes))
    parts: list[str] = []
    waiting: list[Element | str] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        name = _UNQUALIFIED.sub("_", node.tag)
        attrs = "".join(
            f" {key}={quoteattr(value)}" for key, value in node.attrs.items() if not key.startswith("xmlns")
        )
        parts.append(f"<{name}{declared if node is root else ''}{attrs}>")
        waiting.append(f"</{name}>")
        waiting += [escape(child) if isinstance(child, str) else child for child in reversed(node.children)]
    return "".join(parts)


class _Builder:
    """Takes expat's events and makes elements of them."""

    def __init__(self, page: Page, limits: Limits) -> None:
        self.scope = Scope(page)
        self.prefixes: set[str] = set()
        self._limits = limits
        self._open: list[Element] = []
        self._namespaces: list[dict[str, str]] = [{"": "", "xml": "http://www.w3.org/XML/1998/namespace"}]
        self._room = _FREE_EXPANSION + _MOST_EXPANSION * len(page.source)
        self._parser = expat.ParserCreate("UTF-8")  # the text is decoded, whatever its declaration says

    def parse(self, text: str) -> None:
        """Read the whole document."""
        parser = self._parser
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._comment
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ExternalEntityRefHandler = self._external
        parser.Parse(text.encode("utf-8", "replace"), True)

    def _start(self, name: str, pairs: list[str]) -> None:
        if len(self._open) >= XML_DEPTH:
            raise LimitError(f"its elements are nested more than {XML_DEPTH:,} deep", kind="too-deep")
        elements = self.scope.elements
        self._limits.check_elements(len(elements) + 1)
        attrs = dict(zip(pairs[::2], pairs[1::2], strict=True))
        self._spend(sum(map(len, pairs)))
        spaces = self._namespaces[-1]
        own = {key[6:]: value for key, value in attrs.items() if key == "xmlns" or key.startswith("xmlns:")}
        if own:
            spaces = {**spaces, **own}
        self._namespaces.append(spaces)
        for key in attrs:
            prefix, colon, _ = key.partition(":")
            if colon and prefix not in ("xml", "xmlns"):
                self.prefixes.add(prefix)
        prefix, colon, local = name.partition(":")
        uri = spaces.get(prefix if colon else "", "")
        element = Element(
            local if colon else name,
            attrs,
            self._open[-1] if self._open else None,
            self.scope,
            len(elements),
            self._parser.CurrentLineNumber,
            self._parser.CurrentColumnNumber + 1,
            _NAMESPACES.get(uri, uri),
        )
        elements.append(element)
        if self._open:
            self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, name: str) -> None:
        self._namespaces.pop()
        self._open.pop().end = len(self.scope.elements)

    def _text(self, data: str) -> None:
        self._spend(len(data))
        if self._open:
            self._open[-1].children.append(data)

    def _comment(self, data: str) -> None:
        self.scope.comments.append(Comment(data, len(self.scope.elements)))

    def _doctype(self, name: str, system_id: str | None, public_id: str | None, internal: bool) -> None:
        self.scope.doctype = name

    def _external(self, context: str, base: str | None, system_id: str | None, public_id: str | None) -> int:
        if public_id and "XHTML" in public_id:
            declared = "".join(f'<!ENTITY {name} "&#{code};">' for name, code in name2codepoint.items() if code > 127)
            self._parser.ExternalEntityParserCreate(context).Parse(declared, True)
        return 1

    def _spend(self, characters: int) -> None:
        self._room -= characters
        if self._room < 0:
            raise LimitError("its entities expand without measure; write them out", kind="entity-expansion")

"""The encoding of a page's bytes, as the HTML standard finds it, and the map from its text back to its bytes.

https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
"""

from __future__ import annotations

import codecs
import contextlib
import functools
import re
from collections.abc import Callable
from typing import NamedTuple

from checker.pattern import pattern

_MARKS = ((b"\xef\xbb\xbf", "UTF-8"), (b"\xfe\xff", "UTF-16BE"), (b"\xff\xfe", "UTF-16LE"))
_SPACE = b"\t\n\f\r "
#: How far a declaration is looked for where the first 1024 bytes have none: browsers start anew when the tree builder
#: meets one later in the head.
_HEAD = 65_536
_XML_DECLARATION = pattern(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.:-]*)["']""")
_CHARSET = pattern(r"charset", re.I)
_COMMON = {
    "utf-8": "UTF-8",
    "utf8": "UTF-8",
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "windows-1252": "windows-1252",
    "cp1252": "windows-1252",
}
_REPLACED = frozenset({"csiso2022kr", "hz-gb-2312", "iso-2022-cn", "iso-2022-cn-ext", "iso-2022-kr", "replacement"})


class Decoded(NamedTuple):
    """A page's text: the encoding used, who named it, and the encoding that the page itself declares."""

    encoding: str
    text: str
    because: str
    declared: str | None = None


def encoding_named(label: str) -> str | None:
    """The name of the encoding that the label stands for (Encoding standard, "get an encoding"), or None."""
    label = label.strip("\t\n\f\r ").lower()
    if label in _COMMON:
        return _COMMON[label]
    if label in _REPLACED:
        return "replacement"
    import webencodings

    found = webencodings.lookup(label)
    if found is None:
        return None
    name = str(found.name)
    if name in ("shift_jis", "big5"):
        return name.capitalize() if name == "big5" else "Shift_JIS"
    return name if name.startswith(("windows", "mac", "x-", "gb18030", "replacement")) else name.upper()


def decode(content: bytes, *, charset: str | None = None, xml: bool = False) -> Decoded:
    """The text of the bytes in the encoding that browsers use for them.

    Order: byte-order mark, what the network said, the page's own declaration, then UTF-8 where the bytes are
    valid UTF-8, else windows-1252 (UTF-8 for XML). The mark is not part of the text.
    """
    declared = _declared_in_xml(content) if xml else declared_in_html(content)
    for mark, name in _MARKS:
        if content.startswith(mark):
            return Decoded(name, _text(content[len(mark) :], name), "byte-order mark", declared)
    named = encoding_named(charset) if charset else None
    if named:
        return Decoded(named, _text(content, named), "network", declared)
    if declared:
        return Decoded(declared, _text(content, declared), "declaration", declared)
    try:
        return Decoded("UTF-8", content.decode("utf-8"), "content", None)
    except UnicodeDecodeError:
        name = "UTF-8" if xml else "windows-1252"
        return Decoded(name, _text(content, name), "fallback", None)


def _text(content: bytes, name: str) -> str:
    if name == "replacement":
        return "\ufffd" if content else ""
    if name == "windows-1252":
        text = content.decode("latin-1")
        return text if content.isascii() else text.translate(_windows_1252())
    if name.startswith("UTF-"):
        return content.decode(name, "replace")
    return _decoder(name)(content, "replace")[0]


@functools.cache
def _windows_1252() -> dict[int, str]:
    """How windows-1252 differs from Latin-1 (Encoding standard); five bytes are controls in both."""
    controls = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
    return {byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in controls}


def _decoder(name: str) -> Callable[[bytes, str], tuple[str, int]]:
    """The standard's own decoder where turbohtml offers it, else the nearest of Python's."""
    with contextlib.suppress(ImportError, LookupError):
        from checker.parse import turbo

        return turbo.decoder(name)
    import webencodings

    found = webencodings.lookup(name)
    return (found.codec_info if found else codecs.lookup(name)).decode


def _declared_in_xml(content: bytes) -> str | None:
    match = _XML_DECLARATION.match(content.removeprefix(_MARKS[0][0])[:1024])
    named = encoding_named(match.group(1).decode("ascii")) if match else None
    return "UTF-8" if named and named.startswith("UTF-16") else named


def declared_in_html(content: bytes) -> str | None:
    """The encoding that the page declares: in its first 1024 bytes, or later in its head."""
    if content.startswith(b"\x3c\x00\x3f\x00\x78\x00"):
        return "UTF-16LE"
    if content.startswith(b"\x00\x3c\x00\x3f\x00\x78"):
        return "UTF-16BE"
    found = _Prescan(content[:1024]).encoding()
    if found is None and len(content) > 1024:
        head = content[:_HEAD]
        end = pattern(rb"</head|<body", re.I).search(head)
        if end is None or end.start() > 1024:
            found = _Prescan(head[: end.start()] if end else head).encoding()
    return found or _declared_in_xml(content)


def charset_in(text: str) -> str | None:
    """The encoding named in a ``Content-Type`` ("extract a character encoding from a meta element")."""
    at = 0
    while match := _CHARSET.search(text, at):
        at = match.end()
        rest = text[at:].lstrip("\t\n\f\r ")
        if not rest.startswith("="):
            continue
        rest = rest[1:].lstrip("\t\n\f\r ")
        if rest[:1] in ('"', "'"):
            value, closed, _ = rest[1:].partition(rest[0])
            return encoding_named(value) if closed else None
        return encoding_named(pattern(r"[\t\n\f\r ;]").split(rest, maxsplit=1)[0])
    return None


class _Prescan:
    """The standard's "prescan a byte stream to determine its encoding", over the bytes given."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def encoding(self) -> str | None:
        """The first encoding that a ``meta`` element names."""
        data = self._data
        while (start := data.find(b"<", self._at)) >= 0:
            self._at = start + 1
            if data.startswith(b"!--", self._at):
                end = data.find(b"-->", self._at + 1)
                if end < 0:
                    return None
                self._at = end + 3
            elif data[self._at : self._at + 4].lower() == b"meta" and data[self._at + 4 : self._at + 5] in (
                *(bytes([space]) for space in _SPACE),
                b"/",
            ):
                self._at += 5
                found = self._meta()
                if found:
                    return found
            elif data[self._at : self._at + 2].lstrip(b"/")[:1].isalpha() and data[self._at : self._at + 2] != b"//":
                self._skip_until(_SPACE + b">")
                while self._attribute() is not None:
                    pass
            elif data[self._at : self._at + 1] in (b"!", b"/", b"?"):
                self._skip_until(b">")
        return None

    def _meta(self) -> str | None:
        names: set[bytes] = set()
        pragma = False
        needs_pragma: bool | None = None
        charset: str | None = None
        while (attribute := self._attribute()) is not None:
            name, value = attribute
            if name in names:
                continue
            names.add(name)
            if name == b"http-equiv":
                pragma = value == b"content-type"
            elif name == b"content" and charset is None:
                charset = charset_in(value.decode("latin-1"))
                needs_pragma = True if charset else needs_pragma
            elif name == b"charset":
                charset, needs_pragma = encoding_named(value.decode("latin-1")), False
        cut_off = self._at >= len(self._data)  # the standard gives up where the bytes end inside a tag
        if cut_off or needs_pragma is None or (needs_pragma and not pragma) or charset is None:
            return None
        return {"UTF-16BE": "UTF-8", "UTF-16LE": "UTF-8", "x-user-defined": "windows-1252"}.get(charset, charset)

    def _skip_until(self, ends: bytes) -> None:
        data = self._data
        while self._at < len(data) and data[self._at] not in ends:
            self._at += 1

    def _skip(self, skipped: bytes) -> None:
        data = self._data
        while self._at < len(data) and data[self._at] in skipped:
            self._at += 1

    def _attribute(self) -> tuple[bytes, bytes] | None:
        """The next attribute of the tag ("get an attribute"), in lower case; None at the tag's end."""
        data = self._data
        self._skip(_SPACE + b"/")
        start = self._at
        if start >= len(data) or data[start] == ord(">"):
            return None
        self._at += data[start] == ord("=")
        self._skip_until(_SPACE + b"/>=")
        name = data[start : self._at].lower()
        self._skip(_SPACE)
        if data[self._at : self._at + 1] != b"=":
            return name, b""
        self._at += 1
        self._skip(_SPACE)
        quote = data[self._at : self._at + 1]
        if quote in (b'"', b"'"):
            end = data.find(quote, self._at + 1)
            if end < 0:
                self._at = len(data)
                return None
            value = data[self._at + 1 : end]
            self._at = end + 1
        else:
            start = self._at
            self._skip_until(_SPACE + b">")
            value = data[start : self._at]
        return name, value.lower()


def byte_offset(content: bytes, encoding: str, text: str, offset: int) -> int:
    """Where in the bytes the character at the offset of their decoded text begins."""
    mark = next((mark for mark, name in _MARKS if name == encoding and content.startswith(mark)), b"")
    before = text[:offset]
    if encoding.startswith("UTF-") and "\ufffd" not in before:
        return len(mark) + len(before.encode(encoding))
    body = content[len(mark) :]
    if len(text) == len(body):
        return len(mark) + offset
    # A mistaken byte and U+FFFD itself look alike in the text: the longest run of bytes that decodes to so much.
    low, high = 0, len(body)
    while low < high:
        middle = (low + high + 1) // 2
        if len(_text(body[:middle], encoding)) <= offset:
            low = middle
        else:
            high = middle - 1
    return len(mark) + low

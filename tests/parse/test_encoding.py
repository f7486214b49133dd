"""The encoding of a page is the one that the HTML standard's algorithm finds, and its text maps back to its bytes."""

from __future__ import annotations

import random

import pytest

from checker.parse.encoding import byte_offset, charset_in, decode, encoding_named


@pytest.mark.parametrize(
    ("content", "encoding", "because"),
    [
        (b"\xef\xbb\xbf<meta charset=latin1>", "UTF-8", "byte-order mark"),
        ("\ufeff<p>é".encode("utf-16-le"), "UTF-16LE", "byte-order mark"),
        ("\ufeff<p>é".encode("utf-16-be"), "UTF-16BE", "byte-order mark"),
        (b"<meta charset=koi8-r>", "KOI8-R", "declaration"),
        (b"<META\nCharSet = 'Latin1' >", "windows-1252", "declaration"),
        (b"<meta/charset=utf-8>", "UTF-8", "declaration"),
        (b'<meta http-equiv=Content-Type content="text/html; charset=big5">', "Big5", "declaration"),
        (b'<meta content="text/html; charset=big5">\xe9', "windows-1252", "fallback"),
        (b"<meta charset=utf-16>", "UTF-8", "declaration"),
        (b"<meta charset=x-user-defined>", "windows-1252", "declaration"),
        (b"<meta charset=nonsense>", "UTF-8", "content"),
        (b"<!-- <meta charset=koi8-r> --><p>", "UTF-8", "content"),
        (b"<!--><meta charset=koi8-r>", "KOI8-R", "declaration"),
        (b'<p title="<meta charset=koi8-r>">', "UTF-8", "content"),
        (b"<meta charset=koi8-r", "UTF-8", "content"),
        (b"<meta charset=koi8-r charset=utf-8>", "KOI8-R", "declaration"),
        ("<p>é".encode(), "UTF-8", "content"),
        (b"<p>\xe9", "windows-1252", "fallback"),
        (b"<title>" + b"x" * 1100 + b"</title><meta charset=koi8-r></head>", "KOI8-R", "declaration"),
        (b"<meta charset=hz-gb-2312>", "replacement", "declaration"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html>', "ISO-8859-2", "declaration"),
    ],
)
def test_the_encoding_is_found(content: bytes, encoding: str, because: str) -> None:
    decoded = decode(content)
    assert (decoded.encoding, decoded.because) == (encoding, because)


def test_the_network_comes_before_the_page() -> None:
    assert decode(b"<meta charset=utf-8>\xe9", charset="ISO-8859-1").encoding == "windows-1252"


def test_what_the_page_declares_is_kept_beside() -> None:
    assert decode(b"<meta charset=utf-8>\xe9", charset="ISO-8859-1").declared == "UTF-8"


def test_xml_without_a_declaration_is_utf_8() -> None:
    assert decode(b"<a>\xe9</a>", xml=True).encoding == "UTF-8"


def test_a_meta_element_says_nothing_about_xml() -> None:
    assert decode(b"<html><meta charset='koi8-r'/></html>", xml=True).encoding == "UTF-8"


def test_windows_1252_has_a_character_for_every_byte() -> None:
    text = decode(bytes(range(256)), charset="latin1").text
    assert (len(text), text[0x80], text[0x81], text[0xE9]) == (256, "€", "\x81", "é")


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("text/html; charset=utf-8", "UTF-8"),
        ("charset = 'latin1'", "windows-1252"),
        ('charset="latin1', None),
        ("charsetcharset=utf-8", "UTF-8"),
        ("charset x; charset=utf-8;q", "UTF-8"),
        ("text/html", None),
    ],
)
def test_the_charset_of_a_content_type(content: str, charset: str | None) -> None:
    assert charset_in(content) == charset


@pytest.mark.parametrize(
    ("label", "name"), [(" UTF8\n", "UTF-8"), ("ascii", "windows-1252"), ("sjis", "Shift_JIS"), ("none", None)]
)
def test_labels_have_the_names_of_the_standard(label: str, name: str | None) -> None:
    assert encoding_named(label) == name


def test_both_parsers_of_the_first_bytes_agree() -> None:
    turbohtml = pytest.importorskip("turbohtml")
    pieces = [
        b"<meta ",
        b"charset",
        b"=",
        b'"',
        b"'",
        b"utf-8",
        b"latin1",
        b"koi8-r",
        b"http-equiv=content-type ",
        b">",
    ]
    pieces += [
        b"content",
        b"text/html; charset=big5",
        b"/",
        b" ",
        b"\n",
        b"<!--",
        b"-->",
        b"<!",
        b"<?",
        b"</p",
        b"<p a=b",
    ]
    chance = random.Random(5)
    for _ in range(3000):
        content = b"".join(chance.choice(pieces) for _ in range(chance.randrange(1, 25))) + b">"
        decoded = decode(content)
        if decoded.because == "declaration":
            assert decoded.encoding == turbohtml.parse(content).encoding, content


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("\ufeffaé\U0001f600\r\nb".encode(), None),
        ("\ufeffaé\U0001f600\r\nb".encode("utf-16-le"), None),
        (b"a\xffb\xe2\x82c\xef\xbf\xbdd", "utf-8"),
        (b"caf\xe9 \x93x\x94", None),
        ("日本語 text".encode("shift_jis"), "shift_jis"),
        ("中文 x 中".encode("gb18030"), "gb18030"),
        (b"a\x00b\rc\n", None),
    ],
)
def test_every_character_is_found_in_the_bytes(content: bytes, charset: str | None) -> None:
    decoded = decode(content, charset=charset)
    for offset, character in enumerate(decoded.text):
        start = byte_offset(content, decoded.encoding, decoded.text, offset)
        end = byte_offset(content, decoded.encoding, decoded.text, offset + 1)
        piece = content[start:end]
        assert decode(piece, charset=decoded.encoding).text == character, (offset, piece)

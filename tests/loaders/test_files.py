"""Files, standard input, saved pages and archives become pages, or are refused in a plain sentence."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from checker.accessibility.sheets import files_beside, unread_sheets
from checker.address import address_of
from checker.errors import LimitError, TargetError
from checker.loading import load
from checker.page import Page
from checker.targets import Source

HTML = b"<!doctype html><html lang=en><title>News</title><p>Text</p>"


def loaded(path: Path, **options: Any) -> Page:
    return load(Source(path.name, str(path)), parser="turbohtml", **options)


def refused(path: Path, **options: Any) -> TargetError:
    with pytest.raises(TargetError) as caught:
        loaded(path, **options)
    return caught.value


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def kinds(page: Page) -> set[str]:
    return {notice.kind for notice in page.notices}


def test_a_page_is_read(tmp_path: Path) -> None:
    assert loaded(written(tmp_path, "a.html", HTML)).select("title")[0].text == "News"


def test_a_page_with_nothing_amiss_has_no_notice(tmp_path: Path) -> None:
    assert kinds(loaded(written(tmp_path, "a.html", HTML))) == set()


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.html").kind == "missing"


def test_a_name_that_no_file_can_have_is_refused() -> None:
    assert refused(Path("a\0b.html")).kind == "unreadable"


@pytest.mark.parametrize("content", [b"", b" \r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refused(written(tmp_path, "a.html", content)).kind == "empty"


@pytest.mark.parametrize("content", [b"%PDF-1.7 <p>", b"PK\x03\x04", b"\x89PNG\r\n", b"\x01\x02\x03plain"])
def test_other_kinds_of_file_are_refused_whatever_their_name(tmp_path: Path, content: bytes) -> None:
    assert refused(written(tmp_path, "a.html", content)).kind == "not-html"


def test_plain_text_is_refused(tmp_path: Path) -> None:
    assert refused(written(tmp_path, "notes.txt", b"Call the web team")).kind == "not-html"


def test_a_file_that_starts_like_html_is_read_whatever_its_name(tmp_path: Path) -> None:
    assert loaded(written(tmp_path, "page.aspx", b"\n<!DOCTYPE HTML><p>x")).select("p")


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    assert refused(written(tmp_path, "a.html", HTML), max_bytes=20).kind == "too-large"


def test_the_refusal_names_the_option(tmp_path: Path) -> None:
    assert "--max-bytes" in str(refused(written(tmp_path, "a.html", HTML), max_bytes=20))


def test_too_many_elements_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LimitError) as caught:
        loaded(written(tmp_path, "a.html", b"<p>" * 50), max_elements=40)
    assert caught.value.kind == "too-many-elements"


def test_a_drawing_is_xml_by_its_name(tmp_path: Path) -> None:
    page = loaded(written(tmp_path, "a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><linearGradient/></svg>'))
    assert [element.tag for element in page.elements()] == ["svg", "linearGradient"]


def test_xml_that_is_not_well_formed_is_read_as_html_with_a_notice(tmp_path: Path) -> None:
    page = loaded(written(tmp_path, "a.xhtml", b"<html><p>a<br></html>"))
    assert ("not-well-formed" in kinds(page), bool(page.select("p"))) == (True, True)


def test_headers_saved_beside_a_page_are_its_response(tmp_path: Path) -> None:
    path = written(tmp_path, "a.html", HTML)
    written(
        tmp_path, "a.html.headers", b"HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\nHTTP/2 404\r\nX-A: 1\r\nX-A: 2\r\n\r\n"
    )
    response = loaded(path).response
    assert response is not None
    assert (response.status, dict(response.headers)) == (404, {"x-a": "1, 2"})


def test_saved_headers_tell_by_what_addresses_the_reader_came(tmp_path: Path) -> None:
    written(tmp_path, "a.html", HTML)
    hops = b"".join(
        b"HTTP/1.1 301 Moved\r\nLocation: %s\r\n\r\n" % place
        for place in (b"http://agency.gov/", b"https://agency.gov/", b"/b")
    )
    written(tmp_path, "a.html.headers", hops + b"HTTP/2 200\r\n\r\n")
    response = loaded(tmp_path / "a.html").response
    assert response is not None
    assert (response.redirects, response.final_url) == (
        ("http://agency.gov/", "https://agency.gov/"),
        "https://agency.gov/b",
    )


def test_the_charset_of_saved_headers_is_used(tmp_path: Path) -> None:
    path = written(tmp_path, "a.html", HTML)
    written(tmp_path, "a.html.headers", b'Content-Type: text/html; charset="iso-8859-1"\n')
    assert loaded(path).encoding == "windows-1252"


def test_a_page_saved_by_a_browser_has_the_address_of_its_comment(tmp_path: Path) -> None:
    saved = b"<!DOCTYPE html>\r\n<!-- saved from url=(0027)https://www.example.mil/News/ -->\r\n<title>x</title>"
    assert address_of(loaded(written(tmp_path, "a.html", saved)))[0] == "https://www.example.mil/News/"


def test_a_page_saved_by_a_browser_says_so(tmp_path: Path) -> None:
    saved = b"<!DOCTYPE html>\n<!-- saved from url=(0014)about:internet -->\n<title>x</title>"
    assert "saved-page" in kinds(loaded(written(tmp_path, "a.html", saved)))


ARCHIVE = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://www.example.gov/news
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--b"

----b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Location: https://www.example.gov/news

<!doctype html><html lang=3D"en"><title>Caf=C3=A9</title><img src=3D"https://www.example.gov/a.css">

----b
Content-Type: text/css
Content-Transfer-Encoding: base64
Content-Location: https://www.example.gov/a.css

cHt9

----b--
""".replace(b"\n", b"\r\n")


@pytest.mark.parametrize("name", ["a.mhtml", "a.MHT"])
def test_the_page_of_an_archive_is_read(tmp_path: Path, name: str) -> None:
    assert loaded(written(tmp_path, name, ARCHIVE)).select("title")[0].text == "Café"


def test_an_archive_knows_the_address_of_its_page(tmp_path: Path) -> None:
    assert loaded(written(tmp_path, "a.mhtml", ARCHIVE)).url == "https://www.example.gov/news"


def test_the_files_of_an_archive_are_at_hand(tmp_path: Path) -> None:
    assert loaded(written(tmp_path, "a.mhtml", ARCHIVE)).resources == {"https://www.example.gov/a.css": b"p{}"}


def test_an_archive_says_what_saving_lost(tmp_path: Path) -> None:
    assert "web-archive" in kinds(loaded(written(tmp_path, "a.mhtml", ARCHIVE)))


def test_an_archive_without_a_page_is_refused(tmp_path: Path) -> None:
    assert refused(written(tmp_path, "a.mhtml", b"Subject: x\r\n\r\nHello")).kind == "not-html"


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(HTML)))
    assert load(Source("-", "-"), parser="turbohtml").select("p")[0].text == "Text"


def test_what_is_piped_in_has_to_start_like_html(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"hello")))
    with pytest.raises(TargetError) as caught:
        load(Source("-", "-"), parser="turbohtml")
    assert caught.value.kind == "not-html"


def test_a_loader_of_a_plugin_is_found_by_what_it_accepts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker import registry

    monkeypatch.setitem(registry._registered, "loader", dict(registry._registered["loader"]))

    @registry.loader(accepts=("njk",))
    def template(source: Source, options: Any) -> Page:
        return Page("made", b"")

    assert loaded(written(tmp_path, "a.njk", b"x")).name == "made"


def test_a_page_from_a_web_archive_has_the_address_that_was_archived(tmp_path: Path) -> None:
    head = b'<link rel="canonical" href="https://web.archive.org/web/20201102232816id_/https://www.example.gov/news">'
    assert address_of(loaded(written(tmp_path, "a.html", head)))[0] == "https://www.example.gov/news"


def test_a_name_that_leaves_no_room_for_saved_headers_is_read_all_the_same(tmp_path: Path) -> None:
    assert loaded(written(tmp_path, "a" * 250 + ".html", HTML)).response is None


def test_a_sheet_whose_name_no_file_can_have_is_not_beside_the_page(tmp_path: Path) -> None:
    links = b"".join(b"<link rel=stylesheet href='%s.css'>" % name for name in (b"a" * 300, b"b%00c", b"site"))
    page = loaded(written(tmp_path, "a.html", HTML + links))
    assert [file.name for file in files_beside(page)] == ["site.css"]


SHEET = b"<!doctype html><title>News</title><link rel=stylesheet href=/css/site.css><p class=gone>Text</p>"


@pytest.mark.parametrize(("working", "root"), [(".", "site"), ("site", "site"), ("site/news", None), ("other", None)])
def test_a_page_named_alone_finds_its_sites_root_up_to_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, working: str, root: str | None
) -> None:
    for folder in ("site/css", "site/news/2026", "other"):
        (tmp_path / folder).mkdir(parents=True)
    written(tmp_path / "site/css", "site.css", b".gone { display: none }")
    page = written(tmp_path / "site/news/2026", "a.html", SHEET)
    monkeypatch.chdir(tmp_path / working)
    loaded_page = loaded(page)
    assert loaded_page.site_folder == (str(tmp_path / root) if root else None)
    assert unread_sheets(loaded_page) == (() if root else ("/css/site.css",))


@pytest.mark.parametrize("href", ["/secret.txt", "/../secret.css", "//css/site.css", f"/{'a' * 300}.css", "/%00.css"])
def test_nothing_but_a_style_sheet_tells_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, href: str) -> None:
    (tmp_path / "site/css").mkdir(parents=True)
    for name in ("site/secret.txt", "site/css/site.css", "secret.css"):
        written(tmp_path, name, b"p { display: none }")
    monkeypatch.chdir(tmp_path)
    page = loaded(written(tmp_path / "site", "a.html", SHEET.replace(b"/css/site.css", href.encode())))
    assert (page.site_folder, unread_sheets(page)) == (None, (href,))

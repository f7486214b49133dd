"""What is rendered, by attribute, style and the browser's own rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.accessibility.sheets import may_be_hidden_elsewhere, unread_sheets
from checker.accessibility.visibility import is_hidden, is_rendered, renderings
from tests.accessibility.pages import element_of, page_of


@pytest.mark.parametrize(
    "html",
    [
        "<p id=x hidden>",
        "<p id=x hidden=until-found>",
        "<p id=x style='DISPLAY : none'>",
        "<p id=x style='visibility:hidden'>",
        "<style>.a{display:none}</style><p id=x class=a>",
        "<style>.not-here, p{display:none}</style><p id=x>",
        "<style>@media (min-width: 600px) {p{display:none}}</style><p id=x>",
        "<style media=screen>p{visibility:collapse}</style><p id=x>",
        "<style>p{display:none!important}</style><p id=x style='display:block'>",
        "<style>#x{display:none} p.a{display:block}</style><p id=x class=a>",
        "<style>p:not(.b, .c){display:none}</style><p id=x class=a>",
        "<style>@layer a{#x{display:block}} p{display:none}</style><p id=x>",
        "<style>@layer a{p{display:none!important}} p{display:block!important}</style><p id=x>",
        "<style>[hidden]{display:revert}</style><p id=x hidden>",
        "<dialog id=x>",
        "<div id=x popover>",
        "<input id=x type=hidden>",
    ],
)
def test_an_element_is_hidden_by_itself(html: str) -> None:
    assert is_hidden(element_of(html))


@pytest.mark.parametrize(
    "html",
    [
        "<p id=x>",
        "<p id=x class=a>",
        "<style media=print>p{display:none}</style><p id=x>",
        "<style>@media print{p{display:none}}</style><p id=x>",
        "<style>@media (max-width: 600px){p{display:none}}</style><p id=x>",
        "<style>p{display:none} .a{display:block}</style><p id=x class=a>",
        "<style>p{display:none}</style><p id=x style='display:block'>",
        "<style>p{display:block} p{display:none} p{display:block}</style><p id=x>",
        "<style>[hidden]{display:block}</style><p id=x hidden>",
        "<style>.no-js p{display:none}</style><html class=no-js><p id=x>",
        "<style>p:hover, p::nonsense, p:unknown{display:none}</style><p id=x>",
        "<style>body{display:none}</style><p id=x>",
        "<noscript><style>p{display:none}</style></noscript><p id=x>",
        "<style>p::before{content:'a';display:none}</style><p id=x>",
        "<style>.sr-only{position:absolute;width:1px;clip:rect(0,0,0,0)}</style><p id=x class=sr-only>",
        "<dialog id=x open>",
    ],
)
def test_an_element_is_shown(html: str) -> None:
    element = element_of(html)
    assert not is_hidden(element)
    assert is_rendered(element)


def test_what_is_in_an_element_without_display_is_not_rendered() -> None:
    element = element_of("<div style='display:none'><p><b id=x>")
    assert not is_rendered(element)
    assert not is_hidden(element)


def test_visibility_is_inherited_until_a_descendant_shows_itself() -> None:
    page = page_of("<div style='visibility:hidden'><p id=a></p><p id=b style='visibility:visible'></p></div>")
    table = renderings(page)[page.document]
    unseen = {name: table.unseen[page.document.ids[name][0].index] for name in ("a", "b")}
    assert unseen == {"a": 1, "b": 0}


def test_an_element_with_a_visible_part_is_not_hidden_itself() -> None:
    assert not is_hidden(
        element_of("<div id=x style='visibility:hidden'><p style='visibility:visible'>still here</p></div>")
    )


def test_content_of_noscript_is_not_rendered() -> None:
    assert not is_rendered(element_of("<body><noscript><p id=x></noscript>"))


def test_what_a_noscript_in_the_head_lets_out_is_not_rendered() -> None:
    page = page_of("<head><noscript><img src=a></noscript><meta name=b></head><body><img src=c>")
    assert [is_rendered(image) for image in page.select("img")] == [False, True]


def test_the_fallback_of_a_video_is_not_rendered() -> None:
    assert not is_rendered(element_of("<video><a id=x href=/v.mp4>Download</a></video>"))


def test_closed_details_show_their_summary_only() -> None:
    page = page_of("<details><summary>More<b></b></summary><p></p></details>")
    closed = renderings(page)[page.document].closed
    assert [closed[page.select(name)[0].index] for name in ("summary", "b", "p")] == [0, 0, 1]


def test_the_shadow_tree_of_a_hidden_host_is_not_rendered() -> None:
    page = page_of("<div hidden><template shadowrootmode=open><p>text</p></template></div>")
    shadow = page.snapshot.scopes[1]
    assert not is_rendered(shadow.elements[0])


def test_a_child_of_a_host_without_a_slot_is_not_rendered() -> None:
    assert not is_rendered(element_of("<div><template shadowrootmode=open><p>t</p></template><i id=x>text</i></div>"))


def test_a_child_of_a_host_is_rendered_in_its_slot() -> None:
    assert is_rendered(
        element_of("<div><template shadowrootmode=open><slot name=a></slot></template><i id=x slot=a>t</i></div>")
    )


def test_a_sheet_beside_the_page_is_read(tmp_path: Path) -> None:
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "main.css").write_text("p { display: none }")
    page = page_of("<link rel=stylesheet href='a_files/main.css?v=2'><p>", folder=tmp_path)
    assert is_hidden(page.select("p")[0])
    assert unread_sheets(page) == ()


def test_a_sheet_of_the_sites_root_is_read_where_the_address_tells_the_root(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "main.css").write_text("p { display: none }")
    html = "<link rel=stylesheet href='/main.css'><p>"
    page = page_of(html, folder=tmp_path / "news", url="https://agency.gov/news/a.html")
    assert is_hidden(page.select("p")[0])


@pytest.mark.parametrize("href", ["/main.css", "../main.css"])
def test_a_sheet_of_the_folder_that_was_judged_whole_is_read(tmp_path: Path, href: str) -> None:
    (tmp_path / "site" / "news").mkdir(parents=True)
    (tmp_path / "site" / "main.css").write_text("p { display: none }")
    page = page_of(f"<link rel=stylesheet href='{href}'><p>", folder=tmp_path / "site" / "news", site=tmp_path / "site")
    assert is_hidden(page.select("p")[0])


def test_a_sheet_outside_the_folder_that_was_judged_whole_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "main.css").write_text("p { display: none }")
    page = page_of("<link rel=stylesheet href='../main.css'><p>", folder=tmp_path / "site", site=tmp_path / "site")
    assert not is_hidden(page.select("p")[0])


def test_a_sheet_outside_the_pages_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "main.css").write_text("p { display: none }")
    (tmp_path / "page").mkdir()
    page = page_of("<link rel=stylesheet href='../main.css'><p>", folder=tmp_path / "page")
    assert not is_hidden(page.select("p")[0])
    assert unread_sheets(page) == ("../main.css",)


@pytest.mark.parametrize("attributes", ["rel='alternate stylesheet'", "rel=stylesheet disabled", "rel=preload"])
def test_a_sheet_that_is_not_in_force_is_not_asked_for(attributes: str) -> None:
    assert unread_sheets(page_of(f"<link {attributes} href=a.css><p>")) == ()


def test_sheets_that_cannot_be_read_are_named_once(tmp_path: Path) -> None:
    html = "<link rel=stylesheet href='https://cdn.example/x.css'><link rel=stylesheet media=print href=p.css><p><p>"
    assert unread_sheets(page_of(html, folder=tmp_path)) == ("https://cdn.example/x.css",)


def test_a_class_that_hides_is_a_doubt_where_its_sheet_is_not_read() -> None:
    link = "<link rel=stylesheet href='https://cdn.example/uswds.css'>"
    assert may_be_hidden_elsewhere(element_of(f"{link}<div class='a display-none'><b id=x>"))
    assert not may_be_hidden_elsewhere(element_of("<div class='a display-none'><b id=x>"))


def test_a_wrapper_of_the_whole_page_is_shown_by_script() -> None:
    style = "<style id=antiClickjack>#all{display:none!important}</style>"
    assert is_rendered(element_of(f"{style}<div id=all><p id=x>{'<b></b>' * 200}</div>"))

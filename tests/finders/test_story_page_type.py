"""What a page is: never by what a rule asks of it."""

from __future__ import annotations

import pytest

from checker.finders.page_type import page_type
from checker.page import Chosen, Page
from checker.parse import build

PROSE = "".join(
    f"<p>{line}</p>"
    for line in (
        "The ship came home on Monday after six months at sea, the Navy said in a statement.",
        "“We are glad to be here,” said the captain, who had promised her daughter to be back for spring.",
        "The band played on the pier for two hours while families waited with flags and flowers.",
        "“I heard the horn before I saw the ship,” said a boy who had waited since dawn.",
    )
)
STORY = f"<title>Ship comes home | Fleet</title><main><h1>Ship comes home to Norfolk</h1>{PROSE}</main>"


def kind(html: str, url: str | None = None) -> Chosen:
    """The type of the page that the HTML makes at the address."""
    page = Page("test.html", html.encode(), url=url)
    build(page)
    return page_type(page)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.example.mil/News/Article/123456/ship-comes-home/", "article"),
        ("https://www.example.mil/News/Releases/Release/Article/123456/ship-comes-home/", "press-release"),
        ("https://www.example.mil/News/Transcripts/Transcript/Article/123456/ship/", "transcript"),
        ("https://www.example.mil/About/Biographies/Display/Article/123456/ann-lee/", "document"),
        ("https://www.example.mil/News/Commentaries/Display/Article/123456/why/", "feature"),
        ("https://www.example.mil/About-Us/Units/Article-View/Article/123456/first-wing/", "document"),
        ("https://www.example.mil/About-Us/News/Article/123456/ship-comes-home/", "article"),
        ("https://www.example.gov/news/ship-comes-home", "article"),
        ("https://www.example.gov/blog/ship-comes-home", "feature"),
        ("https://www.example.gov/press-releases/2024/ship", "press-release"),
        ("https://www.example.gov/", "home"),
    ],
)
def test_the_address_says_what_a_page_is(url: str, name: str) -> None:
    assert kind(STORY, url).name == name


def test_prose_below_a_heading_alone_is_no_certain_article() -> None:
    chosen = kind(STORY)
    assert (chosen.name, chosen.certain) != ("article", True)


def test_one_sign_alone_makes_no_certain_article() -> None:
    chosen = kind(STORY.replace("“", "").replace("”", ""), "https://www.example.gov/news/ship-comes-home")
    assert (chosen.name, chosen.certain) == ("article", False)


def test_a_byline_a_dateline_and_a_date_make_no_article() -> None:
    plain = STORY.replace("</h1>", "</h1><p>By Ann Lee, Fleet News</p><p>Nov. 3, 2022</p>").replace(
        "<p>The ship came", "<p>NORFOLK, Va. -- The ship came"
    )
    assert kind(plain) == kind(STORY)


def test_what_content_systems_say_of_every_page_makes_no_certain_article() -> None:
    head = '<meta property="og:type" content="article"><meta property="article:published_time" content="2022-11-03">'
    help_page = "<h1>How to read your bill</h1><p>Your bill shows how much water you used in the last two months.</p>"
    chosen = kind(f"{head}<article>{help_page}</article>", "https://www.example.gov/bills/read")
    assert (chosen.name, chosen.certain) != ("article", True)


def test_json_ld_of_a_news_article_makes_a_certain_article() -> None:
    data = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ship comes home to Norfolk"}</script>'
    )
    chosen = kind(data + STORY)
    assert (chosen.name, chosen.certain) == ("article", True)


def test_the_line_for_immediate_release_makes_a_press_release() -> None:
    html = STORY.replace("<h1>", "<p>FOR IMMEDIATE RELEASE</p><h1>")
    assert kind(html, "https://www.example.mil/News/Article/123456/ship/").name == "press-release"


def test_linked_titles_with_teasers_make_a_listing() -> None:
    item = '<h2><a href="/{0}">Ship number {0} comes home to Norfolk</a></h2><p>The ship came home after {0} months at sea, the Navy said.</p>'
    html = "<h1>News</h1>" + "".join(item.format(number) for number in range(2, 7))
    assert kind(html, "https://www.example.gov/news").name == "listing"


def test_fields_make_a_form() -> None:
    fields = "".join(f'<label>Field {n} <input name="f{n}"></label>' for n in range(5))
    assert kind(f'<h1>Apply</h1><form method="post">{fields}</form>').name == "form"


def test_a_search_box_makes_no_form() -> None:
    html = STORY + '<form role="search"><input name="q"><input name="query2"><input name="search"></form>'
    assert kind(html).name != "form"


def test_questions_and_answers_are_no_transcript() -> None:
    html = "<h1>Myths about water</h1>" + "".join(
        f"<p>MYTH: Water of kind {n} is bad for those who drink it.</p><p>FACT: Water of kind {n} is as good as any.</p>"
        for n in range(5)
    )
    assert kind(html).name != "transcript"


def test_the_evidence_is_in_plain_words() -> None:
    chosen = kind(STORY, "https://www.example.mil/News/Article/123456/ship-comes-home/")
    assert "its address has an article number" in chosen.because
    assert "4 paragraphs of prose" in chosen.because


LINKS = "".join(f'<li><a href="/topic/{n}">Topic {n}</a></li>' for n in range(9))


def test_a_page_with_a_link_to_a_file_beside_others_is_no_page_of_a_file() -> None:
    html = f'<h1>Mission</h1><p>We look after the water of the nation, every day. <a href="/plan.pdf">Plan</a></p><ul>{LINKS}</ul>'
    assert kind(html, "https://www.example.gov/who-we-are").name == "other"


def test_a_page_with_little_but_a_link_to_a_file_is_there_for_the_file() -> None:
    html = '<h1>Water plan</h1><p>The plan for the next ten years. <a href="/plan.pdf">Water plan (PDF)</a></p>'
    assert kind(html, "https://www.example.gov/plans/water").name == "document"

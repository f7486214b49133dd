"""The parts of a story: what is taken for a byline, a dateline, a headline, and what is not."""

from __future__ import annotations

from datetime import date

import pytest

from checker.finders.byline import found_byline, name_without_by, person_in_metadata
from checker.finders.byline_grammar import parse_byline
from checker.finders.dateline import found_dateline
from checker.finders.dateline_grammar import parse_dateline
from checker.finders.headline import headline
from checker.finders.published import printed_date
from tests.finders.stories import PROSE, page, story

#: Forms of table F2 of the requirements, and forms seen on real pages.
DATELINES = [
    "WASHINGTON -- ",
    "JOINT BASE PEARL HARBOR-HICKAM, Hawaii -- ",
    "WASHINGTON, Aug. 28, 1997 – ",
    "PHILIPPINE SEA, March 24, 2014 – ",
    "NASHVILLE, Tenn., May 3, 2013 – ",
    "SCOTT AIR FORCE BASE, Ill. -- ",
    "FORT BRAGG, N.C. — ",
    "SAN DIEGO (NNS) -- ",
    "FORT GEORGE G. MEADE, Md. (AFNS) -- ",
    "DUBAI, United Arab Emirates (AFNS) -- ",
    "LUXEMBOURG (AFNS) -- ",
    "JOINT BASE SAN ANTONIO-RANDOLPH, Texas (AFNS) -- ",
    "INCIRLIK AIR BASE, Turkey (AFNS) -- ",
    "USS RONALD REAGAN, At Sea -- ",
    "TALLAHASSEE, Fla. ",
    "Fort Bragg, NC - ",
    "Washington, D.C. – ",
    "KABUL, Afghanistan (May 4, 2011) – ",
    "FORT McCOY, Wis. – ",
    "SAN JUAN, Puerto Rico – ",
    "April 13, 1999--Washington, DC--",
    "WASHINGTON (AFNS) ",
    "NEW ORLEANS -- ",
    "MISSION, Texas – ",
    "11/3/2010 - HILL AIR FORCE BASE, Utah -- ",
    "LEMONT, Ill. (November 3, 2022) — ",
]


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jim Garamone, DOD News", "By Jim Garamone, DOD News"),
        ('By Charlotte Ann "Charlie" Hu', 'By Charlotte Ann "Charlie" Hu'),
        ("By Jim Garamone | DoD News | Feb. 15, 2018", "By Jim Garamone | DoD News"),
        ("By Defense Media Activity, / Published May 3, 2015", "By Defense Media Activity,"),
        ("June 8, 2017 at 10:09 AM ET by The White House", "by The White House"),
        ("Posted on March 3, 2014 by Jane Doe", "by Jane Doe"),
        ("POR:Leilani Martínez", "POR:Leilani Martínez"),
        ("From a U.S. 7th Fleet News Release", "From a U.S. 7th Fleet News Release"),
        ("Story by Sgt. 1st Class Ann Lee", "Story by Sgt. 1st Class Ann Lee"),
        ("Article and photo by Spc. Ann Lee", "Article and photo by Spc. Ann Lee"),
        ("Photos and story by Spc. Ann Lee", "Photos and story by Spc. Ann Lee"),
        ("Courtesy Story", "Courtesy Story"),
        ("By Jane Doe | 3 comments", "By Jane Doe"),
        ("Por la sargento Ana Lee, 9.ª Brigada", "Por la sargento Ana Lee, 9.ª Brigada"),
        ("By the Office of Water | Reviewed Nov. 5, 2026", "By the Office of Water"),
    ],
)
def test_a_byline_is_read_as_printed_without_its_date(line: str, byline: str) -> None:
    found = parse_byline(line)
    assert found is not None
    assert found.text == byline


@pytest.mark.parametrize(
    "line",
    [
        "By law, agencies must answer.",
        "By the Numbers",
        "By Date",
        "By Mail or Fax",
        "By Agency",
        "By 2030, the fleet will have doubled.",
        "By the President of the United States of America",
        "Por favor espere",
        "Contact: Judy Holtz",
        "Photo by Jane Doe",
        "Submitted by admin on Tue, 03/04/2014",
        "From March 3 to April 4, 2020",
    ],
)
def test_what_only_begins_like_a_byline_is_none(line: str) -> None:
    assert found_byline(story(line)) is None


def test_an_office_before_the_published_date_is_a_byline() -> None:
    found = found_byline(story("Air Force News Service<span> / Published May 19, 2013</span>"))
    assert found is not None
    assert found.text == "Air Force News Service"


def test_an_event_without_a_date_is_no_byline() -> None:
    assert found_byline(story("Air and Space Conference")) is None


def test_a_name_marked_as_the_author_needs_no_by() -> None:
    found = found_byline(story('<a rel="author" href="/people/lee">Ann Lee</a>'))
    assert found is not None
    assert found.text == "Ann Lee"


def test_a_byline_in_a_related_list_is_another_storys() -> None:
    related = "<aside><p>By Bo Ray, DOD News</p></aside>"
    assert found_byline(page(f"<main><h1>Ship comes home</h1><p>{PROSE}</p></main>{related}")) is None


def test_the_photographer_of_a_caption_is_no_author() -> None:
    figure = '<figure><img src="a.jpg" alt="A ship"><figcaption>By Ann Lee, Fleet News</figcaption></figure>'
    assert found_byline(story(figure)) is None


def test_the_sites_own_selector_finds_the_byline() -> None:
    html = f"<main><h1>Ship comes home</h1><p>{PROSE}</p><b class=w>Ann Lee of the fleet</b></main>"
    found = found_byline(page(html, byline=".w"))
    assert found is not None
    assert found.text == "Ann Lee of the fleet"


def test_the_site_itself_is_no_person_in_the_metadata() -> None:
    html = '<meta property="og:site_name" content="Fleet Post"><meta name="author" content="Fleet Post">'
    assert person_in_metadata(page(html)) is None


@pytest.mark.parametrize("text", DATELINES)
def test_a_dateline_is_read_without_its_dash(text: str) -> None:
    found = parse_dateline(text + "The ship came home on Monday.")
    assert found is not None
    assert found.text == text.rstrip(" -—–")


@pytest.mark.parametrize(
    "text",
    [
        "NORTH KOREA was warned on Monday.",
        "Secretary of Defense Lloyd Austin -- on his way home -- spoke.",
        "DEA -- and I’m glad -- is here.",
        "PRASA -- the electric company -- is here.",
        "NOTE -- This is an archive.",
        "THE PRESIDENT -- Good evening.",
        "NEW RULE -- Forms are due on Monday.",
        "COVID-19 - The virus is new.",
        "Today – The fleet came home.",
        "MS. SANDERS: Good afternoon.",
        "11:32 A.M. EDT",
        "Cabinet Room",
        "The plan, he said -- was good.",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(text: str) -> None:
    assert parse_dateline(text) is None


def test_the_dateline_may_stand_in_an_element_of_its_own() -> None:
    html = f"<main><h1>Ship comes home</h1><div><strong>WASHINGTON (AFNS) -- </strong><p>{PROSE}</p></div></main>"
    found = found_dateline(page(html))
    assert found is not None
    assert found.dateline.text == "WASHINGTON (AFNS)"


def test_the_dateline_may_follow_a_sentence_of_attribution() -> None:
    first = "<em>News release from the Lakeside Laboratory, May 9, 2016.</em></p><p>LAKESIDE, Ill. – " + PROSE
    found = found_dateline(story(first=first))
    assert found is not None
    assert found.dateline.text == "LAKESIDE, Ill."


def test_a_dateline_in_a_caption_is_not_the_storys() -> None:
    caption = f'<figure><img src="a.jpg" alt="A ship"><figcaption>PEARL HARBOR (June 30, 2010) -- {PROSE}</figcaption></figure>'
    assert found_dateline(story(caption)) is None


def test_a_dateline_in_the_third_paragraph_is_a_quotation() -> None:
    assert found_dateline(story(first=f"{PROSE}</p><p>{PROSE}</p><p>NORFOLK, Va. -- {PROSE}")) is None


def test_the_headline_is_not_the_name_of_the_site_in_an_h1() -> None:
    html = """<title>Ship comes home today | Fleet</title><div id="header"><h1 class="site-name"><a href="/">Fleet</a></h1></div>
    <h2>Ship comes home today</h2><p>The band played.</p>"""
    found = headline(page(html))
    assert found is not None
    assert found.text == "Ship comes home today"


def test_the_name_of_the_site_is_not_the_headline_though_the_title_repeats_it() -> None:
    html = """<title>Ship comes home today | Fleet News Office</title><h1 class="site-name">Fleet News Office</h1>
    <h2>Ship comes home today</h2><p>The band played.</p>"""
    found = headline(page(html))
    assert found is not None
    assert found.text == "Ship comes home today"


def test_a_byline_below_a_linked_title_is_that_storys() -> None:
    html = "<main><h1>News of the fleet</h1><h2><a href='/a'>Ship comes home to Norfolk</a></h2><p>By Ann Lee, Fleet News</p></main>"
    assert found_byline(page(html)) is None


def test_what_is_marked_as_the_headline_is_it_without_a_title() -> None:
    found = headline(
        page('<article><div itemprop="headline">Ship comes home today</div><p>The band played.</p></article>')
    )
    assert found is not None
    assert found.text == "Ship comes home today"


def test_a_heading_inside_the_banner_is_not_the_headline() -> None:
    html = '<div class="usa-banner"><h1>USA Banner</h1></div><main><h1>Ship comes home today</h1></main>'
    found = headline(page(html))
    assert found is not None
    assert found.text == "Ship comes home today"


def test_a_name_marked_as_byline_after_the_date_needs_no_by() -> None:
    html = '<h1>Ship comes home</h1><div><b>22 Jan 2024</b> | <span class="byline">Cpl. Ann Lee</span> <i>1st Wing</i></div>'
    found = found_byline(page(f"{html}<p>{PROSE}</p>"))
    assert found is not None
    assert found.text == "Cpl. Ann Lee"


def test_a_paragraph_above_the_byline_is_no_part_of_the_story() -> None:
    html = f"<h1>Ship comes home</h1><p>{PROSE}</p><p>By Ann Lee - January 8, 2025</p><p>{PROSE}</p><p>{PROSE}</p>"
    made = page(f"<main>{html}</main>")
    found, printed = found_byline(made), printed_date(made)
    assert found is not None and printed is not None
    assert (found.text, printed.day) == ("By Ann Lee", date(2025, 1, 8))


@pytest.mark.parametrize("line", ["October 2, 2024 by Ann Lee 3 min read", "Oct. 2, 2024 by Ann Lee | 5 minute read"])
def test_the_minutes_to_read_are_no_part_of_a_byline(line: str) -> None:
    found = found_byline(story(line))
    assert found is not None
    assert found.text == "by Ann Lee"


def test_a_caption_above_the_text_does_not_hide_the_dateline() -> None:
    photo = '<img src="a.jpg" alt="A ship"><span itemprop="caption">The ship enters the harbor at dusk. Photo by Ann Day.</span>'
    found = found_dateline(story("Nov. 3, 2022", photo, first=f"NORFOLK, Va. -- {PROSE}"))
    assert found is not None and found.dateline.text == "NORFOLK, Va."


def test_a_label_before_the_whole_byline_is_no_part_of_it() -> None:
    found = found_byline(story("Author", "By Ann Lee and Jo Day"))
    assert found is not None and found.text == "By Ann Lee and Jo Day"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Ann Lee<br>Fleet Public Affairs", "Ann Lee"),
        ("Sgt. 1st Class Ann Lee<br>9th Brigade Public Affairs", "Sgt. 1st Class Ann Lee"),
        ("Courtesy of the Harbor Herald", "Courtesy of the Harbor Herald"),
        ("5 Nov 2026 | <span>Cpl. Ann Lee</span> <span>3rd Division</span>", "5 Nov 2026 | Cpl. Ann Lee 3rd Division"),
        ("Petty Officer 2nd Class Ann Lee", "Petty Officer 2nd Class Ann Lee"),
        ('Nov. 5, 2026 <i class="fa fa-user"></i> Ann Lee', "Nov. 5, 2026 Ann Lee"),
        ("Nov. 5, 2026 | Press Release", None),
        ("</p><h2>Capt. Ann Lee Takes Command</h2><p>", None),
        ("Fleet Public Affairs", None),
        ("The crew is glad to be home<br>Fleet Public Affairs", None),
        ("Courtesy photo", None),
    ],
)
def test_a_name_without_by_is_a_doubt(line: str, told: str | None) -> None:
    made = story(line)
    found = name_without_by(made)
    assert found_byline(made) is None
    assert (found.text if found else None) == told


def test_an_author_told_of_below_the_story_is_a_doubt() -> None:
    made = page(
        f"<title>Ship comes home | Fleet</title><main><h1>Ship comes home</h1><p>{PROSE}</p><p>{PROSE}</p>"
        "<h2>About the author</h2><p>Ann Lee writes about ships.</p></main>"
    )
    found = name_without_by(made)
    assert found is not None and found.text == "About the author"


def test_a_quotation_set_apart_does_not_hide_the_dateline() -> None:
    made = page(
        "<title>Ship comes home | Fleet</title><main><h1>Ship comes home</h1>"
        "<blockquote><p>“We are glad to be home again after so many months at sea,” the captain said.</p></blockquote>"
        f"<p>NORFOLK, Va. -- {PROSE}</p><p>{PROSE}</p></main>"
    )
    found = found_dateline(made)
    assert found is not None and found.dateline.text == "NORFOLK, Va."


def test_a_paragraph_above_the_text_does_not_hide_an_unmistakable_dateline() -> None:
    def told(first: str) -> str | None:
        made = page(
            f"<title>Ship comes home | Fleet</title><main><h1>Ship comes home</h1><p>{PROSE}</p>"
            f"<p>{first}{PROSE}</p><p>{PROSE}</p></main>"
        )
        found = found_dateline(made)
        return found.dateline.text if found else None

    assert told("NORFOLK, Va. -- ") == "NORFOLK, Va."
    assert told("NATO — the alliance — sent its thanks. ") is None
    assert told("Norfolk, the harbor, was full. ") is None

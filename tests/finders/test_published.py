"""The day of publication: what is read as a date, which of the dates it is, and which it is not."""

from __future__ import annotations

from datetime import date

import pytest

from checker.finders.dates import dates_in
from checker.finders.machine_dates import machine_dates, printed_day
from checker.finders.published import doubtful_date_line, printed_date
from checker.finders.story import story_facts
from tests.finders.stories import PROSE, page, story


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Nov. 3, 2022", date(2022, 11, 3)),
        ("27 de noviembre de2018", date(2018, 11, 27)),
        ("3 NOV 2022", date(2022, 11, 3)),
        ("January 7,1999", date(1999, 1, 7)),
        ("10.12.2023", date(2023, 10, 12)),
        ("2022-11-03T10:00", date(2022, 11, 3)),
        ("4 novembre 2022", date(2022, 11, 4)),
        ("Public AffairsMay 3, 2023", date(2023, 5, 3)),
        ("6/27/13", date(2013, 6, 27)),
    ],
)
def test_dates_are_read_in_the_forms_that_agencies_print(text: str, day: date) -> None:
    assert [one.day for one in dates_in(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Nov. 32, 2022",
        "May 2023",
        "202-555-0100",
        "Marching 3, 2022",
        "2/30/2020",
        "99999",
        "2. June 1996 - July 1999, Pilot",
    ],
)
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert dates_in(text) == []


@pytest.mark.parametrize(
    "line",
    ["Last updated: May 3, 2022", "Expiration date: May 3, 2022", "Meeting: May 3, 2022", "Photo taken May 3, 2022"],
)
def test_another_date_is_not_that_of_publication(line: str) -> None:
    assert printed_date(story(line)) is None


def test_the_date_of_a_related_story_is_not_the_pages() -> None:
    related = "<h2>Related</h2><ul><li><a href='/a'>Band plays on the pier again</a> July 26, 2024</li></ul>"
    assert printed_date(page(f"<main><h1>Ship comes home</h1><p>{PROSE}</p>{related}</main>")) is None


def test_a_day_in_an_unknown_language_is_read_from_its_time_element() -> None:
    found = printed_date(story('<time datetime="2022-10-03T12:00:00Z">Tháng 10 3, 2022</time>'))
    assert found is not None
    assert found.day == date(2022, 10, 3)


def test_broken_json_ld_is_passed_over() -> None:
    assert machine_dates(page('<script type="application/ld+json">{"@type": "NewsArticle", </script><p>x</p>')) == ()


@pytest.mark.parametrize("footer", ["<footer><p>{0}</p></footer>", '<div id="site-foot-footer"><p>{0}</p></div>'])
def test_the_year_in_a_footer_is_no_doubtful_date(footer: str) -> None:
    made = page(f"<h1>Ship comes home</h1><p>{PROSE}</p><p>{PROSE}</p>{footer.format('Fleet Command 2024')}")
    assert doubtful_date_line(made) is None


@pytest.mark.parametrize("written", ["05.11.2026", "05/11/2026"])
def test_numbers_that_can_mean_two_days_mean_the_one_that_machines_are_told(written: str) -> None:
    made = page(
        f'<title>Ship comes home | Fleet</title><meta property="article:published_time" content="2026-11-05T10:00Z">'
        f"<main><h1>Ship comes home</h1><p>{written}</p><p>{PROSE}</p></main>"
    )
    assert printed_day(made) == date(2026, 11, 5)
    assert printed_day(story(written)) == date(2026, 5, 11)


@pytest.mark.parametrize(("first", "published"), [(f"WASHINGTON – {PROSE}", "2026-11-20"), (PROSE, None)])
def test_a_bare_date_is_that_of_publication_where_the_text_begins_with_a_place(
    first: str, published: str | None
) -> None:
    assert story_facts(story("November 20, 2026", first=first))["published"] == published


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("<span>November 20, 2026</span> <b>Houston, TX, United States</b> <b>Enforcement and Removal</b>", 20),
        ("November 20, 2026 was the day on which Houston remembered the storm of the year", None),
    ],
)
def test_a_date_in_an_element_of_its_own_may_begin_a_long_line(line: str, day: int | None) -> None:
    found = printed_date(story(line))
    assert (found.day.day if found else None) == day


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("Date", "Saturday, November 28, 2026", "Time", "7:00 PM to 9:00 PM"), None),
        (("November 28, 2026", "9 a.m. – 4 p.m."), None),
        (("Date", "Saturday, November 28, 2026", "Topics", "7 tips to save energy"), 28),
    ],
)
def test_the_day_of_an_event_is_not_that_of_publication(lines: tuple[str, ...], day: int | None) -> None:
    found = printed_date(story(*lines))
    assert (found.day.day if found else None) == day

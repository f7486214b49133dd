"""Things found by what they are to assistive technology."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from checker.finders import exposed
from checker.finders.social import social_links
from checker.finding import Target
from checker.page import Page
from checker.parse import build


def found(finder: Callable[[Page], Iterable[Target]], html: str) -> list[str]:
    page = Page("test.html", html.encode())
    build(page)
    return [target.element.attrs.get("id", "") for target in finder(page)]


@pytest.mark.parametrize(
    ("finder", "html", "ids"),
    [
        (exposed.buttons, "<button id=a></button><input id=b type=image><input id=c type=submit>", ["a", "c"]),
        (exposed.buttons, "<svg><g id=a role=button></g></svg>", ["a"]),
        (exposed.form_fields, "<input id=a><input id=b type=hidden><input id=c type=date>", ["a", "c"]),
        (exposed.form_fields, "<input id=a type=submit><select id=b></select><div id=c role=switch></div>", ["b", "c"]),
        (exposed.images, "<img id=a><img id=b alt=''><i id=c role=img></i><svg id=d role=img></svg>", ["a", "b", "c"]),
        (exposed.images, "<div inert><img id=a></div><div aria-hidden=true><img id=b></div>", ["a"]),
        (exposed.image_buttons, "<input id=a type=IMAGE><input id=b type=image hidden>", ["a"]),
        (exposed.drawings, "<svg id=a role=img></svg><svg id=b></svg><i id=c role=img></i>", ["a"]),
        (exposed.drawings, "<button><svg id=a role=img></svg></button>", []),
        (exposed.embedded_media, "<object id=a data=a.svg></object><object id=b data=b.html></object>", ["a"]),
        (exposed.embedded_media, "<object id=a data=a type=audio/mpeg></object><object id=b type=image/png></object>", ["a"]),
        (exposed.summaries, "<details><p></p><summary id=a></summary><summary id=b></summary></details>", ["a"]),
        (exposed.frames, "<iframe id=a></iframe><iframe id=b tabindex=-1></iframe><iframe id=c role=none></iframe>", ["a"]),
    ],
)  # fmt: skip
def test_the_finder_gives(finder: Callable[[Page], Iterable[Target]], html: str, ids: list[str]) -> None:
    assert found(finder, html) == ids


@pytest.mark.parametrize(
    ("roles", "html", "ids"),
    [
        (["link"], "<a id=a href=/></a><a id=b></a><i id=c role=doc-noteref></i>", ["a", "c"]),
        (["heading"], "<h2 id=a></h2><div id=b role=heading></div><h3 id=c role=none></h3>", ["a", "b"]),
        (["main"], "<main id=a></main>", ["a"]),
        (["link", "button"], "<button id=a></button><a id=b href=/></a><a id=c href=/ role=button></a>", ["a", "b", "c"]),
    ],
)  # fmt: skip
def test_elements_are_found_by_role_in_document_order(roles: list[str], html: str, ids: list[str]) -> None:
    assert found(lambda page: exposed.exposed(page, roles=roles), html) == ids


@pytest.mark.parametrize(
    ("html", "social"),
    [
        ("<a id=a href=https://www.facebook.com/agency></a>", True),
        ("<a id=a href=//x.com/agency></a>", True),
        ("<a id=a href=# class=addthis_button><i class='fa fa-facebook'></i></a>", True),
        ("<button id=a class=share-button></button>", True),
        ("<a id=a href=https://www.youtube.com/watch?v=1></a>", False),
        ("<a id=a href=https://netflix.com/agency></a>", False),
        ("<a id=a href=/shareholders class=shareholder></a>", False),
    ],
)
def test_a_link_to_share_or_follow_is_known(html: str, social: bool) -> None:
    assert bool(found(social_links, html)) is social

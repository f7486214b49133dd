"""Photos that are loaded late, and slides that wait their turn, are the same photos in both modes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.facts import facts_of
from checker.finders.exposed import images
from checker.page import Page
from checker.parse import build

pytestmark = pytest.mark.browser

Render = Callable[..., Page]

BLANK = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
PHOTO = "<figure>%s<figcaption>Sailors stand on deck, Jan. 2, 2026. (U.S. Navy photo by Ann Lee)</figcaption></figure>"
LAZY = "new IntersectionObserver(all => all.forEach(one => { if (one.isIntersecting) one.target.src = one.target.dataset.src }))"
CAROUSEL = """<div class="photo-carousel"><div class="slide on"><img src="a.jpg" alt="A ship"></div>
<div class="slide"%s><img src="b.jpg" id="b"></div></div>%s"""


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param('<img loading="lazy" src="/deck.jpg" alt="Deck">', id="by the browser"),
        pytest.param(f'<img class="lazyload" src="{BLANK}" data-src="/deck.jpg" alt="Deck">', id="with a placeholder"),
        pytest.param('<img data-src="/deck.jpg" alt="Deck">', id="without a source"),
        pytest.param(
            '<img data-src="/deck.jpg" alt="Deck"><noscript><img src="/deck.jpg" alt="Deck"></noscript>', id="twice"
        ),
    ],
)
@pytest.mark.parametrize("place", [0, 5000])
def test_a_photo_that_is_loaded_late_keeps_its_caption(picture: str, place: int, rendered: Render) -> None:
    script = f"<script>const seen = {LAZY}; document.querySelectorAll('[data-src]').forEach(one => seen.observe(one))</script>"
    page = rendered(f'<main><h1>Home</h1><div style="height: {place}px"></div>{PHOTO % picture}</main>{script}')
    as_written = Page("page.html", page.content)
    build(as_written)
    shown, written = (facts_of(one)["captioned_photos"] for one in (page, as_written))
    assert shown == written
    assert [(one["src"], one["alt"], one["credit"]) for one in shown] == [
        ("/deck.jpg", "Deck", "U.S. Navy photo by Ann Lee")
    ]


@pytest.mark.parametrize(
    ("style", "script"),
    [
        pytest.param(' style="display: none"', "", id="not rendered"),
        pytest.param(' style="visibility: hidden"', "", id="not visible"),
        pytest.param(' aria-hidden="true"', "", id="hidden from screen readers"),
        pytest.param("", "<script>document.querySelectorAll('.slide')[1].hidden = true</script>", id="by script"),
        pytest.param("", "<style>.slide:not(.on) { display: none }</style>", id="by a style sheet"),
    ],
)
def test_a_slide_that_waits_is_judged_by_its_alternative_text(style: str, script: str, rendered: Render) -> None:
    found = [one.element.attrs["src"] for one in images(rendered(CAROUSEL % (style, script)))]
    assert found == ["a.jpg", "b.jpg"]


@pytest.mark.parametrize(
    "html",
    [
        pytest.param((CAROUSEL % (" hidden", "")).replace("photo-carousel", "tabs"), id="no carousel"),
        pytest.param((CAROUSEL % (" hidden", "")).replace("slide on", 'slide on" hidden="'), id="none is shown"),
        pytest.param(
            (CAROUSEL % (" hidden", "")).replace('class="slide" ', 'class="slide-clone slide" '), id="a double"
        ),
        pytest.param((CAROUSEL % ("", "")).replace('id="b"', "hidden"), id="hidden in its slide"),
    ],
)
def test_what_is_hidden_otherwise_is_not(html: str, rendered: Render) -> None:
    assert "b.jpg" not in [one.element.attrs["src"] for one in images(rendered(html))]

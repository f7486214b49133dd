"""Twice the photos are about twice the work, however they lie in the page; counted in calls, not in seconds."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from checker.finders.photos import photo_facts
from checker.page import Page
from checker.parse import build
from checker.reading import visible_lines

UNITS = {
    "flat captions": '<img src="a{0}.jpg" alt="x y"><p class="caption">A boat {0} leaves the port at noon.</p>',
    "flat paragraphs": '<img src="a{0}.jpg" alt="x y"><p>A boat {0} leaves the port at noon.</p>',
    "figures": '<figure><img src="a{0}.jpg"><figcaption>A boat {0} leaves. (Photo by Al Lee)</figcaption></figure>',
    "credits apart": '<img src="a{0}.jpg"><p>A boat {0} leaves port.</p><p class="credit">Photo by Al Lee</p>',
    "news list": (
        '<li><img src="a{0}.jpg"><h3>Title {0} here</h3><p>A boat {0} leaves the port with all of its crew.</p>'
        "<p>July 3, 2024 - The boat left...</p></li>"
    ),
    "captions without photos": "<p>A boat {0} leaves. (Photo by Al Lee)</p>",
    "icons": '<img src="icon.png" width="10" height="10"> (Photo by Al Lee)<br>',
}


def calls(html: str) -> int:
    page = Page("test.html", html.encode())
    build(page)
    visible_lines(page)
    count = 0

    def counted(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        photo_facts(page)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_twice_the_photos_are_about_twice_the_calls(unit: str) -> None:
    one, two = (calls('<div class="gallery">' + "".join(map(unit.format, range(n))) + "</div>") for n in (300, 600))
    assert two < 2.3 * one

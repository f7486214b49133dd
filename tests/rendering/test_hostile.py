"""No page stops a run: it is judged, or given up in time with a problem, and the next one is judged as if alone."""

from __future__ import annotations

import time
from typing import Any

import pytest

from checker.rendering.session import Session
from tests.rendering.hostile_pages import GRACE, PAGES, TIMEOUT, fetched, is_as_if_alone, outcome

pytestmark = pytest.mark.browser

#: In every run of the tests; the others in ``make test-all``. Each stands for a way to go wrong.
ALWAYS = (
    *(
        "alert-storm",
        "refresh-elsewhere",
        "self-navigation",
        "reload-storm",
        "window-stop",
        "download",
        "redirect-circle",
    ),
    *("hang-up", "no-http", "frame-in-itself", "deep", "deep-by-script", "override", "remove-all", "endless-script"),
    "endless-picture",
)


CASES = [pytest.param(name, marks=() if name in ALWAYS else (pytest.mark.whole,)) for name in PAGES]


@pytest.mark.parametrize("name", CASES)
def test_the_page_is_judged_or_given_up_in_time_and_the_next_one_is_as_if_alone(
    name: str, loopback: Any, session: Session
) -> None:
    fetched(session, loopback.address + "/beside")  # so that no start of the browser is measured
    begun = time.monotonic()
    found = outcome(session, f"{loopback.address}/{name}")
    taken = time.monotonic() - begun
    assert found in PAGES[name][1]
    assert taken < TIMEOUT + GRACE
    assert is_as_if_alone(session, loopback)


def test_there_are_many_hostile_pages() -> None:
    assert len(PAGES) >= 30

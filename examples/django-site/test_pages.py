"""Every page is checked as Django renders it."""

from __future__ import annotations

import pytest
import rivers
from django.test import Client

SITE = "https://www.smallrivers.gov"


@pytest.mark.parametrize("name", rivers.RIVERS)
def test_a_river_page_has_no_fault(check_page, name):
    path = f"/rivers/{name}/"
    response = Client().get(path)
    assert check_page(response.content, url=SITE + path).passed

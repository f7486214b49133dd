"""A Django site in one module: a page for each river."""

from __future__ import annotations

from pathlib import Path

import django
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["www.smallrivers.gov", "testserver"],
    ROOT_URLCONF=__name__,
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).parent / "templates"],
        }
    ],
)
django.setup()

RIVERS = {
    "otter": {
        "name": "Otter River",
        "depth": 9,
        "photo": "otter.jpg",
        "photo_alt": "Two canoes wait below a wooden lock",
    },
    "heron": {
        "name": "Heron Creek",
        "depth": 4,
        "photo": "heron.jpg",
        "photo_alt": "Reeds along the creek at low water",
    },
}


def river(request: HttpRequest, name: str) -> HttpResponse:
    """The page of one river."""
    if name not in RIVERS:
        raise Http404(name)
    return render(request, "river.html", {"river": RIVERS[name]})


urlpatterns = [path("rivers/<str:name>/", river)]

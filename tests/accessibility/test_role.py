"""Explicit and implicit roles, and who wins."""

from __future__ import annotations

import pytest

from checker.accessibility.role import explicit_role, role
from tests.accessibility.pages import element_of


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a id=x href=/>", "link"),
        ("<a id=x>", "generic"),
        ("<img id=x>", "img"),
        ("<img id=x alt=' '>", "img"),
        ("<img id=x alt>", "none"),
        ("<img id=x alt='' tabindex=0>", "img"),
        ("<input id=x>", "textbox"),
        ("<input id=x type=nonsense>", "textbox"),
        ("<input id=x list=l>", "combobox"),
        ("<input id=x type=search>", "searchbox"),
        ("<input id=x type=number>", "spinbutton"),
        ("<input id=x type=RANGE>", "slider"),
        ("<input id=x type=image>", "button"),
        ("<input id=x type=password>", ""),
        ("<select id=x>", "combobox"),
        ("<select id=x size=1>", "combobox"),
        ("<select id=x size=4>", "listbox"),
        ("<select id=x multiple>", "listbox"),
        ("<header id=x>", "banner"),
        ("<article><header id=x>", "generic"),
        ("<div role=main><footer id=x>", "generic"),
        ("<section id=x>", "generic"),
        ("<section id=x aria-label=News>", "region"),
        ("<h3 id=x>", "heading"),
        ("<table><tr><th id=x>", "columnheader"),
        ("<table><tr><th id=x><td>", "rowheader"),
        ("<table><tr><th id=x scope=col><td>", "columnheader"),
        ("<ul><li id=x></ul>", "listitem"),
        ("<svg id=x>", "graphics-document"),
        ("<svg><a id=x xlink:href=/></svg>", "link"),
        ("<svg><a id=x></svg>", ""),
        ("<img id=x alt='' aria-label=Ship>", "img"),
        ("<img id=x alt='' aria-label=' '>", "none"),
        ("<img id=x alt='' aria-labelledby=none>", "none"),
        ("<p id=y>Ship</p><img id=x alt='' aria-labelledby=y>", "img"),
        ("<section id=x aria-labelledby=none>", "generic"),
        ("<input id=x type='image '>", "textbox"),
    ],
)
def test_the_kind_of_element_gives_a_role(html: str, expected: str) -> None:
    assert role(element_of(html)) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div id=x role=link>", "link"),
        ("<div id=x role=' LINK '>", "link"),
        ("<div id=x role='nonsense tab'>", "tab"),
        ("<a id=x href=/ role=nonsense>", "link"),
        ("<a id=x href=/ role=command>", "link"),
        ("<div id=x role=image>", "img"),
        ("<div id=x role=directory>", "list"),
        ("<b id=x role=doc-noteref>", "doc-noteref"),
        ("<h1 id=x role=presentation>", "none"),
        ("<h1 id=x role=none aria-hidden=false>", "none"),
        ("<h1 id=x role=none aria-label=''>", "heading"),
        ("<h1 id=x role=none aria-live=polite>", "heading"),
        ("<h1 id=x role=none tabindex=-1>", "heading"),
        ("<button id=x role=none>", "button"),
        ("<button id=x role=none disabled>", "none"),
        ("<fieldset disabled><button id=x role=none></fieldset>", "none"),
        ("<fieldset disabled><legend><button id=x role=none></legend></fieldset>", "button"),
        ("<a id=x role=none>", "none"),
        ("<h2 id=x role=region>", "heading"),
        ("<h2 id=x role=region aria-label=News>", "region"),
        ("<nav id=x role='form group'>", "group"),
        ("<table role=none><tr><td id=x>", "none"),
        ("<ul role=none><li id=x></ul>", "none"),
        ("<ul role=none><li id=x aria-label=y></ul>", "listitem"),
        ("<ul role=tablist><li id=x></ul>", "generic"),
        ("<table role=grid><tr><td id=x>", "gridcell"),
        ("<table role=list><tr><td id=x>", "generic"),
        ("<table role=none><tr><td><ul><li id=x></ul>", "listitem"),
    ],
)
def test_the_author_gives_a_role_unless_it_conflicts(html: str, expected: str) -> None:
    assert role(element_of(html)) == expected


def test_an_abstract_role_is_no_role() -> None:
    assert explicit_role(element_of("<div id=x role=widget>")) == ""

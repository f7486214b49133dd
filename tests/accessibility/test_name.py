"""The accessible name, step by step of accname 1.2 and HTML-AAM."""

from __future__ import annotations

import pytest

from checker.accessibility.name import accessible_name, may_be_named_by_script
from tests.accessibility.pages import element_of, page_of


@pytest.mark.parametrize(
    ("html", "name", "source"),
    [
        # 2B: references
        ("<a id=x href=/ aria-labelledby='b a'>c</a><i id=a>A</i><i id=b>B</i>", "B A", "aria-labelledby"),
        ("<a id=x href=/ aria-labelledby=a></a><i id=a hidden>A<b style='display:none'>B</b></i>", "AB", "aria-labelledby"),
        ("<a id=x href=/ aria-labelledby=a></a><p id=a>A <b hidden>B</b></p>", "A", "aria-labelledby"),
        ("<a id=x href=/ aria-labelledby=a></a><i id=a hidden>A<script>b()</script></i>", "A", "aria-labelledby"),
        ("<a id=x href=/ aria-labelledby=a>text</a><i id=a></i>", "text", "content"),
        ("<a id=x href=/ aria-labelledby=none>text</a>", "text", "content"),
        ("<a id=x href=/ aria-labelledby='x y' aria-label=Read></a><i id=y>more</i>", "Read more", "aria-labelledby"),
        ("<a id=x href=/ aria-labelledby=y></a><i id=y aria-labelledby=z>Y</i><i id=z>Z</i>", "Y", "aria-labelledby"),
        ("<i id=a aria-labelledby=x>A</i><a id=x href=/ aria-labelledby=a></a>", "A", "aria-labelledby"),
        # 2C: controls inside a name
        ("<label>Size <input value=10> pixels<input id=x type=checkbox></label>", "", ""),
        ("<label for=x>Size <input value=10> pixels</label><input id=x type=checkbox>", "Size 10 pixels", "label"),
        (
            "<label for=x>Size <select><option>1<option selected>2</select></label><input id=x type=checkbox>",
            "Size 2",
            "label",
        ),
        ("<label for=x>Size <input type=range value=3></label><input id=x type=checkbox>", "Size 3", "label"),
        ("<label for=x>Size<input value=10>pixels</label><input id=x type=checkbox>", "Size 10 pixels", "label"),
        ("<label for=x>Size <b role=combobox aria-label=n>3</b></label><input id=x type=checkbox>", "Size 3", "label"),
        ("<label for=x>Size <ul role=listbox><li role=option>1<li role=option aria-selected=true>2</ul></label>"
         "<input id=x type=checkbox>", "Size 2", "label"),
        ("<input id=x value=v aria-label=Zip aria-labelledby='x a'><i id=a>code</i>", "Zip code", "aria-labelledby"),
        # 2D: aria-label
        ("<a id=x href=/ aria-label=Home>text</a>", "Home", "aria-label"),
        ("<a id=x href=/ aria-label=' '>text</a>", "text", "content"),
        # 2E: native names
        ("<label for=x>Zip</label><input id=x title=t placeholder=p>", "Zip", "label"),
        ("<label>Zip <input id=x></label>", "Zip", "label"),
        ("<label hidden for=x>Zip</label><input id=x>", "Zip", "label"),
        ("<label for=x>Zip</label><label for=x>code</label><input id=x>", "Zip code", "label"),
        ("<label for=y>Zip <input id=x></label>", "", ""),
        ("<label for=''>Zip <input id=x></label>", "", ""),
        ("<input id=x title=t placeholder=p>", "t", "title"),
        ("<input id=x placeholder=p>", "p", "placeholder"),
        ("<input id=x type=number placeholder=p>", "p", "placeholder"),
        ("<input id=x type=date placeholder=p>", "", ""),
        ("<input id=x type=checkbox placeholder=p>", "", ""),
        ("<input id=x type='image ' title=t>", "t", "title"),
        ("<textarea id=x placeholder=p></textarea>", "p", "placeholder"),
        ("<input id=x type=submit>", "Submit", "default"),
        ("<input id=x type=submit value=Send>", "Send", "value"),
        ("<input id=x type=submit value=''>", "", ""),
        ("<input id=x type=button>", "", ""),
        ("<input id=x type=image alt=Go>", "Go", "alt"),
        ("<input id=x type=image alt='' title=Go>", "Go", "title"),
        ("<input id=x type=image>", "Submit Query", "default"),
        ("<img id=x alt=Ship title=t>", "Ship", "alt"),
        ("<img id=x title=Ship>", "Ship", "title"),
        ("<img id=x alt=' '>", "", ""),
        ("<svg id=x role=img><title>Lock</title><desc>d</desc></svg>", "Lock", "title"),
        ("<fieldset id=x><legend>Address</legend></fieldset>", "Address", "legend"),
        ("<table id=x><caption>Sales</caption></table>", "Sales", "caption"),
        ("<figure id=x><img alt=a><figcaption>Sales</figcaption></figure>", "Sales", "figcaption"),
        ("<iframe id=x title=Map></iframe>", "Map", "title"),
        ("<iframe id=x name=map></iframe>", "", ""),
        # 2F: content
        ("<a id=x href=/>About <b>us</b></a>", "About us", "content"),
        ("<a id=x href=/><img alt=Home></a>", "Home", "content"),
        ("<a id=x href=/><img role=none alt=Home></a>", "", ""),
        ("<a id=x href=/><b aria-hidden=true>x</b></a>", "", ""),
        ("<a id=x href=/><b hidden>x</b></a>", "", ""),
        ("<a id=x href=/><div>One</div><div>Two</div></a>", "One Two", "content"),
        ("<a id=x href=/>One<b><i> </i></b>Two</a>", "One Two", "content"),
        ("<a id=x href=/><b> </b></a>", "", ""),
        ("<a id=x href=/>One<br>Two</a>", "One Two", "content"),
        ("<a id=x href=/>Down<wbr>load</a>", "Download", "content"),
        ("<a id=x href=/><svg><g><title>Home</title></g></svg></a>", "Home", "content"),
        ("<svg hidden><symbol id=h><title>Home</title></symbol></svg><a id=x href=/><svg><use href=#h /></svg></a>", "Home", "content"),
        ("<a id=x href=/><script>write()</script><style>a{}</style></a>", "", ""),
        ("<a id=x href=/>&nbsp;&#8203;</a>", "", ""),
        ("<button id=x value=delete></button>", "", ""),
        ("<div id=x role=checkbox>I agree</div>", "I agree", "content"),
        ("<div id=x role=img>text</div>", "", ""),
        ("<details><summary id=x>More</summary></details>", "More", "content"),
        ("<h1 id=x><a href=/><img alt=Agency></a></h1>", "Agency", "content"),
        ("<h1 id=x><i style='visibility:hidden'>a <b style='visibility:visible'>b</b></i></h1>", "b", "content"),
        ("<h1 id=x><details><summary>a</summary>b</details></h1>", "a", "content"),
        ("<h1 id=x><details open><summary>a</summary>b</details></h1>", "a b", "content"),
        ("<h1 id=x><video>a</video></h1>", "", ""),
        ("<button id=x aria-owns=y></button><i id=y>Send</i>", "Send", "content"),
        ("<svg><a id=x href=/ xlink:title=Home><circle r=1 /></a></svg>", "Home", "xlink:title"),
        # ::before and ::after
        ("<style>i::before{content:url('a.png')}</style><a id=x href=/><i></i></a>", "", ""),
        ("<style>i::before{content:counter(n) '.'}</style><a id=x href=/><i></i></a>", "1.", "content"),
        ("<style>i::before{content:'a';visibility:hidden}</style><a id=x href=/><i></i></a>", "", ""),
        ("<style>a::after{content:' (new)'}</style><a id=x href=/>Home</a>", "Home (new)", "content"),
        ("<style>.i:before{content:'\\f39e'}</style><a id=x href=/><i class=i></i></a>", "", ""),
        ("<style>i::before{content:url(a.png) / 'Home'}</style><a id=x href=/><i></i></a>", "Home", "content"),
        # 2I: tooltip
        ("<a id=x href=/ title=Home></a>", "Home", "title"),
        ("<a id=x href=/><i title=Home></i></a>", "Home", "content"),
        ("<a id=x href=/><img alt='' title=Home></a>", "", ""),
        ("<a id=x href=/><span role=none title=Home></span></a>", "", ""),
    ],
)  # fmt: skip
def test_the_name_and_where_it_comes_from(html: str, name: str, source: str) -> None:
    found = accessible_name(element_of(html))
    assert (found.text, found.source) == (name, source)


def test_a_slot_gives_what_is_put_into_it() -> None:
    html = "<my-link>Home<template shadowrootmode=open><a href=/><slot></slot></a></template></my-link>"
    shadow = page_of(html).snapshot.scopes[1]
    assert accessible_name(shadow.elements[0]).text == "Home"


def test_deep_nesting_does_not_end_the_run() -> None:
    assert accessible_name(element_of("<a id=x href=/>" + "<b>" * 400 + "deep")).text == "deep"


def test_references_that_turn_in_a_circle_end() -> None:
    html = "<button id=x><i aria-labelledby=x>a</i></button>"
    assert accessible_name(element_of(html)).text == "a"


@pytest.mark.parametrize("html", ["<a id=x><my-icon></my-icon></a>", "<h2 id=x v-text=t>", "<img id=x :alt=t>"])
def test_what_a_script_may_still_fill_is_known(html: str) -> None:
    assert may_be_named_by_script(element_of(html))


def test_plain_markup_is_not_filled_by_script() -> None:
    assert not may_be_named_by_script(element_of("<a id=x href=/ onclick=f() data-track=y><i></i></a>"))


def test_hiding_nested_without_end_does_not_end_the_run() -> None:
    hidden = "<div style='visibility:hidden'>" * 400
    html = "<p>b</p>" * 900 + f"<section id=x role=heading>{hidden}<b style='visibility:visible'>a"
    assert accessible_name(element_of(html)).text == ""

"""Both parsers build the same page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checker.errors import UsageError
from checker.page import Page, Scope
from checker.parse import PARSERS, build, compiles, html5, turbo

SHARED = Path(__file__).parents[3] / "shared"


def page_of(html: str, parser: str = "turbohtml", media_type: str = "text/html") -> Page:
    page = Page("test.html", html.encode(), media_type=media_type)
    build(page, parser)
    return page


def outline(scope: Scope) -> list[Any]:
    """Everything that can differ between two trees."""
    return [
        (e.tag, e.namespace, e.attrs, e.line, e.column, e.end, [c for c in e.children if isinstance(c, str)])
        for e in scope.elements
    ] + [scope.comments, scope.doctype, [e.index for e in scope.elements if e.shadow]]


SAMPLES = [
    "<!doctype html><!-- a --><html lang=en><title>x</title><body class='a  b'><p>y<!-- b -->",
    "<p><b id=1>x<p>y<i>z</b>w",
    "<a>1<div>2<a>3",
    "<table><tr>x<b>y<td><caption>z",
    "<svg viewBox=0 xml:lang=en><a xlink:href=x><foreignObject><p></svg><math definitionurl=1><mi>",
    "<div><template shadowrootmode=open><p id=in>x</template><i></i></div>",
    "<template><li>x</li></template><li>y",
    "<head><noscript><link><img></noscript><body><noscript><img alt=x></noscript>",
    "<select><option>a<option>b<optgroup><option>c</select>",
    "a\0<p title=\0>\r\nb<textarea>\n\nc",
    "<image src=x><input type=HIDDEN><br/></br></p>",
    "<script>if (a<b) '<p>'</script><style>p>a{}</style><xmp><p></xmp><plaintext><p>",
    "<p a=1 a=2 B=3 =c>&amp;&notit;&#x41;&#128;&nosuch;",
    "<body a=1><html b=2><body c=3 a=4>",
]


@pytest.mark.parametrize("html", SAMPLES)
def test_the_trees_are_the_same(html: str) -> None:
    one, other = (page_of(html, parser) for parser in PARSERS)
    assert [outline(scope) for scope in one.snapshot.scopes] == [outline(scope) for scope in other.snapshot.scopes]


SELECTORS = [
    "p, [A], [class~=b]",
    "[type=hidden], [type='hidden' i]",
    ":root > body :is(p, a):not([id])",
    "svg a, foreignObject, li:first-child, *|a",
    "[xlink\\:href], [lang|=en], p:has(> b), :empty",
    "option:nth-of-type(2n+1), tr:only-child, b + i, b ~ i",
    "template, template *, noscript img",
]


@pytest.mark.parametrize("selector", SELECTORS)
@pytest.mark.parametrize("html", SAMPLES)
def test_selectors_find_the_same(html: str, selector: str) -> None:
    one, other = ([(e.tag, e.line, e.column, e.index) for e in page_of(html, p).select(selector)] for p in PARSERS)
    assert one == other


@pytest.mark.parametrize("parser", PARSERS)
def test_the_document_in_a_srcdoc_is_a_scope_of_its_own_without_places(parser: str) -> None:
    page = page_of("<p><iframe srcdoc='<p>a<iframe srcdoc=&quot;<b>c</b>&quot;></iframe>'></iframe>", parser)
    found = [(scope.kind, scope.elements[0].tag, scope.elements[-1].line) for scope in page.snapshot.scopes]
    assert found == [("document", "html", 1), ("frame", "html", None), ("frame", "html", None)]
    assert [e.text for e in page.select("b")] == ["c"]
    assert page.snapshot.scopes[1].host is page.document.select("iframe")[0]


@pytest.mark.parametrize("parser", PARSERS)
def test_a_declarative_shadow_root_is_a_scope_of_its_own(parser: str) -> None:
    page = page_of("<p><div><template shadowrootmode=open><p>in</p></template></div>", parser)
    shadow = page.select("div")[0].shadow
    assert shadow is not None
    assert ([e.text for e in shadow.elements], len(page.document.select("p"))) == (["in"], 1)


@pytest.mark.parametrize("parser", PARSERS)
def test_a_template_has_no_children_in_the_document(parser: str) -> None:
    page = page_of("<template><img></template>", parser)
    assert (page.select("img"), page.select("template")[0].children) == ([], [])


@pytest.mark.parametrize("parser", PARSERS)
def test_what_stands_in_noscript_are_elements(parser: str) -> None:
    assert page_of("<body><noscript><img></noscript>", parser).select("noscript > img")


@pytest.mark.parametrize("accepts", [turbo.compiles, html5.compiles])
def test_a_selector_that_is_no_css_is_refused(accepts: Any) -> None:
    assert [accepts(selector) for selector in ("a >> b", "a,", "", "a:nosuch", "a:is(b, c)")] == [False] * 4 + [True]


@pytest.mark.parametrize("selector", ["[a=1]", "#1a", ".2", "[a='1'], b[c=-3]"])
def test_a_selector_that_one_engine_alone_accepts_is_refused(selector: str) -> None:
    assert not compiles(selector)


@pytest.mark.parametrize("selector", ["[a='=1']", '[href$="#1"]', "a:nth-child(2)", "[href*='.2']", "a[href='\\'=1']"])
def test_digits_in_quotes_are_no_names(selector: str) -> None:
    assert compiles(selector)


def test_an_unknown_parser_is_refused() -> None:
    with pytest.raises(UsageError, match="no parser"):
        page_of("<p>", "lxml")


def test_html5lib_stands_in_where_turbohtml_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "turbohtml" else real(name))
    assert page_of("<p>").parser == "html5lib"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared pages are not here")
def test_every_place_on_real_pages_is_that_of_its_tag() -> None:
    wrong: list[str] = []
    for path in sorted((SHARED / "real-pages").glob("*.html")):
        page = Page(path.name, path.read_bytes())
        build(page)
        lines = page.source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for element in page.elements():
            if element.line is not None and element.column is not None:
                written = lines[element.line - 1][element.column - 1 :][: len(element.tag) + 1]
                if written.lower() != f"<{element.tag.lower()}":
                    wrong.append(f"{path.name}: {element} {written}")
    assert wrong == []

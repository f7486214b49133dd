"""The reference parser: builds a page's tree with BeautifulSoup over html5lib, slower by far and widely at hand.

html5lib follows the HTML standard of 2014; what it does not know is made good here as far as it shows: ``template``.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import soupsieve
from bs4 import BeautifulSoup, Doctype, Tag
from bs4 import Comment as CommentNode
from bs4.builder._html5lib import Element as Entry
from bs4.builder._html5lib import HTML5TreeBuilder, TreeBuilderForHtml5lib
from bs4.element import NavigableString, PreformattedString
from html5lib import HTMLParser
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes
from html5lib.html5parser import impliedTagToken
from html5lib.treebuilders.base import Marker

from checker.errors import LimitError
from checker.page import HTML, MATHML, SVG, Comment, Element, Page, Scope, Snapshot
from checker.parse.limits import DEPTH, Limits
from checker.parse.xml import XmlTree

_NAMESPACES = {
    "http://www.w3.org/1999/xhtml": HTML,
    "http://www.w3.org/2000/svg": SVG,
    "http://www.w3.org/1998/Math/MathML": MATHML,
}
_URIS = {name: uri for uri, name in _NAMESPACES.items()}
#: DOM, "valid shadow host name"; beside custom elements, whose names have a hyphen.
_HOSTS = frozenset("article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span".split())
#: Elements for which html5lib makes a tag of its own, and the tag in the source.
_MADE_FROM = {"html": "html", "img": "image"}
#: Attributes whose values are lists; turbohtml takes these for such.
_LISTS = frozenset("accept-charset accesskey archive class dropzone headers rel rev sandbox sizes".split())
#: html5lib needs a second for so much, and square time for deep nesting.
_MOST_CHARACTERS = 3_000_000
_MOST_ELEMENTS = 100_000
#: html5lib compares each with each.
_MOST_ATTRIBUTES = 2_000


def compiles(selector: str) -> bool:
    """Whether soupsieve accepts the CSS selector."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, ValueError):
        return False
    return True


def build(page: Page, limits: Limits) -> None:
    """Give the page its scopes and elements, from its source text; static only, scripting off."""
    if len(page.source) > _MOST_CHARACTERS:
        raise LimitError(
            f"the parser html5lib reads pages of up to {_MOST_CHARACTERS:,} characters; use turbohtml",
            kind="too-large",
        )
    snapshot = Snapshot()
    page.states["as-loaded"] = snapshot
    waiting = [(Scope(page), page.source)]
    while waiting:
        document, source = waiting.pop()
        for scope in _read(document, source, limits):
            snapshot.scopes.append(scope)
            if document.kind == "frame":
                for element in scope.elements:
                    element.line = element.column = None
            for frame in scope.tagged("iframe"):
                if "srcdoc" in frame.attrs:
                    inner = Scope(page, kind="frame", host=frame)
                    waiting.append((inner, frame.attrs["srcdoc"]))


def _read(document: Scope, source: str, limits: Limits) -> Iterator[Scope]:
    """The scope of the document and those of the shadow roots in it, filled from the source."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of markup that looks like a file name, of names that XML would not allow
        soup = BeautifulSoup(source, builder=_TreeBuilder(Limits(min(limits.elements, _MOST_ELEMENTS))))
    by_tag: dict[int, Element] = {}
    shadows = _shadow_roots(soup)
    yield _scope(document, soup, by_tag)
    for host, root in shadows:
        element = by_tag.get(id(host))
        if element is not None and element.shadow is None:
            element.shadow = Scope(document.page, kind="shadow", host=element)
            yield _scope(element.shadow, root, by_tag)


def select_in_xml(tree: XmlTree) -> None:
    """Give the tree's scope soupsieve's selectors."""
    soup = BeautifulSoup("", "html.parser")
    soup.is_xml = True
    by_tag: dict[int, Element] = {}
    tags: list[Tag] = []
    for element in tree.scope.elements:
        tag = soup.new_tag(element.tag, namespace=_URIS.get(element.namespace, element.namespace), attrs=element.attrs)
        (tags[element.parent.index] if element.parent is not None else soup).append(tag)
        tags.append(tag)
        by_tag[id(tag)] = element
    _selects(tree.scope, soup, by_tag)


def _shadow_roots(soup: BeautifulSoup) -> list[tuple[Tag, Tag]]:
    """Take templates apart: declarative shadow roots with their hosts; the contents of others are dropped."""
    shadows: list[tuple[Tag, Tag]] = []
    for template in soup.find_all("template"):
        host = template.parent
        mode = str(template.get("shadowrootmode", "")).lower()
        if host is not None and mode in ("open", "closed") and (host.name in _HOSTS or "-" in host.name):
            template.extract()
            shadows.append((host, template))
        else:
            template.clear()
    return shadows


def _scope(scope: Scope, container: Tag, by_tag: dict[int, Element]) -> Scope:
    """The scope with the elements below the container, numbered."""
    elements = scope.elements
    stack: list[tuple[Any, Element | None]] = [(iter(container.contents), None)]
    while stack:
        nodes, parent = stack[-1]
        for node in nodes:
            if isinstance(node, Tag):
                element = _element(node, parent, scope)
                elements.append(element)
                by_tag[id(node)] = element
                if parent is not None:
                    parent.children.append(element)
                stack.append((iter(node.contents), element))
                break
            if isinstance(node, CommentNode):
                scope.comments.append(Comment(str(node), len(elements)))
            elif isinstance(node, Doctype):
                scope.doctype = str(node).split(" ", 1)[0]
            elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString) and parent is not None:
                parent.children.append(str(node))
        else:
            stack.pop()
            if parent is not None:
                parent.end = len(elements)
    _selects(scope, container, by_tag)
    return scope


def _element(tag: Tag, parent: Element | None, scope: Scope) -> Element:
    attrs = {str(name): " ".join(value) if isinstance(value, list) else str(value) for name, value in tag.attrs.items()}
    namespace = _NAMESPACES.get(tag.namespace or "", HTML)
    return Element(tag.name, attrs, parent, scope, len(scope.elements), tag.sourceline, tag.sourcepos, namespace)


def _selects(scope: Scope, container: Tag, by_tag: dict[int, Element]) -> None:
    def query(selector: str) -> list[Element]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return [by_tag[id(tag)] for tag in soupsieve.select(selector, container) if id(tag) in by_tag]

    scope.selects_with(query)


class _Tokenizer(HTMLTokenizer):
    """Notes with each tag where its "<" stands."""

    def tagOpenState(self) -> bool:
        place = self.stream.position()
        going = super().tagOpenState()
        token: Any = self.currentToken
        if token and "place" not in token:
            token["place"] = place
        return bool(going)

    def attributeNameState(self) -> bool:
        token: Any = self.currentToken
        if len(token["data"]) > _MOST_ATTRIBUTES:
            raise LimitError(f"a tag has more than {_MOST_ATTRIBUTES:,} attributes", kind="too-many-attributes")
        return bool(super().attributeNameState())

    def __iter__(self) -> Iterator[Any]:
        """The tokens, without those of templates, which the parser does not know."""
        templates = _Templates(self.parser)
        for token in super().__iter__():
            if token["type"] not in (tokenTypes["StartTag"], tokenTypes["EndTag"]):
                yield token
            elif token["name"] == "template":
                if token["type"] == tokenTypes["EndTag"]:
                    templates.close()
                else:
                    if templates.before_head():
                        yield impliedTagToken("head", "StartTag")
                    templates.open(token)
            elif not (templates.opened and token["name"] in ("html", "head", "body")):
                yield token


class _Templates:
    """The templates open while a page is parsed; their contents are read like those of a body, and dropped later."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser
        self.opened: list[tuple[Any, Any]] = []

    def before_head(self) -> bool:
        """Whether the page has no head yet for a template to stand in."""
        phases = self._parser.phases
        return self._parser.phase in (phases["initial"], phases["beforeHtml"], phases["beforeHead"])

    def open(self, token: Any) -> None:
        """Insert the template and read on as in a body."""
        parser, tree = self._parser, self._parser.tree
        tree.reconstructActiveFormattingElements()
        tree.insertElement({**token, "namespace": tree.defaultNamespace})
        tree.activeFormattingElements.append(Marker)
        self.opened.append((tree.openElements[-1], parser.phase))
        parser.phase = parser.phases["inBody"]

    def close(self) -> None:
        """Close the innermost template with all that is open in it."""
        if not self.opened:
            return
        template, self._parser.phase = self.opened.pop()
        elements = self._parser.tree.openElements
        if template in elements:
            del elements[elements.index(template) :]
        self._parser.tree.clearActiveFormattingElements()


class _Parser(HTMLParser):
    """html5lib's parser with our tokenizer."""

    def _parse(
        self, stream: Any, innerHTML: bool = False, container: str = "div", scripting: bool = False, **kwargs: Any
    ) -> None:
        self.innerHTMLMode, self.container, self.scripting = innerHTML, container, scripting
        self.tokenizer = _Tokenizer(stream, parser=self, **kwargs)
        self.reset()
        self.mainLoop()


class _Entry(Entry):
    """An entry of the stack of open elements; its clones know their place too."""

    builder: _Nodes

    def cloneNode(self) -> Any:
        own: Any = self.element
        node: Any = super().cloneNode()  # type: ignore[no-untyped-call]  # html5lib has no types
        node.element.sourceline, node.element.sourcepos = own.sourceline, own.sourcepos
        self.builder.cloned = (own.sourceline, own.sourcepos)
        clone = _Entry(node.element, self.soup, self.namespace)
        clone.builder = self.builder
        return clone


class _Nodes(TreeBuilderForHtml5lib):
    """Makes tags with the place of their start tag, and no more than the limits allow."""

    limits: Limits
    made = 0
    cloned: tuple[int | None, int | None] = (None, None)

    def elementClass(self, name: str, namespace: str) -> Any:
        entry = _Entry(self.soup.new_tag(name, namespace), self.soup, namespace)
        entry.builder = self
        return entry

    def createElement(self, token: dict[str, Any]) -> Any:
        return self._placed(super().createElement(token), token)  # type: ignore[no-untyped-call]  # html5lib has no types

    def insertElementNormal(self, token: dict[str, Any]) -> Any:
        return self._placed(super().insertElementNormal(token), token)  # type: ignore[no-untyped-call]  # html5lib has no types

    def _placed(self, element: Any, token: dict[str, Any]) -> Any:
        """The new element, counted and with the place of its tag."""
        self.made += 1
        self.limits.check_elements(self.made)
        if len(self.openElements) > 2 * DEPTH:
            raise LimitError(f"its elements are nested more than {2 * DEPTH:,} deep for html5lib", kind="too-deep")
        place = token.get("place")
        if place is None and token["type"] == "StartTag":  # so named where open formatting is opened anew
            place = self.cloned
        elif place is None and token["name"] in _MADE_FROM and self.parser is not None:
            # html5lib makes a tag of its own for these; the one that it stands for was read last.
            current = self.parser.tokenizer.currentToken
            if current and current["type"] == tokenTypes["StartTag"] and current["name"] == _MADE_FROM[token["name"]]:
                place = current.get("place")
        element.element.sourceline, element.element.sourcepos = place or (None, None)
        return element


class _TreeBuilder(HTML5TreeBuilder):
    """BeautifulSoup's builder over our parser."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(multi_valued_attributes={"*": _LISTS})
        self._limits = limits

    def create_treebuilder(self, namespaceHTMLElements: bool) -> _Nodes:
        nodes = _Nodes(namespaceHTMLElements, self.soup)
        nodes.limits = self._limits
        self.underlying_builder = nodes
        return nodes

    def feed(self, markup: Any) -> None:
        parser = _Parser(tree=self.create_treebuilder)  # type: ignore[arg-type]  # html5lib calls its tree
        assert self.underlying_builder is not None
        self.underlying_builder.parser = parser
        parser.parse(markup)
        self.underlying_builder.parser = None

"""What is judged: a page, its states and scopes, and the elements in them.

A page is a snapshot: loaders build it, nothing changes it afterwards. The same types serve static and rendered pages;
what only a browser knows (boxes, computed styles) lies in side tables of the snapshot.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from checker.selection import Selection

if TYPE_CHECKING:
    from checker.network import Network

T = TypeVar("T")

#: What "today" is for pages built by hand, in tests and in the examples of rules; a run gives its own day.
FIXED_DAY = date(2026, 11, 23)

HTML, SVG, MATHML = "html", "svg", "math"
#: Why the page's address is known where the user said it.
ADDRESS_GIVEN = "given with --url or in the configuration"


class Need(StrEnum):
    """What a check needs beyond a plain tree, which is always there."""

    STYLE = "style"
    LAYOUT = "layout"
    RESPONSE = "response"


class Element:
    """One element of a scope, numbered in document order.

    ``index`` is its number in ``scope.elements`` and ``end`` the number after its last
    descendant, so that a subtree is a slice. ``children`` holds elements and, as plain
    strings, text. HTML names are lower case; attribute values are as written, those of
    list attributes (``class``, ``rel`` ...) with single spaces. ``line`` and ``column``
    count from 1 and are None for an element that has no start tag in the source.
    """

    __slots__ = ("attrs", "children", "column", "end", "index", "line", "namespace", "parent", "scope", "shadow", "tag")

    def __init__(
        self,
        tag: str,
        attrs: dict[str, str],
        parent: Element | None,
        scope: Scope,
        index: int,
        line: int | None = None,
        column: int | None = None,
        namespace: str = HTML,
    ) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.scope = scope
        self.index = index
        self.end = index + 1
        self.line = line
        self.column = column
        self.namespace = namespace
        self.children: list[Element | str] = []
        self.shadow: Scope | None = None

    def __repr__(self) -> str:
        return f"<{self.tag} #{self.index} at {self.line}:{self.column}>"

    @property
    def page(self) -> Page:
        """The page that the element is part of."""
        return self.scope.page

    @property
    def made_by_script(self) -> bool:
        """Whether the element stood in no source: a script of the rendered page made it."""
        return self in self.page.snapshot.made_by_script

    @property
    def text(self) -> str:
        """The text of the element and its descendants, as DOM ``textContent`` gives it."""
        if self.end == self.index + 1:  # there are no elements in it
            return "".join(self.children)  # type: ignore[arg-type]  # a cast would cost as much as the rest
        parts: list[str] = []
        stack = self.children[::-1]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(node)
            elif node.end == node.index + 1:
                parts += node.children  # type: ignore[arg-type]  # as above
            else:
                stack += node.children[::-1]
        return "".join(parts)

    @property
    def elements(self) -> list[Element]:
        """The child elements."""
        return [child for child in self.children if not isinstance(child, str)]

    @property
    def classes(self) -> list[str]:
        """The class names, as written."""
        return self.attrs.get("class", "").split()

    def descendants(self) -> list[Element]:
        """The elements below this one, in document order, without those of shadow trees."""
        return self.scope.elements[self.index + 1 : self.end]

    def ancestors(self) -> Iterator[Element]:
        """The elements above this one in its scope, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def contains(self, other: Element) -> bool:
        """Whether the other element is this one or below it in the same scope."""
        return self.scope is other.scope and self.index <= other.index < self.end

    def closest(self, *tags: str) -> Element | None:
        """The element itself or its nearest ancestor with one of the tags."""
        node: Element | None = self
        while node is not None and node.tag not in tags:
            node = node.parent
        return node

    def select(self, selector: str) -> list[Element]:
        """The descendants that the selector matches in the whole scope, in document order."""
        found = self.scope.select(selector)
        first = bisect_left(found, self.index + 1, key=lambda element: element.index)
        last = bisect_left(found, self.end, lo=first, key=lambda element: element.index)
        return found[first:last]


class Comment(NamedTuple):
    """A comment of the source; ``before`` is the index of the element opened next after it."""

    text: str
    before: int


class Scope:
    """A document, shadow root or frame: what selectors and id references do not cross."""

    def __init__(self, page: Page, kind: str = "document", host: Element | None = None) -> None:
        self.page = page
        self.kind = kind
        self.host = host
        self.elements: list[Element] = []
        self.comments: list[Comment] = []
        self.doctype: str | None = None
        self._selection = Selection([], lambda selector: [])
        self._ids: dict[str, list[Element]] | None = None

    def selects_with(self, query: Callable[[str], list[Element]]) -> None:
        """Take the parser's selector engine; it gives elements of this scope in document order."""
        self._selection = Selection(self.elements, query)

    def clear(self) -> None:
        """Let go of the elements and of what was found among them."""
        self.elements = []
        self._selection = Selection([], lambda selector: [])
        self._ids = None

    @property
    def root(self) -> Element | None:
        """The document element, or the first element of a shadow root."""
        return self.elements[0] if self.elements else None

    def select(self, selector: str) -> list[Element]:
        """The elements that the CSS selector matches, in document order. Do not change the list."""
        return self._selection.select(selector)

    @property
    def ids(self) -> Mapping[str, list[Element]]:
        """The elements by their id, in document order."""
        if self._ids is None:
            self._ids = {}
            for element in self.select("[id]"):
                name = element.attrs["id"]
                if name:
                    self._ids.setdefault(name, []).append(element)
        return self._ids

    def by_id(self, name: str) -> Element | None:
        """The first element with the id, as an id reference finds it."""
        found = self.ids.get(name)
        return found[0] if found else None

    @property
    def tags(self) -> Mapping[str, list[Element]]:
        """The elements by their tag, in document order."""
        return self._selection.tags

    @property
    def attributes(self) -> Mapping[str, list[Element]]:
        """The elements that have an attribute, by its name, in document order."""
        return self._selection.attributes

    def tagged(self, *tags: str) -> list[Element]:
        """The elements with one of the tags, in document order."""
        return self._selection.tagged(*tags)

    def values(self, attribute: str) -> str:
        """The values of the attribute in lower case, each once and one a line."""
        return self._selection.values(attribute)


class Snapshot:
    """The page in one state: the document scope first, then every scope inside it.

    ``made_by_script`` holds the elements that stood in no source.
    """

    __slots__ = ("made_by_script", "scopes")

    def __init__(self) -> None:
        self.scopes: list[Scope] = []
        self.made_by_script: set[Element] = set()

    @property
    def document(self) -> Scope:
        """The scope of the document itself."""
        return self.scopes[0]


class Response(NamedTuple):
    """What the network, or a file of saved headers, said about the page.

    ``headers`` has lower-case names; ``redirects`` the addresses passed through.
    """

    status: int
    headers: Mapping[str, str]
    final_url: str
    redirects: tuple[str, ...] = ()
    fetched: str | None = None


class Notice(NamedTuple):
    """Something about the target that the reader should know; the page is judged all the same."""

    kind: str
    message: str
    line: int | None = None


class Chosen(NamedTuple):
    """A profile or page type and the evidence for it.

    ``certain`` is False where the evidence is weak: rules of that type then doubt instead of failing.
    """

    name: str
    because: str
    certain: bool = True


class Settings(NamedTuple):
    """What the run says about a page, beside its bytes.

    ``as_of`` is what "today" means; ``selectors`` maps a finder's name to the site's own
    CSS selector for it.
    """

    as_of: date = FIXED_DAY
    selectors: Mapping[str, str] = {}
    profile: Chosen = Chosen("federal", "no address is known")
    page_type: Chosen = Chosen("unknown", "not asked", certain=False)


class Page:
    """A page as it is judged.

    ``content`` is the bytes as they came, ``source`` their text with the encoding that the
    HTML standard finds for them (https://html.spec.whatwg.org/#determining-the-character-encoding).
    ``url`` is the address at which the page is, or will be, published; None where nobody said. ``location`` is the
    path of its file, ``folder`` that of the folder it stands in and ``site_folder`` that of the folder that stands for
    the site's root: the one that was named as a target with all its pages, or that has the page's sheets. ``remembered``
    belongs to ``derived`` below.
    """

    def __init__(
        self,
        name: str,
        content: bytes,
        *,
        url: str | None = None,
        url_because: str = "",
        media_type: str = "text/html",
        response: Response | None = None,
        folder: str | None = None,
        site_folder: str | None = None,
        location: str | None = None,
    ) -> None:
        self.name = name
        self.content = content
        self.source = ""
        self.encoding = "UTF-8"
        self.parser = ""
        self.url = url
        self.url_because = url_because
        self.media_type = media_type
        self.response = response
        self.folder = folder
        self.site_folder = site_folder
        self.resources: Mapping[str, bytes] = {}
        self.location = location
        self.mode = "static"
        self.network: Network | None = None
        self.notices: list[Notice] = []
        self.states: dict[str, Snapshot] = {"as-loaded": Snapshot()}
        #: Of a rendered page, what its bytes made: places and selectors still rest on it.
        self.as_sent: Snapshot | None = None
        self.offers: frozenset[Need] = frozenset({Need.RESPONSE} if response else ())
        self.settings = Settings()
        self.remembered: dict[object, Any] = {}

    @property
    def snapshot(self) -> Snapshot:
        """The page as loaded."""
        return self.states["as-loaded"]

    @property
    def document(self) -> Scope:
        """The scope of the document itself, as loaded."""
        return self.snapshot.document

    @property
    def root(self) -> Element | None:
        """The document element."""
        return self.document.root

    @property
    def head(self) -> Element | None:
        """The first ``head`` element."""
        return next(iter(self.document.tagged("head")), None)

    @property
    def body(self) -> Element | None:
        """The first ``body`` or ``frameset``; in other documents the root."""
        return next(iter(self.document.tagged("body", "frameset")), self.root)

    @property
    def is_html(self) -> bool:
        """Whether the document element is ``html``."""
        root = self.root
        return root is not None and root.tag == "html" and root.namespace == HTML

    def select(self, selector: str) -> list[Element]:
        """The elements of every scope that the selector matches, the document's first."""
        scopes = self.snapshot.scopes
        if len(scopes) == 1:
            return scopes[0].select(selector)
        return [element for scope in scopes for element in scope.select(selector)]

    def elements(self) -> Iterator[Element]:
        """The elements of every scope, the document's first."""
        for scope in self.snapshot.scopes:
            yield from scope.elements

    def discard(self) -> None:
        """Let go of the tree and of all that was derived from it.

        Elements and scopes point at one another, so that only the garbage collector would find them; taking the
        links apart frees a page at once and lets a long run do with few collections.
        """
        for snapshot in filter(None, (*self.states.values(), self.as_sent)):
            for scope in snapshot.scopes:
                if scope.host is not None:
                    scope.host.shadow = None
                for element in scope.elements:
                    if element.end > element.index + 1:
                        element.children.clear()
                scope.clear()
        self.states, self.as_sent = {}, None
        self.remembered = {}


def derived(function: Callable[[Page], T]) -> Callable[[Page], T]:
    """Remember the function's answer with the page: a pure function of a page is computed once."""

    @functools.wraps(function)
    def remembered(page: Page) -> T:
        try:
            known: T = page.remembered[function]
        except KeyError:
            known = page.remembered[function] = function(page)
        return known

    return remembered

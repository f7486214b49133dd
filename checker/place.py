"""Turns an element into the place and the fingerprint that a finding keeps."""

from __future__ import annotations

import hashlib
from itertools import count

from checker.finding import Place, Related, RelatedPlace
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.reading import folded, text_of
from checker.source import end_of_start_tag, start_tag

#: Enough to recognise the element; a ``data:`` address or a view state would fill the screen.
SNIPPET_LENGTH = 240
#: What tells one element from another of its kind, whoever re-styles or re-orders the page.
_IDENTITY = ("href", "src", "name", "for", "alt", "title", "aria-label", "content", "http-equiv", "property", "lang")
_PLAIN_ID = pattern(r"[A-Za-z][\w-]*")


def snippet(element: Element) -> str:
    """The start tag as written, with the text after it where that is short, on one line."""
    return _snippet(element, start_tag(element))


def _snippet(element: Element, tag: str | None) -> str:
    if tag is None:
        attrs = "".join(f' {name}="{value}"' for name, value in element.attrs.items())
        tag = f"<{element.tag}{attrs}>"
    tag = " ".join(tag.split())
    if len(tag) > SNIPPET_LENGTH:
        return tag[: SNIPPET_LENGTH - 1] + "…"
    # What stands in a head or body stands in elements of its own.
    is_page = element.tag in ("html", "head", "body")
    shows = element.line is not None and element.end - element.index < 12 and not is_page
    text = folded(element.text) if shows else ""
    if text and len(tag) + len(text) < SNIPPET_LENGTH:
        return f"{tag}{text}</{tag[1 : 1 + len(element.tag)]}>"
    return tag


@derived
def _numbered(page: Page) -> dict[Element, dict[Element, int]]:
    """The children numbered so far, by their parent: many findings in one long list share the count."""
    return {}


def _number_of_type(parent: Element, child: Element) -> int:
    """The child's number among its parent's children of the same tag, or 0 where it is the only one."""
    known = _numbered(parent.page)
    found = known.get(parent)
    if found is None:
        of_tag: dict[str, list[Element]] = {}
        for one in parent.elements:
            of_tag.setdefault(one.tag, []).append(one)
        found = known[parent] = {}
        for alike in of_tag.values():
            found.update(zip(alike, count(1)) if len(alike) > 1 else ((alike[0], 0),))
    return found[child]


def css_path(element: Element) -> str:
    """A CSS selector for the element: from the nearest id, or from the root.

    A step into a shadow root is written ``>>>``.
    """
    path = _path(element)
    if path.startswith("#") and " " not in path:
        path = element.tag + path
    host = element.scope.host
    return f"{css_path(host)} >>> {path}" if host is not None else path


@derived
def _paths(page: Page) -> dict[Element, str]:
    """The paths worked out so far: elements that findings are about have most of their ancestors in common."""
    return {}


def _path(element: Element) -> str:
    known = _paths(element.page)
    above: list[Element] = []
    node: Element | None = element
    while node is not None and node not in known:
        above.append(node)
        node = node.parent
    path = known[node] if node is not None else ""
    for node in reversed(above):
        name = node.attrs.get("id")
        if name and _PLAIN_ID.fullmatch(name) and len(node.scope.ids.get(name, ())) == 1:
            path = f"#{name}"
        else:
            path = f"{path} > {_step(node)}" if path else _step(node)
        known[node] = path
    return path


def _step(node: Element) -> str:
    if node.parent is None or node.tag in ("html", "head", "body"):
        return node.tag
    number = _number_of_type(node.parent, node)
    return f"{node.tag}:nth-of-type({number})" if number else node.tag


@derived
def _places(page: Page) -> dict[Element, Place]:
    """The places worked out so far: several rules find fault with one element."""
    return {}


def place_of(element: Element, *, missing: bool = False) -> Place:
    """Where the element is, in the source and in the tree."""
    known = _places(element.page)
    place = known.get(element)
    if place is None:
        place = known[element] = _place(element)
    return place._replace(missing=True) if missing else place


def _place(element: Element) -> Place:
    tag = start_tag(element)
    end_line, end_column = end_of_start_tag(element, tag) or (None, None)
    selector, snippet = css_path(element), _snippet(element, tag)
    return Place(element.line, element.column, end_line, end_column, selector, snippet, element.made_by_script)


def related_place(related: Related) -> RelatedPlace:
    """The place of another element that explains a finding."""
    element = related.element
    return RelatedPlace(related.role, element.line, element.column, snippet(element))


@derived
def _identities(page: Page) -> dict[Element, str]:
    """What elements say, as far as it has been asked for."""
    return {}


def _identity(element: Element) -> str:
    parts, attrs = [element.tag.lower()], element.attrs
    if attrs:
        parts += [f"{name}={folded(attrs[name]).lower()}" for name in _IDENTITY if name in attrs]
    if element.tag not in ("html", "head", "body", "main"):
        parts.append(text_of(element, hidden_too=True).lower()[:500])
    return "\x1f".join(parts)


def fingerprint(rule: str, element: Element, unmet: tuple[str, ...], *, seen: dict[str, int]) -> str:
    """An identity of the finding that survives edits elsewhere on the page, and re-formatting here.

    It is made of the rule, the unmet expectations, and what the element says: its tag, its telling
    attributes and its text, all without regard to case and white space. The second finding with the same
    identity on a page is number 2, and so on; ``seen`` counts them.
    """
    known = _identities(element.page)
    identity = known.get(element)
    if identity is None:
        identity = known[element] = _identity(element)
    said = "\x1f".join([rule, *unmet, identity])
    digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:20]
    seen[digest] = number = seen.get(digest, 0) + 1
    return f"v1:{digest}" if number == 1 else f"v1:{digest}:{number}"

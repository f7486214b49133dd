"""Turns an element into the place and the fingerprint that a finding keeps."""

from __future__ import annotations

import hashlib

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


class _Known:
    """What has been worked out of a page's places: several rules find fault with one element.

    Elements that findings are about have most of their ancestors in common, and many stand in one long list.
    """

    def __init__(self, page: Page) -> None:
        self.made_by_script = page.snapshot.made_by_script
        self.places: dict[Element, Place] = {}
        self.identities: dict[Element, str] = {}
        self.paths: dict[Element, str] = {}
        self.numbers: dict[Element, int] = {}


@derived
def _known(page: Page) -> _Known:
    return _Known(page)


def css_path(element: Element) -> str:
    """A CSS selector for the element: from the nearest id, or from the root.

    A step into a shadow root is written ``>>>``.
    """
    return _selector(element, _known(element.page))


def _selector(element: Element, known: _Known) -> str:
    path = _path(element, known)
    if path.startswith("#") and " " not in path:
        path = element.tag + path
    host = element.scope.host
    return f"{_selector(host, known)} >>> {path}" if host is not None else path


def _path(element: Element, known: _Known) -> str:
    paths, ids = known.paths, element.scope.ids
    above: list[Element] = []
    node: Element | None = element
    while node is not None and node not in paths:
        above.append(node)
        node = node.parent
    path = paths[node] if node is not None else ""
    for node in reversed(above):
        name = node.attrs.get("id")
        if name and len(ids.get(name, ())) == 1 and _PLAIN_ID.fullmatch(name):
            path = f"#{name}"
        else:
            step = _step(node, known.numbers)
            path = f"{path} > {step}" if path else step
        paths[node] = path
    return path


def _step(node: Element, numbers: dict[Element, int]) -> str:
    tag = node.tag
    if node.parent is None or tag in ("html", "head", "body"):
        return tag
    if node not in numbers:
        _number_children(node.parent, numbers)
    number = numbers[node]
    return f"{tag}:nth-of-type({number})" if number else tag


def _number_children(parent: Element, numbers: dict[Element, int]) -> None:
    """Set each child's number among those of its tag, or 0 where it is the only one."""
    reached: dict[str, int] = {}
    first: dict[str, Element] = {}
    for child in parent.elements:
        tag = child.tag
        if tag in reached:
            reached[tag] = numbers[child] = reached[tag] + 1
            numbers[first[tag]] = 1
        else:
            reached[tag], first[tag], numbers[child] = 1, child, 0


def place_of(element: Element, *, missing: bool = False) -> Place:
    """Where the element is, in the source and in the tree."""
    known = _known(element.page)
    place = known.places.get(element)
    if place is None:
        place = known.places[element] = _place(element, known)
    return place._replace(missing=True) if missing else place


def _place(element: Element, known: _Known) -> Place:
    tag = start_tag(element)
    end_line, end_column = end_of_start_tag(element, tag) or (None, None)
    selector, snippet = _selector(element, known), _snippet(element, tag)
    made_by_script = element in known.made_by_script
    return Place(element.line, element.column, end_line, end_column, selector, snippet, made_by_script)


def related_place(related: Related) -> RelatedPlace:
    """The place of another element that explains a finding."""
    element = related.element
    return RelatedPlace(related.role, element.line, element.column, snippet(element))


def _identity(element: Element) -> str:
    parts, attrs = [element.tag.lower()], element.attrs
    if attrs:
        parts += [f"{name}={folded(attrs[name]).lower()}" for name in _IDENTITY if name in attrs]
    if element.tag not in ("html", "head", "body", "main"):
        # Many findings are about images, in which there is no text.
        parts.append(text_of(element, hidden_too=True).lower()[:500] if element.children else "")
    return "\x1f".join(parts)


def fingerprint(rule: str, element: Element, unmet: tuple[str, ...], *, seen: dict[str, int]) -> str:
    """An identity of the finding that survives edits elsewhere on the page, and re-formatting here.

    It is made of the rule, the unmet expectations, and what the element says: its tag, its telling
    attributes and its text, all without regard to case and white space. The second finding with the same
    identity on a page is number 2, and so on; ``seen`` counts them.
    """
    known = _known(element.page).identities
    identity = known.get(element)
    if identity is None:
        identity = known[element] = _identity(element)
    said = "\x1f".join([rule, *unmet, identity])
    digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:20]
    seen[digest] = number = seen.get(digest, 0) + 1
    return f"v1:{digest}" if number == 1 else f"v1:{digest}:{number}"

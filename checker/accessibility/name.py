"""The accessible name: what assistive technology calls an element.

Accessible Name and Description Computation 1.2 (https://www.w3.org/TR/accname-1.2/#computation-steps), with the native
steps of HTML-AAM 1.0 and SVG-AAM 1.0. Steps are quoted by their numbers there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from checker.accessibility.exposure import exposures, is_programmatically_hidden
from checker.accessibility.focus import first_child
from checker.accessibility.labels import labels_of
from checker.accessibility.native import control_value, has_labels, naming_child, native_attribute
from checker.accessibility.role import role
from checker.accessibility.roles import NAMED_BY_CONTENT
from checker.accessibility.slots import put_into
from checker.accessibility.visibility import NOT_RENDERED, renderings
from checker.page import HTML, SVG, Element, Page, Scope, derived
from checker.pattern import pattern
from checker.reading import INLINE

#: White space, characters without a shape, and those for private use: an icon font's glyphs say nothing.
_NOTHING = pattern(
    "[\\s\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffc\ue000-\uf8ff\U000f0000-\U0010fffd]+"
)
_SILENT = frozenset(NOT_RENDERED)
#: Elements that their content names without any role (HTML-AAM 1.0, 4.1.8, summary).
_NAMED_BY_CONTENT = frozenset({"summary", "button", "label", "legend", "option"})
#: Attributes of client-side templates that fill an element when the page has loaded.
_FILLED_BY = frozenset(
    "v-text v-html v-bind ng-bind ng-bind-html ng-bind-template data-ng-bind data-ng-bind-html x-text x-html data-bind"
    " data-sly-text th:text ng-repeat v-for".split()
)
_FIELDS = frozenset({"input", "select", "textarea"})
_APART = frozenset({"audio", "details", "iframe", "video"})
#: Broken markup nests without end; below this depth the plain text stands for the name.
_DEEPEST = 80
_BOUND = (":", "v-bind:", "[", "ng-attr-", "data-ng-attr-", "x-bind:")


class Name(NamedTuple):
    """A name and where it comes from: an attribute, ``label``, ``content``, ``default`` ...; both empty for none."""

    text: str
    source: str

    def __bool__(self) -> bool:
        return bool(self.text)


#: The tuple's own constructor, for the many names of a page.
_new = tuple.__new__


class _Walk:
    """One traversal: ``referenced`` by aria-labelledby, from a ``hidden`` root, what it has met, and how deep it is."""

    __slots__ = ("depth", "hidden", "met", "referenced")

    def __init__(
        self,
        referenced: bool,
        hidden: bool,
        met: set[Element],
        depth: int = 0,
    ) -> None:
        self.referenced = referenced
        self.hidden = hidden
        self.met = met
        self.depth = depth


def accessible_name(element: Element) -> Name:
    """The name of the element.

    >>> accessible_name(page_of('<a href=/><img src=x.png alt="Home"></a>').body.elements[0])
    Name(text='Home', source='content')
    """
    known = _known(element.scope.page)
    found = known.names.get(element)
    if found is None:
        plain = _plain(element, known)
        if plain is not None:
            text, source = plain
        else:
            text, source = _name(element, _Walk(False, is_programmatically_hidden(element), {element}), top=True)
            text = _NOTHING.sub(" ", text).strip()
        found = known.names[element] = _new(Name, (text, source if text else ""))
    return found


class _Known(NamedTuple):
    """What is known of a page: names by element, texts of references, what is hidden in scopes without additions."""

    names: dict[Element, Name]
    referenced: dict[Element, str]
    hidden: dict[Scope, bytes]


@derived
def _known(page: Page) -> _Known:
    tables = renderings(page)
    exposed = exposures(page)
    plain = (scope for scope, table in tables.items() if not table.before and not table.after and scope.host is None)
    hidden = {scope: exposed[scope].hidden for scope in plain}
    names = {
        one: _new(Name, (text, "content")) for scope in hidden for one, text in _links_of_text(scope, hidden[scope])
    }
    return _Known(names, {}, hidden)


def _links_of_text(scope: Scope, hidden: bytes) -> Iterator[tuple[Element, str]]:
    """The links with nothing in them but text, and that text: of all names of a page, the most."""
    for element in scope.select("a[href]"):
        if element.end - element.index == 1 and _NAMING_BY_ARIA.isdisjoint(element.attrs) and not hidden[element.index]:
            text = _tidy("".join(element.children))  # type: ignore[arg-type]  # it has no elements in it
            if text and element.shadow is None:
                yield element, text


#: Elements whose content is all that they give to a name, as long as no attribute of theirs names them.
_PLAIN = frozenset(
    "a abbr acronym b big br bdi bdo cite code data del dfn div em font h1 h2 h3 h4 h5 h6 i img ins kbd mark p q s samp small"
    " span strike strong sub sup time tt u var wbr".split()
)
_PLAIN_ROOTS = frozenset({"a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "summary"})
_NAMING_BY_ARIA = frozenset({"aria-label", "aria-labelledby", "role"})
_NAMING_ATTRIBUTES = _NAMING_BY_ARIA | {"title"}


def _plain(element: Element, known: _Known) -> tuple[str, str] | None:
    """The name of an element of texts and images, or of an image with alternative text, without the walk; else None.

    Nine names in ten are of this kind, so it decides what a page costs.
    """
    attrs = element.attrs
    if not _NAMING_BY_ARIA.isdisjoint(attrs):
        return None
    if element.tag == "img":
        text = _tidy(attrs.get("alt", ""))
        return (text, "alt") if text else None
    if element.tag not in _PLAIN_ROOTS or (element.tag == "a" and "href" not in attrs):
        return None
    text = _plain_text(element, known)
    return (text, "content") if text else None


def _plain_text(element: Element, known: _Known) -> str:
    scope = element.scope
    hidden = known.hidden.get(scope)
    first, end = element.index, element.end
    if hidden is None or end - first > _DEEPEST or element.shadow is not None:
        return ""
    if 1 in hidden[first:end] or (element.tag == "button" and labels_of(element)):
        return ""
    if end - first == 1:
        return _tidy("".join(element.children))  # type: ignore[arg-type]  # it has no elements in it
    for one in scope.elements[first + 1 : end]:
        if one.tag not in _PLAIN or one.shadow is not None or not _NAMING_ATTRIBUTES.isdisjoint(one.attrs):
            return ""
    parts: list[str] = []
    _gather(element, parts)
    return _tidy("".join(parts))


def _tidy(text: str) -> str:
    return " ".join(text.split()) if text.isascii() else _NOTHING.sub(" ", text).strip()


def _gather(element: Element, parts: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.children:
            apart = child.tag not in INLINE
            if apart:
                parts.append(" ")
            _gather(child, parts)
            if apart:
                parts.append(" ")
        elif child.tag == "br":
            parts.append(" ")
        elif child.tag == "img" and _says(child.attrs.get("alt", "")):
            parts.append(child.attrs["alt"])


def may_be_named_by_script(element: Element) -> bool:
    """Whether something that is not read here may name the element: a custom element, a shadow tree, a binding, a script."""
    for one in (element, *element.descendants()):
        if one.tag == "script" or one.shadow is not None or ("-" in one.tag and one.namespace == HTML):
            return True
        if not _FILLED_BY.isdisjoint(one.attrs) or any(name.startswith(_BOUND) for name in one.attrs):
            return True
    return False


def _name(element: Element, walk: _Walk, *, top: bool = False, embedded: bool = True) -> tuple[str, str]:
    """Steps 2B to 2I for an element that is not skipped as hidden, ``embedded`` in the name of another or not."""
    attrs, space = element.attrs, ""
    if not walk.referenced and "aria-labelledby" in attrs:  # 2B
        text = " ".join(_text_of_reference(element, name) for name in attrs["aria-labelledby"].split())
        if _says(text):
            return text, "aria-labelledby"
    kind = role(element)
    if not top and embedded:  # 2C
        value = control_value(element, kind)
        if value is not None:
            return value, "value"
    label = attrs.get("aria-label", "")
    if _says(label):  # 2D
        return label, "aria-label"
    if kind != "none":  # 2E
        text, source = _native(element, walk, top)
        if _says(text):
            return text, source
    if not top or kind in NAMED_BY_CONTENT or element.tag in _NAMED_BY_CONTENT:  # 2F, 2H
        text = _content(element, walk)
        if _says(text):
            return text, "content"
        if text and not top:
            space = " "
    title = attrs.get("title", "") if kind != "none" else ""
    return (title, "title") if _says(title) else (space, "")  # 2I


def _says(text: str) -> bool:
    return bool(text) and _NOTHING.sub("", text) != ""


def _text_of_reference(element: Element, name: str) -> str:
    """The text of the element of that id; what is hidden counts where it is named directly (2A, 2B)."""
    target = element.scope.by_id(name)
    if target is None:
        return ""
    if target is element:
        return _name(target, _Walk(True, False, {target}), embedded=False)[0]
    known = _known(element.page).referenced
    found = known.get(target)
    if found is None:
        known[target] = ""
        found = known[target] = _name(target, _Walk(True, is_programmatically_hidden(target), {target}))[0]
    return found


def _native(element: Element, walk: _Walk, top: bool) -> tuple[str, str]:
    if top and has_labels(element):
        parts = []
        for label in labels_of(element):
            hidden = is_programmatically_hidden(label)
            parts.append(_name(label, _Walk(walk.referenced, hidden, {element, label}))[0])
        text = " ".join(parts)
        if _says(text):
            return text, "label"
    child = naming_child(element)
    if child is not None:
        text = child.text if element.namespace == SVG else _content(child, walk)
        if _says(text):
            return text, child.tag
    return native_attribute(element)


def _content(element: Element, walk: _Walk) -> str:
    """The texts of the content in the flat tree, with what style puts before and after (2F)."""
    if walk.depth > _DEEPEST:
        return element.text
    walk.depth += 1
    rendering = renderings(element.page)[element.scope]
    parts = [rendering.before.get(element.index, "")]
    for child in _flat_children(element):
        if isinstance(child, str):
            parts.append(child)
        else:
            text = _part(child, walk)
            parts.append(text if child.tag in INLINE and child.tag not in _FIELDS else f" {text} ")
    for name in element.attrs.get("aria-owns", "").split():
        owned = element.scope.by_id(name)
        parts.append(f" {_part(owned, walk)} " if owned is not None else "")
    parts.append(rendering.after.get(element.index, ""))
    walk.depth -= 1
    return "".join(parts)


def _part(child: Element, walk: _Walk) -> str:
    """What a child gives to the name of an element around it: nothing if it is hidden (2A) or met before."""
    if child in walk.met or child.tag in _SILENT:
        return ""
    if not walk.hidden and is_programmatically_hidden(child):
        return _visible_again(child, walk)
    walk.met.add(child)
    if child.tag == "use" and child.namespace == SVG:
        return _drawn(child, walk)
    return _name(child, walk)[0]


def _visible_again(element: Element, walk: _Walk) -> str:
    """What is visible again inside an element whose ``visibility`` hides it (CSS Display 3, 4)."""
    hidden = exposures(element.page)[element.scope].hidden
    if walk.depth > _DEEPEST or 0 not in hidden[element.index : element.end]:
        return ""
    walk.depth += 1
    text = " ".join(_part(child, walk) for child in _flat_children(element) if isinstance(child, Element))
    walk.depth -= 1
    return text


def _drawn(use: Element, walk: _Walk) -> str:
    """The title of the symbol of this page that ``use`` draws (SVG-AAM 1.0, 5.1.1)."""
    address = use.attrs.get("href") or use.attrs.get("xlink:href") or ""
    symbol = use.scope.by_id(address[1:]) if address.startswith("#") else None
    if symbol is None or symbol in walk.met:
        return ""
    walk.met.add(symbol)
    return " ".join(one.text for one in symbol.elements if one.tag == "title")


def _flat_children(element: Element) -> list[Element | str]:
    """The children that are there: a host's are those of its shadow root, a slot's what is put into it.

    Of closed details there is the summary, of media and frames nothing: their content is only a fallback.
    """
    if element.tag in _APART:
        if element.tag != "details":
            return []
        if "open" not in element.attrs:
            summary = first_child(element, "summary")
            return [summary] if summary is not None else []
    if element.shadow is not None:
        return [one for one in element.shadow.elements if one.parent is None]
    return list(put_into(element)) or element.children

"""The semantic role of an element: what it says it is, else what its kind of element is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from checker.accessibility.focus import first_child, is_focusable
from checker.accessibility.roles import GLOBAL_ATTRIBUTES, ROLES, SYNONYMS
from checker.page import SVG, Element, Page, derived

#: HTML-AAM 1.0, 3.5 (https://www.w3.org/TR/html-aam-1.0/#html-element-role-mappings): roles without a condition.
_BY_TAG = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), "list"),
    **dict.fromkeys(("tbody", "thead", "tfoot"), "rowgroup"),
    **dict.fromkeys(("details", "fieldset", "optgroup", "address", "hgroup"), "group"),
    **dict.fromkeys(("dfn", "dt"), "term"),
    **dict.fromkeys(("del", "s"), "deletion"),
    "article": "article",
    "blockquote": "blockquote",
    "button": "button",
    "caption": "caption",
    "code": "code",
    "datalist": "listbox",
    "dd": "definition",
    "dialog": "dialog",
    "em": "emphasis",
    "figure": "figure",
    "hr": "separator",
    "html": "document",
    "ins": "insertion",
    "main": "main",
    "mark": "mark",
    "math": "math",
    "meter": "meter",
    "nav": "navigation",
    "option": "option",
    "output": "status",
    "p": "paragraph",
    "progress": "progressbar",
    "search": "search",
    "strong": "strong",
    "sub": "subscript",
    "sup": "superscript",
    "table": "table",
    "textarea": "textbox",
    "time": "time",
    "tr": "row",
}
#: The elements that have the role without a condition.
TAGS_OF: dict[str, tuple[str, ...]] = {}
for _tag, _name in _BY_TAG.items():
    TAGS_OF[_name] = (*TAGS_OF.get(_name, ()), _tag)
_INPUTS = {
    **dict.fromkeys(("button", "image", "reset", "submit"), "button"),
    **dict.fromkeys(("text", "email", "tel", "url"), "textbox"),
    # HTML-AAM gives these no role; the browser's own control stands for them.
    **dict.fromkeys(("color", "date", "datetime-local", "file", "hidden", "month", "password", "time", "week"), ""),
    "checkbox": "checkbox",
    "number": "spinbutton",
    "radio": "radio",
    "range": "slider",
    "search": "searchbox",
}
_SECTIONING = frozenset({"article", "aside", "main", "nav", "section"})
_SECTIONING_ROLES = frozenset({"article", "complementary", "main", "navigation", "region"})
#: Parts of a list or table that lose their role with it (WAI-ARIA 1.2, 5.4, presentation).
_OWNERS = {
    "li": ("ul", "ol", "menu"),
    **dict.fromkeys(("tr", "td", "th", "tbody", "thead", "tfoot", "caption"), ("table",)),
}
#: The roles of lists and tables whose parts keep theirs (HTML-AAM 1.0, 3.5, li, tr, td).
_LISTS, _TABLES = frozenset({"list"}), frozenset({"grid", "table", "treegrid"})


def role(element: Element) -> str:
    """The semantic role of the element; "none" for a presentational one, empty for one without a role.

    >>> role(page_of("<button role='link'>x</button>").body.elements[0])
    'link'
    >>> role(page_of("<button role='none'>x</button>").body.elements[0])
    'button'
    """
    known = _roles(element.page)
    found = known.get(element)
    if found is None:
        found = known[element] = _role(element)
    return found


@derived
def _roles(page: Page) -> dict[Element, str]:
    return {}


def roles_of(elements: Iterable[Element], page: Page) -> Iterator[tuple[Element, str]]:
    """The elements of the page with their roles."""
    known = _roles(page)
    for element in elements:
        found = known.get(element)
        if found is None:
            found = known[element] = _role(element)
        yield element, found


def _role(element: Element) -> str:
    if "role" not in element.attrs:
        return implicit_role(element)
    for given in _given_roles(element):
        if given == "none":
            return implicit_role(element) if overrides_none(element) else "none"
        if given not in _LANDMARKS_BY_NAME or is_named_by_author(element):
            return given
    return implicit_role(element)


def _given_roles(element: Element) -> Iterator[str]:
    value = element.attrs.get("role")
    if value:
        yield from (SYNONYMS.get(token, token) for token in value.lower().split() if token in ROLES)


def explicit_role(element: Element) -> str:
    """The first role of the ``role`` attribute that exists, or empty (WAI-ARIA 1.2, 9.1).

    >>> explicit_role(page_of("<div role='widget tab link'>x</div>").body.elements[0])
    'tab'
    """
    return next(_given_roles(element), "")


def is_named_by_author(element: Element) -> bool:
    """Whether the author names the element by an attribute, or by a reference to something that says anything."""
    return bool(element.attrs.get("title", "").strip()) or _is_named_by_aria(element)


def _is_named_by_aria(element: Element) -> bool:
    attrs = element.attrs
    if attrs.get("aria-label", "").strip():
        return True
    return "aria-labelledby" in attrs and any(
        target is not None and _says_something(target)
        for target in map(element.scope.by_id, attrs["aria-labelledby"].split())
    )


def _says_something(element: Element) -> bool:
    return any(not _NAMING.isdisjoint(one.attrs) for one in (element, *element.descendants())) or bool(
        element.text.strip()
    )


def overrides_none(element: Element) -> bool:
    """Whether the element keeps its role although it is said to be none (WAI-ARIA 1.2, 7.2.3, conflict resolution)."""
    return not GLOBAL_ATTRIBUTES.isdisjoint(element.attrs) or is_focusable(element)


def is_marked_decorative(element: Element) -> bool:
    """Whether the author calls the element decoration (ACT, "Marked as decorative")."""
    explicit = explicit_role(element)
    return explicit == "none" or (not explicit and element.tag == "img" and element.attrs.get("alt") == "")


def implicit_role(element: Element) -> str:
    """The role that HTML-AAM 1.0, 3.5 gives the kind of element; empty where it gives none."""
    tag = element.tag
    if element.namespace == SVG:
        if tag == "a":
            return "link" if is_focusable(element) else ""
        return _SVG.get(tag, "")
    owners = _OWNERS.get(tag)
    if owners is not None:
        owner = element.parent if tag == "li" else element.closest(*owners)
        if owner is not None and owner.tag in owners and "role" in owner.attrs:
            around = role(owner)
            if around == "none" and not overrides_none(element):
                return "none"
            if around not in (_LISTS if tag == "li" else _TABLES) and around != "none":
                return "generic"
            if tag == "td" and around != "table":
                return "gridcell"
    conditional = _CONDITIONAL.get(tag)
    return conditional(element) if conditional is not None else _BY_TAG.get(tag, "")


#: SVG-AAM 1.0, 5.4: shapes have a role only where something names them, and that is decided with the name.
_SVG = {"svg": "graphics-document", "image": "img"}
#: Roles that an element has only together with a name (Core-AAM 1.2, 5.4.1, form and region).
_LANDMARKS_BY_NAME = frozenset({"form", "region"})
_NAMING = frozenset({"alt", "aria-label", "title", "value"})


def _link(element: Element) -> str:
    return "link" if "href" in element.attrs else "generic"


def _landmark(name: str) -> Callable[[Element], str]:
    """header and footer are landmarks of the page only outside sectioning content."""

    def scoped(element: Element) -> str:
        for ancestor in element.ancestors():
            explicit = explicit_role(ancestor)
            if explicit in _SECTIONING_ROLES or (not explicit and ancestor.tag in _SECTIONING):
                return "generic"
        return name

    return scoped


def _section(element: Element) -> str:
    return "region" if is_named_by_author(element) else "generic"


def _aside(element: Element) -> str:
    inside = any(ancestor.tag in _SECTIONING - {"main"} for ancestor in element.ancestors())
    return "generic" if inside and not is_named_by_author(element) else "complementary"


def _img(element: Element) -> str:
    attrs = element.attrs
    if attrs.get("alt") != "" or is_focusable(element):
        return "img"
    return "img" if _is_named_by_aria(element) else "none"


def _input(element: Element) -> str:
    kind = element.attrs.get("type", "text").lower()
    found = _INPUTS.get(kind, "textbox")
    if found in ("textbox", "searchbox") and "list" in element.attrs:
        return "combobox"
    return found


def _select(element: Element) -> str:
    size = element.attrs.get("size", "").strip()
    return "listbox" if "multiple" in element.attrs or (size.isdecimal() and int(size) > 1) else "combobox"


def _header_cell(element: Element) -> str:
    scope = element.attrs.get("scope", "").lower()
    if scope in ("row", "rowgroup"):
        return "rowheader"
    if scope in ("col", "colgroup"):
        return "columnheader"
    row = element.parent
    return "rowheader" if row is not None and first_child(row, "td") is not None else "columnheader"


def _list_item(element: Element) -> str:
    parent = element.parent
    return "listitem" if parent is not None and parent.tag in ("ul", "ol", "menu") else "generic"


_CONDITIONAL: dict[str, Callable[[Element], str]] = {
    "a": _link,
    "area": _link,
    "aside": _aside,
    "footer": _landmark("contentinfo"),
    "form": lambda element: "form",
    "header": _landmark("banner"),
    "img": _img,
    "input": _input,
    "li": _list_item,
    "section": _section,
    "select": _select,
    "td": lambda element: "cell",
    "th": _header_cell,
}

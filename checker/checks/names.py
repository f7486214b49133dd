"""Statements about what assistive technology calls an element."""

from __future__ import annotations

from checker.accessibility.name import Name, accessible_name, may_be_named_by_script
from checker.accessibility.native import DEFAULTS
from checker.accessibility.role import role
from checker.accessibility.sheets import may_be_hidden_elsewhere
from checker.finding import Target, Verdict, no, unknown, yes
from checker.page import Element
from checker.quoting import cut
from checker.registry import check

#: The roles of what holds choices together (WAI-ARIA 1.2).
_GROUPS = frozenset(("group", "radiogroup"))
#: How much of an address or text a message quotes.
_QUOTED = 60


@check
def in_named_group(target: Target) -> Verdict:
    """The element stands, with the target's last one, in a group that has a name: a fieldset with a legend, or a role.

    Unknown where the choices refer to other text themselves, or stand in a row of a table that has a header.

    Of its own: choices may be named by a table or by other texts instead of a group.
    """
    element = target.element
    last = target.part("last")
    choice = quoted(accessible_name(element).text)
    choices = f"the choices that begin with “{choice}”" if choice else "the choices, which have no labels,"
    unnamed = False
    for one in element.ancestors():
        if role(one) in _GROUPS and (not isinstance(last, Element) or one.contains(last)):
            if accessible_name(one).text.strip():
                return yes(f"“{choice}” is one of a group that has a name")
            unnamed = True
    row = element.closest("tr")
    if len(element.attrs.get("aria-labelledby", "").split()) > 1 or "aria-describedby" in element.attrs:
        return unknown(f"nothing groups {choices} but they refer to text on the page")
    if row is not None and any(one.tag == "th" for one in row.elements):
        return unknown(f"nothing groups {choices} but their row of a table has a header")
    if unnamed:
        return no(f"the group of {choices} does not say what is asked")
    return no(f"nothing ties {choices} to the question that they answer")


@check
def has_accessible_name(target: Target, *, default_counts: bool = True) -> Verdict:
    """The element has an accessible name; the one that browsers give a button of their own accord may not count.

    >>> holds(has_accessible_name, '<a href="/"><img src="logo.png" alt="Home"></a>')
    True
    >>> holds(has_accessible_name, '<a href="/"><img src="logo.png"></a>')
    False
    >>> holds(has_accessible_name, '<a href="/"><app-logo></app-logo></a>') is None
    True
    """
    element = target.element
    name = accessible_name(element)
    if name.text and (default_counts or not _is_default(name)):
        return yes(f"it is called “{name.text}”")
    if may_be_named_by_script(element):
        return unknown(f"{thing(element)} is empty here, but a script may fill it in the browser")
    if _holds_decoration_with_tooltip(element):
        return unknown(f"{thing(element)} has only the tooltip of a picture that is marked as decoration")
    if may_be_hidden_elsewhere(element):
        return unknown(f"{thing(element)} {_lack(element)}, but a style sheet that could not be read may hide it")
    return no(f"{thing(element)} {_lack(element)}")


def _holds_decoration_with_tooltip(element: Element) -> bool:
    """Whether a picture with alt="" in the element has a title: some browsers read it out, others do not."""
    return any(one.attrs.get("title", "").strip() and role(one) == "none" for one in element.descendants())


def _is_default(name: Name) -> bool:
    """Whether the name is the one that browsers give an image button, or says the same (HTML-AAM 1.0, 4.1.4)."""
    return name.source == "default" or name.text.lower() == DEFAULTS["image"].lower()


@check
def has_role(target: Target, *, role_is: str) -> Verdict:
    """The element's semantic role is the given one; "none" is that of decoration.

    >>> holds(has_role, '<img src="line.png" alt="">', role_is="none")
    True
    >>> holds(has_role, '<img src="line.png">', role_is="none")
    False
    """
    found = role(target.element)
    if found == role_is:
        return yes(f"{thing(target.element)} is marked as {'decoration' if found == 'none' else found}")
    return no(f"{thing(target.element)} {_lack(target.element)}")


def thing(element: Element) -> str:
    """The element in an editor's words, with what tells it from its like.

    >>> thing(page_of('<a href="/about"></a>').body.elements[0])
    'the link to “/about”'
    """
    attrs = element.attrs
    kind = _KINDS.get(element.tag) or _BY_ROLE.get(role(element), f"the {element.tag} element")
    match element.tag:
        case "a" | "area":
            detail = f" to “{quoted(attrs['href'])}”" if attrs.get("href", "").strip() else ""
            return f"the {'image map ' if element.tag == 'area' else ''}link{detail}"
        case "img" | "iframe" | "object":
            source = attrs.get("src") or attrs.get("data") or attrs.get("data-src") or ""
            file = _file_name(source)
            return f"{kind} “{quoted(file)}”" if file else kind
        case "input" | "select" | "textarea" | "button":
            own = attrs.get("name") or attrs.get("id") or ""
            kind = _INPUTS.get(attrs.get("type", "text").lower(), kind) if element.tag == "input" else kind
            return f"{kind} “{quoted(own)}”" if own.strip() else kind
    return kind


_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "the heading"),
    "button": "the button",
    "iframe": "the embedded frame",
    "img": "the image",
    "input": "the field",
    "object": "the embedded object",
    "select": "the selection list",
    "summary": "the heading of the fold-out section",
    "td": "the cell",
    "th": "the header cell",
    "svg": "the drawing",
    "textarea": "the text field",
}
_INPUTS = {
    **dict.fromkeys(("button", "submit", "reset"), "the button"),
    "image": "the image button",
    "checkbox": "the checkbox",
    "radio": "the radio button",
    "file": "the file field",
    "search": "the search field",
}
_BY_ROLE = {
    "button": "the button",
    "heading": "the heading",
    "img": "the image",
    "link": "the link",
    "menuitem": "the menu item",
}


_LACKS = {
    **dict.fromkeys(("area", "object", "svg"), "has no text alternative"),
    **dict.fromkeys(("input", "select", "textarea"), "has no label"),
    "iframe": "has no title that says what it shows",
    "img": "has no alternative text",
}


def _lack(element: Element) -> str:
    """What the element has not, as the end of a sentence."""
    attrs = element.attrs
    if element.tag == "img" and "alt" in attrs:
        if attrs["alt"]:
            return "has only blanks as its alternative text"
        return "has an empty alternative text, but is marked up as more than decoration"
    if element.tag == "input" and attrs.get("type", "").lower() in ("submit", "button", "reset", "image"):
        return "has no text" if attrs["type"].lower() != "image" else _LACKS["img"]
    if element.tag in _LACKS:
        return _LACKS[element.tag]
    pictures = sum(one.tag in ("img", "svg") for one in element.descendants())
    if pictures:
        return f"holds only {'an image' if pictures == 1 else 'images'} without a text alternative"
    return "has no text that can be read aloud" if element.children else "has no text"


def quoted(text: str) -> str:
    """The text as messages quote it: folded, and cut where it is long."""
    return cut(text, _QUOTED)


def _file_name(source: str) -> str:
    if source.startswith("data:"):
        return ""
    return source.partition("?")[0].rstrip("/").rpartition("/")[2]

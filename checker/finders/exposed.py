"""Things by what they are to assistive technology: elements of a role, form fields, images, frames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.accessibility.exposure import all_exposed, is_exposed, is_programmatically_hidden
from checker.accessibility.focus import is_disabled, is_summary_of_details, tab_index
from checker.accessibility.media_type import embedded_type
from checker.accessibility.role import TAGS_OF, explicit_role, is_marked_decorative, overrides_none, role, roles_of
from checker.accessibility.roles import INHERITING, NAMED_BY_CONTENT, WIDGETS
from checker.accessibility.slides import waits_in_carousel
from checker.accessibility.table_grid import table_of
from checker.accessibility.visibility import is_hidden, is_rendered
from checker.finding import Target, targets_of
from checker.page import HTML, SVG, Element, Page, derived
from checker.reading import folded
from checker.registry import finder

#: The elements that may have a role without saying so; every other one of that role has a role attribute.
_TAGS = {
    "button": ("button", "input"),
    "checkbox": ("input",),
    "combobox": ("select", "input"),
    "heading": ("h1", "h2", "h3", "h4", "h5", "h6"),
    "img": ("img",),
    "link": ("a", "area"),
    "listbox": ("select",),
    "radio": ("input",),
    "searchbox": ("input",),
    "slider": ("input",),
    "spinbutton": ("input",),
    "textbox": ("input", "textarea"),
}
_TABLES = frozenset({"table", "grid", "treegrid"})
#: ACT rule e086e5, applicability.
FIELD_ROLES = (
    "checkbox combobox listbox menuitemcheckbox menuitemradio radio searchbox slider spinbutton switch textbox".split()
)


@derived
def _by_role(page: Page) -> dict[str, list[Element]]:
    return {}


def elements_with_role(page: Page, name: str) -> list[Element]:
    """The elements that are exposed with the role or a kind of it, the document's first, in document order."""
    known = _by_role(page)
    found = known.get(name)
    if found is None:
        names = INHERITING.get(name, (name,))
        candidates = _candidates(page, _TAGS.get(name) or TAGS_OF.get(name, ()))
        found = known[name] = all_exposed((one for one, its in roles_of(candidates, page) if its in names), page)
    return found


def _candidates(page: Page, tags: Sequence[str]) -> list[Element]:
    return page.select(", ".join([*tags, "[role]"]))


def _in_order(elements: Iterable[Element]) -> list[Target]:
    return targets_of(sorted(elements, key=lambda one: (one.scope.host is not None, one.index)))


@finder()
def exposed(page: Page, *, roles: Sequence[str]) -> Iterable[Target]:
    """The HTML elements in the accessibility tree that have one of the roles, or a kind of it."""
    if len(roles) == 1:
        return targets_of([one for one in elements_with_role(page, roles[0]) if one.namespace == HTML])
    found = {element for name in roles for element in elements_with_role(page, name)}
    return _in_order(element for element in found if element.namespace == HTML)


@finder()
def buttons(page: Page) -> Iterable[Target]:
    """The buttons in the accessibility tree, but those that are an image: they need a text alternative as well."""
    return [
        Target(element)
        for element in elements_with_role(page, "button")
        if element.tag != "input" or element.attrs.get("type", "").lower() != "image"
    ]


@finder()
def form_fields(page: Page) -> Iterable[Target]:
    """The controls in the accessibility tree that take data: text, choices, dates, files, numbers."""
    fields = {element for name in FIELD_ROLES for element in elements_with_role(page, name)}
    # The fields that HTML-AAM gives no role: dates, colours, passwords, files.
    fields.update(
        element
        for element in page.select("input[type]")
        if element.namespace == HTML and not role(element) and is_exposed(element)
    )
    return _in_order(fields)


@finder(parts=("last",))
def radio_groups(page: Page) -> Iterable[Target]:
    """The first radio button of each group of two or more in the accessibility tree, with the last one.

    Source: https://html.spec.whatwg.org/#radio-button-group: the same name in the same form.
    """
    groups: dict[tuple[Element | None, str], list[Element]] = {}
    for element in elements_with_role(page, "radio"):
        name = element.attrs.get("name", "")
        if element.tag == "input" and name:
            groups.setdefault((element.closest("form"), name), []).append(element)
    return [Target(group[0], {"last": group[-1]}) for group in groups.values() if len(group) > 1]


@finder()
def images(page: Page) -> Iterable[Target]:
    """The img elements, and HTML elements with the role img, that are not hidden from assistive technology.

    A slide of a carousel that waits for its turn is not hidden for long.
    """
    return _images(page)


@derived
def _images(page: Page) -> list[Target]:
    return targets_of(
        [
            element
            for element in _candidates(page, ("img",))
            if element.namespace == HTML
            and (element.tag == "img" or role(element) == "img")
            and (not is_programmatically_hidden(element) or waits_in_carousel(element))
        ]
    )


@finder()
def image_buttons(page: Page) -> Iterable[Target]:
    """The inputs of type image in the accessibility tree."""
    return [Target(element) for element in page.select("input[type=image i]") if is_exposed(element)]


@finder()
def drawings(page: Page) -> Iterable[Target]:
    """The SVG elements in the accessibility tree that are said to be an image, document or symbol."""
    return [
        Target(element)
        for element in page.select("[role]")
        if element.namespace == SVG
        and explicit_role(element) in ("img", "graphics-document", "graphics-symbol")
        and is_exposed(element)
    ]


@finder()
def embedded_media(page: Page) -> Iterable[Target]:
    """The object elements in the accessibility tree, without a role of their own, that show an image, sound or video."""
    return [
        Target(element)
        for element in page.select("object")
        if not explicit_role(element)
        and embedded_type(element).startswith(("image/", "audio/", "video/"))
        and is_exposed(element)
    ]


@finder()
def summaries(page: Page) -> Iterable[Target]:
    """The summary elements in the accessibility tree that open and close their details, with no other role."""
    return [
        Target(element)
        for element in page.select("summary")
        if is_summary_of_details(element)
        and is_exposed(element)
        and (not explicit_role(element) or (explicit_role(element) == "none" and overrides_none(element)))
    ]


@finder()
def frames(page: Page) -> Iterable[Target]:
    """The iframe elements in the accessibility tree that are neither decorative nor out of the keyboard's way."""
    return [
        Target(element)
        for element in page.select("iframe")
        if (tab_index(element) or 0) >= 0 and not is_marked_decorative(element) and is_exposed(element)
    ]


@finder()
def cells_with_headers(page: Page) -> Iterable[Target]:
    """The cells with a headers attribute in tables of data that are in the accessibility tree."""
    for element in page.select("td[headers], th[headers]"):
        table = element.closest("table")
        if table is not None and role(table) in _TABLES and is_exposed(table):
            yield Target(element)


@finder()
def header_cells(page: Page) -> Iterable[Target]:
    """The headers of rows and columns in tables of data, seen and in the accessibility tree."""
    for element in page.select("th, [role]"):
        if role(element) in ("columnheader", "rowheader") and element.namespace == HTML and is_exposed(element):
            table = table_of(element)
            shows = element.end - element.index > 1 or element.text.strip()
            if table is not None and is_exposed(table) and shows:
                yield Target(element)


#: HTML, "wears the autofill anchor mantle" or has no use for autofill.
_WITHOUT_AUTOFILL = frozenset("button checkbox file hidden image radio reset submit".split())


@finder()
def autofilled_fields(page: Page) -> Iterable[Target]:
    """The form fields that say with autocomplete what belongs in them: more than on or off, not disabled, met by somebody.

    Source: ACT rule 73f2c2, applicability.
    """
    for element in page.select("input[autocomplete], select[autocomplete], textarea[autocomplete]"):
        tokens = element.attrs["autocomplete"].lower().split()
        kind = element.attrs.get("type", "").lower() if element.tag == "input" else ""
        if not tokens or tokens in (["on"], ["off"]) or kind in _WITHOUT_AUTOFILL or _is_out_of_use(element):
            continue
        if (is_rendered(element) and not is_hidden(element)) or is_exposed(element):
            yield Target(element)


def _is_out_of_use(element: Element) -> bool:
    if is_disabled(element):
        return True
    around = (element, *element.ancestors())
    if any(one.attrs.get("aria-disabled", "").lower() == "true" for one in around):
        return True
    return (tab_index(element) or 0) < 0 and role(element) not in WIDGETS


@finder()
def named_besides_their_text(page: Page) -> Iterable[Target]:
    """The controls in the accessibility tree that show text and are named by an ARIA attribute besides.

    Source: ACT rule 2ee8b8, applicability; the text is what is rendered.
    """
    for element in page.select("[aria-label], [aria-labelledby]"):
        kind = role(element)
        named = kind in WIDGETS and kind in NAMED_BY_CONTENT and is_exposed(element)
        if named and any(sign.isalnum() for sign in shown_text(element)):
            yield Target(element)


def shown_text(element: Element) -> str:
    """The text that is seen in the element, white space folded."""
    parts: list[str] = []
    for one in (element, *element.descendants()):
        if is_hidden(one) or not is_rendered(one):
            continue
        parts += [child for child in one.children if isinstance(child, str)]
    return folded(" ".join(parts))

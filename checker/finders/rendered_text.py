"""The texts that readers see on a rendered page."""

from __future__ import annotations

from collections.abc import Iterable

from checker.accessibility.around import Nearest, flat_parent, roots_of_frames
from checker.accessibility.backdrop import rendered
from checker.accessibility.focus import is_disabled
from checker.accessibility.labels import labels_of
from checker.accessibility.role import role
from checker.accessibility.visibility import renderings
from checker.finding import Target, targets_of
from checker.page import HTML, Element, Page, derived
from checker.registry import finder
from checker.rendering.tree import STYLE_AT, Box, RenderedSnapshot, Text

#: WAI-ARIA 1.2, 5.3: the kinds of group and of widget.
_DISABLEABLE = frozenset(
    "button checkbox columnheader combobox details grid gridcell group link listbox menu menubar menuitem"
    " menuitemcheckbox menuitemradio option progressbar radio radiogroup row rowheader scrollbar searchbox select"
    " separator slider spinbutton switch tab tablist textbox toolbar tree treegrid treeitem".split()
)

_OUT_OF_FLOW = frozenset({"absolute", "fixed"})


@finder()
def visible_text(page: Page) -> Iterable[Target]:
    """The HTML elements with text of their own that can be seen, but what belongs to disabled controls and groups."""
    disabled = _disabled(page)
    return targets_of(one for one in visible_texts(page) if one not in disabled)


def is_disabled_part(element: Element) -> bool:
    """Whether the element is, or belongs to, a disabled control or group, or labels one."""
    return element in _disabled(element.page)


@derived
def visible_texts(page: Page) -> dict[Element, list[Text]]:
    """The HTML elements with text of their own that can be seen, in document order, and those texts.

    ACT, "Visible": not transparent, clipped away, or where no scrolling leads.
    """
    snapshot = rendered(page)
    tables = renderings(page)
    found: dict[Element, list[Text]] = {}
    for element, texts in snapshot.texts.items():
        table = tables[element.scope]
        if element.namespace != HTML or table.none[element.index] or table.unseen[element.index]:
            continue
        seen = [one for one in texts if one.lines and one.text.strip() and can_be_seen(element, one.box)]
        if seen:
            found[element] = seen
    return found


def can_be_seen(element: Element, text: Box, snapshot: RenderedSnapshot | None = None) -> bool:
    """Whether the box, of the element or of a text in it, is not transparent, clipped away or out of reach.

    ``snapshot`` is the state of the page in which it is asked; as loaded where none is given.
    """
    page = element.page
    snapshot = snapshot or rendered(page)
    if text.width <= 0 or text.height <= 0 or text.x + text.width <= 0 or text.y + text.height <= 0:
        return False  # no scrolling leads left of the page, or above it
    out_of_flow = False
    for node in _cutting(page, snapshot).up_from(element):
        values = snapshot.styles.get(node)
        if values is not None:
            if values[STYLE_AT["opacity"]] == "0" or _clips_all(values):
                return False
            if values[STYLE_AT["overflow-x"]] != "visible" and not out_of_flow:
                box = snapshot.boxes[node]
                if box.width <= 2 or box.height <= 2:
                    return False
                if values[STYLE_AT["overflow-x"]] in ("hidden", "clip") and not _overlap(text, box):
                    return False
            out_of_flow = out_of_flow or values[STYLE_AT["position"]] in _OUT_OF_FLOW
        if node in roots_of_frames(page):
            out_of_flow = False
            text = snapshot.boxes.get(node.scope.host, text) if node.scope.host is not None else text
    return True


def _cutting(page: Page, snapshot: RenderedSnapshot) -> Nearest:
    """The way up through what may hide what it holds, takes it out of the flow, or is the root of a frame."""
    known = _cutting_by_state(page)
    found = known.get(snapshot)
    if found is None:
        picked = snapshot.styled(_may_cut) | roots_of_frames(page)
        found = known[snapshot] = Nearest(page, picked)
    return found


@derived
def _cutting_by_state(page: Page) -> dict[RenderedSnapshot, Nearest]:
    """What is known so far, for the page as loaded and for its states."""
    return {}


def _may_cut(values: tuple[str, ...]) -> bool:
    return (
        values[STYLE_AT["opacity"]] == "0"
        or values[STYLE_AT["overflow-x"]] != "visible"
        or values[STYLE_AT["position"]] in _OUT_OF_FLOW
        or _clips_all(values)
    )


def _clips_all(values: tuple[str, ...]) -> bool:
    clip, path = values[STYLE_AT["clip"]], values[STYLE_AT["clip-path"]]
    if clip.startswith("rect(") and values[STYLE_AT["position"]] in ("absolute", "fixed"):
        sides = clip[5:-1].replace(",", " ").replace("px", "").split()
        if "auto" not in sides and len(sides) == 4:
            top, right, bottom, left = map(float, sides)
            return right - left <= 1 or bottom - top <= 1
    return path in ("inset(50%)", "inset(100%)", "circle(0px)", "circle(0px at 50% 50%)")


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@derived
def _disabled(page: Page) -> frozenset[Element]:
    """What is disabled, the labels of it, and all in them (ACT, "Disabled Element"; WCAG 2.2, 1.4.3, "inactive")."""
    found: set[Element] = set()
    selector = 'button, fieldset, input, optgroup, option, select, textarea, [aria-disabled="true" i], [role]'
    for element in page.select(selector):
        off = (
            is_disabled(element)
            or (element.tag in ("fieldset", "optgroup", "option") and "disabled" in element.attrs)
            or (role(element) in _DISABLEABLE and _is_said_disabled(element))
        )
        if off:
            found.add(element)
            found.update(labels_of(element))
            names = element.attrs.get("aria-labelledby", "").split()
            found.update(one for name in names if (one := element.scope.by_id(name)) is not None)
    for element in tuple(found):
        if element.parent not in found:
            found.update(element.descendants())
    for scope in page.snapshot.scopes:  # each behind the one that holds it
        if scope.host in found:
            found.update(scope.elements)
    return frozenset(found)


def _is_said_disabled(element: Element) -> bool:
    node: Element | None = element
    while node is not None:
        if node.attrs.get("aria-disabled", "").lower() == "true":
            return True
        node = flat_parent(node)
    return False

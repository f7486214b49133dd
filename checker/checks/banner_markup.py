"""Statements about how the official banner is built: control, panel, landmark, flag and lock."""

from __future__ import annotations

from checker.finders.banner import banner_at
from checker.finders.banner_markup import control, flag, is_control, looks_operable, panel
from checker.finding import Target, Verdict, no, unknown, yes
from checker.page import Element
from checker.reading import folded
from checker.registry import check


def _drawn(what: str) -> Verdict:
    return unknown(f"the {what} is drawn by the script of <usa-banner>, not written in the page")


@check
def banner_control_found(target: Target) -> Verdict:
    """The banner has a label or a control that opens it."""
    banner = banner_at(target)
    found = banner.is_component or control(banner) is not None
    return yes("the banner can be opened") if found else no("the banner has nothing to open")


@check
def banner_control_operable(target: Target) -> Verdict:
    """What opens the panel is a button, so that keyboards and screen readers have it too."""
    banner = banner_at(target)
    if banner.is_component:
        return _drawn("control")
    element = control(banner)
    if element is None:
        return yes("the banner has nothing to open")
    if element.tag == "button" or (element.tag == "input" and element.attrs.get("type", "").lower() == "button"):
        return yes("the control is a button", at=element)
    if is_control(element):
        return _stand_in(element)
    if looks_operable(element):
        return no(f"what opens the banner is a plain {element.tag} element without the role of a button", at=element)
    return unknown("the banner’s label is plain text, and nothing in the page shows what opens it", at=element)


def _stand_in(element: Element) -> Verdict:
    """What is to be said of a control that is no button element."""
    is_button = element.attrs.get("role", "").strip().lower() == "button"
    if element.tag == "a" and "href" in element.attrs:
        if is_button:
            return unknown("the banner’s control is a link with the role of a button", at=element)
        if element.attrs["href"].strip().startswith("#") or "aria-expanded" in element.attrs:
            return no("the banner’s control is a link instead of a button", at=element)
        return unknown("the banner’s label is a link to another page", at=element)
    if element.tag != "summary" and is_button and "tabindex" not in element.attrs:
        return no("the banner’s control has the role of a button but cannot be reached with the keyboard", at=element)
    return unknown(f"the banner’s control is a {element.tag} element, not a button", at=element)


def _button(target: Target) -> Element | None:
    """The control, where it is one that needs to say its state."""
    banner = banner_at(target)
    element = None if banner.is_component else control(banner)
    if element is None or element.tag == "summary" or not is_control(element):
        return None
    plain_link = element.tag == "a" and element.attrs.get("role", "").strip().lower() != "button"
    return None if plain_link and not element.attrs.get("href", "").strip().startswith("#") else element


@check
def banner_control_tells_state(target: Target) -> Verdict:
    """The control says by aria-expanded whether the panel is open."""
    element = _button(target)
    if element is None:
        return yes("there is no control that has a state")
    value = element.attrs.get("aria-expanded")
    if value is None:
        return no("the banner’s control does not say whether the banner is open: it has no aria-expanded", at=element)
    if value.strip().lower() not in ("true", "false"):
        return no(
            f"the banner’s control has aria-expanded=“{value.strip()}”, which is neither true nor false", at=element
        )
    return yes(f"aria-expanded is {value.strip()}", at=element)


@check
def banner_control_starts_closed(target: Target) -> Verdict:
    """The control does not say that the panel is open when the page loads."""
    element = _button(target)
    if element is not None and element.attrs.get("aria-expanded", "").strip().lower() == "true":
        return no("the banner’s control says that the banner is open when the page loads", at=element)
    return yes("the control does not say that the banner is open")


@check
def banner_control_reference_resolves(target: Target) -> Verdict:
    """The aria-controls of the control, where there is one, is the id of an element of the page."""
    element = _button(target)
    names = element.attrs.get("aria-controls", "").split() if element is not None else []
    lost = [name for name in names if element is not None and element.scope.by_id(name) is None]
    if lost and len(lost) == len(names):
        return no(f"the banner’s control points at “{lost[0]}”, and nothing on the page has that id", at=element)
    return yes("the control points at something on the page")


@check
def banner_control_names_panel(target: Target) -> Verdict:
    """The control has an aria-controls that is not blank."""
    element = _button(target)
    if element is not None and not element.attrs.get("aria-controls", "").strip():
        return no("the banner’s control does not name the panel that it opens: it has no aria-controls", at=element)
    return yes("the control names what it opens")


@check
def banner_panel_exposed(target: Target) -> Verdict:
    """No aria-hidden="true" hides the panel from screen readers in the page as written."""
    banner = banner_at(target)
    element = None if banner.is_component else panel(banner)
    node = element
    while node is not None and node is not banner.element.parent:
        if node.attrs.get("aria-hidden", "").strip().lower() == "true":
            return no("the banner’s panel is hidden from screen readers in the page as written", at=node)
        node = node.parent
    return yes("the panel is not hidden by aria-hidden")


_LANDMARKS = ("section", "aside", "header", "nav")
_ROLES = ("region", "complementary", "banner")


def _landmark(element: Element) -> Element:
    """The named landmark that is, or directly surrounds, the banner; else the banner's own element."""
    nearby = [element, *(one for one in element.ancestors() if one.tag not in ("body", "html"))][:3]
    nearby += [one for one in element.elements if "aria-label" in one.attrs or "aria-labelledby" in one.attrs]
    return next((one for one in nearby if _name(one)), element)


def _name(element: Element) -> str:
    for name in element.attrs.get("aria-labelledby", "").split():
        found = element.scope.by_id(name)
        if found is not None and found.text.strip():
            return folded(found.text)
    return folded(element.attrs.get("aria-label", ""))


@check
def banner_family_has_landmark(target: Target) -> Verdict:
    """The banner is of a family of markup that has a landmark, or it has a name."""
    banner = banner_at(target)
    if banner.family in ("uswds", "uswds1") or _name(_landmark(banner.element)):
        return yes("the banner is one that has a landmark")
    return no("the banner is of markup that has no landmark")


@check
def banner_landmark_named(target: Target) -> Verdict:
    """The banner is a landmark with a name."""
    banner = banner_at(target)
    element = _landmark(banner.element)
    name = _name(element)
    if not name:
        return no("the banner is no landmark with a name, so screen readers cannot list it", at=banner.element)
    role = element.attrs.get("role", "").strip().lower()
    if (role or element.tag) not in (*_LANDMARKS, *_ROLES):
        return no(
            f"the banner’s name, “{name}”, stands on a plain {element.tag} element, which is no landmark", at=element
        )
    return yes(f"the banner’s landmark is named “{name}”", at=element)


@check
def banner_landmark_name_current(target: Target) -> Verdict:
    """The landmark's name, where there is one, is not an older one that can be misheard."""
    banner = banner_at(target)
    if banner.is_component:
        name, element = banner.element.attrs.get("label", "").strip(), banner.element
    else:
        element = _landmark(banner.element)
        name = _name(element)
    folded = name.casefold()
    if folded.startswith("an official") or folded in ("official government website", "official website"):
        return no(f"the banner’s landmark is named “{name}”", at=element)
    return yes("the landmark has no outdated name")


@check
def banner_flag_found(target: Target) -> Verdict:
    """A picture of the flag stands in the header of the banner."""
    banner = banner_at(target)
    if banner.is_component:
        return _drawn("flag")
    found = flag(banner)
    if found is None:
        return unknown("no picture of the U.S. flag stands in the banner, unless a style sheet draws it")
    return yes("the banner has a picture of the flag", at=found)


@check
def banner_flag_has_alt(target: Target) -> Verdict:
    """The picture of the flag, where it is an image, has an alt attribute, perhaps an empty one."""
    banner = banner_at(target)
    found = None if banner.is_component else flag(banner)
    if found is None or found.tag != "img" or "alt" in found.attrs:
        return yes("the flag has an alt attribute")
    silent = found.attrs.get("aria-hidden", "").strip().lower() == "true" or _name(found)
    if silent or found.attrs.get("role", "").strip().lower() in ("presentation", "none"):
        return unknown("the picture of the flag has no alt attribute, but is hidden or named in another way", at=found)
    return no("the picture of the U.S. flag in the banner has no alt attribute", at=found)


@check
def lock_icon_named(target: Target) -> Verdict:
    """The picture of the lock has a name, or is hidden from screen readers."""
    element = target.element
    if any(node.attrs.get("aria-hidden", "").strip().lower() == "true" for node in (element, *element.ancestors())):
        return yes("the lock is hidden from screen readers")
    if element.tag == "img":
        return (
            yes("the lock has an alt attribute")
            if "alt" in element.attrs
            else no("the picture of the lock has no alt attribute")
        )
    references = element.attrs.get("aria-labelledby", "").split()
    if _name(element):
        return yes(f"the lock is named “{_name(element)}”")
    titles = [one for one in element.elements if one.tag == "title" and one.text.strip()]
    if references and not titles:
        return no(f"the lock’s name is to come from “{references[0]}”, and nothing on the page has that id")
    return yes("the lock has a title") if titles else no("the picture of the lock has no name")


@check
def lock_icon_is_image(target: Target) -> Verdict:
    """The drawing of the lock says that it is an image, so that its title is read as its name."""
    element = target.element
    hidden = any(
        node.attrs.get("aria-hidden", "").strip().lower() == "true" for node in (element, *element.ancestors())
    )
    if (
        element.tag == "img"
        or hidden
        or element.attrs.get("role", "").strip().lower() in ("img", "image", "graphics-symbol")
    ):
        return yes("the lock is an image")
    return no("the drawing of the lock has no role=“img”, so its title may be read as stray text")

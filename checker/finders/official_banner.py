"""The official banner as rules ask about it: its lines, what it is built of, and what is amiss with it as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from checker.finders.banner import Banner, banners
from checker.finders.banner_markup import button, control, flag, label_of, landmark, panel
from checker.finders.banner_owner import declared_language
from checker.finders.banner_place import (
    drawn_by_script,
    is_governmental,
    is_out_of_sight,
    pictured,
    published_domain,
    said_below,
    seen_before,
)
from checker.finders.banner_texts import PARTS
from checker.finders.document import host_of
from checker.finding import Absent, Part, Parts, Passage, Related, Target
from checker.page import Element, Page, derived
from checker.quoting import quotation
from checker.reading import folded
from checker.registry import finder

#: What messages call the lines of a banner.
LINES = {
    "header": "header line",
    "action": "“Here’s how you know” label",
    "domain-heading": "heading about the .gov or .mil domain",
    "domain-text": "sentence about the .gov or .mil domain",
    "https-heading": "heading about HTTPS",
    "https-text": "sentence about HTTPS",
}
#: Languages in which the wording is prescribed; of any other no wording is known for certain.
PRESCRIBED = ("en", "es")


@finder(
    parts={
        **{part: f"the banner’s {line}" for part, line in LINES.items()},
        "opener": "something that opens the banner",
        **dict.fromkeys(("control", "button"), "the banner’s control"),
        "panel": "the banner’s panel",
        **dict.fromkeys(("flag", "flag-image"), "the picture of the U.S. flag in the banner"),
        "markup-with-landmark": "markup that has a landmark, or a name",
        "landmark": "the banner’s landmark",
        "landmark-name": "the name of the banner’s landmark",
        "domain": "the domain that the banner names",
        "foreign-domain": "the name of a domain that is not the page’s",
        "address": "the page’s address",
        "address-elsewhere": "an address under neither .gov nor .mil",
        "host": "the page’s host",
        "seen-before": "something that is seen before the banner",
        "former-banner": "an earlier banner",
        "second-language": "a line in a second language",
        "outdated-wording": "an outdated wording",
    }
)
def official_banner(
    page: Page, *, scope: Literal["federal", "any"] = "federal", every: bool = False
) -> Iterable[Target]:
    """The page's official banner.

    With ``every`` all of them; ``scope`` is federal, or any.
    ``opener`` is the control or the component that has one, ``button`` the control where it has to say its state;
    ``domain`` what the panel names, ``foreign-domain`` that it
    is not the page's; ``address-elsewhere`` a known address under neither .gov nor .mil.
    """
    found = _targets(page)
    if scope == "federal":
        found = [(one, target) for one, target in found if one.scope == "federal"]
    return [target for _, target in (found if every else found[:1])]


@derived
def _targets(page: Page) -> list[tuple[Banner, Target]]:
    return [(one, Target(one.element, _parts(one, page))) for one in banners(page)]


def _parts(banner: Banner, page: Page) -> Parts:
    drawn = banner.is_component
    said = {part: Passage(one.text, one.element) for part, one in banner.parts.items()}
    named = " and ".join(f".{tld}" for tld in sorted(banner.tlds))
    known: dict[str, Part] = {
        **said,
        **{
            part: Absent(f"the official banner has no {LINES[part]}", missing=True)
            for part in PARTS
            if part not in said
        },
        "domain": named or None,
        "address": page.url,
        "host": host_of(page.url),
    }
    for part, lacking in (("header", _without_header), ("action", _without_action)):
        if part not in said:
            known[part] = lacking(banner, page)
    return Parts(
        known,
        opener=lambda: banner.element if drawn else control(banner),
        control=lambda: Absent(DRAWN.format("control"), certain=False) if drawn else control(banner),
        button=lambda: None if drawn else button(banner),
        panel=lambda: None if drawn else panel(banner),
        flag=lambda: _flag(banner),
        flag_image=lambda: None if drawn else _image(flag(banner)),
        markup_with_landmark=lambda: _markup_with_landmark(banner),
        landmark=lambda: _landmark(banner),
        landmark_name=lambda: _landmark_name(banner),
        foreign_domain=lambda: _foreign_domain(banner, page, named),
        address_elsewhere=lambda: page.url if published_domain(page) is None else None,
        seen_before=lambda: _seen_before(banner, page),
        former_banner=lambda: _former(banner, page),
        second_language=lambda: _second_language(banner),
        outdated_wording=lambda: _outdated(banner),
    )


DRAWN = "the {} is drawn by the script of <usa-banner>, not written in the page"


def _without_header(banner: Banner, page: Page) -> Absent:
    picture = pictured(page)
    if picture is not None:
        return Absent("the banner’s header line is only in a picture", at=picture, certain=False)
    return Absent(f"the official banner has no {LINES['header']}", missing=True)


def _without_action(banner: Banner, page: Page) -> Absent:
    opener = control(banner)
    if opener is None:
        return Absent(f"the official banner has no {LINES['action']}", missing=True)
    label = folded(opener.text) or opener.attrs.get("aria-label", "").strip()
    found = f"the banner’s control reads {quotation(label)} instead of “Here’s how you know”"
    return Absent(found, at=opener, certain=banner.language in PRESCRIBED)


def _flag(banner: Banner) -> Part:
    if banner.is_component:
        return Absent(DRAWN.format("flag"), certain=False)
    return flag(banner) or Absent(
        "no picture of the U.S. flag stands in the banner, unless a style sheet draws it", certain=False
    )


def _image(picture: Element | None) -> Element | None:
    return picture if picture is not None and picture.tag == "img" else None


_LANDMARKS = ("section", "aside", "header", "nav", "region", "complementary", "banner")


def _markup_with_landmark(banner: Banner) -> Element | None:
    """The banner, where its family of markup has a landmark, or it is named as one."""
    has = banner.family in ("uswds", "uswds1") or label_of(landmark(banner.element))
    return banner.element if has else None


def _landmark(banner: Banner) -> Element | Absent:
    element = landmark(banner.element)
    name = label_of(element)
    if not name:
        return Absent("the banner is no landmark with a name, so screen readers cannot list it", at=banner.element)
    if (element.attrs.get("role", "").strip().lower() or element.tag) not in _LANDMARKS:
        found = f"the banner’s name, “{name}”, stands on a plain {element.tag} element, which is no landmark"
        return Absent(found, at=element)
    return element


def _landmark_name(banner: Banner) -> Passage:
    """The name; a web component has it from its ``label``, where the page gives one."""
    if banner.is_component:
        return Passage(banner.element.attrs.get("label", "").strip(), banner.element)
    element = landmark(banner.element)
    return Passage(label_of(element), element)


def _foreign_domain(banner: Banner, page: Page, named: str) -> Part:
    if page.url is None:
        return Absent(f"the banner speaks of {named}, and the address of the page is not known", certain=False)
    tld = published_domain(page)
    wrong = banner.tlds - {tld} if tld else set()
    if not wrong:
        return None
    body = [one for part, one in banner.parts.items() if part not in ("header", "action")]
    at = next((one.element for one in body if any(f".{other}" in one.text.lower() for other in wrong)), None)
    found = f"the banner speaks of {named} websites, but the page’s address is under .{tld}"
    return Passage(named, at, found)


def _seen_before(banner: Banner, page: Page) -> Passage | Absent | None:
    """What can be seen before the banner and is no skip link."""
    seen = seen_before(page, banner)
    if seen is None:
        return None
    found = f"{seen.what} comes before the official banner"
    related = (Related("before the banner", seen.element),)
    if seen.certain:
        return Passage(seen.what, found=found, related=related)
    return Absent(f"{found}, unless style sheets move it", certain=False, related=related)


def _former(banner: Banner, page: Page) -> Passage | None:
    """The first banner of the page, where this is another."""
    shown = [one for one in banners(page) if one.scope == "federal" and not is_out_of_sight(one)]
    if not any(one is banner for one in shown[1:]):
        return None
    return Passage(
        "official banner",
        found="the page shows the official banner a second time",
        related=(Related("first banner", shown[0].element),),
    )


def _second_language(banner: Banner) -> Passage | None:
    """The first line in another language than the header's which does not say so itself."""
    for one in banner.parts.values():
        language = one.phrase.language if one.phrase is not None else None
        if language and banner.language and language != banner.language and declared_language(one.element) != language:
            found = f"the banner begins in “{banner.language}” and goes on in “{language}”"
            return Passage(one.text, one.element, found)
    return None


def _outdated(banner: Banner) -> Passage | None:
    """The first line with the wording of before 2.8.0 (USWDS, September 2020)."""
    for one in banner.parts.values():
        if one.phrase is not None and one.phrase.status == "outdated":
            return Passage(one.text, one.element, f"the banner still says {quotation(one.text)}")
    return None


@finder(parts={"banner": "the official banner", "federal-header": "the banner’s header line"})
def government_page(page: Page) -> Iterable[Target]:
    """The page itself, where it is HTML and is, or may be, published under .gov or .mil.

    ``banner`` is its official banner, ``federal-header`` the header line by which it calls itself federal.
    """
    if page.is_html and page.root is not None and is_governmental(page):
        yield Target(page.root, _government_parts(page))


@derived
def _government_parts(page: Page) -> Parts:
    return Parts({}, banner=lambda: _shown(page), federal_header=lambda: _federal_header(page))


def _federal_header(page: Page) -> Passage | None:
    headers = (one.parts["header"] for one in banners(page) if one.scope == "federal" and "header" in one.parts)
    return next((Passage(one.text, one.element) for one in headers), None)


def _shown(page: Page) -> Element | Absent:
    """The official banner, or what stands in its place."""
    found = banners(page)
    federal = min((one for one in found if one.scope == "federal"), key=is_out_of_sight, default=None)
    if federal is not None:
        if page.mode == "rendered":
            from checker.finders.rendered_banner import unseen  # of no use to static pages

            return unseen(federal) or federal.element
        if is_out_of_sight(federal):
            return Absent("the official banner is hidden in the page as written", at=federal.element, certain=False)
        return federal.element
    if found:
        header = found[0].parts.get("header")
        said = f"the banner, {quotation(header.text if header else '')}, is that of a state or local government"
        return Absent(said, at=found[0].element, certain=False)
    holder = page.body if page.body is not None and page.body.line else page.root
    return _trace(page) or Absent("the page has no official government banner", at=holder, missing=True)


def _trace(page: Page) -> Absent | None:
    """What makes it doubtful that a page without a banner to read has none; None where nothing does."""
    picture = pictured(page)
    if picture is not None:
        said = "the banner seems to be a picture with the text in its alternative text"
        return Absent(said, at=picture, certain=False)
    below = said_below(page)
    if below is not None:
        said = f"the text {quotation(below.text)} stands far down the page, not in a banner at its top"
        return Absent(said, at=below.element, certain=False)
    script = drawn_by_script(page)
    if script is not None:
        brought = "a frame seems to hold" if script.tag == "iframe" else "a script seems to draw"
        said = f"{brought} the official banner, and its text is not in the page itself"
        return Absent(said, at=script, certain=False)
    return None

"""The official banner and its parts, found by what they say; class names only support.

Wording: ``checker.finders.banner_texts``. Markup families: https://designsystem.digital.gov/components/banner/
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from checker.finders.banner_lines import HEADER, Said, in_footer, in_main, said_on
from checker.finders.banner_owner import declared_language, language_of, owner_of
from checker.finders.banner_texts import PARTS, Phrase, component_tags, component_text, phrase_of
from checker.finding import Target
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.reading import Line, all_lines, folded

#: Lines between the parts of one banner; a language switcher may stand between header and panel.
_GAP = 25


class Banner(NamedTuple):
    """A banner: the element that holds it, and what each of its parts says.

    ``first`` and ``last`` number its lines; both are -1 for a web component, whose words its script draws.
    """

    element: Element
    parts: dict[str, Said]
    family: str
    scope: str
    language: str | None
    tlds: frozenset[str]
    first: int = -1
    last: int = -1
    actions: tuple[Said, ...] = ()

    @property
    def is_component(self) -> bool:
        """Whether a web component draws it, so that the source does not hold its words."""
        return self.family == "web-component"

    @property
    def tld(self) -> str | None:
        """The domain that the banner names; None where it names none, or both."""
        return next(iter(self.tlds)) if len(self.tlds) == 1 else None


def _scope(header: Said | None) -> str:
    if header is None or (header.phrase is not None and header.phrase.part == "header"):
        return "federal"
    return owner_of(header.text)


def _language(parts: Iterable[Said], header: Said | None, element: Element) -> str | None:
    if header is not None:
        return header.phrase.language if header.phrase is not None else language_of(header.text, header.element)
    known = [one.phrase.language for one in parts if one.phrase is not None]
    return known[0] if known else declared_language(element)


def _common(elements: Iterable[Element]) -> Element:
    """The innermost element that holds them all."""
    found: Element | None = None
    for element in elements:
        if found is None:
            found = element
        while not found.contains(element) and found.parent is not None:
            found = found.parent
    assert found is not None
    return found


def _container(group: Sequence[Said], lines: Sequence[Line]) -> Element:
    """The largest element around the parts that holds no other text."""
    node = _common(one.element for one in group)
    before = lines[group[0].line - 1].runs[0].element if group[0].line else None
    last = max(one.last for one in group)
    after = lines[last + 1].runs[0].element if last + 1 < len(lines) else None
    marks = {"usa-banner", "header_banner_container"}
    while (parent := node.parent) is not None and parent.tag not in ("body", "html"):
        if marks.intersection(node.classes):
            break
        own = marks.intersection(parent.classes)
        if not own and ((before and parent.contains(before)) or (after and parent.contains(after))):
            break
        if in_main(parent) and parent.tag in ("main", "article"):
            break
        node = parent
    return node


def _family(container: Element, parts: Iterable[Said]) -> str:
    tokens: set[str] = set()
    seen: set[int] = set()
    for part in parts:
        node: Element | None = part.element
        while node is not None and node.index not in seen and node is not container.parent:
            seen.add(node.index)
            tokens.update(node.classes)
            node = node.parent
    for ancestor in container.ancestors():
        if ancestor.tag in ("body", "html"):
            break
        tokens.update(name for name in ancestor.classes if name == "usa-banner")
    if any(name.startswith("header_banner_") for name in tokens):
        return "afpims"
    if any(name.startswith("usa-banner__") for name in tokens):
        return "uswds"
    if tokens & {"usa-banner-inner", "usa-banner-header", "usa-banner-content", "usa-banner-button"}:
        return "uswds1"
    return "uswds" if "usa-banner" in tokens else "text"


def _unknown_header(group: Sequence[Said], lines: Sequence[Line]) -> Said | None:
    """The line that opens the block of the other parts, for a header line whose wording is not known."""
    first = group[0].line
    for number in range(first - 1, max(-1, first - 4), -1):
        line = lines[number]
        block = _common([line.runs[0].element, group[0].element])
        above = lines[number - 1].runs[0].element if number else None
        if HEADER.match(line.text):
            return Said("header", line.text, line.element, None, "", number, number)
        if block.tag in ("body", "html", "main") or in_main(block):
            continue
        names = " ".join([*line.block.classes, *(line.block.parent.classes if line.block.parent else ())])
        marked = "banner__header-text" in names or "header_banner_flag" in names or "banner-inner" in names
        if marked or above is None or not block.contains(above):
            return Said("header", line.text, line.element, None, "", number, number)
    return None


def _groups(said: Iterable[Said]) -> list[list[Said]]:
    """The parts that belong to one banner, banner by banner."""
    groups: list[list[Said]] = []
    for one in said:
        group = groups[-1] if groups else None
        if group is None or one.line - group[-1].last > _GAP:
            groups.append([one])
            continue
        complete = any(other.part in ("domain-text", "https-text") for other in group)
        if one.part == "header" and one.phrase is not None and complete:
            groups.append([one])
        else:
            group.append(one)
    return groups


def _best(group: Sequence[Said]) -> dict[str, Said]:
    """What says each part best: the current wording before other known ones, known before unknown.

    Of unknown ones the longest, which is the sentence and not its heading.
    """
    order = ("current", "translation", "variant", "mixed", "approval", "renamed", "outdated")
    parts: dict[str, Said] = {}
    for part in PARTS:
        said = [one for one in group if one.part == part]
        if said:
            known = [one for one in said if one.phrase is not None]
            parts[part] = (
                min(known, key=lambda one: order.index(one.phrase.status if one.phrase else ""))
                if known
                else max(said, key=lambda one: len(one.text) if part not in ("header", "action") else -one.line)
            )
    return parts


def _is_banner(group: Sequence[Said], parts: dict[str, Said]) -> bool:
    """Whether what is said together is a banner: a known header line, or enough that only a banner says."""
    header = parts.get("header")
    known = {part for part, one in parts.items() if one.phrase is not None}
    domain = {"domain-heading", "domain-text"} & parts.keys()
    https = {"https-heading", "https-text"} & parts.keys()
    supported = bool("action" in parts or known - {"header"} or (domain and https))
    if in_main(group[0].element):
        return "header" in known and supported and not _after_headline(group[0].element)
    if header is not None:
        return supported or (header.phrase is not None and not header.added and not header.within)
    if "action" in known and known - {"action"}:
        return True
    return bool(domain and https) and (bool(known) or _speaks_of_domain(parts) or any(map(_is_marked, group)))


def _speaks_of_domain(parts: dict[str, Said]) -> bool:
    """Whether the HTTPS sentence, in a language that is not known, names .gov or .mil as the banner's does."""
    text = parts["https-text"].text.lower() if "https-text" in parts else ""
    return "https://" in text and (".gov" in text or ".mil" in text)


def _is_marked(said: Said) -> bool:
    """Whether a class name of the design system stands around it."""
    return any("usa-banner" in node.attrs.get("class", "") for node in said.element.ancestors())


def _after_headline(element: Element) -> bool:
    """Whether a headline stands before it: what follows one in the main content is a story about the banner."""
    return any(one.index < element.index and in_main(one) for one in element.scope.tagged("h1")[:1])


def _read(group: list[Said], lines: Sequence[Line]) -> Banner | None:
    parts = _best(group)
    if not _is_banner(group, parts):
        return None
    if "header" not in parts:
        header = _unknown_header(group, lines)
        if header is not None:
            parts = {"header": header, **parts}
            group = [header, *group]
    used = [one for one in group if one.phrase is not None or one is parts.get(one.part)]
    container = _container(used, lines)
    body = [one for part, one in parts.items() if part not in ("header", "action")]
    header = parts.get("header")
    return Banner(
        container,
        parts,
        _family(container, used),
        _scope(header),
        _language(parts.values(), header, container),
        _tlds(body),
        min(one.line for one in used),
        max(one.last for one in used),
        tuple(one for one in group if one.part == "action"),
    )


def _tlds(body: Iterable[Said]) -> frozenset[str]:
    """The domains that the panel names; a sentence that names both says nothing about this site."""
    found: set[str] = set()
    for one in body:
        if one.phrase is not None:
            named = {one.phrase.tld} if one.phrase.tld else set()
        else:
            named = set(pattern(r"(?<![a-z0-9@/_-])\.(gov|mil)\b").findall(one.text.lower()))
        if len(named) == 1:
            found |= named
    return frozenset(found)


def _component(element: Element) -> Banner:
    """The banner of a web component: its slots, and its own words where a slot is not filled."""
    slots = {child.attrs["slot"]: child for child in element.descendants() if "slot" in child.attrs}
    declared = element.attrs.get("lang", "").strip().lower() or "en"
    language = "es" if declared.split("-")[0] == "es" else "en"
    tld = "mil" if element.attrs.get("tld", "").strip().lower() == "mil" else "gov"
    names = {"header": "banner-text", "action": "banner-action"}
    parts: dict[str, Said] = {}
    for part in PARTS:
        slot = slots.get(names.get(part, part))
        text = folded(slot.text) if slot is not None else component_text(part, language, tld)
        phrase: Phrase | None = phrase_of(part, text)
        parts[part] = Said(part, text, slot or element, phrase, "", -1, -1, drawn=slot is None)
    header = parts["header"]
    return Banner(
        element,
        parts,
        "web-component",
        _scope(header),
        _language(parts.values(), header, element),
        _tlds([one for part, one in parts.items() if part not in ("header", "action")]),
        actions=(parts["action"],),
    )


@derived
def banners(page: Page) -> list[Banner]:
    """The official banners of the page, of any government, in document order; never one of a footer."""
    if not page.is_html:
        return []
    components = [
        _component(element)
        for element in page.document.tagged(*component_tags())
        if not in_footer(element) and not in_main(element)
    ]
    lines = all_lines(page)
    found = [_read(group, lines) for group in _groups(said_on(page))]
    read = [one for one in found if one is not None]
    if components:
        read = [one for one in read if not any(other.element.contains(one.element) for other in components)]
    outside = [one for one in read if not in_main(one.element)]
    return sorted([*components, *(outside or ([] if components else read[:1]))], key=lambda one: one.element.index)


def banner_at(target: Target) -> Banner:
    """The banner that a target of ``official-banner`` is; KeyError where it is none."""
    for one in banners(target.page):
        if one.element is target.element:
            return one
    raise KeyError(target.element)


def banner_facts(page: Page) -> dict[str, Any]:
    """The report's ``facts.banner``: of the first federal banner, else of the first of a state or local government.

    On a rendered page only a banner that can be seen is there.
    """
    found = banners(page)
    if found and page.mode == "rendered":
        from checker.finders.rendered_banner import seen_banners  # of no use to static pages

        found = seen_banners(page, found)
    one = next((banner for banner in found if banner.scope == "federal"), found[0] if found else None)
    return {
        "present": one is not None,
        "scope": one.scope if one else None,
        "family": one.family if one else None,
        "tld": one.tld if one else None,
        "language": one.language if one else None,
        "https_notice": bool(one and ("https-heading" in one.parts or "https-text" in one.parts)),
    }

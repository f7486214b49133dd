"""What stands before the banner, and what may be a banner where none can be read."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from checker.accessibility.visibility import is_hidden
from checker.finders.banner import Banner
from checker.finders.banner_lines import around, in_footer, in_main
from checker.finders.banner_texts import phrases, squeezed
from checker.page import Element, Page
from checker.pattern import pattern
from checker.quoting import quotation
from checker.reading import Line, all_lines, visible_lines

_SKIP = pattern(
    r"\b(?:skip|jump|go directly|go to (?:main )?content|main content|saltar|ir al contenido|pasar al contenido|omitir"
    r"|aller au contenu|ale nan kontni|nhảy đến)|건너뛰기|跳至|跳到|перейти",
    re.IGNORECASE,
)
_SKIP_CLASS = pattern(r"skip|jump-?to|accessib", re.IGNORECASE)
#: Names of classes that take an element out of sight, or out of the flow of the page.
_UNSEEN = pattern(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-only|-text)?|element-invisible|visuallyhidden|offscreen"
    r"|hide|hidden|d-none|invisible|a11y-hidden|print-only|d-print-block)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OVERLAY = pattern(
    r"cookie|consent|gdpr|modal|dialog|overlay|off-?canvas|popup|pop-up|lightbox|toast|sticky|fixed|drawer"
    r"|toolbar|survey|chat|loader|loading|spinner|browser|outdated|noscript|no-js|ie-",
    re.IGNORECASE,
)
_MOVED = pattern(r"position\s*:\s*(?:fixed|absolute)|order\s*:|left\s*:\s*-\d{3,}|clip", re.IGNORECASE)
_BANNER_NAME = pattern(
    r"(?:usa?|gov|government|official|federal|uswds|ogds)[-_]*(?:site|website|gov|web)?[-_]*banner", re.IGNORECASE
)
#: The script of this platform opens and closes a banner that the page holds; it draws none.
_OPENS_ONLY = "/desktopmodules/"
_OFFICIAL = pattern(
    r"official (?:web ?)?site of the (?:united states|u\.s\.)|sitio oficial del gobierno", re.IGNORECASE
)
_ARCHIVED = pattern(r"https?://web\.archive\.org/web/\w+/(https?://.+)", re.IGNORECASE)
#: Hosts of previews and tests, which say nothing about where a page will be published.
_PREVIEW = pattern(
    r"^(?:localhost|[\d.]+|\[?[0-9a-f:]+\]?|[^.]+)$|\.(?:local|localhost|test|example|invalid|internal)$"
)


class Seen(NamedTuple):
    """Something that stands before the banner; ``certain`` is False where a style sheet may take it away."""

    what: str
    element: Element
    certain: bool


def _is_unseen(element: Element) -> bool:
    return any(
        is_hidden(node) or node.tag in ("noscript", "template", "dialog") or _UNSEEN.search(node.attrs.get("class", ""))
        for node in around(element)
    )


def _is_skip_link(element: Element) -> bool:
    for node in around(element):
        if node.tag in ("a", "button"):
            to = node.attrs.get("href", "")
            return "#" in to or bool(_SKIP.search(node.text))
        if _SKIP_CLASS.search(f"{node.attrs.get('class', '')} {node.attrs.get('id', '')}"):
            return True
    return False


def _is_movable(element: Element) -> bool:
    """Whether names or styles suggest that it floats over the page, or elsewhere."""
    return any(
        node.attrs.get("role") in ("dialog", "alertdialog")
        or _OVERLAY.search(f"{node.attrs.get('class', '')} {node.attrs.get('id', '')}")
        or _MOVED.search(node.attrs.get("style", ""))
        for node in around(element)
    )


def _first_index(banner: Banner, lines: list[Line]) -> int:
    """The index of the first element that is the banner's, wherever in it its first words stand."""
    if banner.first < 0:
        return banner.element.index
    own = lines[banner.first].runs[0].element
    for node in around(own):
        if node is banner.element or {"usa-banner", "header_banner_container"}.intersection(node.classes):
            return node.index
    return own.index


def seen_before(page: Page, banner: Banner) -> Seen | None:
    """The first thing that can be seen before the banner; skip links and what is out of sight do not count."""
    start = _first_index(banner, all_lines(page))
    doubtful: Seen | None = None
    for line in visible_lines(page):
        if line.after >= start:
            break
        if not any(character.isalnum() for character in line.text):
            continue
        elements = [run.element for run in line.runs if run.text.strip()]
        if all(_is_skip_link(one) or _is_unseen(one) for one in elements) or _SKIP.match(line.text):
            continue
        seen = Seen(f"the text {quotation(line.text, 60)}", line.element, not _is_movable(elements[0]))
        if seen.certain:
            return seen
        doubtful = doubtful or seen
    picture = _picture_before(page, start)
    if picture is not None and (picture.certain or doubtful is None):
        return picture
    return doubtful


def _picture_before(page: Page, start: int) -> Seen | None:
    for image in page.document.tagged("img"):
        if image.index >= start:
            break
        tiny = {image.attrs.get("width", "").strip(), image.attrs.get("height", "").strip()} & {"0", "1", "0px", "1px"}
        named = image.attrs.get("alt", "").strip()
        if tiny or _is_unseen(image) or _is_skip_link(image) or _OFFICIAL.search(named):
            continue
        certain = bool(named) and not _is_movable(image)
        return Seen(f"the picture “{named}”" if named else "a picture", image, certain)
    return None


def is_out_of_sight(banner: Banner) -> bool:
    """Whether the page as written hides the whole banner, its header line too."""
    header = banner.parts.get("header")
    return any(map(is_hidden, around(header.element if header is not None else banner.element)))


def pictured(page: Page) -> Element | None:
    """A picture at the top of the page whose alternative text is the header line."""
    for image in page.document.tagged("img", "area"):
        alt = image.attrs.get("alt", "")
        if "fficial" in alt.lower() and _OFFICIAL.search(alt) and not in_footer(image) and not in_main(image):
            return image
    return None


def said_below(page: Page) -> Line | None:
    """A line outside footer and content that is the header line of a banner, where it is too far down to be one."""
    if "official web" not in page.source.lower() and "oficial" not in page.source:
        return None
    known = [one.squeezed for one in phrases() if one.part == "header"]
    for line in all_lines(page):
        if 20 < len(line.text) < 120 and "icial" in line.text.lower() and squeezed(line.text).strip(".") in known:
            element = line.runs[0].element
            if not in_footer(element) and not in_main(element):
                return line
    return None


def drawn_by_script(page: Page) -> Element | None:
    """What seems to bring the banner: a script, frame or empty element of that name, or the script of a page without text."""
    scripts = page.document.tagged("script")
    if not all_lines(page):
        return next(iter(scripts), None)
    source = page.source.lower()
    if "banner" in source:
        for script in scripts:
            folder, _, name = script.attrs.get("src", "").rpartition("/")
            if _BANNER_NAME.match(name) and _OPENS_ONLY not in folder.lower() + "/":
                return script
        for element in page.document.select('[class*="banner" i], [id*="banner" i]'):
            names = [*element.classes, element.attrs.get("id", "")]
            if any(map(_BANNER_NAME.fullmatch, names)) and not element.text.strip():
                return element
        for tag, elements in page.document.tags.items():
            if "-" in tag and _BANNER_NAME.fullmatch(tag):
                return elements[0]
    if '="official web' in source or '="an official web' in source:
        for element in page.document.select("[aria-label], iframe[title]"):
            named = element.attrs.get("title", "") if element.tag == "iframe" else element.attrs["aria-label"]
            if _OFFICIAL.search(named) and not element.text.strip():
                return element
    return None


def published_host(page: Page) -> str:
    """The host under which the page is published, that of the original for a web archive's copy; empty if unknown."""
    url = page.url or ""
    copy = _ARCHIVED.match(url)
    return (urlsplit(copy.group(1) if copy else url).hostname or "").rstrip(".")


def published_domain(page: Page) -> str | None:
    """gov or mil; None where the address is not known or under another domain."""
    last = published_host(page).rpartition(".")[2]
    return last if last in ("gov", "mil") else None


def is_governmental(page: Page) -> bool:
    """Whether the page is, or may be, published under .gov or .mil."""
    host = published_host(page)
    return not host or bool(_PREVIEW.search(host)) or host.endswith((".gov", ".mil", ".fed.us"))

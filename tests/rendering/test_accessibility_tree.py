"""Our exposure, role and name beside Chromium's accessibility tree: every kind of difference has its reason here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import checker.loaders.chromium as loader
from checker.accessibility.exposure import is_exposed
from checker.accessibility.name import accessible_name
from checker.accessibility.role import role
from checker.accessibility.visibility import is_hidden
from checker.accessibility.whole_page import is_whole_page
from checker.page import Element, Page
from checker.parse import build
from checker.rendering.options import RenderOptions
from checker.rendering.tree import RenderedSnapshot

SHARED = Path(__file__).parent.parent.parent.parent / "shared"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the real pages and ACT's cases are not here"),
]

#: Chromium's names for roles of ours.
_SAME = {"image": "img", "SvgRoot": "graphics-document", "LayoutTable": "table", "LayoutTableRow": "row"}
_SAME |= {"LayoutTableCell": "cell", "LineBreak": "", "sectionheader": "generic", "sectionfooter": "generic"}
_SAME |= {"presentation": "none", "RootWebArea": "document", "StaticText": "", "DescriptionList": ""}


#: Chromium's roles for what HTML-AAM 1.0 gives none.
_THEIR_OWN = frozenset(
    "generic Abbr Audio Canvas ColorWell Date DisclosureTriangle Figcaption Iframe IframePresentational LabelText"
    " LayoutTable Legend PluginObject Video textbox".split()
)
_WITHOUT_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff"))


class Difference(NamedTuple):
    """An element that we and Chromium see otherwise; ``kind`` is ours, theirs, role or name."""

    kind: str
    element: Element
    ours: str
    theirs: str
    why_ignored: str = ""


Reason = tuple[str, Callable[[Difference], bool]]

#: Why they differ, the first that fits.
REASONS: tuple[Reason, ...] = (
    (
        "an element without a role of its own has one in Chromium: generic, LabelText, Legend, Video ...",
        lambda d: d.kind == "role" and not d.ours and d.theirs in _THEIR_OWN,
    ),
    (
        "Chromium drops what has nothing of its own to say: the document, sections of tables, empty paragraphs",
        lambda d: d.kind == "ours" and "uninteresting" in d.why_ignored,
    ),
    (
        "items of a list without its role are generic there and list items here until the list is asked",
        lambda d: d.kind == "ours" and "presentationalRole" in d.why_ignored,
    ),
    (
        "an open modal dialog makes the rest of the page inert, which only a script can know",
        lambda d: d.kind == "ours" and bool(d.element.page.select("dialog[open]")),
    ),
    (
        "a page that hides the whole of itself is taken here for one that its script will show",
        lambda d: d.kind == "ours" and _waits_for_script(d.element),
    ),
    (
        "an svg without a name is dropped there where nothing of it is drawn",
        lambda d: d.kind == "ours" and d.element.tag == "svg" and not d.element.text.strip(),
    ),
    (
        "an object stays one there, whatever role it is given",
        lambda d: d.kind == "role" and d.element.tag == "object",
    ),
    (
        "areas of an image that could not be loaded are not there; its map and the page are the same here",
        lambda d: d.kind == "ours" and d.element.tag == "area",
    ),
    (
        "an image button's value names it there; HTML-AAM has its alt and title alone",
        lambda d: d.kind == "name" and d.element.attrs.get("type", "").lower() == "image",
    ),
    (
        "aria-hidden with another value than true hides nothing here; Chromium reads it more widely",
        lambda d: d.kind == "ours" and any("aria-hidden" in e.attrs for e in (d.element, *d.element.ancestors())),
    ),
    (
        "Chromium keeps images and text inside a button in its tree; ARIA calls them presentational",
        lambda d: (
            d.kind == "theirs"
            and any(
                role(e) in ("button", "img", "tab", "option", "graphics-document", "checkbox")
                for e in d.element.ancestors()
            )
        ),
    ),
    (
        "Chromium takes a table that is laid out like one of data, and a table of layout, by its looks",
        lambda d: d.kind == "role" and d.element.tag in ("table", "tbody", "tr", "td", "th"),
    ),
    (
        "an svg with a title or a text is an image there, a document of graphics here (SVG-AAM)",
        lambda d: d.kind == "role" and d.element.tag == "svg",
    ),
    (
        "a list item outside a list, or of a list around a shadow tree, is one in one of both",
        lambda d: d.kind == "role" and "listitem" in (d.ours, d.theirs),
    ),
    (
        "an anchor that can be clicked is a link there, though it leads nowhere",
        lambda d: d.kind == "role" and d.element.tag == "a",
    ),
    (
        "a complementary part within a section has no role without a name, which Chromium decides otherwise",
        lambda d: d.kind == "role" and d.element.tag in ("aside", "section", "form"),
    ),
    (
        "a kind of image or link of DPUB-ARIA, and an image of maps",
        lambda d: d.kind == "role" and d.element.tag in ("img", "area"),
    ),
    (
        "rows, cells, terms and times are named by their content here as ARIA says, there only where it is needed",
        lambda d: (
            d.kind == "name"
            and (
                role(d.element) in ("row", "cell", "term", "time", "definition", "listitem")
                or d.element.tag in ("th", "td")
            )
        ),
    ),
    (
        "a glyph of an icon font is part of the name there, nothing here",
        lambda d: d.kind == "name" and any(0xE000 <= ord(sign) <= 0xF8FF for sign in d.theirs),
    ),
    (
        "white space within names is set otherwise where blocks meet; signs without width are dropped here",
        lambda d: d.kind == "name" and _signs(d.ours) == _signs(d.theirs),
    ),
    (
        "a title counts beside the content, or stands for it, in one of both",
        lambda d: d.kind == "name" and any("title" in e.attrs for e in (d.element, *d.element.descendants())),
    ),
    (
        "a figure is named by its caption here as HTML-AAM 1.0 says, there not",
        lambda d: d.kind == "name" and d.element.tag == "figure" and not d.theirs,
    ),
    (
        "a label that is hidden names its field here (accname 1.2, 4.3.2, step 2A), there not",
        lambda d: d.kind == "name" and not d.theirs and any(map(is_hidden, _labels(d.element))),
    ),
    (
        "a table's summary names it there, and describes it here",
        lambda d: d.kind == "name" and d.theirs == " ".join(d.element.attrs.get("summary", "").split()),
    ),
    (
        "Chromium leaves a label's hidden parts, or a picture's missing ones, otherwise",
        lambda d: d.kind == "name" and bool(d.ours and d.theirs) and (d.ours in d.theirs or d.theirs in d.ours),
    ),
    (
        "an attribute for braille, which WAI-ARIA 1.3 forbids on decoration, undoes the role none there",
        lambda d: d.ours == "none" and any(name.startswith("aria-braille") for name in d.element.attrs),
    ),
)


def _signs(name: str) -> str:
    return "".join(name.translate(_WITHOUT_WIDTH).split())


def _labels(element: Element) -> list[Element]:
    return [one for one in element.page.select("label") if one.attrs.get("for") == element.attrs.get("id")]


def _waits_for_script(element: Element) -> bool:
    snapshot = element.page.snapshot
    assert isinstance(snapshot, RenderedSnapshot)
    around = (one for one in (element, *element.ancestors()) if is_whole_page(one))
    return any(snapshot.style(one, "visibility") != "visible" for one in around)


@pytest.fixture(scope="module")
def compare() -> Iterator[Callable[[Path], tuple[int, list[Difference]]]]:
    nodes: list[dict[str, Any]] = []
    plain = loader.capture

    async def with_tree(wire: Any, *rest: Any) -> Any:
        captured = await plain(wire, *rest)
        nodes[:] = (await wire.send("Accessibility.getFullAXTree"))["nodes"]
        return captured

    loader.capture = with_tree
    browser = loader.Chromium(RenderOptions(timeout=20))

    def compared(file: Path) -> tuple[int, list[Difference]]:
        page = Page(file.name, file.read_bytes(), location=str(file))
        build(page)
        browser.render(page, None)
        known = {node["backendDOMNodeId"]: node for node in nodes if "backendDOMNodeId" in node}
        snapshot = page.snapshot
        assert isinstance(snapshot, RenderedSnapshot)
        elements = page.document.elements
        return len(elements), [d for e in elements if (d := _difference(e, known.get(snapshot.backend[e])))]

    yield compared
    browser.close()
    loader.capture = plain


def _difference(element: Element, node: dict[str, Any] | None) -> Difference | None:
    ours, theirs = is_exposed(element), node is not None and not node.get("ignored")
    kind = role(element)
    if not (ours and theirs and node is not None):
        if theirs and node is not None:
            return Difference("theirs", element, "", node["role"]["value"])
        why = ",".join(one["name"] for one in (node or {}).get("ignoredReasons", ()))
        return Difference("ours", element, kind, "", why) if ours and kind not in ("", "none", "generic") else None
    said = node["role"]["value"]
    if _SAME.get(said, said) != kind:
        return Difference("role", element, kind, said)
    name = " ".join(node.get("name", {}).get("value", "").split())
    own = accessible_name(element).text
    return Difference("name", element, own, name) if name != own else None


def _unexplained(differences: list[Difference]) -> list[str]:
    return [
        f"{one.kind} {one.element} {one.ours!r} {one.theirs!r} {one.why_ignored}"
        for one in differences
        if _reason(one) is None
    ]


def _reason(difference: Difference) -> str | None:
    return next((why for why, holds in REASONS if holds(difference)), None)


def _real(step: int) -> list[Path]:
    return sorted((SHARED / "real-pages").glob("*.html"))[::step]


def _act(step: int) -> list[Path]:
    return sorted((SHARED / "act" / "WAI").rglob("*.html"))[::step]


@pytest.mark.parametrize("files", [_real(30), _act(40)], ids=["real", "act"])
def test_every_difference_has_a_reason(files: list[Path], compare: Any) -> None:
    assert [found for file in files for found in _unexplained(compare(file)[1])] == []


@pytest.mark.whole
def test_on_all_pages_every_difference_has_a_reason(compare: Any) -> None:
    total, odd, kinds = 0, [], Counter[str]()
    for file in [*_real(1), *_act(1)]:
        number, differences = compare(file)
        total += number
        odd += _unexplained(differences)
        kinds.update(_reason(one) or "no reason" for one in differences)
    print(f"{total} elements", *(f"{count:6} {why}" for why, count in kinds.most_common()), sep="\n")
    assert odd == []

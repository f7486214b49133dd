"""Whether text is still there whole when readers enlarge it or set it wider apart (WCAG 2.2, 1.4.4 and 1.4.12)."""

from __future__ import annotations

from checker.accessibility.around import flat_parent
from checker.accessibility.backdrop import rendered
from checker.accessibility.sheets import lacks_style_sheets
from checker.finders.state_texts import Held, cut_by, held_texts
from checker.finding import Answer, Target, Verdict, no, unknown, yes
from checker.page import Element
from checker.pattern import pattern
from checker.quoting import quotation
from checker.registry import check
from checker.rendering.states import State, state_of

#: A size or place that a script may have set for another width of the window.
_SIZED = pattern(r"(?:^|[;\s])(?:max-)?(?:width|height|left|top|transform|margin-left)\s*:")


@check(states={"zoom-200"})
def text_is_whole_when_enlarged(target: Target) -> Verdict:
    """The box cuts off no text in it when the page is enlarged to 200 %, but between two lines.

    ACT 59br37; unknown where a script may show the rest, and where dots stand for it.

    Of its own: it measures lines of text against the boxes that cut them off.
    """
    box, state = target.element, state_of(target.page, "zoom-200")
    if _is_one_line_high(state, box):
        cut = [(held, where) for held, where in _cut_in(state, box) if where == "side"]
    else:
        cut = _cut_in(state, box)
    return _worst(state, box, cut, "when the page is enlarged to 200 %")


@check(states={"text-spacing"})
def text_is_whole_when_spaced(target: Target) -> Verdict:
    """The box cuts off no more text in it when lines, letters and words are set as far apart as 1.4.12 says.

    Of its own: it measures lines of text against the boxes that cut them off, as loaded and in the state.
    """
    box, state = target.element, state_of(target.page, "text-spacing")
    cut = [(held, where) for held, where in _cut_in(state, box) if not _is_cut_as_loaded(box, held.element)]
    return _worst(state, box, cut, "when lines, letters and words are set wider apart")


def _cut_in(state: State, box: Element) -> list[tuple[Held, str]]:
    """The texts that the box cuts off, and where."""
    held = held_texts(box.page, state).get(box, ())
    return [(one, where) for one in held if (where := cut_by(state, box, one))]


def _worst(state: State, box: Element, cut: list[tuple[Held, str]], when: str) -> Verdict:
    """The first text that is surely lost, or else the first that may be."""
    worst = yes("all of the text is there")
    for held, where in cut:
        verdict = _judge(state, box, held, where, when)
        if verdict.answer < worst.answer:
            worst = verdict
        if worst.answer is Answer.NO:
            break
    return worst


def _judge(state: State, box: Element, held: Held, where: str, when: str) -> Verdict:
    edge = "at its side" if where == "side" else "above or below"
    found = f"the text {quotation(held.text.text, 60)} is cut off {edge} {when}"
    before = _is_cut_as_loaded(box, held.element)
    if where == "side" and _ends_in_dots(state, box):
        return yes(f"{found}, which dots tell") if before else unknown(f"{found}; dots stand for the rest")
    if state.style(box, "-webkit-line-clamp") not in ("", "none"):
        return unknown(f"{found}; dots stand for the rest")
    doubt = _doubt(state, box, held.element, before=before)
    return unknown(f"{found}; {doubt}", at=box) if doubt else no(found)


def _ends_in_dots(state: State, box: Element) -> bool:
    return state.style(box, "white-space").startswith("nowrap") and state.style(box, "text-overflow") != "clip"


def _is_one_line_high(state: State, box: Element) -> bool:
    """Whether the box is no higher than a line, so that what is cut off is whole lines.

    ACT 59br37 measures the content box where overflow is clipped rather than hidden.
    """
    height, size = state.style(box, "line-height"), state.style(box, "font-size")
    used = 1.2 * _px(size) if height == "normal" else _px(height)
    around = state.boxes[box].height
    if state.style(box, "overflow-y") == "clip":
        around -= _px(state.style(box, "padding-top")) + _px(state.style(box, "padding-bottom"))
    return used >= around


def _px(value: str) -> float:
    return float(value.removesuffix("px")) if value.endswith("px") else 0.0


def _is_cut_as_loaded(box: Element, element: Element) -> bool:
    snapshot = rendered(box.page)
    return any(
        held.element is element and cut_by(snapshot, box, held) for held in held_texts(box.page, snapshot).get(box, ())
    )


def _doubt(state: State, box: Element, element: Element, *, before: bool) -> str:
    """Why the text may be whole for readers all the same; empty where nothing says so."""
    page = box.page
    if lacks_style_sheets(page):
        return "a style sheet of the page could not be loaded"
    between: list[Element] = []
    node: Element | None = element
    while node is not None and node is not box:
        between.append(node)
        node = flat_parent(node)
    if any(state.style(one, "transform") not in ("", "none") for one in between):
        return "it is moved by style, and may be one of several that come into view in turn"
    if page.select("script"):
        if before:
            return "it is so as loaded too, and a script may show the rest"
        if any(_SIZED.search(one.attrs.get("style", "")[:2000]) for one in (*between, box)):
            return "a script may have set the size for a window of another width"
    return ""

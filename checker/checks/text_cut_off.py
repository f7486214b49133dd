"""Whether text is still there whole when readers enlarge it or set it wider apart (WCAG 2.2, 1.4.4 and 1.4.12)."""

from __future__ import annotations

from checker.accessibility.backdrop import flat_parent, rendered
from checker.accessibility.sheets import lacks_style_sheets
from checker.finders.state_texts import Held, cut_by, held_texts
from checker.finding import Answer, Target, Verdict, no, unknown, yes
from checker.page import Element
from checker.pattern import pattern
from checker.registry import check
from checker.rendering.states import State, state_of

#: A size or place that a script may have set for another width of the window.
_SIZED = pattern(r"(?:^|[;\s])(?:max-)?(?:width|height|left|top|transform|margin-left)\s*:")


@check(states={"zoom-200"})
def text_is_whole_when_enlarged(target: Target) -> Verdict:
    """The box cuts off no text in it when the page is enlarged to 200 %.

    ACT 59br37; unknown where a script may show the rest, and where dots stand for it.
    """
    state = state_of(target.page, "zoom-200")
    return _judge(state, target.element, "when the page is enlarged to 200 %", only_new=False)


@check(states={"text-spacing"})
def text_is_whole_when_spaced(target: Target) -> Verdict:
    """The box cuts off no more text in it when lines, letters and words are set as far apart as 1.4.12 says."""
    state = state_of(target.page, "text-spacing")
    return _judge(state, target.element, "when lines, letters and words are set wider apart", only_new=True)


def _judge(state: State, box: Element, when: str, *, only_new: bool) -> Verdict:
    worst: Verdict | None = None
    for held in held_texts(box.page, state).get(box, ()):
        where = cut_by(state, box, held)
        if not where:
            continue
        before = _is_cut_as_loaded(box, held.element)
        if before and only_new:
            continue
        verdict = _cut(state, box, held, where, when, before=before)
        if verdict.answer is Answer.NO:
            return verdict
        if worst is None or verdict.answer < worst.answer:
            worst = verdict
    return worst or yes("all of the text is there")


def _cut(state: State, box: Element, held: Held, where: str, when: str, *, before: bool) -> Verdict:
    words = " ".join(held.text.text.split())
    edge = "at its side" if where == "side" else "above or below"
    found = f"the text “{words[:60] + ('…' if len(words) > 60 else '')}” is cut off {edge} {when}"
    if where == "side" and _ends_in_dots(state, box):
        return yes(f"{found}, which dots tell") if before else unknown(f"{found}; dots stand for the rest")
    if where == "end" and _is_one_line_high(state, box):
        return yes(f"{found}, between two lines")
    if state.style(box, "-webkit-line-clamp") not in ("", "none"):
        return unknown(f"{found}; dots stand for the rest")
    doubt = _doubt(state, box, held.element, before=before)
    return unknown(f"{found}; {doubt}", at=box) if doubt else no(found)


def _ends_in_dots(state: State, box: Element) -> bool:
    return state.style(box, "white-space").startswith("nowrap") and state.style(box, "text-overflow") != "clip"


def _is_one_line_high(state: State, box: Element) -> bool:
    """Whether the box is no higher than a line, so that what is cut off is whole lines."""
    height, size = state.style(box, "line-height"), state.style(box, "font-size")
    used = 1.2 * _px(size) if height == "normal" else _px(height)
    return used >= state.boxes[box].height


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

"""The page with the focus on each of its links and controls in turn, as the Tab key brings it there.

One step is made with the key itself, so that the page shows the focus as to somebody at the keyboard; from there a script
of ours moves it on, which takes a hundredth of the time.
"""

from __future__ import annotations

from checker.registry import probe
from checker.rendering.tree import Focus
from checker.rendering.window import Recorded, Window

#: So many elements that no style tells to have the focus are looked at in pictures.
_MOST_PICTURES = 6
_TAB = 9
#: What moves all the time stands still in pictures.
_STILL = "*,*::before,*::after{animation-play-state:paused!important}"
#: ``look`` is what style may show at an element; an outline or border shows only where it has a style, width and colour.
_BEGIN = r"""(() => {
  const plain = ["color", "backgroundColor", "backgroundImage", "boxShadow", "textDecorationLine", "opacity", "filter",
    "textDecorationColor", "textDecorationStyle", "textDecorationThickness", "transform", "translate", "scale", "rotate",
    "fontWeight", "fontSize", "fontStyle", "letterSpacing", "left", "top", "width", "height", "clip", "clipPath",
    "visibility", "fill", "stroke", "animationName"];
  const lines = ["outline", "borderTop", "borderRight", "borderBottom", "borderLeft"];
  const line = (style, name) => style[name + "Style"] === "none" || parseFloat(style[name + "Width"]) === 0 ||
    /^(?:transparent|rgba\(.*, 0\)|.*\/ 0\))$/.test(style[name + "Color"]) ? "none" :
    [style[name + "Width"], style[name + "Style"], style[name + "Color"]].join(" ");
  const look = element => {
    const found = {};
    for (const pseudo of ["", "::before", "::after"]) {
      const style = getComputedStyle(element, pseudo || null);
      if (pseudo && style.content === "none") continue;
      for (const name of plain) found[name + pseudo] = style[name];
      for (const name of lines) found[name + pseudo] = line(style, name);
    }
    return found;
  };
  const focused = () => {
    let one = document.activeElement;
    while (one && one.shadowRoot && one.shadowRoot.activeElement) one = one.shadowRoot.activeElement;
    return one;
  };
  const outline = element => ({outline: line(getComputedStyle(element), "outline")});
  const changed = (one, read) => {
    const before = read(one);
    one.focus({preventScroll: true});
    if (focused() !== one) return null;
    const after = read(one);
    const found = Object.keys(after).filter(name => before[name] !== after[name])
      .map(name => `${name}: ${before[name] ?? "none"} → ${after[name]}`);
    for (const moving of one.getAnimations({subtree: true}))
      if (moving instanceof CSSTransition && (moving.currentTime ?? 0) < 20)
        found.push(`${moving.transitionProperty}${moving.effect.pseudoElement ?? ""}: in transition`);
    one.blur();
    return found.length || read === look ? found.slice(0, 4) : null;
  };
  const had = focused(), place = [scrollX, scrollY], stops = [], changes = [];
  globalThis.checkFocus = {
    stops,
    walk() {
      focused()?.blur();
      const all = [], roots = [document], end = performance.now() + 3000;
      for (const root of roots)
        for (const one of root.querySelectorAll("*")) {
          if (one.shadowRoot) roots.push(one.shadowRoot);
          if (one.tabIndex >= 0 && !/^(?:i?frame|object|embed)$/i.test(one.localName) &&
              one.checkVisibility({visibilityProperty: true})) all.push(one);
        }
      for (const one of all) {
        if (performance.now() > end) { stops.push(one); changes.push(null); continue; }
        const found = changed(one, outline) ?? changed(one, look);
        if (!found) continue;
        stops.push(one);
        changes.push(found);
      }
      return changes;
    },
    show(number) { stops[number].scrollIntoView({block: "center", inline: "nearest", behavior: "instant"}); },
    on(number) { stops[number].focus({preventScroll: true}); return focused() === stops[number]; },
    off() { focused()?.blur(); },
    end() {
      focused()?.blur();
      if (had && had !== document.body) had.focus({preventScroll: true});
      scrollTo({left: place[0], top: place[1], behavior: "instant"});
    },
  };
})()"""
#: What does not show at once may show later where something is in transition, or a script may act.
_BY_SCRIPT = '(document.scripts.length > 0 || !!document.querySelector("[onfocus], [onfocusin]"))'
_LATER = f"""Promise.race([new Promise(done => setTimeout(done, 300)), ...({_BY_SCRIPT} ||
  document.getAnimations().some(one => one instanceof CSSTransition) ? [] : [0])])"""


@probe("focus", shows="with the focus on each of its links and controls", acts=True)
async def focus(window: Window) -> Recorded:
    """What shows at each element in the focus order of the document that it has the focus (WCAG 2.2, 2.4.7; ACT oj04fd)."""
    async with window.changed_by(_BEGIN, "checkFocus.end()"):
        await window.press("Tab", _TAB)
        changes: list[list[str] | None] = await window.asked("checkFocus.walk()")
        seen = [Focus(None if one is None else tuple(one)) for one in changes]
        unseen = [number for number, one in enumerate(seen) if one.changes == ()]
        # Where scripts are off, a page that has some may show the focus by them: that is not for pictures to decide.
        if unseen and (window.runs_scripts or not await window.asked(_BY_SCRIPT)):
            async with window.with_styles(_STILL):
                for number in unseen[:_MOST_PICTURES]:
                    seen[number] = await _in_pictures(window, number)
        ids = await window.backend_ids(await window.asked("checkFocus.stops", by_value=False))
    return Recorded(values=dict(zip(ids, seen, strict=True)))


async def _in_pictures(window: Window, number: int) -> Focus:
    """Whether the window looks otherwise while the element has the focus, at once or a little later.

    The picture without the focus comes last, when what the page does on its loss is done.
    """
    await window.asked(f"checkFocus.show({number})")
    await window.settled()
    for wait in ("", _LATER):
        if not await window.asked(f"checkFocus.on({number})"):
            return Focus(None)
        await window.asked(wait)
        with_it = await window.picture()
        await window.asked("checkFocus.off()")
        await window.asked(wait)
        without = await window.picture()
        if with_it != without:
            return Focus((), without, with_it, steady=await window.picture() == without)
    return Focus((), without, with_it)

"""Has probes record the further states of a rendered page, and makes of that what rules are judged on.

A state is the page's own elements with other boxes, styles and texts, so that what is found in it has its place in the
source. What a script makes while the page is shown otherwise belongs to no element as loaded, and is left out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from checker import registry
from checker.errors import TargetError
from checker.page import Element, Notice, Page
from checker.rendering.options import RenderOptions
from checker.rendering.states import STATE_STYLES, State
from checker.rendering.tab import Tab
from checker.rendering.tree import TEXT_NODE, Box, RenderedSnapshot, Text
from checker.rendering.window import Recorded, Window
from checker.rendering.wire import BrowserError


class Seen(NamedTuple):
    """What probes recorded, notices of the states that were not had, and whether the tab can be used no more."""

    states: dict[str, Recorded]
    notices: list[Notice]
    spoiled: bool


async def record_states(
    tab: Tab, options: RenderOptions, names: Iterable[str], seconds: float, as_loaded: Mapping[str, Any]
) -> Seen:
    """What the probes of those names see, all within so many seconds, of the page that was captured ``as_loaded``.

    Probes that act on the page come after those that only look.
    """
    found: dict[str, Recorded] = {}
    notices: list[Notice] = []
    window = Window(tab.wire, tab.motion, options, as_loaded)
    end = asyncio.get_running_loop().time() + seconds
    probes = [registry.registered("probe", name) for name in sorted(names)]
    for probe in sorted(probes, key=lambda one: one.acts):
        if window.is_given_up:
            notices.append(_not_recorded(probe.shows, "the page had no time left"))
            continue
        task = asyncio.ensure_future(probe.function(window))
        try:
            async with asyncio.timeout_at(end):
                found[probe.name] = await tab.unless_failed(_result(task))
        except TimeoutError:
            notices.append(_not_recorded(probe.shows, "the page did not let itself be shown so in time"))
            window.is_given_up = True
        except (BrowserError, TargetError) as error:
            window.is_given_up = isinstance(error, TargetError)
            notices.append(_not_recorded(probe.shows, str(error)[:160]))
        finally:
            task.cancel()
            await asyncio.wait((task,))  # until the page is put back
    return Seen(found, notices, window.is_given_up)


async def _result(task: asyncio.Future[Recorded]) -> Recorded:
    """What the probe saw; whoever does not wait any longer ends it, once it is settled whether the page is given up."""
    return await asyncio.shield(task)


def _not_recorded(shows: str, reason: str) -> Notice:
    return Notice("state-not-recorded", f"the page could not be seen {shows}: {reason}")


def take_states(page: Page, recorded: Mapping[str, Recorded]) -> None:
    """Give the page the states that were recorded; one in which the page has become another is left out."""
    if not recorded:
        return
    snapshot = page.snapshot
    assert isinstance(snapshot, RenderedSnapshot)
    elements = {backend: element for element, backend in snapshot.backend.items()}
    for name, one in recorded.items():
        state = State(page)
        state.window = one.window
        if one.layout is not None:
            _lay_out(state, one, elements)
            if page.root not in state.boxes and page.root in snapshot.boxes:
                page.notices.append(_not_recorded(registry.registered("probe", name).shows, "it became another page"))
                continue
        state.values = {elements[backend]: values for backend, values in one.values.items() if backend in elements}
        page.states[name] = state


def _lay_out(state: State, recorded: Recorded, elements: Mapping[int, Element]) -> None:
    """Add the boxes, styles and texts of the layout to the elements that they belong to."""
    layout = recorded.layout or {}
    strings: list[str] = layout["strings"]
    place = [recorded.styles.index(name) if name in recorded.styles else -1 for name in STATE_STYLES]
    kept: dict[tuple[int, ...], tuple[str, ...]] = {}

    def styles(numbers: list[int]) -> tuple[str, ...]:
        key = tuple(numbers)
        values = kept.get(key)
        if values is None:
            values = kept[key] = tuple(strings[numbers[at]] if at >= 0 and numbers[at] >= 0 else "" for at in place)
        return values

    for document in layout["documents"]:
        nodes, rows, lines = document["nodes"], document["layout"], _lines(document["textBoxes"])
        backend, kind, parent = nodes["backendNodeId"], nodes["nodeType"], nodes["parentIndex"]
        pseudo = frozenset(nodes.get("pseudoType", {"index": ()})["index"])
        for row, node in enumerate(rows["nodeIndex"]):
            bounds = Box(*rows["bounds"][row])
            if kind[node] == TEXT_NODE:
                around = parent[node]
                owner = elements.get(backend[around]) if around >= 0 and around not in pseudo else None
                if owner is not None:
                    value = nodes["nodeValue"][node]
                    text = Text(strings[value] if value >= 0 else "", bounds, lines.get(row, ()))
                    state.texts.setdefault(owner, []).append(text)
                continue
            element = elements.get(backend[node])
            if element is not None:
                state.boxes[element] = bounds
                state.styles[element] = styles(rows["styles"][row])


def _lines(text_boxes: Mapping[str, Any]) -> dict[int, tuple[Box, ...]]:
    """The boxes of the lines of each text, by its row in the layout."""
    found: dict[int, list[Box]] = {}
    for row, bounds in zip(text_boxes["layoutIndex"], text_boxes["bounds"], strict=True):
        found.setdefault(row, []).append(Box(*bounds))
    return {row: tuple(boxes) for row, boxes in found.items()}

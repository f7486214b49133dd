"""How pages are rendered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Engine(NamedTuple):
    """Another tool that is asked beside our rules: its name, its version and its file."""

    name: str
    version: str
    path: Path


class RenderOptions(NamedTuple):
    """What the command line says about rendering.

    ``wait`` is load, domcontentloaded, networkidle or a CSS selector; ``timeout`` seconds for the whole page;
    ``paint_order`` has the snapshot say what lies over what, which costs a fifth more; ``picture``
    has it hold a picture of the page, ``axe`` what axe-core says about it.
    """

    browser: Path | None = None
    viewport: tuple[int, int] = (1280, 800)
    wait: str = "load"
    timeout: float = 30.0
    storage_state: Path | None = None
    headers: Mapping[str, str] = {}
    color_scheme: str = "light"
    reduced_motion: bool = False
    scripts: bool = True
    allow_network: bool = False
    paint_order: bool = False
    picture: bool = False
    axe: Engine | None = None

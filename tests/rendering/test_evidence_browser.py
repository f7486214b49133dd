"""Evidence of rendered pages: the stored page is the rendered one, also where there is no browser any more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.cli import main
from checker.page import Element, Page
from checker.parse import build
from checker.rendering.options import RenderOptions
from checker.rendering.screenshots import size_of
from checker.rendering.session import Session
from checker.rendering.stored import restore, snapshot_values
from checker.rendering.tree import RenderedSnapshot
from checker.targets import Source

pytestmark = pytest.mark.browser

HTML = """<!doctype html><html lang="en"><head><title>A page about some things</title><style>
.mark::before { content: "new: " } body { margin: 0 } img { display: block; width: 100px; height: 50px }
</style></head><body><!-- before --><main><h1>Things</h1><p class="mark">one <b>two</b> three</p>
<img src="missing.png"><div id="open"></div><div id="closed"></div>
<iframe title="inside" srcdoc="<p lang=x>in a frame</p>"></iframe>
<svg viewBox="0 0 1 1"><linearGradient id="g"></linearGradient></svg><math><mi>x</mi></math></main>
<script>document.getElementById("open").attachShadow({mode: "open"}).innerHTML =
"<p>in a shadow <a href='/x'></a><slot></slot></p>";
document.getElementById("closed").attachShadow({mode: "closed"}).innerHTML = "<button></button>";
const made = document.createElement("a"); made.href = "/made"; document.querySelector("main").append(made);
document.querySelector("img").dataset.at = document.querySelector("img").src</script></body></html>"""


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    file = tmp_path_factory.mktemp("page") / "page.html"
    file.write_text(HTML)

    def parsed(source: Source) -> Page:
        page = Page("page.html", file.read_bytes(), location=source.location)
        build(page)
        return page

    session = Session(RenderOptions(timeout=15, paint_order=True))
    page = session.page(Source("page.html", str(file)), parsed)
    session.close()
    yield page


@pytest.fixture(scope="module")
def restored(rendered: Page) -> Page:
    page = Page("page.html", rendered.content)
    build(page)
    restore(page, json.loads(json.dumps(snapshot_values(rendered))))
    return page


def as_told(element: Element) -> tuple[Any, ...]:
    children = [one if isinstance(one, str) else one.index for one in element.children]
    place = (element.line, element.column, element.index, element.end, element.made_by_script)
    parent = element.parent.index if element.parent is not None else None
    return (element.tag, element.namespace, element.attrs, parent, children, place, element.shadow is not None)


def snapshot_of(page: Page) -> RenderedSnapshot:
    assert isinstance(page.snapshot, RenderedSnapshot)
    return page.snapshot


def test_every_element_of_every_scope_is_as_it_was(rendered: Page, restored: Page) -> None:
    assert [*map(as_told, restored.elements())] == [*map(as_told, rendered.elements())]


def test_the_page_has_shadow_trees_and_frames_to_be_kept(rendered: Page) -> None:
    assert [scope.kind for scope in rendered.snapshot.scopes] == ["document", "shadow", "shadow", "frame"]


def test_scopes_have_their_hosts_doctypes_and_comments(rendered: Page, restored: Page) -> None:
    def told(page: Page) -> list[Any]:
        return [(s.kind, s.host and s.host.index, s.doctype, s.comments) for s in page.snapshot.scopes]

    assert told(restored) == told(rendered)


@pytest.mark.parametrize(
    "table", sorted(set(RenderedSnapshot.__slots__) - {"axe", "backend", "picture"}), ids=lambda name: name
)
def test_every_table_of_what_only_a_browser_knows_is_as_it_was(rendered: Page, restored: Page, table: str) -> None:
    def told(page: Page) -> list[Any]:
        stated = getattr(snapshot_of(page), table)
        numbers = {scope: number for number, scope in enumerate(page.snapshot.scopes)}
        by_key = [(key if isinstance(key, tuple) else (key,), value) for key, value in stated.items()]
        return sorted(((numbers[key[0].scope], key[0].index, *key[1:], value) for key, value in by_key), key=str)

    assert told(rendered)
    assert told(restored) == told(rendered)


def test_selectors_find_the_same_elements(rendered: Page, restored: Page) -> None:
    for selector in ("p", "main > a[href]", "svg *", "button"):
        assert [one.index for one in restored.select(selector)] == [one.index for one in rendered.select(selector)]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The evidence of the rendered page, with what axe-core said, and its screenshots."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "page.html").write_text(HTML)
    before = Path.cwd()
    os.chdir(folder)
    try:
        with pytest.raises(SystemExit) as ended:
            main(
                "--mode rendered --with axe --evidence kept --screenshots shots --format json --output report.json "
                "page.html".split()
            )
    finally:
        os.chdir(before)
    assert ended.value.code == 1
    return folder


def verified(folder: Path) -> subprocess.CompletedProcess[str]:
    """What verifying says where neither Playwright nor a browser can be had."""
    without = "import sys; sys.modules['playwright'] = None; from checker.cli import main; main(sys.argv[1:])"
    return subprocess.run(
        [sys.executable, "-c", without, "report", "verify", "kept"],
        cwd=folder,
        env={**os.environ, "PATH": "", "CHECK_BROWSER": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_rendered_page_is_judged_again_without_a_browser(kept: Path) -> None:
    told = verified(kept)
    assert (told.returncode, told.stdout.count("1 page judged to the same findings")) == (0, 1), told.stdout


def test_an_attribute_that_was_changed_in_the_stored_page_is_noticed(kept: Path) -> None:
    snapshot = next((kept / "kept/pages").glob("*/snapshot.json"))
    before = snapshot.read_text()
    try:
        snapshot.write_text(before.replace('"src"', '"alt"'))
        told = verified(kept)
    finally:
        snapshot.write_text(before)
    assert told.returncode == 1
    assert "snapshot.json: its sum is not that of the manifest" in told.stdout
    assert "img-alt-present (failed) is not found again" in told.stdout


def test_what_axe_said_is_judged_from_what_was_stored(kept: Path) -> None:
    said = next((kept / "kept/pages").glob("*/axe.json"))
    before = said.read_text()
    try:
        said.write_text(json.dumps({**json.loads(before), "rules": {}}))
        told = verified(kept)
    finally:
        said.write_text(before)
    assert (told.returncode, "axe/image-alt (failed) is not found again" in told.stdout) == (1, True)


def test_no_path_of_the_machine_stands_in_what_was_kept(kept: Path) -> None:
    stored = [file for file in (kept / "kept").rglob("*") if file.is_file()]
    assert [file.name for file in stored if str(kept).encode() in file.read_bytes()] == []


def pictures(kept: Path) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = json.loads((kept / "report.json").read_text())["pages"][0]["screenshots"]
    return shown


def test_the_report_lists_a_picture_of_the_page_and_one_of_each_finding_that_is_shown(kept: Path) -> None:
    report = json.loads((kept / "report.json").read_text())
    shown = {one["fingerprint"] for one in pictures(kept)}
    of_images = [one["fingerprint"] for one in report["pages"][0]["findings"] if "> img" in one["target"]["selector"]]
    assert pictures(kept)[0]["kind"] == "page"
    assert of_images and set(of_images) <= shown
    assert all((kept / one["path"]).is_file() for one in pictures(kept))


def test_a_part_shows_the_element_with_its_outline(kept: Path) -> None:
    report = json.loads((kept / "report.json").read_text())
    image = next(one for one in report["pages"][0]["findings"] if one["rule"] == "img-alt-present")
    place = next(one for one in pictures(kept) if one["fingerprint"] == image["fingerprint"])
    content = (kept / place["path"]).read_bytes()
    rows = pixels(content)
    assert (place["width"], place["height"]) == (100, 50)
    # The picture begins 40 px above the element; its outline lies 2 px off and is 3 px wide.
    assert rows[40 - 3][50] == (0xB5, 0x09, 0x09)
    assert rows[40 + 50 + 3][50] == (0xB5, 0x09, 0x09)
    assert rows[40 + 10][100 + 30] != (0xB5, 0x09, 0x09)


def pixels(png: bytes) -> list[list[tuple[int, ...]]]:
    """The colours of a PNG by row (PNG, 9.2, "Filter types")."""
    width, height = size_of(png)
    depth = {2: 3, 6: 4}[png[25]]
    data, at = b"", 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        data += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += length + 12
    raw = zlib.decompress(data)
    before = bytearray(width * depth)
    rows = []
    for number in range(height):
        start = number * (width * depth + 1)
        kind, row = raw[start], bytearray(raw[start + 1 : start + 1 + width * depth])
        for place in range(len(row)):
            left = row[place - depth] if place >= depth else 0
            corner = before[place - depth] if place >= depth else 0
            row[place] = row[place] + _predicted(kind, left, before[place], corner) & 255
        rows.append([tuple(row[place : place + 3]) for place in range(0, len(row), depth)])
        before = row
    return rows


def _predicted(kind: int, left: int, above: int, corner: int) -> int:
    if kind == 4:
        guess = left + above - corner
        return min((left, above, corner), key=lambda one: abs(guess - one))
    return (0, left, above, (left + above) // 2)[kind]

"""Systems on which a browser gets no pipe go through Playwright, and see the same page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.page import Page
from checker.parse import build
from checker.rendering import start
from checker.rendering.options import RenderOptions
from checker.rendering.stored import snapshot_values

pytestmark = pytest.mark.browser

_HTML = """<!doctype html><html lang=en><title>News</title><style>p { color: #555 }</style>
<body><h1>News</h1><p>First.</p><div id=host></div><iframe srcdoc="<p>Within a frame"></iframe>
<script>document.body.append(document.createElement("hr"));
document.getElementById("host").attachShadow({mode: "closed"}).innerHTML = "<b>Shade</b>";
window.open("about:blank"); alert("Stop")</script>"""


def test_playwright_and_the_pipe_give_the_same_snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("playwright")
    from checker.loaders.chromium import Chromium

    file = tmp_path / "page.html"
    file.write_text(_HTML, encoding="utf-8")

    def seen() -> str:
        browser = Chromium(RenderOptions(timeout=20))
        page = Page(str(file), file.read_bytes(), location=str(file))
        build(page)
        try:
            browser.render(page, None, frozenset(("width-320",)))
        finally:
            browser.close()
        return json.dumps(snapshot_values(page))

    if not start.HAS_PIPES:
        pytest.skip("there is no pipe here to compare with")
    piped = seen()
    monkeypatch.setattr(start, "HAS_PIPES", False)
    assert seen() == piped
    assert "Shade" in piped and "Within a frame" in piped

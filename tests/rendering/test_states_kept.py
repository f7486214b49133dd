"""Rules about further states in a whole run: judged again offline, alike in several processes, untested without a browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TEXT = "The squadron came home on Friday after six months at sea, and the families were there to meet them."
HTML = f"""<!doctype html><html lang="en"><head><title>News from the pier</title><style>
a:focus {{ outline: 0 }} .low {{ height: 20px; width: 600px; overflow: hidden }}
@media (orientation: portrait) {{ aside {{ rotate: 90deg }} }}
</style></head><body><main><h1>News</h1><div style="width: 700px">{TEXT}</div>
<p class="low">{TEXT}</p><p style="height: 20px; overflow: hidden; width: 120px; font: 16px/20px serif">Come to the pier</p>
<aside>{TEXT}</aside><a href="/">Home</a></main></body></html>"""
RULES = {
    "focus-visible": 6,
    "mobile-reflow": 4,
    "orientation-locked": 6,
    "text-spacing-clipped": 5,
    "zoom-text-clipped": 5,
}


def check(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What the command does in the folder."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1795400000", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two pages, of which one fails every rule of further states."""
    (tmp_path / "bad.html").write_text(HTML, encoding="utf-8")
    (tmp_path / "sound.html").write_text(f"<!doctype html><title>News</title><p>{TEXT}", encoding="utf-8")
    return tmp_path


SELECTED = [word for rule in RULES for word in ("--select", rule)]


def findings(report: Any) -> dict[str, int]:
    return {one["rule"]: one["target"]["line"] for one in report["pages"][0]["findings"] if one["outcome"] == "failed"}


@pytest.mark.browser
def test_findings_in_further_states_have_their_lines_and_are_found_again_offline(folder: Path) -> None:
    run = ("-m", "checker", "--mode", "rendered", *SELECTED, "--format", "json", "--output")
    check(folder, *run, "alone.json", "--evidence", "kept", "bad.html", "sound.html")
    report = json.loads((folder / "alone.json").read_text())
    assert findings(report) == RULES
    without = "import sys; sys.modules['playwright'] = None; from checker.cli import main; main(sys.argv[1:])"
    verified = check(folder, "-c", without, "report", "verify", "kept", PATH="", CHECK_BROWSER="")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    check(folder, *run, "two.json", "--jobs", "2", "bad.html", "sound.html")
    for page in report["pages"]:
        page.pop("screenshots", None)  # which are no part of a run that keeps no evidence
    two = json.loads((folder / "two.json").read_text())
    assert [page["problems"] for page in two["pages"]] == [page["problems"] for page in report["pages"]]
    assert two == report


def test_without_a_browser_the_rules_are_untested(folder: Path) -> None:
    check(folder, "-m", "checker", "--mode", "static", *SELECTED, "--format", "json", "--output", "r.json", "bad.html")
    page = json.loads((folder / "r.json").read_text())["pages"][0]
    assert page["outcomes"] == dict.fromkeys(RULES, "untested")


@pytest.mark.browser
def test_a_rule_whose_state_could_not_be_seen_leaves_the_run_incomplete(folder: Path) -> None:
    script = "<script>addEventListener('resize', () => { for (;;); })</script>"
    (folder / "bad.html").write_text(HTML + script, encoding="utf-8")
    run = ("--mode", "rendered", "--timeout", "3", "--select", "mobile-reflow", "--select", "title-present")
    done = check(folder, "-m", "checker", *run, "--report", "text=-", "--report", "json=r.json", "bad.html")
    report = json.loads((folder / "r.json").read_text())
    page = report["pages"][0]
    assert page["outcomes"] == {"mobile-reflow": "untested", "title-present": "passed"}
    told = {one["kind"]: (one["level"], one["message"]) for one in page["problems"]}
    level, message = told["state-needed"]
    assert level == "error" and message.startswith("the page could not be seen 320 CSS px wide")
    assert message.endswith("so that it was not tested by mobile-reflow")
    assert told["state-not-recorded"][1].startswith("the page could not be seen 320 CSS px wide")
    assert done.returncode == 3, "not everything was checked"
    assert not report["summary"]["threshold_reached"] and page["verdict"] == "pass"
    assert "want of a browser" not in done.stdout, "there was one"

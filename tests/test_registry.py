"""What a kept index of checks and finders spares a run, and that it is true of them."""

from __future__ import annotations

import json
import marshal
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker import registry
from checker.rulebook import ruleset


def loaded(page: Path, *arguments: str, cache: Path) -> set[str]:
    """The modules of the package that a run on the page imports."""
    code = (
        "import sys\nfrom checker.cli import main\n"
        f"try: main({[str(page), '-o', os.devnull, '--no-cache', *arguments]!r})\n"
        "except SystemExit as end: assert end.code in (0, 1), end.code\n"
        "print(*(name for name in sys.modules if name.startswith('checker.')))"
    )
    environment = {**os.environ, "CHECK_CACHE_DIR": str(cache)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    return set(done.stdout.split())


def test_the_index_says_what_the_checks_and_finders_declare() -> None:
    index = json.loads(json.dumps(registry.index()))
    assert set(index) == {"check", "finder"}
    for kind, entries in index.items():
        ours = {name for name in registry.names(kind) if registry.registered(kind, name).module.startswith("checker.")}
        assert set(entries) == ours  # another test may have loaded a plug-in into this process
        for name, (module, needs, states) in entries.items():
            known = registry.registered(kind, name)
            assert (module, set(needs), set(states)) == (known.module, set(known.needs), set(known.states))


def test_a_run_imports_what_its_page_asks_for(tmp_path: Path) -> None:
    plain, table = tmp_path / "plain.html", tmp_path / "table.html"
    plain.write_text("<!doctype html><html lang=en><title>A page</title><p>Text</p>", encoding="utf-8")
    table.write_text(
        "<!doctype html><html lang=en><title>A page</title><table><tr><th>A<th>B<tr><td>1<td>2</table>",
        encoding="utf-8",
    )
    cold = loaded(plain, cache=tmp_path / "cache")
    warm = loaded(plain, cache=tmp_path / "cache")
    assert "checker.checks.tables" in cold
    rendered = {"checker.checks.contrast", "checker.rendering.tree", "checker.accessibility.backdrop"}
    assert not warm & {"checker.checks.tables", "checker.finders.rendered_targets", *rendered}
    assert "checker.checks.tables" in loaded(table, cache=tmp_path / "cache")
    assert "checker.checks.meta" not in loaded(plain, "--select", "html-lang", cache=tmp_path / "cache")


@pytest.mark.parametrize("spoilt", [b"", b"no such thing", marshal.dumps([1, 2]), marshal.dumps({"rules": []})[:5]])
def test_spoilt_compiled_rules_are_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoilt: bytes) -> None:
    monkeypatch.setenv("CHECK_CACHE_DIR", str(tmp_path))
    files = sorted(ruleset.builtin_rules().rglob("*.yaml"))[:1]
    fresh = ruleset.load(files, builtin=False)
    [kept] = tmp_path.glob("rules-*")
    assert ruleset.load(files, builtin=False) == fresh
    kept.write_bytes(spoilt)
    assert ruleset.load(files, builtin=False) == fresh
    assert kept.read_bytes() != spoilt

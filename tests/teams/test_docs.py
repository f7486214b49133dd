"""What docs/ci.md and docs/python.md say is so."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

import checker
from checker.cli.run import run

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"


def test_the_python_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_site").mkdir()
    (tmp_path / "_site" / "a.html").write_text("<!doctype html><title>News</title>", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (DOCS / "python.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 5
    names: dict[str, object] = {}
    for block in blocks:
        exec(block, names)
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!")


def test_the_keywords_are_there() -> None:
    text = (DOCS / "python.md").read_text(encoding="utf-8")
    [listed] = re.findall(r"names of the command's options: (.*?)\. No", text, re.DOTALL)
    keywords = set(checker.check.__kwdefaults__)
    assert set(re.findall(r"`(\w+)`", listed)) <= keywords
    assert {"config", "cache_dir", "rendering"} <= keywords


TEXTS = [
    "../README.md",
    "../CONTRIBUTING.md",
    "../CHANGELOG.md",
    "architecture.md",
    "ci.md",
    "compatibility.md",
    "python.md",
]
#: Options of other commands that the texts name, and that of all commands.
OF_OTHERS = {"--help", "--quiet", "--depth", "--list"}


@pytest.mark.parametrize("name", TEXTS)
def test_every_option_is_one_of_the_command(name: str) -> None:
    named = set(re.findall(r"(?<!-)--[a-z][a-z-]+", (DOCS / name).read_text(encoding="utf-8")))
    known = {word for param in run.params if isinstance(param, click.Option) for word in param.opts}
    assert named <= known | OF_OTHERS


@pytest.mark.parametrize("name", TEXTS)
def test_every_file_that_is_named_is_there(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    named = re.findall(r"`((?:checker|tests|benchmarks|rules|examples|docs)/[\w/.-]*[\w/])`", text)
    assert [one for one in named if not (ROOT / one).exists()] == []


@pytest.mark.parametrize("name", ["ci.md", "python.md"])
def test_every_link_leads_to_a_file(name: str) -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)", (DOCS / name).read_text(encoding="utf-8"))
    assert links
    assert all((DOCS / link).exists() for link in links)


def test_every_input_of_the_action_is_told() -> None:
    import yaml

    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    text = (DOCS / "ci.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in (*action["inputs"], *action["outputs"]))

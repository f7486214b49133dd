"""Who may import whom, read from the imports themselves."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from checker import registry

ROOT = Path(__file__).parent.parent / "checker"
MODULES = sorted(ROOT.rglob("*.py"))

#: What a module or package never imports, also not inside a function.
FORBIDDEN = {
    "page": {"finding", "rule", "parse", "engine", "registry", "loaders", "formats", "cli"},
    "finding": {"rule", "parse", "engine", "registry", "loaders", "formats", "cli"},
    "rule": {"page", "finding", "parse", "engine", "registry", "loaders", "formats", "cli"},
    "report": {"parse", "engine", "registry", "loaders", "formats", "cli"},
    "reading": {"parse", "engine", "finders", "checks", "loaders", "formats", "cli"},
    "accessibility": {"parse", "engine", "finders", "checks", "loaders", "formats", "cli"},
    "parse": {"engine", "finders", "checks", "rulebook", "loaders", "formats", "cli"},
    "finders": {"parse", "engine", "checks", "rulebook", "loaders", "formats", "cli", "run"},
    "checks": {"parse", "engine", "rulebook", "loaders", "formats", "cli", "run"},
    "compiling": {"parse", "engine", "rulebook", "loaders", "formats", "cli", "run", "batch", "finders", "checks"},
    "engine": {"parse", "rulebook", "loaders", "formats", "cli", "run", "batch", "finders", "checks"},
    "loaders": {"engine", "finders", "checks", "rulebook", "formats", "cli", "run"},
    "probes": {"parse", "engine", "finders", "checks", "rulebook", "loaders", "formats", "cli", "run"},
    "rulebook": {"gate", "evidence", "loaders", "formats", "cli", "run"},
    "reports": {"parse", "engine", "finders", "checks", "rendering", "evidence", "loaders", "formats", "cli"},
    "gate": {"parse", "finders", "checks", "rendering", "evidence", "loaders", "formats", "cli", "run"},
    "evidence": {"cli"},
    "run": {"formats", "cli"},
    "formats": {"parse", "engine", "finders", "checks", "loaders", "cli", "run"},
}
#: Third-party packages and the only modules that import them.
ONLY = {
    "turbohtml": {"parse/core.py"},
    "bs4": {"parse/html5.py"},
    "html5lib": {"parse/html5.py"},
    "soupsieve": {"parse/html5.py"},
    "playwright": {"rendering/through_playwright.py"},
}


def imported(path: Path) -> set[str]:
    """The modules that the file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def own_part(module: str) -> str:
    """The part of the package that a module name lies in, or nothing."""
    names = module.split(".")
    return names[1] if names[0] == "checker" and len(names) > 1 else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    part = path.relative_to(ROOT).parts[0].removesuffix(".py")
    wrong = {name for name in imported(path) if own_part(name) in FORBIDDEN.get(part, set())}
    assert not wrong


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_third_party_parser_is_imported_by_its_own_module_alone(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    packages = {name.split(".")[0] for name in imported(path)}
    assert not {package for package in packages & set(ONLY) if place not in ONLY[package]}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_public_names_have_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module has none"
    bare = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and not any(isinstance(one, ast.Name) and one.id == "overload" for one in node.decorator_list)
    ]
    assert not bare


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_type_is_ignored_only_with_a_reason(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert not [line.strip() for line in lines if re.search(r"# type: ignore(?!\[[\w, -]+\]  # \w)", line)]


def test_no_module_is_longer_than_a_room_with_one_purpose() -> None:
    long = {path.name: n for path in MODULES if (n := len(path.read_text(encoding="utf-8").splitlines())) > 400}
    assert not long


def test_every_state_that_checks_and_finders_look_at_has_a_probe() -> None:
    asked = {
        state
        for kind in ("check", "finder")
        for name in registry.names(kind)
        for state in registry.registered(kind, name).states
    }
    assert asked <= set(registry.names("probe"))

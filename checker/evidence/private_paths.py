"""Takes the paths of the machine out of what is handed on as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any

from checker.page import Page
from checker.rendering.tree import RenderedSnapshot
from checker.report import Report


def public_name(source: str) -> str:
    """The source as evidence names it: a path of the machine as from the working folder, or its last part."""
    path = PurePath(source)
    if not path.is_absolute():
        return source
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else path.name


def without_paths(page: Page) -> None:
    """Take the folder of the page's file out of the addresses that the browser made of it, before it is judged."""
    folders = _folders(page.location or "")
    if page.mode != "rendered" or not folders:
        return
    for element in (one for snapshot in page.states.values() for scope in snapshot.scopes for one in scope.elements):
        for name, value in element.attrs.items():
            if "file://" in value:
                element.attrs[name] = _without(value, folders)
    if isinstance(page.snapshot, RenderedSnapshot) and page.snapshot.axe is not None:
        for told in page.snapshot.axe["rules"].values():
            for node in (*told["failed"], *told["cantTell"]):
                node["said"] = list(_all_without(node["said"], folders))
    network = page.network
    if network is not None:
        page.network = network._replace(
            console_errors=_all_without(network.console_errors, folders),
            refused=_all_without(network.refused, folders),
            failed=_all_without(network.failed, folders),
            left_for=_all_without(network.left_for, folders),
        )


def _all_without(texts: Sequence[str], folders: Sequence[str]) -> tuple[str, ...]:
    return tuple(_without(one, folders) for one in texts)


def _folders(location: str) -> list[str]:
    """The addresses of the folder of a file and of those above it, the deepest first."""
    if not location or location == "-":
        return []
    return [f"{folder.as_uri().rstrip('/')}/" for folder in Path(location).resolve().parents]


def _without(text: str, folders: Sequence[str]) -> str:
    for folder in folders:
        text = text.replace(folder, "file:")
    return text


def public_report(values: dict[str, Any], report: Report) -> dict[str, Any]:
    """The report's values with the paths of the machine taken out."""
    private = {page.source: public_name(page.source) for page in report.pages if PurePath(page.source).is_absolute()}
    longest = sorted(private, key=len, reverse=True)

    def cleaned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: cleaned(one) for key, one in value.items()}
        if isinstance(value, list):
            return [cleaned(one) for one in value]
        if isinstance(value, str) and longest:
            for name in longest:
                value = value.replace(name, private[name])
        return value

    public: dict[str, Any] = cleaned(values)
    for page in public["pages"]:
        shown = [{**one, "path": f"screenshots/{_end_of(one['path'])}"} for one in page.pop("screenshots", ())]
        if shown:
            page["screenshots"] = shown
        for problem in page["problems"]:
            problem["message"] = _without_folders(problem["message"])
        if page.get("mapped_source"):
            page["mapped_source"] = public_name(page["mapped_source"])
    return public


def _end_of(path: str) -> str:
    return "/".join(path.split("/")[-2:])


def _without_folders(text: str) -> str:
    for folder in (Path.cwd(), Path.home()):
        if len(folder.parts) > 1:
            text = text.replace(f"{folder}/", "")
    return text

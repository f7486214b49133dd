"""Keeps what a run judged, so that anybody can check later that nothing was changed and judge it again.

A folder of evidence holds, beside ``manifest.json`` and ``SHA256SUMS`` with the sums of all other files:

    report.json                   the JSON report
    environment.json              tool, Python, platform, browser, versions of packages
    rules/<id>.yaml               the rule files
    pages/<page>/response.*       the bytes as they came
    pages/<page>/page.json        what else is known of the page: address, headers, what the network said
    pages/<page>/beside/          the style sheets beside the page that were read
    pages/<page>/snapshot.json    of a rendered page: what the browser made of it (rendering/stored.py)
    pages/<page>/axe.json         what axe-core said, where it was asked
    screenshots/<page>/*.png      of a rendered page: the whole, and a part for each finding

No path of the machine on which it was made stands in it.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.engine import Judged
from checker.errors import OutputError
from checker.evidence.private_paths import public_name, public_report
from checker.network import SECRET_HEADERS
from checker.options import Options
from checker.page import Page
from checker.rendering.tree import RenderedSnapshot
from checker.report import PageReport, Report, Screenshot

if TYPE_CHECKING:
    from checker.rendering.session import Session

FORMAT = "check-evidence/1"
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
_SUFFIXES = {"text/html": ".html", "image/svg+xml": ".svg", "application/xhtml+xml": ".xhtml"}
_PACKAGES = ("turbohtml", "html5lib", "beautifulsoup4", "playwright", "PyYAML", "language-tags")


def page_folder(source: str) -> str:
    """The name of the page's folder in evidence and among screenshots: the same in every run."""
    name = public_name(source)
    told = re.sub(r"[^A-Za-z0-9]+", "-", name)[-60:].strip("-") or "page"
    return f"{told}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def keep_page(page: Page, judged: Judged, report: PageReport, options: Options, session: Session | None) -> None:
    """Write the page's evidence and its screenshots where they are asked for; the report then lists the pictures.

    Raises OutputError where they cannot be written.
    """
    name = page_folder(page.name)
    pictures = _pictures(page, judged, session)
    try:
        if options.evidence is not None:
            _write_page(page, options.evidence / "pages" / name)
            report.screenshots = _write_pictures(pictures, options.evidence / "screenshots" / name)
        if options.screenshots is not None:
            report.screenshots = _write_pictures(pictures, options.screenshots / name)
    except OSError as error:
        folder = options.evidence or options.screenshots
        raise OutputError(f"{folder}: what was judged could not be kept: {error.strerror}") from error


def _write_page(page: Page, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    response = f"response{_SUFFIXES.get(page.media_type, '.xml')}"
    (folder / response).write_bytes(page.content)
    answer = page.response
    values = {
        "source": public_name(page.name),
        "url": page.url,
        "url_because": page.url_because,
        "media_type": page.media_type,
        "encoding": page.encoding,
        "mode": page.mode,
        "offers": sorted(page.offers),
        "content": response,
        **_write_beside(page, folder / "beside"),
        "response": answer
        and {
            "status": answer.status,
            "headers": {name: value for name, value in answer.headers.items() if name not in SECRET_HEADERS},
            "final_url": answer.final_url,
            "redirects": list(answer.redirects),
            "fetched": answer.fetched,
        },
        "network": page.network
        and {
            **page.network._asdict(),
            "certificate": page.network.certificate and page.network.certificate._asdict(),
            "cookies": [cookie._asdict() for cookie in page.network.cookies],
        },
        "notices": [notice._asdict() for notice in page.notices],
    }
    _write_json(folder / "page.json", values, indent=1)
    if isinstance(page.snapshot, RenderedSnapshot):
        from checker.rendering.stored import snapshot_values

        _write_json(folder / "snapshot.json", snapshot_values(page))
        if page.snapshot.axe is not None:
            _write_json(folder / "axe.json", page.snapshot.axe)


def _write_beside(page: Page, folder: Path) -> dict[str, str | None]:
    """Copy the sheets beside the page as they lie to each other; gives where among them its folder and its site's are."""
    from checker.accessibility.sheets import files_beside

    files = [file for file in files_beside(page) if file.is_file()]
    if page.folder is None or not files:
        return {"beside": "", "site": None}
    own = Path(page.folder).resolve()
    site = Path(page.site_folder).resolve() if page.site_folder is not None else None
    base = site or own
    while not all(file.is_relative_to(base) for file in files):
        base = base.parent
    for file in files:
        copy = folder / file.relative_to(base)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    inside = own.relative_to(base).as_posix()
    (folder / inside).mkdir(parents=True, exist_ok=True)
    return {"beside": inside, "site": site.relative_to(base).as_posix() if site is not None else None}


def _write_json(path: Path, values: Any, indent: int | None = None) -> None:
    separators = (",", ":") if indent is None else None
    path.write_text(json.dumps(values, indent=indent, separators=separators) + "\n", encoding="ascii")


Pictures = list[tuple[Screenshot, bytes]]


def _pictures(page: Page, judged: Judged, session: Session | None) -> Pictures:
    """The pictures of a rendered page; findings on one element share theirs."""
    snapshot = page.snapshot
    if session is None or not isinstance(snapshot, RenderedSnapshot) or snapshot.picture is None:
        return []
    from checker.rendering.screenshots import outlined, size_of

    width, height = size_of(snapshot.picture)
    found: Pictures = [(Screenshot("page", "page.png", None, 0, 0, width, height), snapshot.picture)]
    places = outlined(page, judged)
    boxes = list(dict.fromkeys(one.box for one in places))
    parts = dict(zip(boxes, session.parts_of(snapshot.picture, boxes), strict=False))
    names: dict[Any, str] = {}
    for one in places:
        if one.box in parts:
            name = names.setdefault(one.box, f"finding-{one.fingerprint.removeprefix('v1:').replace(':', '-')}.png")
            found.append((Screenshot("finding", name, one.fingerprint, *one.box), parts[one.box]))
    return found


def _write_pictures(pictures: Pictures, folder: Path) -> list[Screenshot]:
    if pictures:
        folder.mkdir(parents=True, exist_ok=True)
    for shown, content in pictures:
        (folder / shown.path).write_bytes(content)
    return [shown._replace(path=(folder / shown.path).as_posix()) for shown, _ in pictures]


def conclude(report: Report, folder: Path) -> None:
    """Add the report, the rule files and the environment, and the sums of all that is there."""
    from checker.formats.json import as_json

    try:
        (folder / "rules").mkdir(parents=True, exist_ok=True)
        for rule in report.rules.values():
            if rule.path:
                shutil.copyfile(rule.path, folder / "rules" / f"{rule.id}.yaml")
        _write_json(folder / "report.json", public_report(as_json(report), report), indent=1)
        _write_json(folder / "environment.json", _environment(report), indent=1)
        sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in sorted(files_in(folder))}
        sizes = {name: (folder / name).stat().st_size for name in sums}
        manifest = {name: {"sha256": digest, "bytes": sizes[name]} for name, digest in sums.items()}
        _write_json(folder / MANIFEST, {"format": FORMAT, "files": manifest}, indent=1)
        lines = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
        (folder / SUMS).write_text(lines, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{folder}: the evidence could not be written: {error.strerror}") from error


def files_in(folder: Path) -> Iterator[str]:
    """The files of the evidence below the folder, but for those that hold the sums."""
    for file in folder.rglob("*"):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and name not in (MANIFEST, SUMS):
            yield name


def _environment(report: Report) -> Mapping[str, Any]:
    import platform
    from importlib.metadata import PackageNotFoundError, version

    packages = {}
    for name in _PACKAGES:
        try:
            packages[name] = version(name)
        except PackageNotFoundError:
            continue
    return {
        "tool": {"name": report.tool[0], "version": report.tool[1]},
        "python": platform.python_version(),
        "platform": f"{sys.platform} {platform.machine()}",
        "browser": report.run.browser,
        "packages": packages,
        "options": report.run.options,
    }

"""Evidence: what is kept of a run, and that it is judged again to the same findings or the difference is named."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from checker.cli import main

HTML = """<!doctype html><html lang="en"><head><title>A page about some things</title>
<link rel="stylesheet" href="css/site.css"></head><body><main><h1>Things</h1>
<p class="gone"><img src="hidden.png"></p><p><img src="seen.png"></p></main></body></html>"""

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """``run("page.html")`` runs the command in an empty folder; gives its exit code and all that it wrote."""
    monkeypatch.chdir(tmp_path)

    def ran(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        written = capsys.readouterr()
        return int(ended.value.code or 0), written.out + written.err

    return ran


@pytest.fixture
def kept(run: Run, tmp_path: Path) -> Path:
    """The evidence of a page that is parsed, with a style sheet beside it."""
    (tmp_path / "site/css").mkdir(parents=True)
    (tmp_path / "site/css/site.css").write_text(".gone { display: none }")
    (tmp_path / "site/page.html").write_text(HTML)
    assert run("--evidence", "kept", "--no-cache", "site/page.html")[0] == 1
    return tmp_path / "kept"


def page_of(kept: Path) -> Path:
    return next((kept / "pages").iterdir())


def with_true_sums(kept: Path) -> None:
    """Make the sums those of the files as they are, as somebody does who wants to hide a change."""
    manifest = json.loads((kept / "manifest.json").read_text())
    for name, entry in manifest["files"].items():
        entry["sha256"] = hashlib.sha256((kept / name).read_bytes()).hexdigest()
    (kept / "manifest.json").write_text(json.dumps(manifest))
    lines = [f"{entry['sha256']}  {name}\n" for name, entry in manifest["files"].items()]
    (kept / "SHA256SUMS").write_text("".join(lines))


def test_evidence_of_a_parsed_page_is_judged_again_to_the_same_findings(run: Run, kept: Path) -> None:
    code, told = run("report", "verify", "kept")
    assert (code, "1 page judged to the same findings" in told) == (0, True)


def test_what_hides_a_picture_is_kept_though_the_site_is_gone(run: Run, kept: Path, tmp_path: Path) -> None:
    for file in sorted((tmp_path / "site").rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    assert run("report", "verify", "kept")[0] == 0
    (page_of(kept) / "beside/css/site.css").write_text("")
    code, told = run("report", "verify", "kept")
    assert (code, "img-alt-present (failed) is found now only" in told) == (1, True)


@pytest.mark.parametrize("target", ["site", "site/news/page.html"])
def test_a_sheet_of_the_sites_root_is_kept(run: Run, tmp_path: Path, target: str) -> None:
    (tmp_path / "site/css").mkdir(parents=True)
    (tmp_path / "site/news").mkdir()
    (tmp_path / "site/css/site.css").write_text(".gone { display: none }")
    (tmp_path / "site/news/page.html").write_text(HTML.replace("css/site.css", "/css/site.css"))
    run("--evidence", "kept", "--no-cache", target)
    shutil.rmtree(tmp_path / "site")
    assert run("report", "verify", "kept")[0] == 0
    (page_of(tmp_path / "kept") / "beside/css/site.css").write_text("")
    assert "img-alt-present (failed) is found now only" in run("report", "verify", "kept")[1]


def test_the_sums_are_in_the_form_that_sha256sum_reads(kept: Path) -> None:
    for line in (kept / "SHA256SUMS").read_text().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((kept / name).read_bytes()).hexdigest() == digest


def test_changed_bytes_of_a_page_are_noticed(run: Run, kept: Path) -> None:
    response = page_of(kept) / "response.html"
    response.write_text(HTML.replace('src="seen.png"', 'src="seen.png" alt="A bridge"'))
    code, told = run("report", "verify", "kept")
    assert code == 1
    assert f"{response.relative_to(kept).as_posix()}: its sum is not that of the manifest" in told
    assert "img-alt-present (failed) is not found again" in told


def test_a_finding_taken_out_of_the_report_is_noticed_though_the_sums_were_made_anew(run: Run, kept: Path) -> None:
    report = json.loads((kept / "report.json").read_text())
    page = report["pages"][0]
    page["findings"] = [one for one in page["findings"] if one["rule"] != "img-alt-present"]
    (kept / "report.json").write_text(json.dumps(report))
    with_true_sums(kept)
    code, told = run("report", "verify", "kept")
    assert (code, "img-alt-present (failed) is found now only" in told) == (1, True)


def test_a_softened_rule_is_noticed_though_the_sums_were_made_anew(run: Run, kept: Path) -> None:
    rule = kept / "rules/img-alt-present.yaml"
    rule.write_text(rule.read_text().replace("severity: error", "severity: note", 1))
    with_true_sums(kept)
    assert run("report", "verify", "kept")[0] == 1


@pytest.mark.parametrize("name", ["rules/html-lang.yaml", "environment.json"])
def test_a_file_that_is_gone_is_named(run: Run, kept: Path, name: str) -> None:
    (kept / name).unlink()
    code, told = run("report", "verify", "kept")
    assert (code, f"{name}: is missing" in told) == (1, True)


def test_a_file_that_was_added_is_named(run: Run, kept: Path) -> None:
    (kept / "more.txt").write_text("?")
    code, told = run("report", "verify", "kept")
    assert (code, "more.txt: is not in the manifest" in told) == (1, True)


def test_lists_of_sums_that_disagree_are_noticed(run: Run, kept: Path) -> None:
    (kept / "SHA256SUMS").write_text("")
    code, told = run("report", "verify", "kept")
    assert (code, "SHA256SUMS: does not agree with manifest.json" in told) == (1, True)


def test_a_folder_without_a_manifest_is_no_evidence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert run("report", "verify", "other")[0] == 2


def test_a_manifest_that_names_files_elsewhere_is_refused(run: Run, kept: Path) -> None:
    (kept / "manifest.json").write_text(json.dumps({"format": "check-evidence/1", "files": {"../secret": {}}}))
    code, told = run("report", "verify", "kept")
    assert (code, "outside of the evidence" in told) == (2, True)


def test_no_path_of_the_machine_stands_in_evidence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(HTML)
    run("--evidence", "kept", "--no-cache", str(tmp_path / "page.html"))
    stored = [file for file in (tmp_path / "kept").rglob("*") if file.is_file()]
    assert [file.name for file in stored if str(tmp_path).encode() in file.read_bytes()] == []
    assert run("report", "verify", "kept")[0] == 0


def test_evidence_is_not_mixed_with_other_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(HTML)
    code, told = run("--evidence", ".", "page.html")
    assert (code, "not empty" in told) == (2, True)


def test_a_page_that_could_not_be_read_does_not_stop_the_others_from_being_verified(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(HTML)
    assert run("--evidence", "kept", "--no-cache", "page.html", "no-such-page.html")[0] == 3
    assert run("report", "verify", "kept")[0] == 0


@pytest.mark.parametrize("option", [["--screenshots", "shots"], ["--with", "axe"]])
def test_what_only_a_browser_gives_is_refused_for_parsed_pages(run: Run, tmp_path: Path, option: list[str]) -> None:
    (tmp_path / "page.html").write_text(HTML)
    code, told = run(*option, "page.html")
    assert (code, "add --mode rendered" in told) == (2, True)


def test_no_secret_of_whoever_fetched_the_page_is_kept(run: Run, tmp_path: Path, loopback: Any) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html; charset=utf-8")
        request.send_header("Set-Cookie", "session=hush-cookie")
        request.end_headers()
        request.wfile.write(HTML.encode())

    loopback.pages["/secret"] = answer
    address = f"{loopback.address}/secret"
    assert run("--mode", "static", "--header", "Authorization: hush-key", "--evidence", "kept", address)[0] == 1
    stored = [file for file in (tmp_path / "kept").rglob("*") if file.is_file()]
    assert [file.name for file in stored if b"hush" in file.read_bytes()] == []
    assert run("report", "verify", "kept")[0] == 0


def test_what_the_configuration_says_about_a_path_holds_when_a_page_is_judged_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news/page.html").write_text(HTML)
    (tmp_path / "check.toml").write_text(
        '[finders]\nbyline = ".by"\n[severities]\nhtml-lang = "warning"\n'
        '[[paths]]\nglob = "news/**"\npage-type = "article"\nprofile = "dod-gov"\n'
        '[[suppress]]\nrule = "img-alt-present"\nreason = "known"\n'
    )
    code, told = run("--evidence", "kept", "--no-cache", "--format", "json", "news")
    assert (code, '"by": "configuration"' in told) == (1, True)
    (tmp_path / "check.toml").unlink()
    assert run("report", "verify", "kept")[0] == 0


def test_evidence_that_cannot_be_kept_is_told_before_the_run_or_leaves_it_incomplete(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.html").write_text(HTML)
    code, told = run("--evidence", "page.html/kept", "page.html")
    assert (code, "can be made" in told) == (2, True)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("checker.evidence.keeping.shutil.copyfile", full)
    code, told = run("--evidence", "kept", "page.html")
    assert (code, "No space left" in told, "page.html: " in told) == (3, True, True)


def test_evidence_is_the_same_in_several_processes(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    (tmp_path / "site").mkdir()
    for number in range(3):
        (tmp_path / f"site/{number}.html").write_text(HTML.replace("things", f"{number} things"))
    for jobs in ("1", "2"):
        run("--evidence", f"kept{jobs}", "--no-cache", "--jobs", jobs, "site")
    assert (tmp_path / "kept1/SHA256SUMS").read_bytes() == (tmp_path / "kept2/SHA256SUMS").read_bytes()

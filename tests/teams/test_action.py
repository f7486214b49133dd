"""The GitHub Action: its steps run here as the runner runs them, all but those of other actions."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]
NO_LANG = "<!doctype html><title>News of the office</title><p>Text</p>"
FINE = NO_LANG.replace("<title>", '<html lang="en"><title>')


class Job(NamedTuple):
    """How a job ended that uses the action."""

    code: int
    log: str
    summary: str
    outputs: dict[str, str]


Act = Callable[..., Job]


@pytest.fixture
def act(tmp_path: Path) -> Act:
    """``act(targets=..., upload="failure")``: a job in a workspace of its own."""
    workspace, temporary, programs = (tmp_path / name for name in ("workspace", "temp", "bin"))
    for folder in (workspace, temporary, programs):
        folder.mkdir()
    python = programs / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    output, summary = tmp_path / "output", tmp_path / "summary"

    def run(upload: str = "success", install: bool = False, **inputs: str) -> Job:
        given = {name: one.get("default", "") for name, one in ACTION["inputs"].items()} | inputs
        output.write_text("", encoding="utf-8")
        summary.write_text("", encoding="utf-8")
        log = ""
        for step in STEPS:
            known = _values(given, upload, output)
            if "run" not in step or (step["name"] == "Install check" and not install):
                continue
            if "if" in step and not _holds(step["if"], known):
                continue
            environment = {
                "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
                "HOME": os.environ.get("HOME", str(tmp_path)),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(summary),
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_WORKSPACE": str(workspace),
                "RUNNER_TEMP": str(temporary),
            } | {name: _filled(value, known) for name, value in step.get("env", {}).items()}
            # As the runner starts `shell: bash`.
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=workspace, env=environment, capture_output=True, text=True, check=False,
            )  # fmt: skip
            log += done.stdout + done.stderr
            if done.returncode:
                break
        return Job(done.returncode, log, summary.read_text(encoding="utf-8"), _outputs(output))

    return run


@pytest.fixture
def workspace(act: Act, tmp_path: Path) -> Path:
    """The folder of the job's checkout."""
    return tmp_path / "workspace"


def _outputs(file: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in file.read_text(encoding="utf-8").splitlines())


def _values(inputs: dict[str, str], upload: str, output: Path) -> dict[str, str]:
    known = {f"inputs.{name}": value for name, value in inputs.items()}
    known |= {f"steps.check.outputs.{name}": value for name, value in _outputs(output).items()}
    return {**known, "steps.upload.outcome": upload}


def _filled(text: str, known: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda match: known.get(match[1], ""), text)


def _holds(condition: str, known: dict[str, str]) -> bool:
    """Whether a comparison of a value with a text holds, the only kind that these steps use."""
    name, operator, text = condition.split()
    return (known.get(name, "") == text.strip("'")) is (operator == "==")


def test_the_action_meets_the_published_schema() -> None:
    assert_schema("vendor.github-actions", ROOT / "action.yml")


def test_the_example_of_a_workflow_meets_the_published_schema() -> None:
    assert_schema("vendor.github-workflows", ROOT / "examples" / "github-workflow.yml")


def test_the_example_of_gitlab_meets_the_published_schema() -> None:
    assert_schema("vendor.gitlab-ci", ROOT / "examples" / "gitlab-ci.yml")


def assert_schema(name: str, file: Path) -> None:
    """The file meets the schema, which the validator brings along."""
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", name, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_example_of_a_workflow_names_inputs_and_outputs_that_are_there() -> None:
    workflow = yaml.safe_load((ROOT / "examples" / "github-workflow.yml").read_text(encoding="utf-8"))
    steps: list[dict[str, Any]] = workflow["jobs"]["check"]["steps"]
    [used] = [step for step in steps if "gov-page-check@" in step.get("uses", "")]
    assert set(used["with"]) <= set(ACTION["inputs"])
    named = re.findall(r"steps\.check\.outputs\.([\w-]+)", json.dumps(steps))
    assert set(named) <= set(ACTION["outputs"])


def test_findings_go_to_code_scanning_and_the_summary(act: Act, workspace: Path) -> None:
    (workspace / "page.html").write_text(NO_LANG, encoding="utf-8")
    job = act(targets="page.html", options="--select html-lang")
    assert job.code == 1
    assert json.loads(Path(job.outputs["sarif"]).read_text(encoding="utf-8"))["runs"][0]["results"]
    assert "lang" in job.summary
    assert "::error" not in job.log


@pytest.mark.parametrize("upload", ["failure", "skipped"])
def test_without_code_scanning_the_findings_are_annotations(act: Act, workspace: Path, upload: str) -> None:
    (workspace / "page.html").write_text(NO_LANG, encoding="utf-8")
    job = act(upload, targets="page.html", options="--select html-lang")
    assert job.code == 1
    assert "::error file=page.html" in job.log
    assert "lang" in job.summary


def test_a_page_without_faults_ends_the_job_well(act: Act, workspace: Path) -> None:
    (workspace / "page.html").write_text(FINE, encoding="utf-8")
    job = act(targets="page.html", options="--select html-lang")
    assert (job.code, job.outputs["exit-code"]) == (0, "0")


def test_a_wrong_option_is_told_and_ends_the_job(act: Act, workspace: Path) -> None:
    (workspace / "page.html").write_text(FINE, encoding="utf-8")
    job = act("skipped", targets="page.html", options="--select no-such-rule")
    assert job.code == 2
    assert "::error title=check::Nothing was checked" in job.log
    assert set(job.outputs) == {"exit-code"}


def test_a_missing_page_ends_the_job_as_incomplete(act: Act, workspace: Path) -> None:
    (workspace / "page.html").write_text(FINE, encoding="utf-8")
    assert act(targets="page.html\nnowhere.html", options="--select html-lang").code == 3


def test_inputs_reach_the_command(act: Act, workspace: Path) -> None:
    (workspace / "my pages").mkdir()
    (workspace / "my pages" / "a.html").write_text(FINE, encoding="utf-8")
    job = act(targets="my pages\r\n", url="https://www.example.gov/", profile="wcag", options="--select html-lang")
    [page] = json.loads(Path(job.outputs["json"]).read_text(encoding="utf-8"))["pages"]
    assert (page["url"], page["profile"]["name"]) == ("https://www.example.gov/a.html", "wcag")


def test_no_input_is_run_as_a_command(act: Act, workspace: Path) -> None:
    (workspace / "page.html").write_text(FINE, encoding="utf-8")
    hostile = '"; touch pwned; $(touch pwned) `touch pwned` #'
    act(targets=f"page.html\n{hostile}", options=hostile, url=hostile, profile=hostile, baseline=hostile)
    assert [file.name for file in workspace.iterdir()] == ["page.html"]
    assert not any("${{" in step["run"] for step in STEPS if "run" in step)


@pytest.mark.whole
def test_the_action_installs_what_it_runs(act: Act, workspace: Path, tmp_path: Path) -> None:
    (workspace / "page.html").write_text(FINE, encoding="utf-8")
    job = act(install=True, targets="page.html", options="--select html-lang")
    assert job.code == 0, job.log
    assert (tmp_path / "temp" / "gov-page-check" / "checker" / "_rules").is_dir()

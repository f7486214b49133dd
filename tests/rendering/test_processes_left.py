"""A run that is ended leaves no process behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.rendering.session import Session
from tests.rendering.hostile_pages import wait_until

pytestmark = pytest.mark.browser


def below(process: int) -> list[int]:
    """The process and all that it started, and so on."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (told := state(int(folder.name))):
            children.setdefault(told[1], []).append(int(folder.name))
    found, left = [], [process]
    while left:
        found.append(left.pop())
        left += children.get(found[-1], ())
    return found


def state(process: int) -> tuple[str, int] | None:
    """The process's state, as one letter, and its parent; None where it is gone."""
    try:
        fields = (Path("/proc") / str(process) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    return fields[0], int(fields[1])


def runs(process: int) -> bool:
    """Whether the process is there; one that is dead and waits to be reaped is not."""
    told = state(process)
    return told is not None and told[0] not in "ZX"


@pytest.fixture(autouse=True)
def _signals_as_in_a_terminal() -> Iterator[None]:
    """What a shell starts in the background ignores SIGINT, and so would all that the tests start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are read from /proc")
@pytest.mark.parametrize("jobs", ["1", pytest.param("2", marks=pytest.mark.whole)])
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left_when_the_run_is_ended(
    sign: signal.Signals, jobs: str, loopback: Any, session: Session, tmp_path: Path
) -> None:
    addresses = [f"{loopback.address}/endless-script?{n}" for n in range(2)]
    process = subprocess.Popen(
        [sys.executable, "-m", "checker", "--mode", "rendered", "--timeout", "30", "--jobs", jobs, *addresses],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    asked = len(loopback.asked)
    assert wait_until(lambda: any("endless-script?" in path for path, _ in loopback.asked[asked:]), 20)
    started = below(process.pid)
    assert len(started) > 5  # the driver, the browser, its helpers and its renderer
    if sign == signal.SIGINT:
        os.killpg(process.pid, sign)  # as a terminal does
        assert process.wait(20) == 130
    else:
        process.send_signal(sign)
        process.wait(20)
    assert wait_until(lambda: not any(map(runs, started)), 20)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are read from /proc")
@pytest.mark.whole
def test_a_run_that_is_interrupted_alone_ends_the_processes_that_judge_for_it(loopback: Any, session: Session) -> None:
    asked = len(loopback.asked)
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "checker", "--mode", "rendered", "--timeout", "300", "--jobs", "2"),
            *(f"{loopback.address}/endless-script?{n}" for n in range(2)),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert wait_until(lambda: any("endless-script?" in path for path, _ in loopback.asked[asked:]), 60)
    started = below(process.pid)
    process.send_signal(signal.SIGINT)
    try:
        assert process.wait(60) == 130
        assert wait_until(lambda: not any(map(runs, started)), 20)
    finally:
        process.kill()
        process.wait()

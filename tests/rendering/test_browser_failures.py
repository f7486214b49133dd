"""A browser that hangs, dies or grows, and a server that cannot be reached, cost one page and no more."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import ssl
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from checker.errors import TargetError
from checker.rendering import processes
from checker.rendering.options import RenderOptions
from checker.rendering.session import Session
from tests.rendering.hostile_pages import HEAD, JUDGED, PAGES, fetched, is_as_if_alone, outcome, wait_until

pytestmark = pytest.mark.browser


def browser_of(session: Session) -> int:
    browser = session.start()._browser
    assert browser is not None
    assert browser.process is not None
    return browser.process


def test_a_browser_that_does_not_answer_is_ended_and_started_anew(loopback: Any, session: Session) -> None:
    fetched(session, loopback.address + "/beside")
    stopped = browser_of(session)
    os.killpg(stopped, signal.SIGSTOP)
    assert outcome(session, loopback.address + "/beside") in ("timeout", JUDGED)
    assert is_as_if_alone(session, loopback)
    assert browser_of(session) != stopped
    assert wait_until(lambda: not processes.memory_of_group(stopped), 5)  # what is ended may wait to be reaped


def test_a_browser_that_is_gone_is_started_anew(loopback: Any, session: Session) -> None:
    fetched(session, loopback.address + "/beside")
    processes.end_group(browser_of(session))
    assert outcome(session, loopback.address + "/beside") in ("crashed", JUDGED)
    assert is_as_if_alone(session, loopback)


def test_a_renderer_that_is_brought_down_is_said(loopback: Any, session: Session) -> None:
    chromium = session.start()

    def crash(handler: Any) -> None:
        chromium._thread.begin(chromium._tab.wire.send("Page.crash"))
        time.sleep(5)

    loopback.pages["/crash.js"] = crash
    loopback.pages["/crash"] = HEAD + "<script src=/crash.js></script>"
    assert outcome(session, loopback.address + "/crash") == "crashed"
    assert is_as_if_alone(session, loopback)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="memory is read from /proc")
def test_a_page_that_takes_too_much_memory_is_ended(
    loopback: Any, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from checker.loaders import chromium

    monkeypatch.setattr(chromium, "_MOST_MEMORY", 700_000_000)
    loopback.pages["/hungry"] = PAGES["memory"][0] + "<img src=/silent alt=''>"
    patient = Session(RenderOptions(timeout=20))  # a busy machine takes its time to give so much
    try:
        assert outcome(patient, loopback.address + "/hungry") == "memory"
        assert is_as_if_alone(patient, loopback)
    finally:
        patient.close()


def test_a_refused_port_is_said(session: Session) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(TargetError, match="refuses connections") as refused:
        fetched(session, f"http://127.0.0.1:{port}/")
    assert refused.value.kind == "not-fetched"


def test_a_dead_host_is_said(session: Session) -> None:
    with pytest.raises(TargetError, match="is not known") as refused:
        fetched(session, "http://no-such-host.invalid/")
    assert refused.value.kind == "not-fetched"


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_a_certificate_that_nobody_vouches_for_is_said(session: Session, loopback: Any, tmp_path: Path) -> None:
    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "certificate.pem")
    subprocess.run(
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout {key} -out {certificate}".split(),
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    served = type(loopback)()
    served.server.socket = context.wrap_socket(served.server.socket, server_side=True)
    with pytest.raises(TargetError) as refused:
        fetched(session, f"https://127.0.0.1:{served.port}/")
    assert refused.value.kind == "bad-certificate"
    served.server.shutdown()
    served.server.server_close()

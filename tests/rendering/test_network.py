"""What the network said is a fact of the page, and no page leads the browser into a private network."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checker.errors import TargetError
from checker.loading import load
from checker.network import network_facts
from checker.options import Options
from checker.page import Page
from checker.rendering.guard import Guard
from checker.rendering.options import RenderOptions
from checker.rendering.session import Session
from checker.rulebook import ruleset
from checker.run.one_source import Runner
from checker.targets import Source

# The guard by itself: a client speaks to it as the browser does.

PUBLIC, PRIVATE, METADATA = "93.184.216.34", "10.1.2.3", "169.254.169.254"


def asked(host: str, page_host: str | None, numbers: dict[str, list[str]]) -> tuple[int, list[str], dict[str, str]]:
    """The proxy's answer to a wish to reach the host, where it connected to, and the problems it keeps."""
    connected: list[str] = []

    async def resolve(name: str, port: int) -> list[str]:
        if name not in numbers:
            raise OSError("not known")
        return numbers[name]

    async def connect(number: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        connected.append(number)
        raise ConnectionRefusedError

    async def run() -> int:
        guard = Guard(resolve, connect)
        port = await guard.start()
        guard.admit(page_host)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"\x05\x01\x00\x05\x01\x00\x03" + bytes([len(host)]) + host.encode() + b"\x01\xbb")
        assert await reader.readexactly(2) == b"\x05\x00"
        code = (await reader.readexactly(10))[1]
        writer.close()
        problems.update(guard.problems)
        await guard.close()
        return code

    problems: dict[str, str] = {}
    return asyncio.run(run()), connected, problems


def test_a_public_host_is_connected_to_at_the_address_that_was_judged() -> None:
    _, connected, _ = asked("www.gov.gov", "page.gov", {"www.gov.gov": [PUBLIC]})
    assert connected == [PUBLIC]


@pytest.mark.parametrize(
    "number", [PRIVATE, METADATA, "127.0.0.1", "::1", "fe80::1", "fd00:ec2::254", "::ffff:10.0.0.1"]
)
def test_a_public_page_reaches_no_private_address_by_dns(number: str) -> None:
    code, connected, problems = asked("sly.gov", "page.gov", {"sly.gov": [number]})
    assert (code, connected, problems) == (2, [], {"sly.gov:443": "private"})


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    assert asked("sly.gov", "page.gov", {"sly.gov": [PUBLIC, PRIVATE]})[1] == []


def test_a_private_page_reaches_its_private_network() -> None:
    assert asked("cdn.corp", "10.0.0.1", {"cdn.corp": [PRIVATE]})[1] == [PRIVATE]


def test_a_private_page_does_not_reach_the_metadata_of_its_machine() -> None:
    assert asked("meta", "10.0.0.1", {"meta": [METADATA]})[1] == []


def test_nothing_is_reached_for_a_page_that_is_not_on_the_network() -> None:
    assert asked("www.gov.gov", None, {"www.gov.gov": [PUBLIC]})[::2] == (2, {"www.gov.gov:443": "closed"})


# The same in a browser: names that stand for public addresses lead to the test's server.


@pytest.fixture(scope="module")
def session(loopback: Any) -> Iterator[Session]:
    from checker.loaders import chromium

    numbers = {"www.page.gov": [PUBLIC], "sly.page.gov": [PRIVATE], "plain.page.gov": [PUBLIC]}

    async def resolve(name: str, port: int) -> list[str]:
        return numbers.get(name, [name])

    async def connect(number: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", loopback.port)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chromium, "Guard", lambda: Guard(resolve, connect))
        session = Session(RenderOptions(timeout=10))
        session.start()
    yield session
    session.close()


def fetched(session: Session, address: str) -> Page:
    return session.page(Source(address, address), lambda _: pytest.fail("nothing local is read"))


def redirect(place: str) -> Callable[[Any], None]:
    def answer(handler: Any) -> None:
        handler.send_response(302)
        handler.send_header("Location", place)
        handler.end_headers()

    return answer


@pytest.mark.browser
@pytest.mark.parametrize(
    "address", ["http://10.0.0.1/a.png", "http://169.254.169.254/a.png", "http://sly.page.gov/a.png"]
)
def test_a_public_page_loads_nothing_private(loopback: Any, session: Session, address: str) -> None:
    loopback.pages["/public"] = f"<p>x<img src='{address}' alt=''>"
    assert fetched(session, "http://www.page.gov/public").network.refused == (address,)


@pytest.mark.browser
def test_a_redirect_into_a_private_network_is_refused(loopback: Any, session: Session) -> None:
    loopback.pages |= {"/public": "<p>x<img src='/to' alt=''>", "/to": redirect("http://10.0.0.1/a.png")}
    fetched(session, "http://www.page.gov/public")
    assert "/a.png" not in [path for path, _ in loopback.asked]


@pytest.mark.browser
def test_a_page_that_redirects_into_a_private_network_is_refused(loopback: Any, session: Session) -> None:
    loopback.pages["/in"] = redirect("http://10.0.0.1/")
    with pytest.raises(TargetError) as refused:
        fetched(session, "http://www.page.gov/in")
    assert refused.value.kind == "private-address"


@pytest.mark.browser
def test_what_the_page_set_and_said_is_kept(loopback: Any, session: Session) -> None:
    def answer(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Set-Cookie", "of_server=secret; HttpOnly; SameSite=Lax")
        handler.send_header("Strict-Transport-Security", "max-age=1")
        handler.end_headers()
        handler.wfile.write(b"<p>x<script>document.cookie='of_script=1'; console.error('bad', 1); missing()</script>")

    loopback.pages["/says"] = answer
    facts = network_facts(fetched(session, "http://www.page.gov/says"))
    assert facts is not None
    assert (
        [(one["name"], one["http_only"], one["same_site"]) for one in facts["cookies"]],
        facts["headers"]["strict-transport-security"],
        [one.split(" at ")[0] for one in facts["console_errors"]],
        "secret" in str(facts),
    ) == (
        [("of_script", False, ""), ("of_server", True, "Lax")],
        "max-age=1",
        ["ReferenceError: missing is not defined", "bad 1"],
        False,
    )


@pytest.mark.browser
def test_the_rules_judge_what_the_network_said(loopback: Any) -> None:
    loopback.pages["/page"] = "<!doctype html><title>t</title><p>x"
    rules = ruleset.load(()).rules
    options = Options(date(2026, 11, 23), profile="federal-gov", render=RenderOptions(timeout=10), mode="rendered")
    runner = Runner([rules["https-hsts"], rules["https-page"]], options)
    try:
        report, _ = runner.judge(Source("x", loopback.address + "/page"))
    finally:
        runner.close()
    assert {name: str(outcome) for name, outcome in report.outcomes.items()} == {
        "https-hsts": "failed",
        "https-page": "cantTell",
    }


MIXED = """<!doctype html><html lang="en"><title>t</title><p>x<script>
new Image().src = "http:" + "//media.gov/of-script.png"; console.log(1)</script>"""


@pytest.mark.browser
def test_mixed_content_that_only_a_script_asks_for_fails(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(MIXED, encoding="utf-8")
    rule = ruleset.load(()).rules["mixed-content-passive"]
    options = Options(
        date(2026, 11, 23),
        profile="federal-gov",
        render=RenderOptions(timeout=10),
        mode="rendered",
        url="https://a.gov/a.html",
    )
    runner = Runner([rule], options)
    try:
        report, _ = runner.judge(Source(str(file), str(file), "https://a.gov/a.html"))
    finally:
        runner.close()
    assert [finding.message for finding in report.findings if "of-script.png" in finding.message]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("code", "url", "expected"),
    [
        ("location.protocol == 'https:' ? 'https:' : 'http:'", None, "inapplicable"),
        ("location.protocol == 'https:' ? 'https:' : 'http:'", "https://a.gov/a.html", "passed"),
        ("'http:'", "https://a.gov/a.html", "failed"),
    ],
)
def test_the_scheme_that_a_script_takes_from_its_page_is_judged_where_it_is_that_of_the_page(
    code: str, url: str | None, expected: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.html"
    script = f"const one = document.createElement('script'); one.src = ({code}) + '//cdn.gov/a.js'; document.body.append(one)"
    file.write_text(f"<!doctype html><title>t</title><body><script>{script}</script>", encoding="utf-8")
    rule = ruleset.load(()).rules["mixed-content-active"]
    options = Options(
        date(2026, 11, 23), profile="federal-gov", render=RenderOptions(timeout=10), mode="rendered", url=url
    )
    runner = Runner([rule], options)
    try:
        report, _ = runner.judge(Source(str(file), str(file), url))
    finally:
        runner.close()
    assert report.outcomes[rule.id] == expected


def test_a_page_without_a_network_has_no_facts_of_one(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("<!doctype html><p>x", encoding="utf-8")
    page = load(Source("a", str(file)), parser="turbohtml")
    assert page.response is None and page.network is None


@pytest.mark.browser
@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_the_certificate_is_a_fact_of_the_page(loopback: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.rendering import switches

    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=An.Issuer -keyout {key} -out {certificate}".split(),
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    served = type(loopback)()
    served.server.socket = context.wrap_socket(served.server.socket, server_side=True)
    served.pages["/"] = "<!doctype html><p>x<script>new Image().src = 'http://media.gov/a.png'</script>"
    # The browser trusts nobody's test certificate; here it is told to take any.
    monkeypatch.setattr(switches, "SWITCHES", (*switches.SWITCHES, "--ignore-certificate-errors"))
    session = Session(RenderOptions(timeout=10))
    try:
        network = fetched(session, f"https://127.0.0.1:{served.port}/").network
    finally:
        session.close()
        served.server.shutdown()
        served.server.server_close()
    assert network is not None
    assert network.certificate is not None
    assert (network.certificate.issuer, network.certificate.protocol, network.mixed) == (
        "An.Issuer",
        "TLS 1.3",
        ("http://media.gov/a.png",),
    )
    assert network.certificate.valid_from < network.certificate.valid_to

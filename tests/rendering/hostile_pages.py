"""Pages that would stop a run, what may come of each, and what a session makes of them.

Each page is named with what may come of it: ``JUDGED``, at once or as it stood when its time was over, or the kind of
the problem that gives it up.
"""

from __future__ import annotations

import gzip
import socket
import struct
import time
from typing import Any

import pytest

from checker import registry
from checker.errors import TargetError
from checker.page import Page
from checker.rendering.session import Session
from checker.targets import Source

TIMEOUT = 2.0
#: Beyond its time a page gets what it takes to capture it as it stands, and to end the browser.
GRACE = 5.0

JUDGED = "judged"
HEAD = "<!doctype html><html lang='en'><title>t</title><p id='here'>here</p>"


def script(code: str) -> str:
    return f"{HEAD}<script>{code}</script>"


def after_load(code: str) -> str:
    return script(f"addEventListener('load', () => {{ {code} }})")


def send(handler: Any, *parts: bytes, media_type: str = "text/html", status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", media_type)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    for part in parts:
        handler.wfile.write(part)


def endless(media_type: str, first: bytes, again: bytes, pause: float = 0.01, seconds: float = 20) -> Any:
    def answer(handler: Any) -> None:
        send(handler, first, media_type=media_type)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            handler.wfile.write(again)
            handler.wfile.flush()
            time.sleep(pause)

    return answer


def redirect(place: str) -> Any:
    return lambda handler: send(handler, status=302, Location=place)


def redirect_onwards(handler: Any) -> None:
    send(handler, status=302, Location=f"{handler.path.partition('?')[0]}?{time.monotonic_ns()}")


def slow_headers(handler: Any) -> None:
    for _ in range(40):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: b\r\n" if not _ else b"X-A: b\r\n")
        handler.wfile.flush()
        time.sleep(0.5)


def silent(handler: Any) -> None:
    time.sleep(20)


def hang_up(handler: Any) -> None:
    handler.connection.close()


def reset(handler: Any) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def no_http(handler: Any) -> None:
    handler.wfile.write(b"\x00\x01 this is no HTTP at all\r\n\r\n")


def wrong_length(handler: Any) -> None:
    send(handler, HEAD.encode(), Content_Length="1000000")


def negative_length(handler: Any) -> None:
    send(handler, HEAD.encode(), Content_Length="-5")


def two_lengths(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd")


def bomb(handler: Any) -> None:
    send(handler, gzip.compress(HEAD.encode() + b" " * 200_000_000, 9), Content_Encoding="gzip")


def broken_gzip(handler: Any) -> None:
    send(handler, gzip.compress(HEAD.encode() * 100)[:60], Content_Encoding="gzip")


def download(handler: Any) -> None:
    send(handler, b"x" * 1000, media_type="application/octet-stream", Content_Disposition="attachment; filename=a.bin")


def attached_page(handler: Any) -> None:
    send(handler, HEAD.encode(), Content_Disposition="attachment; filename=a.html")


def huge_headers(handler: Any) -> None:
    send(handler, HEAD.encode(), X_Long="a" * 400_000)


def nothing(handler: Any) -> None:
    send(handler, status=204)


def nested(tag: str, depth: int) -> str:
    return HEAD + f"<{tag}>" * depth + "deep"


def refresh_onwards(handler: Any) -> None:
    send(handler, f"{HEAD}<meta http-equiv=refresh content='0;url=?{time.monotonic_ns()}'>".encode())


def refresh_header(handler: Any) -> None:
    send(handler, HEAD.encode(), Refresh="0;url=?again")


def password_asked(handler: Any) -> None:
    send(handler, HEAD.encode(), status=401, WWW_Authenticate='Basic realm="staff"')


def asks_for_more(media_type: str, text: str) -> Any:
    """What asks for another of its kind, at an address of its own."""
    return lambda handler: send(handler, (text % time.monotonic_ns()).encode(), media_type=media_type)


def multiplied(first: str, again: str, times: int) -> str:
    return first + "".join(again.replace("{n}", str(n)).replace("{n-1}", str(n - 1)) for n in range(1, times))


def never_a_socket(handler: Any) -> None:
    time.sleep(20)


HUGE_PICTURE = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='60000' height='60000'><filter id='f'><feTurbulence"
    " baseFrequency='.9' numOctaves='9'/></filter><rect width='100%' height='100%' filter='url(#f)'/></svg>"
)
WASM = "AGFzbQEAAAABBAFgAAADAgEABwUBAWYAAAoJAQcAA0AMAAsL"  # (func (export "f") (loop (br 0)))

FILE = "file:///etc/passwd"
#: A form's control or a picture with such a name stands in the place of the document's own method.
CLOBBERED = (
    "activeElement adoptedStyleSheets body createElement defaultView documentElement fonts getAnimations head nodeType"
    " ownerDocument querySelector querySelectorAll readyState scripts scrollingElement styleSheets title URL"
).split()

#: By name: what is served, and what may come of it. The first ones are quick.
PAGES: dict[str, tuple[Any, set[str]]] = {
    "alert-storm": (script("for (let i = 0; i < 50; i++) { alert(i); confirm(i); prompt(i) }"), {JUDGED}),
    "beforeunload": (
        script("addEventListener('beforeunload', e => { e.preventDefault(); e.returnValue = 'stay' })"),
        {JUDGED},
    ),
    "print": (script("print(); print()"), {JUDGED}),
    "pop-ups": (after_load("for (let i = 0; i < 30; i++) open('/beside?' + i, '', 'popup')"), {JUDGED}),
    "refresh-at-once": (f"{HEAD}<meta http-equiv=refresh content='0'>", {JUDGED}),
    "refresh-elsewhere": (f"{HEAD}<meta http-equiv=refresh content='0;url=/beside'>", {JUDGED}),
    "self-navigation": (script("location.href = '/beside'"), {JUDGED}),
    "self-navigation-storm": (script("setInterval(() => { location.href = '/beside?' + Math.random() }, 1)"), {JUDGED}),
    "reload": (script("location.reload()"), {JUDGED}),
    "reload-storm": (script("setInterval(() => location.reload(), 5)"), {JUDGED}),
    "form-storm": (f"{HEAD}<form id=f method=post action=/beside></form><script>f.submit()</script>", {JUDGED}),
    "to-blank": (after_load("location.href = 'about:blank'"), {JUDGED, "left"}),
    "window-stop": (script("window.stop()"), {JUDGED}),
    "document-open": (after_load("setTimeout(() => { document.open() }, 0)"), {JUDGED}),
    "history-spam": (
        script("for (let i = 0; i < 2000; i++) history.pushState(i, '', '?' + i)"),
        {JUDGED, "timeout"},
    ),
    "hash-spam": (script("setInterval(() => { location.hash = Math.random() }, 1)"), {JUDGED}),
    "download-of-a-page": (attached_page, {"not-html"}),
    "download": (download, {"not-html"}),
    "download-by-script": (after_load("location.href = '/download'"), {JUDGED}),
    "nothing": (nothing, {"not-html", "empty"}),
    "redirect-circle": (redirect("/redirect-circle"), {"redirects"}),
    "redirect-onwards": (redirect_onwards, {"redirects"}),
    "redirect-to-file": (redirect("file:///etc/passwd"), {"not-fetched"}),
    "hang-up": (hang_up, {"not-fetched"}),
    "reset": (reset, {"not-fetched"}),
    "no-http": (no_http, {"not-fetched", "not-html"}),
    "wrong-length": (wrong_length, {JUDGED, "not-fetched"}),
    "negative-length": (negative_length, {JUDGED, "not-fetched"}),
    "two-lengths": (two_lengths, {"not-fetched"}),
    "huge-headers": (huge_headers, {"not-fetched"}),
    "broken-gzip": (broken_gzip, {JUDGED, "not-fetched", "not-html"}),
    "frame-in-itself": (f"{HEAD}<iframe src='?again' title=f></iframe>" * 2, {JUDGED}),
    "deep": (nested("div", 20_000), {JUDGED}),
    "deep-by-script": (
        script("let e = document.body; for (let i = 0; i < 20000; i++) e = e.appendChild(document.createElement('i'))"),
        {JUDGED, "crashed", "timeout"},
    ),
    "console-flood": (script("for (let i = 0; i < 20000; i++) console.error(i, document.body)"), {JUDGED, "timeout"}),
    "service-worker": (script("navigator.serviceWorker.register('/sw.js')"), {JUDGED}),
    "workers": (
        script("for (let i = 0; i < 20; i++) new Worker(URL.createObjectURL(new Blob(['for(;;);'])))"),
        {JUDGED, "timeout"},
    ),
    "override": (script("document.getElementsByTagName = JSON.stringify = () => { throw 1 }"), {JUDGED}),
    "remove-all": (after_load("document.documentElement.remove()"), {JUDGED}),
    "refresh-chain": (refresh_onwards, {JUDGED}),
    "refresh-header": (refresh_header, {JUDGED}),
    "redirect-to-data": (redirect("data:text/html,<p>x"), {"not-fetched"}),
    "redirect-to-script": (redirect("javascript:alert(1)"), {"not-html", "not-fetched"}),
    "redirect-to-metadata": (redirect("http://169.254.169.254/latest/meta-data/"), {"private-address"}),
    "password-asked": (password_asked, {JUDGED, "not-fetched"}),
    "local-files": (
        script(
            f"for (const tag of ['iframe', 'embed', 'img']) {{ const e = document.createElement(tag); e.src = '{FILE}';"
            f" document.body.append(e) }} location.href = '{FILE}'"
        ),
        {JUDGED},
    ),
    "names-of-the-document": (HEAD + "".join(f"<img name={name} alt=''>" for name in CLOBBERED), {JUDGED}),
    "crash-addresses": (
        script(
            "for (const to of ['crash', 'kill', 'gpucrash']) { open('chrome://' + to); location = 'chrome://' + to }"
        ),
        {JUDGED},
    ),
    "permissions": (
        script(
            "setInterval(() => { navigator.geolocation.getCurrentPosition(() => {}); Notification.requestPermission();"
            " document.body.requestFullscreen().catch(() => {}); document.body.requestPointerLock() }, 5)"
        ),
        {JUDGED},
    ),
    "file-chooser": (
        script("const i = document.createElement('input'); i.type = 'file'; setInterval(() => i.click(), 5)"),
        {JUDGED},
    ),
    "service-worker-takes-over": (
        script("navigator.serviceWorker.register('/sw-silent.js').then(() => location.reload())"),
        {JUDGED},
    ),
    "element-in-itself": (
        script(
            "customElements.define('x-x', class extends HTMLElement { constructor() { super();"
            " this.attachShadow({mode: 'closed'}).innerHTML = '<x-x></x-x>' } });"
            "document.body.append(document.createElement('x-x'))"
        ),
        {JUDGED, "crashed", "timeout"},
    ),
    "shadow-in-shadow": (
        script(
            "let e = document.body; for (let i = 0; i < 20000; i++) { const d = document.createElement('div');"
            " e.append(d); e = d.attachShadow({mode: 'closed'}) }"
        ),
        {JUDGED, "crashed", "timeout"},
    ),
    "variables-multiplied": (
        multiplied(f"{HEAD}<style>p {{ --0: xxxxxxxx;", "--{n}:" + "var(--{n-1})" * 8 + ";", 9)
        + "font-family: var(--8) }</style>",
        {JUDGED, "timeout", "crashed", "memory"},
    ),
    "uses-multiplied": (
        multiplied(
            f"{HEAD}<svg><g id=a0><rect width=9 height=9 /></g>",
            "<g id=a{n}>" + "<use href=#a{n-1} />" * 10 + "</g>",
            8,
        ),
        {JUDGED, "timeout", "crashed", "memory"},
    ),
    "dialog-in-timer": (script("setInterval(() => alert(1), 1)"), {JUDGED, "timeout"}),
    # From here on a page takes all of its time.
    "endless-script": (script("for (;;);"), {"timeout"}),
    "endless-script-after-load": (after_load("setTimeout(() => { for (;;); }, 0)"), {JUDGED, "timeout"}),
    "endless-alerts": (script("for (;;) alert(1)"), {"timeout"}),
    "endless-promises": (script("(function again() { Promise.resolve().then(again) })()"), {"timeout"}),
    "endless-timers": (
        script(
            "const kept = []; (function again() { kept.push(new Array(1e5)); setTimeout(again); setTimeout(again) })()"
        ),
        {JUDGED, "timeout", "crashed", "memory"},
    ),
    "endless-writes": (script("for (;;) document.write('<p>more')"), {"timeout", "crashed", "memory"}),
    "endless-wasm": (
        script(
            f"new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(atob('{WASM}'),"
            " c => c.charCodeAt(0)))).exports.f()"
        ),
        {"timeout"},
    ),
    "endless-body": (endless("text/html", HEAD.encode(), b"<p>more</p>\n"), {"timeout"}),
    "endless-picture": (HEAD + "<img src=/endless.png alt=''>", {JUDGED}),
    "endless-script-file": (HEAD + "<script src=/endless.js></script><p>after", {"timeout"}),
    "event-stream": (
        script("new EventSource('/endless.events'); new WebSocket('ws://' + location.host + '/ws')"),
        {JUDGED},
    ),
    "endless-frame": (HEAD + "<iframe src=/silent title=f></iframe>", {JUDGED}),
    "slow-headers": (slow_headers, {"timeout"}),
    "silent": (silent, {"timeout"}),
    "two-million-nodes": (
        script(
            "const p = document.createElement('p'); let h = '<b></b>'.repeat(1000);"
            "for (let i = 0; i < 2000; i++) { const d = document.createElement('div'); d.innerHTML = h; document.body.append(d) }"
        ),
        {"too-many-elements", "timeout"},
    ),
    "memory": (
        script("const kept = []; setInterval(() => { kept.push(new Uint8Array(1e8).fill(1)) }, 1)"),
        {JUDGED, "memory", "crashed", "timeout"},
    ),
    "heap": (
        script("const kept = []; for (;;) kept.push({a: [1, 2, 3], b: String(kept.length)})"),
        {"memory", "crashed", "timeout"},
    ),
    "modules-without-end": (HEAD + "<script type=module src=/more.js></script>", {"timeout"}),
    "style-sheets-without-end": (HEAD + "<link rel=stylesheet href=/more.css>", {JUDGED, "timeout"}),
    "waits-for-an-answer": (
        script("const x = new XMLHttpRequest(); x.open('GET', '/silent', false); x.send()"),
        {"timeout"},
    ),
    "focus-without-end": (
        script("document.body.innerHTML += '<button>a</button>'; addEventListener('focusin', () => { for (;;); })"),
        {JUDGED},
    ),
    "narrow-without-end": (script("addEventListener('resize', () => { for (;;); })"), {JUDGED}),
    "print-without-end": (
        script("matchMedia('print').addEventListener('change', () => { for (;;); })"),
        {JUDGED},
    ),
    "leaving-without-end": (script("addEventListener('pagehide', () => { for (;;); })"), {JUDGED}),
    "frames": (HEAD + "<iframe srcdoc='<p>x' title=f></iframe>" * 10_000, {JUDGED, "timeout", "crashed", "memory"}),
    "animations": (
        HEAD
        + "<style>@keyframes k { to { filter: blur(9px) } } * { animation: k .01s infinite; content-visibility: auto }"
        + "</style>"
        + "<div><p>x</p></div>" * 20_000,
        {JUDGED, "timeout", "crashed", "memory"},
    ),
    "address-of-data": (
        script(
            "const f = document.createElement('iframe'); f.src = 'data:text/html,' + '<p>x'.repeat(3e6);"
            "document.body.append(f)"
        ),
        {JUDGED, "timeout", "crashed", "memory", "too-many-elements"},
    ),
    "long-title": (
        script("document.title = document.body.className = 'x'.repeat(2e7)"),
        {JUDGED, "timeout", "crashed", "memory", "too-large"},
    ),
    "bomb": (bomb, {"too-large", "timeout", "memory"}),
    "huge-picture": (HEAD + HUGE_PICTURE, {JUDGED, "timeout", "memory", "crashed"}),
    "style-storm": (
        HEAD
        + "<style>"
        + ":has(*:has(*:has(*))) * * *{color:red}" * 300
        + "</style>"
        + "<div><p><b>x</b></div>" * 5000,
        {JUDGED, "timeout"},
    ),
    "mutation-storm": (
        script(
            "new MutationObserver(() => { document.body.append(document.createElement('p')) })"
            ".observe(document.body, {childList: true}); document.body.append('x')"
        ),
        {JUDGED, "timeout", "too-many-elements"},
    ),
    "frames-without-end": (
        script(
            "(function more(d, n) { if (n) for (let i = 0; i < 4; i++) { const f = d.createElement('iframe');"
            " d.body.append(f); more(f.contentDocument, n - 1) } })(document, 5)"
        ),
        {JUDGED, "timeout", "crashed", "memory"},
    ),
}
#: What the pages above ask for.
HELP: dict[str, Any] = {
    "/beside": HEAD,
    "/silent": silent,
    "/sw.js": lambda handler: send(handler, b"for(;;);", media_type="text/javascript"),
    "/sw-silent.js": lambda handler: send(
        handler,
        b"onactivate = e => e.waitUntil(clients.claim()); onfetch = e => e.respondWith(new Promise(() => {}))",
        media_type="text/javascript",
    ),
    "/more.js": asks_for_more("text/javascript", "import '/more.js?%d'"),
    "/more.css": asks_for_more("text/css", "@import '/more.css?%d'; p { color: red }"),
    "/endless.png": endless("image/png", b"\x89PNG\r\n\x1a\n", b"x"),
    "/endless.js": endless("text/javascript", b"//", b"x"),
    "/endless.events": endless("text/event-stream", b"data: x\n\n", b"data: x\n\n"),
    "/ws": never_a_socket,
}


def fetched(session: Session, address: str) -> Page:
    """The page in every state that there is a probe for, so that it meets each of them."""
    states = frozenset(registry.names("probe"))
    return session.page(Source(address, address), lambda _: pytest.fail("nothing local is read"), states)


def outcome(session: Session, address: str) -> str:
    try:
        fetched(session, address)
    except TargetError as error:
        return error.kind
    return JUDGED


def is_as_if_alone(session: Session, loopback: Any) -> bool:
    page = fetched(session, loopback.address + "/beside")
    return [element.tag for element in page.elements()] == ["html", "head", "title", "body", "p"] and not page.notices


def wait_until(condition: Any, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False

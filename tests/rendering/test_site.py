"""A build folder rendered as if it were published: its own address, its own files, and nothing from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.page import Page
from checker.rendering.options import RenderOptions
from checker.rendering.session import Session
from checker.rendering.site import Site
from checker.targets import Source, sources

PAGE = "https://www.example.mil/news/a.html"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("site")
    files = {
        "index.html": "<p>home",
        "about.html": "<p>about",
        "news/index.html": "<p>news",
        "news/a.html": "<p>a",
        "a b.html": "<p>blank",
        "css/site.css": "p { color: rgb(1, 2, 3) }",
        "js/site.js": "fetch('/data.json?v=1').then(r => r.json()).then(d => { document.title = d.title })",
        "data.json": json.dumps({"title": "from the folder"}),
    }
    for name, content in files.items():
        file = tmp_path / "build" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return tmp_path / "build"


@pytest.fixture
def site(build: Path) -> Site:
    return Site(build, "https://www.example.mil/", PAGE, b"<p>the page")


@pytest.mark.parametrize(
    ("path", "status", "media_type", "body"),
    [
        ("/news/a.html", 200, "text/html", b"<p>the page"),
        ("/news/a.html#top", 200, "text/html", b"<p>the page"),
        ("/css/site.css", 200, "text/css", b"p { color: rgb(1, 2, 3) }"),
        ("/js/site.js?v=2", 200, "text/javascript", b"fetch("),
        ("/", 200, "text/html", b"<p>home"),
        ("", 200, "text/html", b"<p>home"),
        ("/news/", 200, "text/html", b"<p>news"),
        ("/news", 200, "text/html", b"<p>news"),
        ("/about", 200, "text/html", b"<p>about"),
        ("/a%20b.html", 200, "text/html", b"<p>blank"),
        ("/nothing.html", 404, "text/plain", b"not in the folder"),
        (f"/{'a' * 300}.jpg", 404, "text/plain", b"not in the folder"),
        ("/../secret.txt", 404, "text/plain", b"not in the folder"),
        ("/%2e%2e/secret.txt", 404, "text/plain", b"not in the folder"),
        ("/%00", 404, "text/plain", b"not in the folder"),
    ],
)
def test_the_folder_answers_as_a_server_would(site: Site, path: str, status: int, media_type: str, body: bytes) -> None:
    answer = site.answer("https://www.example.mil" + path)
    assert (answer.status, answer.media_type, answer.body[: len(body)]) == (status, media_type, body)


def test_another_origin_is_not_the_sites(site: Site) -> None:
    assert [site.holds(one) for one in ("http://www.example.mil/", "https://www.example.mil.evil.gov/")] == [False] * 2


def test_a_folder_published_below_the_root_answers_for_its_own_path(build: Path) -> None:
    below = Site(build, "https://www.example.mil/base/", "https://www.example.mil/base/index.html", b"")
    assert below.answer("https://www.example.mil/base/css/site.css").status == 200


DOCUMENT = """<!doctype html><html lang="en"><title>t</title><link rel="stylesheet" href="/css/site.css">
<script src="/js/site.js" defer></script><p id="p">text</p><p id="here"></p>
<img src="https://elsewhere.gov/a.png" alt=""><img src="http://127.0.0.1:9/b.png" alt="">
<script>here.textContent = location.href + " " + isSecureContext;
new Worker(URL.createObjectURL(new Blob(["fetch('https://worker.gov/')"])));
</script>"""


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    session = Session(RenderOptions(timeout=10, wait="networkidle"))
    yield session
    session.close()


def rendered(session: Session, source: Source) -> Page:
    from checker.loading import load

    return session.page(source, lambda one: load(one, parser="turbohtml"))


@pytest.fixture(scope="module")
def page(session: Session, build: Path) -> Page:
    (build / "news" / "a.html").write_text(DOCUMENT, encoding="utf-8")
    found = [one for one in sources([str(build)], url="https://www.example.mil/") if one.name.endswith("a.html")]
    return rendered(session, found[0])


@pytest.mark.browser
def test_the_page_stands_at_its_address_with_the_folders_files(page: Page) -> None:
    styled = page.snapshot.style(page.select("#p")[0], "-webkit-text-fill-color")
    assert (page.select("#here")[0].text, styled, page.select("title")[0].text) == (
        PAGE + " true",
        "rgb(1, 2, 3)",
        "from the folder",
    )


@pytest.mark.browser
def test_requests_to_other_addresses_are_refused_and_listed(page: Page) -> None:
    assert page.network is not None
    assert set(page.network.refused) >= {"https://elsewhere.gov/a.png", "http://127.0.0.1:9/b.png"}


@pytest.mark.browser
def test_a_workers_request_is_refused_too(page: Page) -> None:
    assert page.network is not None
    assert [one for one in page.network.refused if "worker.gov" in one]


@pytest.mark.browser
def test_the_notice_names_some_of_the_refused(page: Page) -> None:
    assert [notice.kind for notice in page.notices] == ["requests-refused"]


@pytest.mark.browser
def test_a_file_given_alone_stands_in_the_folders_that_its_address_names(session: Session, build: Path) -> None:
    (build / "news" / "a.html").write_text(DOCUMENT, encoding="utf-8")
    path = str(build / "news" / "a.html")
    page = rendered(session, Source(path, path, PAGE))
    assert page.select("title")[0].text == "from the folder"


@pytest.mark.browser
@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.mil",
        "https://www.example.mil?from=here",
        "https://www.example.mil/",
        "HTTPS://WWW.Example.MIL/front",
        "https://www.example.mil:443/front",
        "https://user:word@www.example.mil/front",
        "https://bücher.example.mil/front",
        "https://www.example.mil/a b|c/á.html?q=ü",
        "https://www.example.mil/a/../front.html",
    ],
)
def test_a_file_is_rendered_at_its_address_however_that_is_written(session: Session, build: Path, url: str) -> None:
    (build / "front.html").write_text(DOCUMENT, encoding="utf-8")
    page = rendered(session, Source("front.html", str(build / "front.html"), url))
    assert (page.select("title")[0].text, page.url) == ("from the folder", url)


@pytest.mark.browser
def test_a_page_of_a_folder_without_an_address_finds_what_it_asks_for_at_the_root(
    session: Session, build: Path
) -> None:
    (build / "news" / "a.html").write_text(DOCUMENT, encoding="utf-8")
    found = [one for one in sources([str(build)], url=None) if one.name.endswith("news/a.html")]
    page = rendered(session, found[0])
    styled = page.snapshot.style(page.select("#p")[0], "-webkit-text-fill-color")
    assert (styled, page.select("title")[0].text, page.url) == ("rgb(1, 2, 3)", "from the folder", None)


@pytest.mark.browser
def test_saved_headers_hold_for_the_rendered_page(session: Session, build: Path) -> None:
    (build / "c.html").write_text("<!doctype html><p id=p>x<script>p.id = 'run'</script>", encoding="utf-8")
    (build / "c.html.headers").write_text(
        "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Security-Policy: script-src 'none'\n", encoding="latin-1"
    )
    path = str(build / "c.html")
    assert rendered(session, Source(path, path, "https://www.example.mil/c.html")).select("#p")


@pytest.mark.browser
def test_a_file_without_an_address_fetches_nothing(session: Session, build: Path) -> None:
    (build / "b.html").write_text("<!doctype html><img src='http://127.0.0.1:9/x.png' alt=''>", encoding="utf-8")
    path = str(build / "b.html")
    page = rendered(session, Source(path, path))
    assert page.network is not None and page.network.refused == ("http://127.0.0.1:9/x.png",)


@pytest.mark.browser
def test_a_page_without_a_usual_name_is_rendered_from_its_bytes(session: Session, build: Path) -> None:
    (build / "page.tmpl").write_text("<!doctype html><p id=p>x<script>p.id = 'run'</script>", encoding="utf-8")
    path = str(build / "page.tmpl")
    assert rendered(session, Source(path, path)).select("#run")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("map.xml", "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url/></urlset>", "static"),
        ("plain.svg", "<svg><text>A</text></svg>", "static"),
        ("drawn.svg", "<svg xmlns='http://www.w3.org/2000/svg'><text>A</text></svg>", "rendered"),
    ],
)
def test_a_document_of_which_browsers_show_the_source_is_judged_as_its_bytes_stand(
    session: Session, build: Path, name: str, text: str, kept: str
) -> None:
    (build / name).write_text(text, encoding="utf-8")
    page = rendered(session, Source(name, str(build / name)))
    told = [notice.kind for notice in page.notices if notice.kind == "source-shown"]
    assert (page.mode, len(told), page.root and text.startswith(f"<{page.root.tag}")) == (kept, kept == "static", True)


@pytest.mark.browser
def test_a_frame_shows_no_file_from_outside_the_folder_of_its_page(session: Session, build: Path) -> None:
    (build / "link.html").symlink_to("../secret.txt")
    frames = ("about.html", "link.html", "../secret.txt", (build.parent / "secret.txt").as_uri())
    file = build / "frames.html"
    inside = "".join(f"<iframe title=f src='{one}'></iframe><object data='{one}'></object>" for one in frames)
    file.write_text(f"<!doctype html><title>t</title>{inside}", encoding="utf-8")
    page = rendered(session, Source(str(file), str(file)))
    texts = [element.text for scope in page.snapshot.scopes for element in scope.elements if element.text.strip()]
    assert "about" in texts
    assert not [text for text in texts if "secret" in text]
    told = {notice.kind: notice.message for notice in page.notices}
    assert "not shown in its frames (link.html, secret.txt)" in told["frames-refused"]
    assert str(build) not in told["frames-refused"]


@pytest.mark.browser
@pytest.mark.parametrize("url", [None, "https://www.example.mil/odd.html"])
def test_names_that_no_file_can_have_keep_nobody_waiting(build: Path, url: str | None) -> None:
    names = (f"{'a' * 300}.html", "a%00b.html", "%ff.html")
    frames = "".join(f"<iframe src='{name}'></iframe><img alt='' src='{name}'>" for name in names)
    (build / "odd.html").write_text(f"<!doctype html><title>Odd</title>{frames}", encoding="utf-8")
    session = Session(RenderOptions(timeout=10))  # for the network is idle while a request waits for its answer
    page = rendered(session, Source("odd.html", str(build / "odd.html"), url))
    session.close()
    assert "still-loading" not in {notice.kind for notice in page.notices}

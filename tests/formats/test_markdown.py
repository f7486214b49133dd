"""The Markdown report, rendered as GitHub renders it: with tables, autolinks and the HTML that it allows."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from checker.finding import Outcome, Suppressed
from checker.formats.markdown import render
from checker.reports.markup import code, in_html, in_markdown
from tests.formats.hard_reports import EVERY, EVIL, hostile_report

#: "gfm-like" also makes links of bare addresses, as GitHub does.
RENDERER = MarkdownIt("gfm-like", {"html": True})
ALLOWED = set("h3 h4 p table thead tbody tr th td details summary b strong em code pre ul li a br".split())


class Page(HTMLParser):
    """What a reader of the rendered comment gets: its elements, its links, and its words outside code."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.words = ""
        self.comments = 0
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_comment(self, data: str) -> None:
        self.comments += 1

    def handle_data(self, data: str) -> None:
        if "code" not in self.open:
            self.words += data


def rendered(markdown: str) -> Page:
    return Page(RENDERER.render(markdown))


@pytest.mark.parametrize("build", EVERY)
def test_every_report_fits_into_a_comment(make, build) -> None:
    report = build(make)
    text = render(report)
    assert len(text) < 65_536
    assert len(text.encode("utf-16-le", "surrogatepass")) // 2 < 65_536
    assert render(report) == text
    assert rendered(text).tags <= ALLOWED


def test_nothing_of_a_page_becomes_markup_a_link_or_a_mention(make) -> None:
    page = rendered(render(hostile_report(make)))
    assert page.tags <= ALLOWED
    assert page.comments == 0
    assert set(page.links) <= {"https://example.gov/law", "https://example.gov/guide"}
    assert not re.search(r"@\w|#\d|GH-\d|https?://|www\.", page.words)


@pytest.mark.parametrize(
    "text", [EVIL, *"# a|- a|1. a|1) a|+ a|> a|=== |--- |~~~ |``` |* a|[a]: b|$a$|![a](b)".split("|")]
)
def test_words_stay_words_wherever_they_stand(text: str) -> None:
    for around in ("- {}\n", "a {} b\n", "| h |\n| --- |\n| {} |\n", "{}\n"):
        page = rendered(around.format(in_markdown(text)))
        assert page.tags <= {"ul", "li", "p", "table", "thead", "tbody", "tr", "th", "td"}
        assert page.links == []
    assert rendered(f"<details><summary>{in_html(text)}</summary>\n").tags == {"details", "summary"}


@pytest.mark.parametrize("text", [EVIL, "`", "``a`", "", " ", "a|b"])
def test_code_stays_within_its_cell(text: str) -> None:
    page = rendered(f"| h | i |\n| --- | --- |\n| {code(text, table=True)} | end |\n")
    assert "code" in page.tags
    assert page.tags <= {"table", "thead", "tbody", "tr", "th", "td", "code"}
    assert page.words.split() == ["h", "i", "end"]


def test_words_are_on_one_line_without_controls() -> None:
    assert in_markdown("a\n# b\x1b\u202ec") == "a # b\\\\x1b\\\\u202ec"


def test_errors_come_first_and_then_what_has_most_places(make) -> None:
    few, many = make.finding("few"), [make.finding("many", line=n, remedy="Same.") for n in (20, 30)]
    mild = [make.finding("mild", line=n, severity="warning", remedy="Same.") for n in (1, 2, 3)]
    text = render(make.report([make.page("a.html", [*mild, few, *many])]))
    assert text.index("Rule `many`") < text.index("Rule `few`") < text.index("Rule `mild`")


def test_it_begins_with_the_verdict_and_the_sums(make) -> None:
    findings = [make.finding("one"), make.finding("two", severity="warning"), make.finding("three", severity="warning")]
    doubt = make.finding("four", outcome=Outcome.CANT_TELL)
    text = render(make.report([make.page("a.html", [*findings, doubt])]))
    assert text.startswith("### FAIL: 1 error, 2 warnings, 1 for a person to decide\n")
    assert "| `a.html` | FAIL | 1 | 2 | 0 | 1 |" in text


def test_a_report_without_findings_says_what_it_does_not_mean(make) -> None:
    text = render(make.report([make.page("a.html")], [make.rule("one")]))
    assert text.startswith("### PASS: nothing found\n")
    assert "not yet conformance" in text
    assert "compliant" not in text.lower()


def test_what_editors_mend_comes_before_what_the_web_team_mends(make) -> None:
    rules = [make.rule("layout", owner="template")]
    findings = [make.finding("layout"), make.finding("words", severity="warning")]
    doubt = make.finding("doubt", outcome=Outcome.CANT_TELL)
    text = render(make.report([make.page("a.html", [*findings, doubt])], rules))
    order = [
        "#### An editor can mend (1)",
        "`words`",
        "#### For the web team (1)",
        "`layout`",
        "#### A person must",
        "`doubt`",
    ]
    assert sorted(order, key=text.index) == order


def test_a_fault_has_its_remedy_authority_excerpt_and_places(make) -> None:
    pages = [make.page(f"{n}.html", [make.finding("one")]) for n in range(14)]
    text = render(make.report(pages))
    for part in (
        "(14 places on 14 pages)</summary>",
        "**To mend it:** Write the alt text of one.",
        "Asked by [36 CFR 1194, E205.4](<https://example.gov/law>).",
        '```html\n<img src="a.jpg">\n```',
        "- `0.html:12:5`\n",
        "- and 4 more places\n",
    ):
        assert part in text


def test_a_doubt_is_told_by_what_it_is_about(make) -> None:
    doubt = make.finding("one", outcome=Outcome.CANT_TELL, message="It may be a file name.")
    text = render(make.report([make.page("a.html", [doubt])]))
    assert "<summary><b>The title of one</b>: It may be a file name.</summary>" in text
    assert "**Fine if:** The photo has alternative text." in text


def test_what_does_not_count_is_not_told(make) -> None:
    findings = [make.finding("one", suppressed=Suppressed("baseline", "known")), make.finding("two", superseded_by="x")]
    assert "Sunrise" not in render(make.report([make.page("a.html", findings)]))


def test_what_does_not_fit_is_counted(make) -> None:
    findings = [make.finding(f"r{n}", message="x" * 250, remedy="y" * 500 + str(n)) for n in range(300)]
    text = render(make.report([make.page("a.html", findings)]))
    told = sum(f"Rule `r{n}`" in text for n in range(300))
    assert f"**{300 - told} more entries left out**" in text
    assert 0 < told < 300


def test_a_page_that_could_not_be_checked_is_told(make) -> None:
    page = make.page("a.pdf", verdict="error", facts={}, problems=[make.problem("error", "k", "a PDF, not HTML")])
    text = render(make.report([page]))
    assert "**Not checked:** `a.pdf`: a PDF, not HTML" in text
    assert "not everything could be checked\n" in text


def test_the_mapped_file_is_named_with_the_built_place(make) -> None:
    page = make.page("_site/x.html", [make.finding("one")], mapped_source="content/x.md")
    assert "- `content/x.md`, built as `_site/x.html:12:5`" in render(make.report([page]))

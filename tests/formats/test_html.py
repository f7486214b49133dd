"""The HTML report without a browser: what it tells, and that nothing in a page can change its markup."""

from __future__ import annotations

import re
import time
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from checker.finding import Outcome, Suppressed
from checker.formats.html import render
from checker.page import Chosen
from checker.report import Compared, KnownFault
from tests.formats.hostile import ATTACKS, report_of

PARTS = Path(__file__).parents[2] / "checker" / "formats" / "html_parts"


class Read(HTMLParser):
    """The tags with their attributes, and the text by the element that it stands in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.raw: dict[str, str] = {}
        self.texts: list[str] = []
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._open = tag

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in ("style", "script"):
            self.raw[self._open] = self.raw.get(self._open, "") + data
        else:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        found = (attrs for name, attrs in self.tags if name == tag)
        return [attrs for attrs in found if all(attrs.get(key.strip("_")) == value for key, value in wanted.items())]


def told(report: Any) -> Read:
    return Read(render(report))


def test_the_policy_allows_its_own_style_and_script_and_nothing_else(make):
    read = told(make.report([make.page("a.html", [make.finding("one")])]))
    policy = read.all("meta", http_equiv="Content-Security-Policy") or read.all("meta")
    content = next(one["content"] for one in policy if one.get("http-equiv") == "Content-Security-Policy")
    for part in ("style", "script"):
        digest = b64encode(sha256(read.raw[part].encode()).digest()).decode()
        assert f"{part}-src 'sha256-{digest}'" in content
    assert content.startswith("default-src 'none'") and "unsafe" not in content


def test_the_policy_stands_before_all_that_it_governs(make):
    tags = [tag for tag, _ in told(make.report([make.page("a.html")])).tags]
    assert tags.index("meta") < tags.index("style") < tags.index("script")
    assert tags[: tags.index("style")].count("link") == 0


def test_it_asks_for_nothing_from_elsewhere(make):
    read = told(report_of(make, "plain words"))
    assert not [tag for tag, _ in read.tags if tag in ("link", "img", "iframe", "object", "embed", "audio", "video")]
    assert not [attrs for _, attrs in read.tags if "src" in attrs or "srcset" in attrs or "data" in attrs]
    assert "url(" not in read.raw["style"] and "@import" not in read.raw["style"]
    assert not re.search(r"fetch|XMLHttp|import\(|innerHTML|eval|insertAdjacent", read.raw["script"])


def test_no_element_carries_code_or_style_of_its_own(make):
    read = told(report_of(make, "plain words"))
    assert not [name for _, attrs in read.tags for name in attrs if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_hostile_words_change_no_tag_and_no_name_of_an_attribute(make, attack):
    plain, hostile = told(report_of(make, "plain words")), told(report_of(make, attack))
    assert [(tag, list(attrs)) for tag, attrs in hostile.tags] == [(tag, list(attrs)) for tag, attrs in plain.tags]
    assert hostile.raw == plain.raw
    assert " ".join(attack.split()) in hostile.text


@pytest.mark.parametrize("url", ["javascript:pwned=1", "data:text/html,<script>pwned=1</script>", " jAvAsCrIpT:1", ""])
def test_only_web_addresses_become_links(make, url):
    read = told(report_of(make, "plain words", url=url))
    assert all(one["href"].startswith(("#", "https://example.gov/")) for one in read.all("a"))


def test_the_words_of_a_template_are_no_template(make):
    assert "PASS {{ 7 * 7 }}.html" in told(make.report([make.page("{{ 7 * 7 }}.html")])).text


def test_invisible_and_turning_characters_are_shown_as_escapes(make):
    html = render(report_of(make, "a\u202egnp.exe\u2066 \x1b[2J\x00 \ud800 \U000e0041"))
    assert not re.search("[\x00-\x08\x1b\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0041]", html)
    assert "\\u202e" in html and "\\x1b[2J" in html


def test_it_opens_with_the_verdict_and_what_the_page_was_read_as(make):
    read = told(make.report([make.page("a.html", [make.finding("one")])]))
    assert "FAIL a.html 1 error" in read.text
    assert "Read as: news story (it has a dateline), federal-gov" in read.text
    assert read.text.index("Read as:") < read.text.index("By standard Standard Outcome")


def test_a_page_with_nothing_found_says_what_is_still_to_test(make):
    read = told(make.report([make.page("a.html")], [make.rule("one")]))
    assert "PASS a.html nothing found" in read.text
    assert "“nothing found” is not yet conformance" in read.text


def test_a_fault_of_the_template_on_many_pages_is_one_fix(make):
    rules = [make.rule("layout", owner="template")]
    pages = [make.page(f"{n}.html", [make.finding("layout", fingerprint="v1:same")]) for n in range(57)]
    read = told(make.report(pages, rules))
    assert "57 places on 57 pages: 1 fix in the template" in read.text
    assert "1 fix mends 57 findings." in read.text
    assert len(read.all("details", class_="cause")) == 1


def test_two_sites_have_two_templates(make):
    rules = [make.rule("layout", owner="template")]
    pages = [
        make.page(f"{n}.html", [make.finding("layout", fingerprint="v1:same")], url=f"https://{host}.example.gov/{n}")
        for n, host in enumerate(("a", "a", "b"))
    ]
    assert "3 places on 3 pages: 2 fixes in the template" in told(make.report(pages, rules)).text


def test_a_template_that_shows_three_faults_on_a_page_needs_three_fixes(make):
    rules = [make.rule("layout", owner="template")]
    findings = [make.finding("layout", line=n, fingerprint=f"v1:{n}") for n in range(1, 4)]
    pages = [make.page(f"{n}.html", findings) for n in range(4)]
    assert "12 places on 4 pages: 3 fixes in the template" in told(make.report(pages, rules)).text


def test_content_is_mended_place_by_place(make):
    pages = [make.page(f"{n}.html", [make.finding("text", fingerprint="v1:same")]) for n in range(3)]
    read = told(make.report(pages))
    assert "3 places on 3 pages" in read.text and "fixes mend" not in read.text and "fix mends" not in read.text


def test_errors_come_first_and_then_what_mends_most(make):
    rules = [make.rule(name, owner="template") for name in ("rare", "common", "mild")]
    pages = [
        make.page(
            f"{n}.html",
            [
                make.finding("mild", severity="warning", fingerprint="v1:m"),
                *([make.finding("rare", fingerprint="v1:r")] if n == 0 else []),
                make.finding("common", fingerprint="v1:c"),
            ],
        )
        for n in range(3)
    ]
    causes = told(make.report(pages, rules)).all("details", class_="cause")
    assert [one["data-rule"] for one in causes] == ["common", "rare", "mild"]


def test_each_finding_has_its_excerpt_with_the_caret_the_remedy_and_who_asks_for_it(make):
    html = render(make.report([make.page("a.html", [make.finding("one")])]))
    assert '<pre data-line="12"><b>&lt;img</b> src=&#34;a.jpg&#34;&gt;</pre>' in html
    assert "^" in Read(html).raw["style"]
    text = Read(html).text
    assert "Mend: Write the alt text of one." in text
    assert "36 CFR 1194, E205.4 (law)." in text and "House guide, 4 (house rule);" in text
    assert "WCAG 2.2 1.1.1 Non-text Content (Level A)" in text and "Trusted Tester 7.A; ICT Baseline 6.A-1" in text


def test_what_is_missing_is_said_at_what_should_hold_it(make):
    assert "missing here" in told(make.report([make.page("a.html", [make.finding("one", missing=True)])])).text


def test_the_web_team_gets_a_text_to_copy(make):
    rules = [make.rule("layout", owner="server", remedy="")]
    html = render(make.report([make.page("a.html", [make.finding("layout", snippet="<html>")])], rules))
    text = re.search(r'<pre id="ticket-text">(.*?)</pre>', html, re.S)
    assert text is not None
    lines = text[1].splitlines()
    assert lines[0] == "To mend in the template, platform or server: 1 fix for 1 finding on 1 page."
    assert "1. error: The photo “Sunrise” has no alt attribute." in lines
    assert "   At: 12:5 &lt;html&gt;" in lines
    assert "   Mend: Write the alt text of layout." in lines
    assert any(line.startswith("   Asked for by: House guide, 4") for line in lines)


def test_without_work_for_the_web_team_there_is_no_text_to_copy(make):
    assert "ticket" not in [
        attrs.get("id") for _, attrs in told(make.report([make.page("a.html", [make.finding("a")])])).tags
    ]


def test_a_doubt_says_when_all_is_well(make):
    finding = make.finding("one", outcome=Outcome.CANT_TELL)
    read = told(make.report([make.page("a.html", [finding], verdict="review")]))
    assert "A person must decide" in read.text and "Fine if: The photo has alternative text." in read.text


def test_the_coverage_table_names_the_tests_of_both_methods(make):
    read = told(make.report([make.page("a.html")], [make.rule("alt-given")]))
    assert "5.C, 7.A, 7.B, 7.C, 7.D 6.A, 6.B, 6.C, 7.C, 10.A" in read.text
    for name in ("Section 508 (36 CFR 1194)", "WCAG 2.1", "WCAG 2.2", "Trusted Tester", "ICT Testing Baseline"):
        assert name in read.text
    assert "1.1.1 Non-text Content Decided in part Nothing found alt-given" in read.text
    assert "1.2.4 Captions (Live) Left to a person Watch a live broadcast" in read.text


def test_coverage_tells_on_how_many_pages_something_was_found(make):
    pages = [make.page(f"{n}.html", [make.finding("alt")] if n else []) for n in range(3)]
    assert "Pages: 2 failing" in told(make.report(pages, [make.rule("alt")])).text


def test_a_matrix_of_pages_by_rules_is_a_table_with_headings(make):
    pages = [make.page("x/a.html", [make.finding("one"), make.finding("one", line=2)]), make.page("x/b.html")]
    html = render(make.report(pages))
    assert '<th scope="col" title="The title of one"><span>one</span></th>' in html
    row = '<tr><th scope="row"><a href="#filters" data-page="0">a.html</a></th><td class="error">2 E</td></tr>'
    assert row in html
    assert "1 of the 1 pages with findings" in Read(html).text and "named from x/ on" in Read(html).text


def test_the_matrix_holds_the_worst_pages_and_rules_and_says_what_it_leaves_out(make):
    pages = [
        make.page(f"{n}.html", [make.finding(f"rule-{m:02}", severity="warning") for m in range(n % 40)])
        for n in range(70)
    ]
    read = told(make.report(pages))
    assert "60 of the 68 pages with findings, the worst first; 24 of 39 rules" in read.text
    assert [one["data-page"] for one in read.all("a", href="#filters")][:2] == ["39", "38"]


def test_the_bar_of_a_standard_is_as_long_as_the_whole(make):
    report = make.report([make.page(f"{n}.html", [make.finding("one")] if n else []) for n in range(4)])
    widths = [(one["class"], float(one["x"]), float(one["width"])) for one in told(report).all("rect")]
    assert widths == [("fail", 0.0, 75.0), ("pass", 75.0, 25.0)]


def test_what_is_suppressed_is_no_failure_in_the_coverage_table(make):
    finding = make.finding("alt", suppressed=Suppressed("inline", "known"))
    text = told(make.report([make.page("a.html", [finding])], [make.rule("alt")])).text
    assert "1.1.1 Non-text Content Decided in part Fails" not in text


def test_what_a_stricter_rule_tells_is_a_failure_in_the_coverage_table(make):
    finding = make.finding("alt", superseded_by="photo-alt")
    text = told(make.report([make.page("a.html", [finding])], [make.rule("alt")])).text
    assert "1.1.1 Non-text Content Decided in part Fails alt" in text


def test_a_card_names_a_few_and_leads_to_the_rest(make):
    findings = [make.finding(f"rule-{n}") for n in range(9)]
    read = told(make.report([make.page("a.html", findings)]))
    assert "5 more below" in read.text
    assert [one["href"] for one in read.all("a") if re.fullmatch(r"#c\d+", one["href"])] == ["#c1", "#c2", "#c3", "#c4"]


def test_a_page_that_was_not_judged_counts_for_no_untried_rule(make):
    page = make.page("a.html", verdict="error", outcomes={"css-rule": Outcome.UNTESTED})
    assert "could not be tried" not in told(make.report([page], [make.rule("css-rule")])).text


def test_a_single_page_has_no_matrix(make):
    assert "Pages by rule" not in told(make.report([make.page("a.html", [make.finding("one")])])).text


def test_earlier_runs_make_a_trend_and_tell_what_is_new(make):
    old = make.report([make.page("a.html", [make.finding("gone"), make.finding("kept")])])
    new = make.report([make.page("a.html", [make.finding("kept"), make.finding("fresh")])])
    old.run.started = "2026-10-01T08:00:00Z"
    new.earlier = (old,)
    read = told(new)
    assert "2026-10-01 08:00 1 2 0 0" in read.text and "(this run) 1 2 0 0 1 1" in read.text
    assert "Only what is new since the run before" in read.text
    assert sum("data-n" in attrs for _, attrs in read.tags) == 1


def test_with_a_baseline_what_is_known_is_listed_apart(make):
    findings = [make.finding("old", suppressed=Suppressed("baseline", "known since May")), make.finding("new")]
    read = told(make.report([make.page("a.html", findings)]))
    assert "Only what is new since the baseline" in read.text
    assert "Known and not counted" in read.text and "(baseline: known since May)" in read.text
    assert [one["data-p"] for one in read.all("li") if "data-n" in one] == ["0"]


def test_what_was_mended_since_the_baseline_is_told(make):
    report = make.report([make.page("a.html")])
    report.baseline = Compared(4, 0, (KnownFault("alt", "v1:1", 1, "The photo had no text.", path="b.html"),))
    read = told(report)
    assert "Against the baseline: 0 new, 4 known and not counted, 1 mended." in read.text
    assert "Mended since the baseline (1) b.html The photo had no text." in read.text


def test_notices_of_the_configuration_are_told(make):
    report = make.report([make.page("a.html"), make.page("b.html")])
    report.notices = [make.problem("notice", "unused", "the suppression of alt is not used")]
    assert "Notice: the suppression of alt is not used" in told(report).text


def test_what_is_suppressed_is_not_new(make):
    finding = make.finding("one", suppressed=Suppressed("inline", "known to the editor"))
    report = make.report([make.page("a.html", [finding])])
    report.earlier = (make.report([make.page("a.html")]),)
    assert not [1 for _, attrs in told(report).tags if "data-n" in attrs]


def test_without_anything_earlier_nothing_is_called_new(make):
    read = told(make.report([make.page("a.html", [make.finding("one")])]))
    assert "new since" not in read.text and not [1 for _, attrs in read.tags if "data-n" in attrs]


class Taken(NamedTuple):
    """A screenshot as pages name it."""

    kind: str
    path: str
    fingerprint: str | None
    x: Any
    y: Any
    width: Any
    height: Any


class Seen:
    """A page report to which screenshots were added."""

    def __init__(self, page: Any, *taken: Taken) -> None:
        own = {name: getattr(page, name) for name in page.__dataclass_fields__}
        self.__dict__.update(own, screenshots=list(taken))


PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def seen(make: Any, file: Path, content: bytes = PIXEL, width: Any = 100, x: Any = 1) -> Read:
    file.write_bytes(content)
    report = make.report([make.page("a.html", [make.finding("one")])])
    boxes = [Taken("page", str(file), None, 0, 0, width, 50), Taken("finding", "f.png", "v1:one12", x, 2, 30, 4)]
    report.pages[0] = Seen(report.pages[0], *boxes)
    return told(report)


def test_a_screenshot_shows_each_finding_outlined_and_leads_to_it(make, tmp_path):
    read = seen(make, tmp_path / "a.png")
    assert [one["href"] for one in read.all("image")] == [f"data:image/png;base64,{b64encode(PIXEL).decode()}"]
    mark = read.all("rect", class_="mark error")[0]
    assert [mark[key] for key in ("x", "y", "width", "height")] == ["-2.0", "-1.0", "36.0", "10.0"]
    place = next(one["id"] for one in read.all("li") if one.get("data-p") == "0")
    assert [one["href"] for one in read.all("a") if "aria-label" in one] == [f"#{place}"]


def test_a_file_that_is_no_picture_is_named_and_not_put_in(make, tmp_path):
    read = seen(make, tmp_path / "secret.txt", b"what nobody should send on")
    assert not read.all("image") and "The picture is not in this file:" in read.text


@pytest.mark.parametrize("width", [0, -1, float("nan"), float("inf"), '3" onload="x', None])
def test_a_screenshot_without_a_size_is_left_out(make, tmp_path, width):
    assert "Screenshots" not in seen(make, tmp_path / "a.png", width=width).text


@pytest.mark.parametrize("x", [float("nan"), '3" onload="x', None])
def test_a_box_that_is_no_box_is_left_out(make, tmp_path, x):
    read = seen(make, tmp_path / "a.png", x=x)
    assert read.all("image") and not read.all("rect", class_="mark error")


def test_a_report_carries_no_more_pictures_than_can_be_opened(make, tmp_path, monkeypatch):
    monkeypatch.setattr("checker.formats.html_parts.screenshots.MOST_BYTES", 10)
    assert not seen(make, tmp_path / "a.png").all("image")


def test_problems_and_untried_rules_are_told(make):
    page = make.page("a.html", verdict="error", problems=[make.problem("error", "timeout", "took too long")])
    other = make.page("b.html", outcomes={"css-rule": Outcome.UNTESTED})
    read = told(make.report([page, other], [make.rule("css-rule")]))
    assert "Could not be checked a.html took too long" in read.text
    assert "could not be tried for want of a browser or of the server's answer on 1 page: css-rule" in read.text


def test_how_the_run_was_made_is_told(make):
    text = told(make.report([make.page("a.html")])).text
    assert "Tool gov-page-check 0.1.0" in text and "As of 2026-11-23" in text
    assert "Rules 0 (sha256:0)" in text and "Option fail-on default: error" in text


def test_an_unknown_address_is_told_with_what_to_do(make):
    assert "--url ADDRESS tells it." in told(make.report([make.page("a.html", url=None)])).text


def test_without_script_the_filters_are_hidden(make):
    read = told(make.report([make.page("a.html", [make.finding("one")])]))
    assert all("hidden" in attrs for _, attrs in read.tags if "data-script" in attrs)
    assert any("data-script" in attrs for _, attrs in read.tags)


def test_every_id_is_given_once_and_every_link_within_the_page_has_its_end(make):
    read = told(report_of(make, "plain words"))
    ids = [attrs["id"] for _, attrs in read.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    inner = {one["href"][1:] for one in read.all("a") if one["href"].startswith("#")}
    assert inner <= set(ids)
    named = {attrs[name] for _, attrs in read.tags for name in ("aria-labelledby", "for") if name in attrs}
    assert named <= set(ids)


def test_it_claims_no_conformance(make):
    text = told(report_of(make, "plain words")).text.lower()
    assert "508 compliant" not in text and "complies" not in text and "compliance" not in text


def test_our_own_words_are_spelled_as_in_the_united_states():
    files = [file for file in PARTS.rglob("*") if file.suffix in (".html", ".js", ".py")]
    assert files
    for file in files:
        assert not re.search(r"colour|organis|behaviour|centre\b|grey", file.read_text(encoding="utf-8")), file.name


def palettes() -> dict[str, dict[str, str]]:
    """The colors by their names, in light and in dark."""
    style = (PARTS / "style.css").read_text()
    light, dark = style.split("@media (prefers-color-scheme: dark)")[:2]
    names = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
    return {"light": dict(names.findall(light)), "dark": dict(names.findall(dark.split("\n* {")[0]))}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""

    def luminance(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_what_lies_behind_it(scheme):
    colors = palettes()[scheme]
    grounds = ("page", "card", "review-soft")
    pairs = [(ink, ground) for ink in ("ink", "quiet", "link") for ground in grounds]
    pairs += [(kind, f"{kind}-soft") for kind in ("error", "warning", "note", "review", "pass")]
    pairs += [("error", "card"), ("review", "page")]
    assert not [pair for pair in pairs if contrast(colors[pair[0]], colors[pair[1]]) < 4.5]


def test_no_template_trusts_a_value():
    assert not [
        file for file in (PARTS / "templates").iterdir() if re.search(r"\|\s*safe|autoescape", file.read_text())
    ]


def test_the_same_report_gives_the_same_page(make):
    one, other = (render(make.report([make.page("a.html", [make.finding("one")])])) for _ in range(2))
    assert one == other


def test_many_findings_are_written_in_linear_time(make):
    def seconds(number: int) -> float:
        report = make.report([make.page("a.html", [make.finding("one", line=n + 1) for n in range(number)])])
        started = time.process_time()
        render(report)
        return time.process_time() - started

    seconds(500)
    assert seconds(8000) < 4.0


def test_an_interrupted_run_says_so(make):
    report = make.report([make.page("a.html", profile=Chosen("wcag", "given"))])
    report.interrupted = True
    assert "Interrupted only the pages that were finished are told" in told(report).text

"""The text report, read as an editor, a terminal and a pipe read it."""

from __future__ import annotations

import re
import time

import pytest

from checker.finding import Outcome, Place, RelatedPlace, Suppressed
from checker.formats.text import render
from checker.page import Chosen
from checker.reports.terminal import display_width

ESCAPES = re.compile("\x1b\\[[0-9;]*m")


def test_the_first_line_has_the_verdict_the_page_and_the_counts(make):
    text = render(make.report([make.page("a.html", [make.finding("one"), make.finding("two", severity="warning")])]))
    assert text.splitlines()[0] == "FAIL a.html: 1 error, 1 warning"


def test_what_the_page_was_read_as_comes_first(make):
    text = " ".join(render(make.report([make.page("a.html", [make.finding("one")])])).split())
    assert (
        "Read as: news story (it has a dateline), federal-gov (host www.example.gov, from the canonical link);"
        " federal government banner; headline “Sun rises”; by Ana Diaz; dateline WASHINGTON; published 2026-11-20;"
        " 2 captioned photos, 1 without alt text." in text
    )


def test_a_guessed_page_type_is_told_as_a_guess(make):
    page = make.page("a.html", [make.finding("one")], page_type=Chosen("article", "some prose", certain=False))
    assert "Read as: perhaps a news story (some prose)" in render(make.report([page]))


def test_a_fault_has_its_place_sentence_snippet_authority_and_remedy(make):
    text = render(make.report([make.page("a.html", [make.finding("one")])]))
    for part in (
        "error: The photo “Sunrise” has no alt attribute.",
        "a.html:12:5 one",
        '12 | <img src="a.jpg">\n           | ^^^^\n',
        "[36 CFR 1194, E205.4: law; 1 more]",
        "Mend: Write the alt text of one.",
    ):
        assert part in text


def test_what_is_missing_is_pointed_at_in_what_should_hold_it(make):
    finding = make.finding("one", snippet="<body>", missing=True)
    assert "| ^^^^^ missing here" in render(make.report([make.page("a.html", [finding])]))


def test_what_an_editor_mends_comes_before_what_goes_to_the_web_team(make):
    rules = [make.rule("layout", owner="template"), make.rule("words", severity="warning")]
    findings = [make.finding("layout", line=1), make.finding("words", line=50, severity="warning")]
    text = render(make.report([make.page("a.html", findings)], rules))
    assert text.index("An editor can mend (1)") < text.index("50:5 words")
    assert text.index("50:5 words") < text.index("Send to the web team (1)") < text.index("layout (template)")


def test_errors_come_before_warnings(make):
    findings = [make.finding("mild", line=1, severity="warning"), make.finding("grave", line=90)]
    text = render(make.report([make.page("a.html", findings)]))
    assert text.index("a.html:90:5 grave") < text.index("a.html:1:5 mild")


def test_the_same_fault_many_times_is_told_once_with_its_places(make):
    findings = [make.finding("one", line=line) for line in range(10, 30)]
    text = render(make.report([make.page("a.html", findings)]))
    assert text.count("has no alt attribute") == 1
    assert "Also at 11:5, 12:5, 13:5, 14:5, 15:5 and 14 more" in text


def test_places_with_their_own_words_keep_them(make):
    findings = [make.finding("one", line=n, message=f"The photo {n} has no alt attribute.") for n in range(10, 20)]
    text = render(make.report([make.page("a.html", findings)]))
    assert "Also at 9 more places:" in text
    assert "11:5 The photo 11 has no alt attribute." in text
    assert "and 4 more; --verbose lists them all" in text


def test_verbose_lists_every_place(make):
    findings = [make.finding("one", line=line) for line in range(10, 30)]
    assert "29:5" in render(make.report([make.page("a.html", findings)]), verbose=True)


def test_a_doubt_is_for_a_person_with_what_would_be_fine(make):
    finding = make.finding("one", outcome=Outcome.CANT_TELL, message="The alt text may be a file name.")
    text = render(make.report([make.page("a.html", [finding], verdict="review")]))
    assert text.startswith("REVIEW a.html: 1 for a person to look at")
    assert "A person must decide (1)" in text
    assert "Fine if: The photo has alternative text." in text


def test_what_could_not_be_checked_is_told_with_the_reason(make):
    page = make.page(
        "a.pdf", verdict="error", facts={}, problems=[make.problem("error", "not-html", "a PDF, not HTML")]
    )
    text = render(make.report([page]))
    assert text.startswith("NOT JUDGED a.pdf")
    assert "Could not be checked (1)\n\n    a PDF, not HTML" in text


def test_rules_that_were_not_tried_are_named(make):
    page = make.page("a.html", [make.finding("one")], outcomes={"contrast": Outcome.UNTESTED})
    text = render(make.report([page], [make.rule("contrast")]))
    assert "1 rule could not be tried" in text and "contrast" in text


def test_notes_are_one_line_at_the_end(make):
    notes = [make.finding("spacing", severity="note", line=n, message="Two blanks.") for n in (3, 4)]
    text = render(make.report([make.page("a.html", [*notes, make.finding("one", line=99)])]))
    assert text.index("a.html:99:5") < text.index("Notes, which fail no page (2)")
    assert "Two blanks. (and 1 more)" in text
    assert "Write the alt text of spacing." not in text


def test_verbose_tells_notes_in_full(make):
    text = render(make.report([make.page("a.html", [make.finding("spacing", severity="note")])]), verbose=True)
    assert "Write the alt text of spacing." in text


def test_suppressed_and_superseded_findings_are_only_counted(make):
    findings = [
        make.finding("one", suppressed=Suppressed("baseline", "known")),
        make.finding("two", superseded_by="three"),
    ]
    text = render(make.report([make.page("a.html", findings)]))
    assert text.startswith("PASS a.html: nothing found")
    assert "1 finding is suppressed and not counted." in text
    assert "1 finding is part of a fault told above and not counted." in text


def test_a_page_without_findings_is_one_line_among_many(make):
    pages = [make.page("a.html", [make.finding("one")]), make.page("b.html")]
    text = render(make.report(pages))
    assert "\nPASS b.html: nothing found\n" in text
    assert text.count("Read as:") == 1


@pytest.mark.parametrize(
    ("settings", "lines"),
    [({}, ["PASS 0.svg and 6 after it: nothing found (--verbose lists them)"]), ({"quiet": True}, [])],
)
def test_many_pages_in_a_row_without_findings_are_one_line(make, settings, lines):
    pages = [*(make.page(f"{n}.svg") for n in range(7)), make.page("z.html", [make.finding("one")])]
    text = render(make.report(pages), **settings)
    assert [line for line in text.splitlines() if ".svg" in line] == lines
    assert "All pages: FAIL: 8 pages: 1 FAIL, 7 PASS" in text


def test_verbose_lists_every_page_without_findings(make):
    text = render(make.report([make.page(f"{n}.svg") for n in range(7)]), verbose=True)
    assert all(f"PASS {n}.svg: nothing found" in text for n in range(7))


def test_many_pages_end_with_totals_and_the_worst_rules(make):
    pages = [make.page(f"{n}.html", [make.finding("one")]) for n in range(3)] + [make.page("d.html")]
    text = " ".join(render(make.report(pages)).split())
    assert "All pages: FAIL: 4 pages: 3 FAIL, 1 PASS" in text
    assert "error one, 3 times on 3 pages: The title of one (content)" in text


def test_a_fault_of_the_template_is_told_in_full_once_for_all_pages(make):
    rules = [make.rule("layout", owner="template")]
    text = render(make.report([make.page(f"{n}.html", [make.finding("layout")]) for n in range(3)], rules))
    assert text.count("Mend: ") == 1
    assert text.count("Told in full on an earlier page:") == 2
    assert "2.html:12:5 error: The photo “Sunrise” has no alt attribute. (layout, see" in text


def test_findings_between_pages_name_their_page(make):
    site = [make.site("b.html", make.finding("title-unique", message="Two pages share the title."))]
    text = render(make.report([make.page("a.html"), make.page("b.html")], site=site))
    assert "Between the pages" in text and "b.html:12:5 title-unique" in text


def test_quiet_tells_only_what_fails(make):
    findings = [
        make.finding("one"),
        make.finding("mild", severity="warning"),
        make.finding("doubt", outcome=Outcome.CANT_TELL),
        make.finding("small", severity="note"),
    ]
    text = render(make.report([make.page("a.html", findings), make.page("b.html")]), quiet=True)
    assert "a.html:12:5 one" in text
    assert not any(word in text for word in ("mild", "doubt", "small", "b.html:", "Read as", "Tested"))


@pytest.mark.parametrize(
    ("options", "finding"),
    [
        ({"fail_on": {"default": "note"}}, {"severity": "note"}),
        ({"fail_on": {"default": "never", "508": "error"}}, {}),
        ({"fail_on": {"default": "never", "one": "warning"}}, {"severity": "warning"}),
        ({"paths": [{"glob": "*.html", "fail_on": {"default": "warning"}}]}, {"severity": "warning"}),
        ({"fail_on_review": True}, {"outcome": Outcome.CANT_TELL}),
        ({"fail_on_review_of": ["508"]}, {"outcome": Outcome.CANT_TELL}),
        ({"fail_on": {"default": "never", "508": "error"}}, {"superseded_by": "stricter"}),
    ],
)
def test_quiet_tells_whatever_the_run_fails_for(make, options, finding):
    page = make.page("a.html", [make.finding("one", **finding)], verdict="review")
    report = make.report([page])
    report.run.options.update(options)
    text = render(report, quiet=True)
    assert "a.html:12:5 one" in text
    report.run.options = {"fail_on": {"default": "never"}}
    assert render(report, quiet=True).strip() == ""


def test_quiet_tells_what_could_not_be_checked(make):
    page = make.page("a.html", verdict="pass", problems=[make.problem("error", "rule-crashed", "the rule x crashed")])
    assert "the rule x crashed" in render(make.report([page]), quiet=True)


def test_a_note_that_the_run_fails_for_is_told_in_full(make):
    report = make.report([make.page("a.html", [make.finding("small", severity="note")])])
    assert "Notes, which fail no page (1)" in render(report)
    report.run.options["fail_on"] = {"default": "note"}
    text = render(report)
    assert "Notes" not in text and "Write the alt text of small." in text


def test_more_warnings_than_may_be_are_told_also_quietly(make):
    report = make.report([make.page("a.html", [make.finding("one", severity="warning")])])
    report.run.options["max_warnings"] = 0
    told = "Too many warnings: 1 warning counts, where --max-warnings allows 0."
    assert told in render(report) and told in render(report, quiet=True)
    report.run.options["max_warnings"] = 1
    assert "Too many" not in render(report)


def test_nothing_stands_past_column_80_but_what_cannot_be_broken(make):
    long = "https://www.example.gov/" + "a" * 90 + "/photo.jpg"
    findings = [
        make.finding("one", snippet=f'<img class="x y z" src="{long}" title="{"word " * 30}">', message="Word " * 60),
        make.finding("two", message=f"The address {long} is not encrypted."),
        make.finding("three", message="미국 정부 공식 웹사이트입니다 " * 20),
    ]
    lines = render(make.report([make.page("a.html", findings)])).splitlines()
    assert [line for line in lines if display_width(line) > 80 and long not in line] == []
    assert any(line.strip() == long for line in lines)


def test_without_colour_there_is_no_escape(make):
    assert "\x1b" not in render(make.report([make.page("a.html", [make.finding("one")])]))


def test_colour_changes_nothing_but_the_look(make):
    report = make.report([make.page("a.html", [make.finding("one"), make.finding("two", severity="note")])])
    coloured = render(report, colour=True)
    assert "\x1b[1;31m" in coloured
    assert ESCAPES.sub("", coloured) == render(report)


def test_nothing_of_a_page_reaches_the_terminal_raw(make):
    evil = "x\x1b[2J\x9b31m\x07\r\n\u202egpj.exe\u2066\u200f\x00\u2028\ud800\U000e0041"
    finding = make.finding(
        "one",
        message=evil,
        snippet=f'<a href="{evil}">',
        remedy=evil,
        related=(RelatedPlace(evil, 3, 4, evil),),
    )
    doubt = make.finding("two", outcome=Outcome.CANT_TELL, message=evil, snippet=evil)
    note = make.finding("three", severity="note", message=evil)
    facts = {"banner": None, "headline": evil, "byline": f"By {evil}", "dateline": evil, "published": evil}
    page = make.page(
        f"a{evil}.html",
        [finding, doubt, note],
        facts=facts,
        page_type=Chosen("article", evil),
        profile=Chosen("federal", evil),
        problems=[make.problem("notice", "k", evil), make.problem("error", "k", evil)],
    )
    for colour in (False, True):
        text = ESCAPES.sub("", render(make.report([page, page]), colour=colour))
        assert (
            re.findall(
                "[^\\S\n ]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", text
            )
            == []
        )
        assert "\U000e0041" not in text
        assert "\\x1b[2J" in text and "\\u202e" in text


def test_an_element_without_a_source_place_is_named_by_its_path(make):
    finding = make.finding("one", line=None, column=None)
    assert "a.html: main > img one" in render(make.report([make.page("a.html", [finding])]))


def test_a_root_that_is_not_in_the_source_is_named_by_the_page_alone(make):
    place = Place(None, None, None, None, "html > head", "<head>")
    text = render(make.report([make.page("a.html", [make.finding("one", target=place)])]))
    assert "a.html one\n" in text
    assert "<head>" not in text


def test_a_run_of_words_in_one_style_is_one_escape_sequence(make):
    text = render(make.report([make.page("a.html", [make.finding("one")])]), colour=True)
    assert "\x1b[1mThe photo “Sunrise” has no alt attribute.\x1b[0m" in text


def test_it_says_what_a_person_must_still_test_and_claims_no_conformance(make):
    text = " ".join(render(make.report([make.page("a.html")], [make.rule("one")])).split())
    assert "A person must still try the page by keyboard and screen reader" in text
    assert "508 compliant" not in text.lower() and "complies" not in text.lower()


def test_many_findings_are_written_in_linear_time(make):
    def seconds(number: int) -> float:
        report = make.report([make.page("a.html", [make.finding("one", line=n + 1) for n in range(number)])])
        started = time.process_time()
        render(report, verbose=True)
        return time.process_time() - started

    seconds(1000)
    assert seconds(20_000) < 2.0


def test_an_unknown_address_is_told_once_with_what_to_do(make):
    pages = [make.page("a.html", url=None), make.page("b.html", url=None), make.page("c.html")]
    text = " ".join(render(make.report(pages)).split())
    assert text.count("is not known") == 1
    assert "The address of 2 pages is not known" in text and "--url ADDRESS tells it." in text


def test_a_notice_stands_beside_what_the_page_was_read_as(make):
    page = make.page("a.html", [make.finding("one")], problems=[make.problem("notice", "k", "no doctype", 1)])
    text = render(make.report([page]))
    assert "  Notice: line 1: no doctype\n" in text
    assert text.index("Read as") < text.index("Notice") < text.index("An editor can mend")


def test_what_a_script_made_is_said_to_be_so_as_it_stands_nowhere_in_the_source(make):
    place = Place(None, None, None, None, "main > img", "<img>", made_by_script=True)
    text = render(make.report([make.page("a.html", [make.finding("one", target=place)])]))
    assert "a.html: main > img (made by a script) one" in " ".join(text.split())

"""Expectations about the parts of a thing: what is there, what is not, what cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.checks.parts import part_given
from checker.checks.texts import reads_as, text_has, text_matches
from checker.compiling import compile_rule
from checker.engine import decide, missed_by
from checker.errors import RuleFileError
from checker.finding import Absent, Answer, Outcome, Part, Parts, Passage, Target
from checker.page import Page
from checker.parse import build
from checker.rule import Applies, Call, Expectation, Rule
from checker.rulebook.rulefile import RuleReader


def target(**parts: Part) -> Target:
    page = Page("test.html", b"<html><body><p>Text</p>")
    build(page)
    assert page.body is not None
    return Target(page.body, parts)


def outcome_of(about: Target, *, of: str | None = "credit", negated: bool = False, so: str | None = None) -> Outcome:
    call = Call("text-has", {"phrases": ["photo"], "called": "the word photo"}, negated)
    expectation = Expectation("one", "It is so.", (call,), of=of, so=so)
    rule = Rule("a-rule", "", "", "content", "error", (), (), Applies("page"), (expectation,), "")
    return decide(missed_by(compile_rule(rule), [about]).get(0, []))[0]


@pytest.mark.parametrize("negated", [False, True])
@pytest.mark.parametrize("part", [None, Absent("there is no credit")])
def test_nothing_is_expected_of_a_part_that_is_not_there(part: Part, negated: bool) -> None:
    assert outcome_of(target(credit=part), negated=negated) is Outcome.PASSED


@pytest.mark.parametrize("negated", [False, True])
def test_a_part_that_may_be_there_is_a_doubt(negated: bool) -> None:
    part = Absent("a script draws the credit", certain=False)
    assert outcome_of(target(credit=part), negated=negated) is Outcome.CANT_TELL


def test_an_expectation_is_about_its_part_alone() -> None:
    assert outcome_of(target(credit="A photo", caption="A band")) is Outcome.PASSED
    assert outcome_of(target(credit="A band", caption="A photo")) is Outcome.FAILED


def test_a_finding_stands_where_the_part_stands() -> None:
    about = target()
    paragraph = about.element.elements[0]
    call = Call("text-has", {"phrases": ["photo"], "called": "a photo"})
    rule = Rule(
        *("a-rule", "", "", "content", "error", (), (), Applies("page")),
        (Expectation("one", "It is so.", (call,), of="line", so="nobody sees it"),),
        "",
    )
    ((_, verdict),) = missed_by(compile_rule(rule), [about._replace(parts={"line": Passage("Text", paragraph)})])[0]
    assert verdict.at is paragraph
    assert verdict.found == "the line “Text” is without a photo, so nobody sees it"


def test_parts_are_looked_for_once_and_only_when_asked_for() -> None:
    asked: list[str] = []
    parts = Parts({"text": "x"}, long_name=lambda: asked.append("long-name") or "y")
    assert parts["text"] == "x"
    assert asked == []
    assert [parts["long-name"], parts["long-name"]] == ["y", "y"]
    assert asked == ["long-name"]
    assert set(parts) == {"text", "long-name"}


@pytest.mark.parametrize(
    ("part", "answer"),
    [
        ("text", Answer.YES),
        (" ", Answer.NO),
        (None, Answer.NO),
        (Passage("text"), Answer.YES),
        (Absent("no"), Answer.NO),
        (Absent("perhaps", certain=False), Answer.UNKNOWN),
    ],
)
def test_a_part_is_given_or_not_or_perhaps(part: Part, answer: Answer) -> None:
    assert part_given(target(credit=part), part="credit").answer is answer


def test_phrases_are_whole_words_in_any_case() -> None:
    ask = text_has(phrases=["fig."], called="a figure")
    assert ask(target(text="see FIG. 2")).answer is Answer.YES
    assert ask(target(text="see config. 2")).answer is Answer.NO


def test_a_text_reads_as_a_phrase_whatever_stands_around_it() -> None:
    ask = reads_as(phrases=["here's how"])
    assert ask(target(text=" HERE’S\n how: ")).answer is Answer.YES
    assert ask(target(text="here's how you know")).answer is Answer.NO


def test_a_long_text_is_searched_as_far_as_a_message_could_matter() -> None:
    assert text_matches(pattern="b$", called="a b")(target(text="a" * 20_000 + "b")).answer is Answer.NO


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("of: credit", "of: credits", 'no part "credits"; did you mean "credit"?'),
        ("part: caption", "part: headline", 'no part "headline"; the finder gives: photo'),
        ("phrases: [photo]", "phrases: []", '"phrases" is an empty list'),
        ('"a+b"', '"(a+)+b"', "a repeat inside a repeat"),
        ('"a+b"', '"(a"', "is no regular expression"),
    ],
)
def test_what_no_rule_can_mean_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    file = tmp_path / "a-rule.yaml"
    assert old in RULE
    file.write_text(RULE.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        RuleReader().value(file)
    assert said in str(caught.value)


def test_the_rule_that_is_refused_when_changed_is_fine(tmp_path: Path) -> None:
    file = tmp_path / "a-rule.yaml"
    file.write_text(RULE, encoding="utf-8")
    assert RuleReader().rule(file).expectations[0].of == "credit"


RULE = """\
id: a-rule
title: A rule
why: Because.
owner: content
severity: note
authority: [{ cite: The house, kind: house }]
applies_to:
  find: captioned-photo
  where:
    - part-given: { part: caption }
expect:
  one:
    says: The credit says photo.
    of: credit
    any_of:
      - text-has: { phrases: [photo], called: the word photo }
      - not:
          text-matches: { pattern: "a+b", called: an a and b }
remedy: Say so.
examples:
  passed:
    - name: None
      html: |
        <p>None</p>
"""

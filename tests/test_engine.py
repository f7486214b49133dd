"""What the engine asks once for many pages, and what it must ask of each."""

from __future__ import annotations

import pytest

from checker import engine
from checker.compiling import Compiled
from checker.engine import Judge
from checker.finding import Answer, Outcome, Target
from checker.page import Chosen, Page, Settings
from checker.parse import build
from checker.report import Counts
from checker.rule import Applies, Call, Expectation, Rule
from checker.telling import Missed

#: A paragraph that says "photo" is fine.
RULE = Rule(
    *("a-rule", "", "", "content", "error", (), (), Applies("select", "p")),
    (Expectation("one", "It is so.", (Call("text-has", {"phrases": ["photo"], "called": "a photo"}),)),),
    "",
)


def page(html: str, profile: str = "federal", page_type: str = "article", *, certain: bool = True) -> Page:
    made = Page("test.html", f"<!doctype html><body>{html}".encode())
    build(made)
    made.settings = Settings(profile=Chosen(profile, ""), page_type=Chosen(page_type, "", certain))
    return made


def test_what_findings_say_is_weighed_once_for_each_profile() -> None:
    weighed: list[str] = []

    def weigh(rule: Rule, profile: str, stated: str) -> str:
        weighed.append(profile)
        return "note" if profile == "other" else stated

    judge = Judge([RULE], weigh=weigh)
    severities = [
        [finding.severity for _, _, finding in judge.judge(one).findings]
        for one in (page("<p>A</p><p>A</p>"), page("<p>A</p>"), page("<p>A</p>", "other"), page("<p>A</p>"))
    ]
    assert severities == [["error", "error"], ["error"], ["note"], ["error"]]
    assert weighed == ["federal", "other"]


def test_whether_a_rule_applies_is_asked_anew_where_the_page_is_of_another_kind() -> None:
    asked: list[str] = []

    def applies(rule: Rule, one: Page) -> Answer:
        asked.append(one.settings.page_type.name)
        if one.settings.page_type.name == "form":
            return Answer.NO
        return Answer.YES if one.settings.page_type.certain else Answer.UNKNOWN

    judge = Judge([RULE], applies=applies)
    kinds = [page("<p>A"), page("<p>B"), page("<p>A", page_type="form"), page("<p>A", certain=False), page("<p>photo")]
    assert [judge.judge(one).outcomes["a-rule"] for one in kinds] == [
        *(Outcome.FAILED, Outcome.FAILED, Outcome.INAPPLICABLE, Outcome.CANT_TELL, Outcome.PASSED),
    ]
    assert asked == ["article", "form", "article"]


def test_one_page_leaves_nothing_behind_for_the_next() -> None:
    judge = Judge([RULE])
    assert judge.judge(page("<p>A<p>photo")).counts["a-rule"] == Counts(2, 1, 0, 1)
    empty = judge.judge(page("<h1>A</h1>"))
    assert empty.outcomes == {"a-rule": Outcome.INAPPLICABLE}
    assert empty.counts == {"a-rule": Counts(0, 0, 0, 0)}


def test_of_a_rule_that_crashes_nothing_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    judge = Judge([RULE, RULE._replace(id="b-rule")])
    decide = engine.decide
    left = iter([True, False])  # the second finding of the first rule fails

    def decide_once(unmet: Missed) -> tuple[Outcome, Missed]:
        if not next(left, True):
            raise ValueError("no reason")
        return decide(unmet)

    monkeypatch.setattr(engine, "decide", decide_once)
    judged = judge.judge(page("<p>A<p>B"))
    assert judged.outcomes == {"a-rule": Outcome.UNTESTED, "b-rule": Outcome.FAILED}
    assert {finding.rule for _, _, finding in judged.findings} == {"b-rule"}
    assert [problem.kind for problem in judged.problems] == ["rule-crashed"]


def test_each_expectation_is_asked_of_every_target_and_a_doubtful_condition_ends_the_questions() -> None:
    targets = [Target(element) for element in page("<p>A<p>photo<p>B").select("p")]
    compiled = Compiled(RULE, frozenset(), frozenset())
    assert sorted(engine.missed_by(compiled, targets)) == [0, 2]
    assert engine.missed_by(compiled, targets, {0: []})[0] == []

"""Coverage: every criterion and test, what decides it, and how a person tests the rest."""

from __future__ import annotations

import pytest

from checker.reports.coverage import coverage, manual_tests
from checker.rulebook import ruleset
from checker.standards import criteria, tables


@pytest.fixture(scope="module")
def standards():
    return coverage(ruleset.load().rules.values(), ["federal-gov"])["standards"]


def items(standards, name):
    return {item["id"]: item for item in standards[name]}


def test_the_508_standards_hold_every_criterion_of_wcag_2_0_and_their_own_provisions(standards):
    wanted = {n for n, one in criteria().items() if "2.0" in one.versions and one.level != "AAA"}
    assert len(wanted) == 38
    assert set(items(standards, "508")) == wanted | {"503.4", "503.4.1", "503.4.2", "Con.1", "Con.5"}


def test_wcag_holds_every_criterion_of_its_version(standards):
    assert len(standards["wcag21"]) == 50
    assert len(standards["wcag22"]) == 55


def test_every_trusted_tester_and_ict_baseline_test_is_there(standards):
    assert list(items(standards, "trusted_tester")) == list(tables()["trusted_tester"])
    assert list(items(standards, "ict_baseline")) == list(tables()["ict_baseline"])


def test_what_no_rule_decides_is_there_too(standards):
    item = items(standards, "508")["2.1.2"]
    assert (item["decided_by"], item["part"]) == ([], "none")


def test_a_rule_that_decides_a_part_is_named(standards):
    item = items(standards, "508")["3.1.1"]
    assert "html-lang" in item["decided_by"]
    assert item["part"] == "part"


def test_a_rule_that_names_a_step_of_a_test_decides_part_of_the_test(standards):
    assert "html-lang" in items(standards, "ict_baseline")["15.A"]["decided_by"]


def test_no_machine_is_said_to_decide_a_whole_criterion(standards):
    whole = {item["id"] for name in standards for item in standards[name] if item["part"] == "all"}
    assert whole == {"4.1.1", "20.A", "24.A"}


def test_every_item_says_how_a_person_tests_it(standards):
    assert [item["id"] for name in standards for item in standards[name] if len(item["manual_test"]) < 30] == []


def test_tests_of_the_methods_name_their_number_name_and_address(standards):
    told = items(standards, "ict_baseline")["15.A"]["manual_test"]
    assert "test 15.A (Language of Page), https://ictbaseline.access-board.gov/web-baselines/15Language/" in told


def test_the_wcag_profile_is_answerable_to_wcag_alone():
    assert list(coverage([], ["wcag"])["standards"]) == ["wcag21", "wcag22"]


def test_several_profiles_are_answerable_to_what_each_is():
    assert "508" in coverage([], ["wcag", "federal-mil"])["standards"]


def test_every_criterion_has_its_own_manual_test():
    told = manual_tests()["criteria"]
    assert set(told) == {n for n, one in criteria().items() if one.level != "AAA"}
    assert len(set(told.values())) == len(told)

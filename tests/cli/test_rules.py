"""``check rules``: list, show, test, new."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from checker.rulebook import ruleset

GOOD = """\
id: abbr-title
title: Each abbreviation says what it stands for
why: Readers lose the thread.
owner: content
severity: note
authority:
  - cite: Style guide
    kind: house
applies_to:
  select: abbr
expect:
  meaning-given:
    says: The abbreviation has a title.
    any_of:
      - attribute-not-blank: { name: title }
remedy: Write the full name.
examples:
  passed:
    - name: With a title
      html: |
        <abbr title="General">Gen.</abbr>
  failed:
    - name: Without
      html: |
        <abbr>Gen.</abbr>
"""


@pytest.fixture
def own_rule(tmp_path: Path) -> Path:
    """A rule file of the user's own."""
    file = tmp_path / "own" / "abbr-title.yaml"
    file.parent.mkdir()
    file.write_text(GOOD, encoding="utf-8")
    return file


def test_the_list_has_a_row_for_every_rule(check):
    ran = check("rules", "list")
    rows = {line.split()[0] for line in ran.out.splitlines() if line and not line.startswith(" ")}
    assert ran.code == 0
    assert set(ruleset.load().rules) <= rows


def test_the_list_fits_80_columns(check):
    assert max(map(len, check("rules", "list").out.splitlines())) <= 80


def test_the_list_can_be_narrowed_by_owner(check):
    owners = {rule.id: rule.owner for rule in ruleset.load().rules.values()}
    listed = {
        line.split()[0] for line in check("rules", "list", "--owner", "server").out.splitlines()[1:-1] if line[0] != " "
    }
    assert listed == {name for name, owner in owners.items() if owner == "server"}


def test_the_list_can_be_narrowed_by_tag_standard_stage_and_id(check):
    assert "html-lang " in check("rules", "list", "--tag", "wcag:3.1.1").out
    assert "html-lang " in check("rules", "list", "--standard", "508").out
    assert "html-lang " not in check("rules", "list", "--standard", "house").out
    assert check("rules", "list", "--stage", "stable", "--select", "html-lang").out.endswith("1 rule\n")


def test_an_unknown_tag_is_refused_with_the_nearest_known(check):
    ran = check("rules", "list", "--tag", "owner:contnt")
    assert ran.code == 2
    assert ran.err == 'check: no rule or tag "owner:contnt"; did you mean "owner:content"?\n'


def test_the_list_takes_in_rules_of_the_user(check, own_rule):
    assert "abbr-title " in check("rules", "list", "--rules", own_rule).out


def test_the_list_takes_in_rules_of_the_configuration(check, own_rule, tmp_path):
    (tmp_path / "check.toml").write_text('rules = ["own"]\n', encoding="utf-8")
    assert "abbr-title " in check("rules", "list").out


def test_a_rule_is_shown_in_plain_words(check):
    ran = check("rules", "show", "html-lang")
    assert ran.code == 0
    for part in (
        "Why it matters",
        "How to mend it",
        "Who has to act The web team, in the template of the site.",
        "Who says so, and how binding it is",
        ": law",
        "How it is decided",
        "The html element has a lang attribute that is not blank.",
        "These pages break it",
        "WCAG 2.2, 3.1.1 Language of Page (Level A)",
        "Revised Section 508 Standards: E205.4",
    ):
        assert part in " ".join(ran.out.split())


def test_no_yaml_is_needed_to_read_a_rule(check):
    out = check("rules", "show", "html-lang").out
    assert not any(word in out for word in ("any_of", "applies_to", "unmet_as", "{ name:"))


def test_every_rule_can_be_shown_in_80_columns(check):
    for name in ruleset.load().rules:
        ran = check("rules", "show", name)
        assert ran.code == 0
        assert [line for line in ran.out.splitlines() if len(line) > 80 and " " in line.strip()[:70]] == []


def test_an_expectation_tells_once_what_follows_where_it_is_not_met(check):
    out = " ".join(check("rules", "show", "news-headline").out.split())
    assert "If not, a person must decide whether it is a warning." in out
    assert not re.search(r"If not[^.]*\. If not", out)


def test_no_word_of_a_rule_is_torn_at_its_hyphen():
    for name, rule in ruleset.load().rules.items():
        texts = (rule.title, rule.why, rule.remedy, *rule.assumptions, *(one.says for one in rule.expectations))
        torn = [re.findall(r"\w+=\S*\w- \w+", text) for text in texts]
        assert not any(torn), name


def test_an_unknown_rule_is_refused_with_the_nearest_known(check):
    ran = check("rules", "show", "html-lnag")
    assert ran.code == 2
    assert 'no rule "html-lnag"; did you mean "html-lang"?' in ran.err


def test_a_sound_rule_passes_its_test(check, own_rule):
    ran = check("rules", "test", own_rule)
    assert (ran.code, ran.out) == (0, "1 rule: every example as it should be, and every part noticed\n")


def test_a_folder_of_rules_can_be_tested(check, own_rule):
    assert check("rules", "test", own_rule.parent).code == 0


def test_a_rule_of_the_package_can_be_tested_by_its_id(check):
    assert check("rules", "test", "html-lang").code == 0


def test_an_example_at_fault_is_named_with_its_line(check, own_rule):
    own_rule.write_text(GOOD.replace("<abbr>Gen.", "<abbr title=x>Gen."), encoding="utf-8")
    ran = check("rules", "test", own_rule)
    assert ran.code == 1
    assert ran.out.startswith(f'{own_rule}:23: abbr-title: the example "Without" should be failed but is passed\n')
    assert ran.out.endswith("1 rule, 1 fault\n")


def test_a_part_that_no_example_notices_is_named(check, own_rule):
    idle = GOOD.replace(
        "remedy:",
        "  idle:\n    says: It has a tag.\n    any_of:\n      - not: { attribute-not-blank: { name: x } }\nremedy:",
    )
    own_rule.write_text(idle, encoding="utf-8")
    ran = check("rules", "test", own_rule)
    assert ran.code == 1
    assert 'no example notices when the part "expect: idle" is taken out' in ran.out


def test_an_expectation_has_a_remedy_of_its_own(check, own_rule, tmp_path):
    more = """\
  short:
    says: The title is short.
    remedy: Take   words out.
    of: "@title"
    any_of:
      - text-length: { at_most: 9 }
remedy: Write"""
    own_rule.write_text(GOOD.replace("remedy: Write", more).replace("severity: note", "severity: warning"), "utf-8")
    assert "Mend: Take words out." in check("rules", "show", "abbr-title", "--rules", own_rule).out
    titles = ("", "The Government Accountability Office")
    (tmp_path / "a.html").write_text("".join(f"<abbr title='{title}'>GAO</abbr>" for title in titles), "utf-8")
    ran = check("a.html", "--rules", own_rule, "--select", "abbr-title", "--format", "json")
    found = [one["remedy"] for one in json.loads(ran.out)["pages"][0]["findings"]]
    assert found == ["Write the full name.", "Take words out."]


def test_a_rule_file_that_is_refused_exits_with_2_and_its_place(check, own_rule):
    own_rule.write_text(GOOD.replace("owner: content", "ownr: content"), encoding="utf-8")
    ran = check("rules", "test", own_rule)
    assert ran.code == 2
    assert f'{own_rule}:4:1: unknown key "ownr"; did you mean "owner"?' in ran.err


def test_a_rule_file_nested_too_deeply_is_refused(check, own_rule):
    own_rule.write_text(GOOD.replace("owner: content", f"owner: {'[' * 300 + ']' * 300}"), encoding="utf-8")
    ran = check("rules", "test", own_rule)
    assert ran.code == 2
    assert "nested too deeply" in ran.err


def test_a_word_that_is_no_file_and_no_rule_is_refused(check):
    ran = check("rules", "test", "html-lnag")
    assert ran.code == 2
    assert 'no file, folder or rule "html-lnag"; did you mean "html-lang"?' in ran.err


def test_a_new_rule_passes_its_own_test(check, tmp_path):
    assert check("rules", "new", "photo-size").code == 0
    assert check("rules", "test", tmp_path / "photo-size.yaml").code == 0


def test_a_new_rule_explains_every_key_it_has(check, tmp_path):
    check("rules", "new", "photo-size")
    blocks = (tmp_path / "photo-size.yaml").read_text(encoding="utf-8").split("\n\n")
    assert [block for block in blocks if not block.startswith("#")] == ["tags: [house]"]


def test_a_new_rule_is_written_where_asked(check, tmp_path):
    assert check("rules", "new", "photo-size", "--output", "mine/photos").code == 0
    assert (tmp_path / "mine" / "photos" / "photo-size.yaml").is_file()
    assert check("rules", "test", "mine").code == 0


def test_a_new_rule_never_overwrites(check, tmp_path):
    file = tmp_path / "photo-size.yaml"
    file.write_text("mine", encoding="utf-8")
    assert check("rules", "new", "photo-size").code == 2
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_new_rule_takes_no_id_of_another(check, tmp_path):
    ran = check("rules", "new", "html-lang")
    assert ran.code == 2
    assert 'the id "html-lang" is taken' in ran.err
    assert not (tmp_path / "html-lang.yaml").exists()


@pytest.mark.parametrize("name", ["Photo", "photo_size", "1a", "../x", "a--b", ""])
def test_a_new_rule_has_an_id_of_the_right_form(check, name):
    ran = check("rules", "new", name)
    assert ran.code == 2
    assert "cannot be the id of a rule" in ran.err


def test_a_rule_on_trial_is_shown_but_fails_no_page(check, own_rule, tmp_path):
    own_rule.write_text(GOOD.replace("severity: note", "severity: warning\nstage: preview"), encoding="utf-8")
    (tmp_path / "page.html").write_text("<abbr>Gen.</abbr>", encoding="utf-8")
    ran = check("page.html", "--rules", own_rule, "--select", "abbr-title", "--fail-on", "warning")
    assert ran.code == 0
    assert ran.out.startswith("PASS page.html: nothing found")
    assert "Rules on trial (1)" in ran.out


def test_the_same_rule_fails_the_page_when_it_is_stable(check, own_rule, tmp_path):
    own_rule.write_text(GOOD.replace("severity: note", "severity: warning"), encoding="utf-8")
    (tmp_path / "page.html").write_text("<abbr>Gen.</abbr>", encoding="utf-8")
    ran = check("page.html", "--rules", own_rule, "--select", "abbr-title", "--fail-on", "warning")
    assert ran.code == 1

"""Shards merged into the bytes of one run, and reports compared."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def sharded(site, new_page, monkeypatch):
    """A site of five pages, two with one title, and the reports of its three shards."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    for name in "abcde":
        site.write(f"site/{name}.html", new_page("Storm" if name in "bd" else f"Storm {name}"))
    site.run("site", "--report", "json=whole.json")
    for number in (1, 2, 3):
        site.run("site", "--shard", f"{number}/3", "--report", f"json={number}.json")
    return site


def text(site, name: str) -> str:
    return (site.root / name).read_text(encoding="utf-8")


def test_the_merged_report_has_the_bytes_of_one_run_with_the_rules_of_the_site(sharded) -> None:
    ran = sharded.run("report", "merge", "3.json", "1.json", "2.json", "--output", "merged.json")
    assert text(sharded, "merged.json") == text(sharded, "whole.json")
    assert ran.code == 1
    rules = {one["rule"] for one in json.loads(text(sharded, "merged.json"))["site"]["findings"]}
    assert "title-unique" in rules


def test_a_shard_is_a_valid_report(sharded) -> None:
    assert sharded.run("report", "validate", "2.json").code == 0


def test_a_merge_knows_what_the_baseline_knows(sharded) -> None:
    sharded.run("site", "--write-baseline", "known.json")
    sharded.run("site", "--baseline", "known.json", "--report", "json=whole.json")
    for number in (1, 2):
        ran = sharded.run(
            "site", "--baseline", "known.json", "--shard", f"{number}/2", "--report", f"json={number}.json"
        )
        assert ran.code == 0
    merge = ("report", "merge", "1.json", "2.json", "--output", "merged.json")
    assert sharded.run(*merge, "--baseline", "known.json").code == 0
    assert text(sharded, "merged.json") == text(sharded, "whole.json")
    refused = sharded.run(*merge)
    assert refused.code == 2
    assert "--baseline" in refused.err


def test_a_shard_that_is_missing_is_told(sharded) -> None:
    ran = sharded.run("report", "merge", "1.json", "3.json")
    assert (ran.code, ran.err) == (2, "check: shard 2 of 3 is missing\n")


def test_a_shard_that_is_given_twice_is_told(sharded) -> None:
    assert "given twice" in sharded.run("report", "merge", "1.json", "1.json", "3.json").err


def test_a_report_that_is_no_shard_is_told(sharded) -> None:
    assert "no shard" in sharded.run("report", "merge", "whole.json").err


def test_shards_with_other_options_are_told(sharded) -> None:
    sharded.run("site", "--shard", "2/3", "--profile", "wcag", "--report", "json=2.json")
    assert "not shards of one run" in sharded.run("report", "merge", "1.json", "2.json", "3.json").err


def test_a_shard_that_was_interrupted_is_told(sharded) -> None:
    values = json.loads(text(sharded, "1.json"))
    values["run"]["shard"]["pages"] = 9
    for number in (1, 2, 3):
        values = json.loads(text(sharded, f"{number}.json"))
        values["run"]["shard"]["pages"] = 9
        sharded.write(f"{number}.json", json.dumps(values))
    assert "was interrupted" in sharded.run("report", "merge", "1.json", "2.json", "3.json").err


@pytest.mark.parametrize("word", ["0/3", "4/3", "1", "a/b", "1/0"])
def test_a_shard_that_cannot_be_is_refused(site, word: str) -> None:
    site.write("site/a.html", "<!doctype html><title>A page</title>")
    assert site.run("site", "--shard", word).code == 2


def test_a_merged_report_that_cannot_be_written_is_told(sharded) -> None:
    ran = sharded.run("report", "merge", "1.json", "2.json", "3.json", "--output", "1.json/merged.json")
    assert ran.code == 2
    assert "cannot be written" in ran.err


@pytest.fixture
def two(site, new_page):
    """Compares the site before and after a change of its files."""

    def compare(change, *arguments: str):
        site.write("site/a.html", new_page("Storm", '<img src="/a.jpg"><img src="/b.jpg">', footer=""))
        site.write("site/b.html", new_page("Calm", footer=""))
        site.check("--report", "json=old.json")
        change()
        site.check("--report", "json=new.json")
        return site.run("report", "diff", "old.json", "new.json", *arguments)

    return compare


def test_a_report_compared_with_itself_has_nothing_new(two) -> None:
    ran = two(lambda: None)
    assert (ran.code, ran.out.splitlines()[0]) == (0, "Findings: 0 new, 0 mended, 2 unchanged")


def test_new_and_mended_findings_are_told(two, site, new_page) -> None:
    ran = two(lambda: site.write("site/a.html", new_page("Storm", '<img src="/a.jpg"><img src="/c.jpg">', footer="")))
    assert ran.code == 1
    assert "1 new, 1 mended, 1 unchanged" in ran.out
    assert "img-alt-present" in ran.out.partition("New (1)")[2]


def test_a_renamed_page_is_the_same_page(two, site) -> None:
    ran = two(lambda: (site.root / "site/a.html").rename(site.root / "site/z.html"))
    assert ran.code == 0
    assert "site/a.html is now site/z.html" in ran.out


def test_a_rule_that_fell_silent_is_told(two, site, new_page) -> None:
    ran = two(lambda: site.write("site/a.html", new_page("Storm", footer="")))
    assert ran.code == 0
    assert "img-alt-present applied on 1 page, now on 0" in ran.out


def test_the_difference_as_json(two, site, new_page) -> None:
    ran = two(lambda: site.write("site/b.html", new_page("Calm", '<img src="/n.jpg">', footer="")), "--format", "json")
    values = json.loads(ran.out)
    assert values["fails"] is True
    assert [(one["page"], one["rule"]) for one in values["new"]] == [("site/b.html", "img-alt-present")]
    assert values["applied"] == [{"rule": "img-alt-present", "old": 1, "new": 2}]


def test_a_report_that_is_none_is_refused(site) -> None:
    site.write("old.json", "{}")
    assert site.run("report", "diff", "old.json", "old.json").code == 2

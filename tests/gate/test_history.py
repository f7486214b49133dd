"""The history of a small site under a gate that was switched on with old faults in it."""

from __future__ import annotations

import json
import re

import pytest

BASELINE = ("--baseline", "known.json")


def entries(site) -> list[dict]:
    return json.loads((site.root / "known.json").read_text(encoding="utf-8"))["findings"]


def edit(site, name: str, change) -> None:
    path = site.root / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def test_known_findings_fail_nothing_and_stay_in_the_report(adopted) -> None:
    ran = adopted.check(*BASELINE)
    report = json.loads(ran.out)
    assert ran.code == 0
    assert {finding["suppressed"]["by"] for one in report["pages"] for finding in one["findings"]} == {"baseline"}


def test_without_the_baseline_they_still_fail(adopted) -> None:
    assert adopted.check().code == 1


def test_the_fault_of_the_footer_is_one_entry_under_a_glob(adopted) -> None:
    links = [one for one in entries(adopted) if one["rule"] == "link-name"]
    assert [(one["glob"], one["pages"], one["count"]) for one in links] == [("site/**", 3, 1)]


def test_the_fault_of_an_editor_is_an_entry_for_its_page(adopted) -> None:
    photos = [one for one in entries(adopted) if "storm.jpg" in one["message"] or one.get("path")]
    assert [one["path"] for one in photos] == ["site/news/a.html"]


def test_the_file_has_one_sorted_line_an_entry(adopted) -> None:
    text = (adopted.root / "known.json").read_text(encoding="utf-8")
    lines = re.findall(r"^  \{.*\},?$", text, re.MULTILINE)
    assert len(lines) == len(entries(adopted))
    adopted.check("--write-baseline", "again.json")
    assert (adopted.root / "again.json").read_text(encoding="utf-8") == text


def test_a_new_page_is_not_failed_for_the_old_footer(adopted, new_page) -> None:
    adopted.write("site/news/c.html", new_page("A new light on the pier"))
    assert adopted.check(*BASELINE).code == 0


def test_a_new_page_is_failed_for_a_fault_of_its_own(adopted, new_page, counting) -> None:
    adopted.write("site/news/c.html", new_page("A new light on the pier", '<img src="/light.jpg">'))
    ran = adopted.check(*BASELINE)
    assert ran.code == 1
    assert counting(json.loads(ran.out)) == [("site/news/c.html", "img-alt-present")]


def test_a_fault_that_moves_and_is_indented_anew_stays_known(adopted) -> None:
    edit(
        adopted,
        "site/news/a.html",
        lambda text: text.replace('<img src="/storm.jpg">', "").replace(
            "<h1>", '<p>A paragraph above.</p>\n   <div>\n  <img\n     src="/storm.jpg"></div><h1>'
        ),
    )
    assert adopted.check(*BASELINE).code == 0


def test_a_template_that_is_edited_elsewhere_leaves_its_fault_known(adopted) -> None:
    for name in ("news/a.html", "news/b.html", "index.html"):
        edit(
            adopted,
            f"site/{name}",
            lambda text: text.replace("<footer><p>Contact us</p>", "<div class='wide'><footer>\n").replace(
                "</footer>", "</footer></div>"
            ),
        )
    assert adopted.check(*BASELINE).code == 0


def test_a_renamed_page_with_the_same_content_stays_known(adopted) -> None:
    (adopted.root / "site/news/a.html").rename(adopted.root / "site/storm-closes-the-bay.html")
    ran = adopted.check(*BASELINE)
    assert (ran.code, ran.err) == (0, "")


def test_a_renamed_page_that_was_edited_is_known_by_its_headline(adopted) -> None:
    edit(adopted, "site/news/a.html", lambda text: text.replace("Two.", "Three."))
    (adopted.root / "site/news/a.html").rename(adopted.root / "site/news/storm.html")
    assert adopted.check(*BASELINE).code == 0


def test_a_page_that_is_copied_is_new(adopted, counting) -> None:
    text = (adopted.root / "site/news/a.html").read_text(encoding="utf-8")
    adopted.write("site/news/copy.html", text)
    ran = adopted.check(*BASELINE)
    assert ran.code == 1
    assert counting(json.loads(ran.out)) == [("site/news/copy.html", "img-alt-present")]


def test_a_second_copy_of_a_known_fault_is_new(adopted, counting) -> None:
    edit(adopted, "site/news/a.html", lambda text: text.replace("<h1>", '<img src="/storm.jpg"><h1>'))
    assert counting(adopted.report(*BASELINE)) == [("site/news/a.html", "img-alt-present")]


def test_a_fault_that_is_copied_to_another_page_is_new(adopted, new_page) -> None:
    adopted.write("site/news/b.html", new_page("Bay opens again", '<img src="/storm.jpg">'))
    assert adopted.check(*BASELINE).code == 1


def test_what_is_mended_is_told_and_dropped_on_request(adopted) -> None:
    edit(adopted, "site/news/a.html", lambda text: text.replace('src="/storm.jpg"', 'src="/storm.jpg" alt="Waves"'))
    ran = adopted.check(*BASELINE)
    assert ran.code == 0
    assert "1 known finding is mended; --prune-baseline drops them" in ran.err
    assert [one["path"] for one in json.loads(ran.out)["baseline"]["fixed"]] == ["site/news/a.html"]
    before = len(entries(adopted))
    adopted.check(*BASELINE, "--prune-baseline")
    assert len(entries(adopted)) == before - 1
    assert adopted.check(*BASELINE).err == ""


def test_a_mended_fault_that_comes_back_after_pruning_is_new(adopted) -> None:
    wrong = (adopted.root / "site/news/a.html").read_text(encoding="utf-8")
    adopted.write("site/news/a.html", wrong.replace('src="/storm.jpg"', 'src="/storm.jpg" alt="Waves"'))
    adopted.check(*BASELINE, "--prune-baseline")
    adopted.write("site/news/a.html", wrong)
    assert adopted.check(*BASELINE).code == 1


def test_a_mended_template_is_told_once(adopted) -> None:
    for name in ("news/a.html", "news/b.html", "index.html"):
        edit(adopted, f"site/{name}", lambda text: text.replace('src="/logo.png"', 'src="/logo.png" alt="About"'))
    fixed = adopted.report(*BASELINE)["baseline"]["fixed"]
    assert [(one["glob"], one["rule"]) for one in fixed if one["rule"] == "link-name"] == [("site/**", "link-name")]


def test_a_run_over_a_part_of_the_site_does_not_call_the_rest_mended(adopted) -> None:
    ran = adopted.run("site/index.html", "--select", "link-name,img-alt-present,html-lang", *BASELINE)
    assert (ran.code, ran.err) == (0, "")


def test_a_page_that_is_gone_is_mended(adopted) -> None:
    (adopted.root / "site/news/a.html").unlink()
    assert [one["path"] for one in adopted.report(*BASELINE)["baseline"]["fixed"]] == ["site/news/a.html"]


def test_a_run_without_the_rule_does_not_call_its_findings_mended(adopted) -> None:
    assert adopted.report(*BASELINE, select="html-lang")["baseline"]["fixed"] == []


def test_a_baseline_of_an_earlier_version_of_the_tool_holds(adopted) -> None:
    """These fingerprints were written by version 0.1.0, and hold as long as they begin with v1."""
    known = {
        "link-name": ("site/**", "v1:70903c85af8e343ea4e3"),
        "img-alt-present": ("site/**", "v1:554b4f7bf5385a333906"),
        "img-alt-present ": ("site/news/**", "v1:40961a728aa36f8f6bf8"),
    }
    findings = [
        {"glob": glob, "rule": rule.strip(), "count": 1, "fingerprint": fingerprint}
        for rule, (glob, fingerprint) in known.items()
    ]
    adopted.write("known.json", json.dumps({"schema": "check-baseline/1", "findings": findings}))
    assert adopted.check(*BASELINE).code == 0


def test_a_baseline_works_from_another_folder(adopted, monkeypatch) -> None:
    monkeypatch.chdir(adopted.root / "site")
    ran = adopted.run(".", "--select", "link-name,img-alt-present,html-lang", "--baseline", "../known.json")
    assert ran.code == 0


def test_the_configuration_may_name_the_baseline(adopted) -> None:
    adopted.write("check.toml", 'baseline = "known.json"\n')
    assert adopted.check().code == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{}", "no baseline"),
        ('{"schema": "check-baseline/1", "findings": [{"rule": "x"}]}', "findings[0]: lacks 'count'"),
        ('{"schema": "check-baseline/1", "findings": [{"rule": "x", "count": 1, "fingerprint": "v1:a"}]}', "either"),
        ('{"schema": "check-baseline/1", "findings": ["x"]}', "findings[0]: an entry is an object"),
        ('{"schema": "check-baseline/1", "findings": 5}', "findings: expected a list"),
        ("nonsense", "not JSON"),
    ],
)
def test_what_is_no_baseline_is_refused_with_the_reason(site, text: str, told: str) -> None:
    site.write("site/a.html", "<!doctype html><title>A page</title>")
    site.write("known.json", text)
    ran = site.check(*BASELINE)
    assert ran.code == 2
    assert told in ran.err


def test_a_baseline_that_is_not_there_is_refused(site) -> None:
    site.write("site/a.html", "<!doctype html><title>A page</title>")
    ran = site.check(*BASELINE)
    assert ran.code == 2
    assert "--write-baseline makes one" in ran.err


def test_a_baseline_that_cannot_be_written_is_told_before_the_run(site) -> None:
    site.write("site/a.html", "<!doctype html><title>A page</title>")
    ran = site.check("--write-baseline", "site/a.html/known.json")
    assert ran.code == 2
    assert "cannot be written" in ran.err

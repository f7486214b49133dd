"""W3C's published test cases as an outside examination: the rules that name an ACT rule are complete, none cries wolf."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ACT = Path(__file__).parents[2] / "shared" / "act"
COMPLETE = (
    "97a4e1 c487ae 23a2a8 e086e5 59796f 7d6734 8fc3b6 m6b1q3 2t702h cae760 ffd0e9"
    " 2779a5 b5c3f8 bf051a de46e4 bc659a bisz58 b4f0c3 6cfa84 307n5z 46ca7f"
    " 5f99a7 6a7281 674b10 4e8ab6 5c01ea ff89c9 bc4a75 kb1m8s 73f2c2 a25f45 2ee8b8".split()
)

pytestmark = pytest.mark.skipif(not (ACT / "testcases.json").is_file(), reason="../shared/act is not here")


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    folder = tmp_path_factory.mktemp("act")
    results, table = folder / "results.jsonl", folder / "scores.json"
    check = f"{sys.executable} -m checker"
    for command in (
        [sys.executable, str(ACT / "run.py"), "--check", check, "-o", str(results)],
        [sys.executable, str(ACT / "score.py"), str(ACT), str(results), "--json", str(table)],
    ):
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    return {row["ruleId"]: row for row in json.loads(table.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("rule", COMPLETE)
def test_the_rule_is_complete(scores: dict[str, dict[str, object]], rule: str) -> None:
    assert scores[rule]["consistency"] == "complete"


def test_nothing_fails_that_should_not(scores: dict[str, dict[str, object]]) -> None:
    assert {rule: row["FP"] for rule, row in scores.items() if row["FP"]} == {}

"""Patterns answer alike whether they were compiled now or kept by an earlier run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker.pattern import _Kept

PATTERNS = [
    (r"(?P<word>[a-z]+)-(?P<number>\d+)", re.IGNORECASE),
    (r"\b(?:photo|graphic) by (?!the)([A-Z][\w’.-]+)", 0),
    (r"[\u00a0-\uffff\s]+", 0),
    (rb"<!doctype\s+html", re.IGNORECASE),
]
TEXTS = ["Rule-12 and rule-7", "photo by Ann O’Neil, graphic by the staff", "a\u00a0 b—c", "<!DOCTYPE html>"]


@pytest.mark.parametrize(("text", "flags"), PATTERNS)
def test_a_kept_pattern_answers_as_a_fresh_one(tmp_path: Path, text: str | bytes, flags: int) -> None:
    first = _Kept()
    first.read(tmp_path)
    first.compiled(text, int(flags))
    first.write()
    again = _Kept()
    again.read(tmp_path)
    kept, fresh = again.compiled(text, int(flags)), re.compile(text, flags)
    for one in TEXTS:
        subject = one.encode() if isinstance(text, bytes) else one
        found = [(m.span(), m.groupdict(), m.groups(), m.lastgroup) for m in kept.finditer(subject)]
        assert found == [(m.span(), m.groupdict(), m.groups(), m.lastgroup) for m in fresh.finditer(subject)]
    assert not again._grown, "the pattern was compiled again"


@pytest.mark.parametrize("content", [b"", b"nonsense", b"i\x01\x00\x00\x00"])
def test_a_spoilt_file_is_passed_over(tmp_path: Path, content: bytes) -> None:
    kept = _Kept()
    kept.read(tmp_path)
    assert kept.file is not None
    kept.file.write_bytes(content)
    kept.read(tmp_path)
    assert kept.compiled("a+", 0).findall("caat") == ["aa"]


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = _Kept()
    kept.read(tmp_path / "file")
    kept.compiled("a+", 0)
    kept.write()


def test_a_wrong_pattern_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(re.error):
        _Kept().compiled("(", 0)

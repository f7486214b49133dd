"""What comes out of the pipe of a browser, however it went in."""

from __future__ import annotations

from typing import Any

import pytest

from checker.rendering.pipe import Pipe

HALF = b'{"method": "Log.entryAdded", "params": {"text": "a \\ud83d b"}}'
WHOLE = '{"method": "Log.entryAdded", "params": {"text": "ä 🙂", "numbers": [1, -0.5, 1e300]}}'.encode()


@pytest.fixture
def heard() -> tuple[Pipe, list[dict[str, Any]]]:
    pipe, told = Pipe(), []
    pipe.browser.on("Log.entryAdded", told.append)
    return pipe, told


@pytest.mark.parametrize("pieces", [1, 7, 1000])
def test_messages_are_whole_however_they_come_in_pieces(pieces: int, heard: tuple[Pipe, list[dict[str, Any]]]) -> None:
    pipe, told = heard
    sent = (WHOLE + b"\0") * 3
    for start in range(0, len(sent), pieces):
        pipe.data_received(sent[start : start + pieces])
    assert told == [{"text": "ä 🙂", "numbers": [1, -0.5, 1e300]}] * 3


def test_half_a_surrogate_pair_is_told_as_it_is(heard: tuple[Pipe, list[dict[str, Any]]]) -> None:
    pipe, told = heard
    pipe.data_received(HALF + b"\0" + WHOLE + b"\0")
    assert [one["text"] for one in told] == ["a \ud83d b", "ä 🙂"]

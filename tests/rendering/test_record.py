"""What a load has told is reported as it stood when its facts were taken."""

from __future__ import annotations

from checker.rendering.record import Record, notices_on


def test_a_page_that_leaves_after_its_facts_were_taken_is_not_said_to_leave() -> None:
    record = Record()
    network = record.network(())
    record.left_for("https://example.gov/elsewhere")
    assert notices_on(record, network, "", offline=False) == []


def test_a_page_that_leaves_is_said_to_leave_and_for_where() -> None:
    record = Record()
    record.left_for("https://example.gov/elsewhere")
    (notice,) = notices_on(record, record.network(()), "", offline=False)
    assert notice.kind == "leaves"
    assert "https://example.gov/elsewhere" in notice.message

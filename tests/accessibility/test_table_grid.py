"""Which header cells have cells."""

from __future__ import annotations

import pytest

from checker.accessibility.table_grid import grid_of, is_assigned
from tests.accessibility.pages import element_of, page_of


@pytest.mark.parametrize(
    ("rows", "assigned"),
    [
        ("<tr><th id=x>A<tr><td>1", True),
        ("<tr><th id=x>A<td>1", True),
        ("<tr><th id=x scope=col>A<td>1", False),
        ("<tr><th id=x scope=row>A<tr><td>1", False),
        ("<tr><th>A<th id=x>B<tr><td>1", False),
        ("<tr><th>A<th id=x>B<tr><td colspan=2>1", True),
        ("<tr><th>A<th id=x>B<tr><td rowspan=0>1<tr><td>2", True),
        ("<tr><td>1<th rowspan=2 id=x scope=row>A<tr><td>1<td>2", True),
        ("<tr><th id=y>A<th id=x>B<tr><td>1<tr><td headers=x>2", True),
        ("<tr><td><th id=x>A<tr><td><table><tr><td>1<td>2</table>", False),
        ("<tr><td>1<tr><th id=x scope=col>A", False),
    ],
)
def test_a_header_has_cells_in_its_column_or_row_or_by_name(rows: str, assigned: bool) -> None:
    header = element_of(f"<table>{rows}</table>")
    table = header.closest("table")
    assert table is not None
    assert is_assigned(header, grid_of(table)) is assigned


def test_cells_that_reach_down_push_others_aside() -> None:
    table = page_of("<table><tr><th rowspan=2 colspan=2>1<th>2<tr><th>3</table>").select("table")[0]
    assert [slots.column for slots in grid_of(table).headers.values()] == [0, 2, 2]

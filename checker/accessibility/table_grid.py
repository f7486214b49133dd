"""The cells of a table by row and column, and which of them a header cell is assigned to."""

from __future__ import annotations

from typing import NamedTuple

from checker.accessibility.role import role
from checker.page import Element, Page, derived

_HEADERS = frozenset({"columnheader", "rowheader"})
_CELLS = frozenset({"cell", "gridcell", *_HEADERS})
_TABLES = frozenset({"table", "grid", "treegrid"})
#: The elements that are tables, rows or cells without a role attribute (HTML-AAM 1.0, 3.5), of headers one of two roles.
_BY_NATURE = {"table": "table", "tr": "row", "td": "cell", "th": "columnheader"}
#: Broken markup spans more (HTML 4.9.11 lets a cell span 1,000 columns).
_WIDEST = 100


class Slots(NamedTuple):
    """What a cell covers: from row and column, to the ones before ``below`` and ``right``."""

    row: int
    column: int
    below: int
    right: int


class Grid(NamedTuple):
    """The headers of a table with their slots, and what tells whether there are any cells beyond one.

    ``last_column`` is, by row, where its last cell begins, ``last_row`` the same by column, of cells that do not name
    their headers; ``named`` are the ids that cells name.
    """

    headers: dict[Element, Slots]
    last_column: dict[int, int]
    last_row: dict[int, int]
    named: set[str]


def table_of(element: Element) -> Element | None:
    """The nearest table, or grid, around the element."""
    return next((one for one in element.ancestors() if role(one) in _TABLES), None)


@derived
def _grids(page: Page) -> dict[Element, Grid]:
    return {}


def grid_of(table: Element) -> Grid:
    """The headers and cells of the table in its slots (HTML 4.9.12.1, "forming a table"), by their roles."""
    known = _grids(table.page)
    grid = known.get(table)
    if grid is None:
        grid = known[table] = _grid(table)
    return grid


def _grid(table: Element) -> Grid:
    grid = Grid({}, {}, {}, set())
    around: list[tuple[int, int]] = []  # the rows that the walk is in, each with its number and the index after it
    rows = column = inner = 0
    taken: set[tuple[int, int]] = set()
    told = "role" in table.attrs or bool(table.select("[role]"))
    for one in table.descendants():
        kind = _BY_NATURE.get(one.tag)
        if one.index < inner or (kind is None and "role" not in one.attrs):
            continue
        if told:
            kind = role(one)
        if kind in _TABLES:
            inner = one.end  # its rows and cells are its own
        elif kind == "row":
            around.append((rows, one.end))
            rows += 1
            column = 0
        elif kind in _CELLS:
            while around and around[-1][1] <= one.index:
                around.pop()
            if not around:
                continue
            number = around[-1][0]
            while (number, column) in taken:
                column += 1
            below, right = number + 1, column + 1
            if one.attrs:
                below, right = number + _span(one, "rowspan"), column + _span(one, "colspan")
            if below - number > 1:
                taken.update((y, x) for y in range(number + 1, below) for x in range(column, right))
            if kind in _HEADERS:
                grid.headers[one] = Slots(number, column, below, right)
            _put(grid, one, number, column, below, right)
            column = right
    return grid


def _put(grid: Grid, cell: Element, first_row: int, first_column: int, below: int, right: int) -> None:
    """Note the headers that the cell names, else the rows and columns of which it is the last so far."""
    named = cell.attrs.get("headers")
    if named and not named.isspace():
        grid.named.update(named.split())
        return
    rows, columns = grid.last_row, grid.last_column
    for row in range(first_row, below):
        if first_column >= columns.get(row, 0):
            columns[row] = first_column
    for column in range(first_column, right):
        if first_row >= rows.get(column, 0):
            rows[column] = first_row


def _span(cell: Element, name: str) -> int:
    given = cell.attrs.get(name) or cell.attrs.get(f"aria-{name}")
    if not given:
        return 1
    value = given.strip()[:9]
    return min(int(value) or _WIDEST, _WIDEST) if value.isdecimal() else 1


def is_assigned(header: Element, grid: Grid) -> bool:
    """Whether some other cell of its table has the header (HTML 4.9.12.2, "header and data cell semantics").

    A cell that another header stands between is taken for assigned as well; a header that does not say which way it
    points has the cells on either.
    """
    own = grid.headers.get(header)
    if own is None or header.attrs.get("id") in grid.named:
        return True
    way = (header.attrs.get("scope") or header.attrs.get("role") or "").lower()
    across, down = "row" in way or not way, "row" not in way
    if across and any(grid.last_column.get(row, 0) >= own.right for row in range(own.row, own.below)):
        return True
    return down and any(grid.last_row.get(column, 0) >= own.below for column in range(own.column, own.right))

"""Statements about the cells of tables."""

from __future__ import annotations

from checker.accessibility.table_grid import grid_of, is_assigned, table_of
from checker.finding import Target, Verdict, no, yes
from checker.quoting import quotation
from checker.registry import check


@check
def header_has_cells(target: Target) -> Verdict:
    """Some cell of the table has the element as its header.

    Of its own: it lays the table out as HTML assigns headers to cells.
    """
    element = target.element
    table = table_of(element)
    if table is None or is_assigned(element, grid_of(table)):
        return yes("cells of the table have the header")
    return no(f"no cell of the table belongs to the header {quotation(element.text, 60)}")

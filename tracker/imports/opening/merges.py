"""Cells merged over several rows: the value stands in the first one only, and is meant for all of them."""

from collections.abc import Iterable

from tracker.imports.opening.cells import Cell, is_blank

Merge = tuple[int, int, int, int]  # first row, first column, last row, last column, all from 0
MOST_CELLS = 500_000  # filled in one sheet; a hostile file may merge everything with everything


def fill_down(rows: list[list[Cell]], merges: Iterable[Merge]) -> None:
    """Repeat each merged value in the rows below that hold anything. Titles merged across a row stay where they are."""
    left = MOST_CELLS
    for top, column, bottom, _last in merges:
        below = range(top + 1, min(bottom + 1, len(rows)))
        if not below or (left := left - len(below)) < 0 or column >= len(rows[top]):
            continue
        for index in below:
            _put(rows[index], column, rows[top][column])


def _put(row: list[Cell], column: int, value: Cell) -> None:
    if all(is_blank(cell) for cell in row):
        return
    row.extend([None] * (column + 1 - len(row)))
    if is_blank(row[column]):
        row[column] = value

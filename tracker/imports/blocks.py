"""A sheet as blocks: each has its headings, the lines above them and the rows below. Tables may stand side by side."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.imports.asides import is_heading_line
from tracker.imports.cells import Cell, plain, text_of
from tracker.imports.headers import SEARCHED_ROWS, Header, header_at, is_empty, is_repeated
from tracker.imports.mappings import Mapping
from tracker.imports.sheets import Sheet

_SHARED = 3  # headings that two tables side by side have in common


@dataclass(frozen=True, slots=True)
class Block:
    """Rows start to end, from 0; those before the header stand above it. left, right: the columns of this table."""

    header: Header
    start: int
    end: int
    left: int = 0
    right: int | None = None

    def row(self, sheet: Sheet, index: int) -> list[Cell]:
        """A row of the sheet with nothing outside the columns of this table."""
        row = sheet.rows[index]
        return [None] * min(self.left, len(row)) + row[self.left : self.right]

    def texts_above(self, sheet: Sheet) -> list[str]:
        """What stands above the headings, the nearest line first."""
        rows = reversed(sheet.rows[self.start : self.header.index])
        return [text for row in rows if (text := " ".join(filter(None, map(text_of, row))))]


def blocks_of(sheet: Sheet, mapping: Mapping | None) -> list[Block]:
    """In the order of the sheet; none when it has no headings among its first rows."""
    headers = list(_headers(sheet, mapping))
    if not headers:
        return []
    starts = [_start(sheet, header.index) if index else 0 for index, header in enumerate(headers)]
    ends = [*starts[1:], len(sheet.rows)]
    return [
        block
        for header, start, end in zip(headers, starts, ends, strict=True)
        for block in _side_by_side(Block(header, start, end), mapping, sheet)
    ]


def _headers(sheet: Sheet, mapping: Mapping | None) -> Iterator[Header]:
    current: Header | None = None
    for index, row in enumerate(sheet.rows):
        if current is None:
            if index >= SEARCHED_ROWS:
                return
            current = header_at(sheet.rows, index, mapping)
            if current is not None:
                yield current
        elif mapping is None and index > current.end and _may_begin(row) and not is_repeated(current, row):
            header = header_at(sheet.rows, index)
            if header is not None and len(header.mapping) > len(current.mapping) // 2:
                current = header
                yield current


def _may_begin(row: list[Cell]) -> bool:
    """Cheap: headings are words, rows of a ledger hold numbers, dates and long titles."""
    return len(row) > 1 and all(cell is None or (isinstance(cell, str) and len(cell) <= 16) for cell in row)


def _start(sheet: Sheet, header: int) -> int:
    """The first line that belongs to the headings of a later table: 二、参会情况."""
    start = header
    while start and (is_empty(sheet.rows[start - 1]) or is_heading_line(sheet.rows[start - 1])):
        start -= 1
    return start


def _side_by_side(block: Block, mapping: Mapping | None, sheet: Sheet) -> list[Block]:
    """The table, or the two of them when the headings begin anew in the middle of the row."""
    names = [plain(heading) for heading in block.header.headings]
    first = next(name for name in names if name)
    again = next((place for place, name in enumerate(names) if name == first and place > names.index(first)), None)
    if mapping is not None or again is None or len({*names[:again]} & {*names[again:]} - {""}) < _SHARED:
        return [block]
    right = replace(block, left=again, start=block.header.index)
    return [*_cut(replace(block, right=again), sheet), *_cut(right, sheet)]


def _cut(block: Block, sheet: Sheet) -> Iterator[Block]:
    rows = [block.row(sheet, index) for index in range(block.header.index, min(block.header.end + 2, len(sheet.rows)))]
    header = header_at(rows, 0)
    if header is not None:
        shift = block.header.index
        yield replace(block, header=replace(header, index=shift, last=shift + header.last))

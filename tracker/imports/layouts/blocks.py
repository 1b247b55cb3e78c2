"""A sheet as blocks: each has its headings, the lines above them and the rows below. Tables may stand side by side.

Where each record fills several rows (a card of labels and values), a block reads the cells of a card as one row.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tracker.imports.layouts.asides import is_heading_line
from tracker.imports.layouts.cards import Card, cards_of, folded_cards, labels_of
from tracker.imports.layouts.headers import (
    SEARCHED_ROWS,
    Header,
    has_known_headings,
    header_at,
    header_by_content,
    header_of_labels,
    header_of_rows,
    header_told_below,
    is_empty,
    is_repeated,
)
from tracker.imports.layouts.mappings import Mapping
from tracker.imports.opening.cells import Cell, plain, text_of
from tracker.imports.opening.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Block:
    """Rows start to end, from 0; those before the header stand above it. left, right: the columns of this table.

    cards: by their first row, where a record fills several rows.
    """

    header: Header
    start: int
    end: int
    left: int = 0
    right: int | None = None
    cards: dict[int, Card] = field(default_factory=dict)

    @property
    def side(self) -> str:
        """left or right, of two tables beside one another; empty for a table of its own."""
        if self.left:
            return "right"
        return "" if self.right is None else "left"

    @property
    def part_of(self) -> dict[int, int]:
        """Row → the first row of its card, for the rows of a card below its first one."""
        return {part: card.first for card in self.cards.values() for part in card.parts}

    def row(self, sheet: Sheet, index: int) -> list[Cell]:
        """A row of the sheet with nothing outside the columns of this table; a whole card at its first row."""
        if index in self.cards:
            return self.cards[index].cells(sheet.rows, self.header.headings)
        return self.raw(sheet, index)

    def raw(self, sheet: Sheet, index: int) -> list[Cell]:
        """A row as it stands, also the first one of a card."""
        row = sheet.rows[index]
        return [None] * min(self.left, len(row)) + row[self.left : self.right]

    def texts_above(self, sheet: Sheet) -> list[str]:
        """What stands above the headings, the nearest line first."""
        rows = [self.row(sheet, index) for index in reversed(range(self.start, self.header.index))]
        return [text for row in rows if (text := " ".join(filter(None, map(text_of, row))))]


def blocks_of(sheet: Sheet, mapping: Mapping | None) -> list[Block]:
    """In the order of the sheet; none when it has no headings among its first rows."""
    if mapping is None and (cards := cards_of(sheet.rows)):
        return [_block_of(cards, sheet)]
    headers = list(_headers(sheet, mapping))
    if not headers:
        header = header_by_content(sheet.rows) if mapping is None else None
        return [] if header is None else [Block(header, 0, len(sheet.rows))]
    starts = [_start(sheet, header.index) if index else 0 for index, header in enumerate(headers)]
    ends = [*starts[1:], len(sheet.rows)]
    return [
        block
        for header, start, end in zip(headers, starts, ends, strict=True)
        for block in _side_by_side(_folded(Block(header, start, end), mapping, sheet), mapping, sheet)
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
            if header is None and (is_empty(sheet.rows[index - 1]) or is_heading_line(sheet.rows[index - 1])):
                told = header_told_below(sheet.rows, index)
                header = told if told and has_known_headings(told) else None
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


def _folded(block: Block, mapping: Mapping | None, sheet: Sheet) -> Block:
    """The block, or one of cards where each record takes two rows below two whole rows of headings."""
    first = block.header.index
    cards = folded_cards(sheet.rows, first, block.end) if mapping is None and block.header.end == first else []
    if not cards:
        return block
    lines = tuple(tuple(map(text_of, sheet.rows[index])) for index in (first, first + 1))
    header = header_of_rows(labels_of(cards), first, first + 1, lines)
    return replace(block, header=header, cards={card.first: card for card in cards})


def _block_of(cards: list[Card], sheet: Sheet) -> Block:
    header = header_of_labels(labels_of(cards), cards[0].first)
    return Block(header, 0, len(sheet.rows), cards={card.first: card for card in cards})


def _side_by_side(block: Block, mapping: Mapping | None, sheet: Sheet) -> list[Block]:
    """The table, or the two of them when the headings begin anew in the middle of the row, or after a blank column."""
    if mapping is None and not block.cards:
        for place in _middles(block.header):
            found = [*_cut(replace(block, right=place), sheet), *_cut(replace(block, left=place), sheet)]
            if len(found) == 2:
                return found
    return [block]


def _middles(header: Header) -> Iterator[int]:
    """Columns in which a second table may begin: where the first heading is repeated, and after a blank column."""
    names = [plain(heading) for heading in header.headings]
    first = next(place for place, name in enumerate(names) if name)
    yield from (place for place in range(first + 2, len(names)) if names[place] == names[first])
    yield from (place + 1 for place in range(first + 2, len(names) - 2) if not names[place] and names[place + 1])


def _cut(block: Block, sheet: Sheet) -> Iterator[Block]:
    rows = [block.row(sheet, index) for index in range(block.header.index, block.end)]
    header = header_at(rows[: SEARCHED_ROWS + len(block.header.lines)], 0)
    if header is not None:
        shift = block.header.index
        yield replace(block, header=replace(header, index=shift, last=shift + header.last))

"""What was altered in a workbook since it was written: cells, rows put in or taken out, sheets gone or added."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tracker.measures.cell_texts import ANYTHING, Sheets

_FIRST = 6  # columns among which the words to know a row by are found
_MOST_ALIGNED = 3_000  # rows; beyond, rows are compared where they stand


@dataclass(frozen=True, slots=True)
class Alteration:
    """One cell. row, column: where it stands now, from 1; of a cell in a row taken out, where it stood.

    was, now: what it said and what it says; "" for nothing. beside: words of its row to know it by.
    """

    sheet: str
    row: int
    column: int
    was: str
    now: str
    beside: str = ""
    is_row_added: bool = False
    is_row_gone: bool = False

    @property
    def place(self) -> str:
        """As a spreadsheet names it: D7."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """cells: in the order of the sheets and rows. missing, added: names of sheets. checked: cells compared."""

    cells: Sequence[Alteration]
    missing: Sequence[str]
    added: Sequence[str]
    checked: int

    @property
    def is_unaltered(self) -> bool:
        return not (self.cells or self.missing or self.added)


def compare(was: Sheets, now: Sheets) -> Comparison:
    """Sheet by sheet, by name. Order and looks of sheets do not matter, nor do empty sheets."""
    known = [name for name in was if name in now]
    return Comparison(
        cells=[cell for name in known for cell in _in_sheet(name, was[name], now[name])],
        missing=[name for name in was if name not in now and was[name]],
        added=[name for name in now if name not in was and now[name]],
        checked=sum(len(texts) for name in known for texts in was[name].values()),
    )


def column_letters(number: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(65 + place) + letters
    return letters


def _in_sheet(name: str, was: Mapping[int, list[str]], now: Mapping[int, list[str]]) -> Iterator[Alteration]:
    for before, after in _pairs(was, now):
        old, new = was.get(before or 0, []), now.get(after or 0, [])
        for column in range(max(len(old), len(new))):
            said, says = (texts[column] if column < len(texts) else "" for texts in (old, new))
            if said not in (says, ANYTHING):
                beside = max((new or old)[:_FIRST], key=len, default="")
                row = after or before or 0
                yield Alteration(name, row, column + 1, said, says, beside, before is None, after is None)


def _pairs(was: Mapping[int, list[str]], now: Mapping[int, list[str]]) -> Iterator[tuple[int | None, int | None]]:
    """Numbers of the rows that differ: before and now; None for a row that was put in or taken out."""
    last = max([0, *was, *now])
    if max([0, *was]) == max([0, *now]) or last > _MOST_ALIGNED:
        yield from ((row, row) for row in range(1, last + 1) if was.get(row) != now.get(row))
        return
    old, new = ([tuple(rows.get(row, ())) for row in range(1, max([0, *rows]) + 1)] for rows in (was, now))
    for tag, first, end, new_first, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            both = min(end - first, new_end - new_first)
            yield from ((first + place + 1, new_first + place + 1) for place in range(both))
            yield from ((row + 1, None) for row in range(first + both, end))
            yield from ((None, row + 1) for row in range(new_first + both, new_end))

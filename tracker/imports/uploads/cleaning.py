"""What is taken out of a file before anything of it is kept: classified rows, and our own marks of an earlier round."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from tracker.imports.layouts.blocks import blocks_of
from tracker.imports.layouts.contents import Table
from tracker.imports.opening.cells import Cell, plain, text_of
from tracker.imports.opening.sheets import Sheet
from tracker.imports.problems import ImportFileError
from tracker.imports.values.classified import is_classified_row
from tracker.imports.vocabulary import words
from tracker.rules.classified import is_classified

HINTS = "台账提示"  # heading of the column, and name of the sheet, that marked workbooks carry


def check_name(file_name: str) -> None:
    """Raises ImportFileError, which does not repeat the name, for a file whose name is marked secret."""
    if is_classified(file_name.rpartition(".")[0]) or is_classified(file_name):
        raise refused_as_classified()


def cleaned(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets without the cells of classified rows, and without our own column and sheet of hints.

    Raises ImportFileError when the name of a sheet is marked secret.
    """
    if any(is_classified(sheet.name) for sheet in sheets):
        raise refused_as_classified()
    return [_without_classified(_without_hints(sheet)) for sheet in sheets if sheet.name != HINTS]


def check_titles(tables: list[Table]) -> None:
    """Raises ImportFileError for a mark of secrecy above the first table of a sheet: it is meant for all of it."""
    for table in tables:
        first = min(other.block.header.index for other in tables if other.sheet is table.sheet)
        if any(index < first for index in table.sheet.classified):
            raise refused_as_classified()


def _without_classified(sheet: Sheet) -> Sheet:
    marked = frozenset(_marked(sheet.rows))
    if not marked:
        return sheet
    marked |= _beside_on_cards(sheet, marked)
    rows: list[list[Cell]] = [[] if index in marked else row for index, row in enumerate(sheet.rows)]
    return replace(sheet, rows=rows, merges=[], classified=marked)


def _beside_on_cards(sheet: Sheet, marked: frozenset[int]) -> frozenset[int]:
    """The other rows of records that fill several rows, where one of them bears a mark."""
    cards = [card for block in blocks_of(sheet, None) for card in block.cards.values()]
    return frozenset(row for card in cards if marked & {*card.rows} for row in card.rows)


def _marked(rows: list[list[Cell]]) -> Iterator[int]:
    """Rows that bear a mark, also by a ditto below one."""
    above: set[int] = set()
    for index, row in enumerate(rows):
        repeats = any(place in above and _is_ditto(row[place]) for place in range(len(row)))
        if repeats or is_classified_row(row):
            yield index
            above = {place for place, cell in enumerate(row) if is_classified_row([cell])} | (
                above if repeats else set()
            )
        elif row:
            above = set()


def _is_ditto(cell: Cell) -> bool:
    return isinstance(cell, str) and plain(cell) in words("ditto")


def _without_hints(sheet: Sheet) -> Sheet:
    places = {place for row in sheet.rows for place, cell in enumerate(row) if cell == HINTS}
    if not places:
        return sheet
    rows = [[None if place in places else cell for place, cell in enumerate(row)] for row in sheet.rows]
    return replace(sheet, rows=[_trimmed(row) for row in rows])


def _trimmed(row: list[Cell]) -> list[Cell]:
    """Without empty cells at its end."""
    length = next((end for end in range(len(row), 0, -1) if text_of(row[end - 1])), 0)
    return row[:length]


def refused_as_classified() -> ImportFileError:
    """The file as a whole bears a mark; nothing of it is repeated."""
    return ImportFileError(_("文件名、工作表名、页眉页脚或表头上方有密级标志。本台账不处理涉密文件，什么也没有保存。"))

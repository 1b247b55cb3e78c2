"""Checking a workbook that came back (验真): which export it is, and what it says now."""

import re
from collections.abc import Iterator

from tracker.imports.opening.sheets import Sheet
from tracker.imports.opening.workbook_files import read_workbook
from tracker.measures.cell_texts import Sheets, cell_text, trimmed

_NUMBER = re.compile(r"(?<![\w-])[\w-]{1,40}-(?:19|20)\d\d-\d{5}(?!\d)", re.ASCII)
_LOOKED_THROUGH = 60  # rows of a sheet; the number stands on the cover or below a title


def read_for_checking(data: bytes) -> tuple[Sheets, list[str]]:
    """What each cell says, and the export numbers that stand in it, the first first. Raises ImportFileError.

    Read in a process of its own, as anything that comes from outside.
    """
    sheets = read_workbook(data, as_written=True)
    return {sheet.name: _texts(sheet) for sheet in sheets}, list(dict.fromkeys(_numbers(sheets)))


def _texts(sheet: Sheet) -> dict[int, list[str]]:
    rows = ((number, trimmed([cell_text(cell) for cell in row])) for number, row in enumerate(sheet.rows, start=1))
    return {number: texts for number, texts in rows if texts}


def _numbers(sheets: list[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        for row in sheet.rows[:_LOOKED_THROUGH]:
            for cell in row:
                if isinstance(cell, str):
                    yield from _NUMBER.findall(cell)

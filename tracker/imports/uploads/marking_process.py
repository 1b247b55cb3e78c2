"""Changes a person's workbook: wipes rows, or adds a column of hints. Run in a process of its own, with its own limits.

From stdin: eight bytes with the length of the orders, the orders as JSON, the workbook. To stdout: the workbook.
Orders: {"wipe": {sheet: [row, ...]}, "drop_notes": bool, "put": {sheet: [[row, column, text], ...]},
"mark": {sheet: {"headings": [row, ...], "rows": [[row, text, tint, [column, ...]], ...]}},
"heading": text, "legend": [[tint or "", text], ...]}; rows and columns count from 1; every part may be left out.
Nothing of the project is imported. Exit status 4: not readable; any other but 0: the limits were reached.
"""

import io
import json
import resource
import sys
import zipfile
from copy import copy
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

MEMORY = 1536 * 1024 * 1024
SECONDS = 50
WIDTH = 44
BOLD = Font(bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    told = sys.stdin.buffer.read()
    length = int.from_bytes(told[:8], "big")
    orders = json.loads(told[8 : 8 + length])
    try:
        book = load_workbook(io.BytesIO(told[8 + length :]), keep_links=False)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError):
        return 4
    carry_out(orders, book)
    stream = io.BytesIO()
    book.save(stream)
    sys.stdout.buffer.write(stream.getvalue())
    return 0


def carry_out(orders: dict[str, Any], book: Workbook) -> None:
    for sheet in book.worksheets:
        sheet._pivots = []  # copies of the cells, which would outlive them
        wipe(sheet, orders.get("wipe", {}).get(sheet.title, []))
        if orders.get("drop_notes"):
            drop_notes(sheet)
        for row, column, text in orders.get("put", {}).get(sheet.title, []):
            put(sheet, row, column, text)
        if marks := orders.get("mark", {}).get(sheet.title):
            mark(sheet, marks, orders["heading"])
    if orders.get("legend"):
        add_legend(book, orders["heading"], orders["legend"])


def wipe(sheet: Worksheet, rows: list[int]) -> None:
    """Leave nothing in the rows: no value, no note, no link."""
    wiped = set(rows)
    if not wiped:
        return
    for merged in [one for one in sheet.merged_cells.ranges if wiped & {*range(one.min_row, one.max_row + 1)}]:
        sheet.unmerge_cells(str(merged))
    for row in wiped:
        for cell in sheet[row]:
            cell.value = cell.comment = cell.hyperlink = None


def drop_notes(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if not isinstance(cell, MergedCell) and cell.comment is not None:
                cell.comment = None


def put(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Into a cell of the table. Of merged cells only the first holds anything."""
    if isinstance(sheet.cell(row, column), Cell):
        _write(sheet, row, column, text)


def mark(sheet: Worksheet, marks: dict[str, Any], heading: str) -> None:
    """A column of hints at the right of everything, and a tint on the cells to mend."""
    column = _hint_column(sheet, marks["headings"], heading)
    for row in marks["headings"]:
        _write(sheet, row, column, heading)
        beside = sheet.cell(row, max(column - 1, 1))
        if isinstance(beside, Cell):
            sheet.cell(row, column)._style = copy(beside._style)
    for row, text, tint, columns in marks["rows"]:
        _write(sheet, row, column, text)
        for place in [*columns, column]:
            sheet.cell(row, place).fill = PatternFill("solid", start_color=tint)
        sheet.cell(row, column).alignment = WRAPPED
    sheet.column_dimensions[sheet.cell(1, column).column_letter].width = WIDTH
    if sheet.freeze_panes is None and marks["headings"]:
        sheet.freeze_panes = sheet.cell(marks["headings"][0] + 1, 1).coordinate


def _hint_column(sheet: Worksheet, headings: list[int], heading: str) -> int:
    """The column of an earlier round, emptied; else the first one that is free in every row."""
    for row in headings:
        for cell in sheet[row]:
            if cell.value == heading:
                _clear(sheet, cell.column)
                return int(cell.column)
    return _last_column(sheet) + 1


def _clear(sheet: Worksheet, column: int) -> None:
    for (cell,) in sheet.iter_rows(min_col=column, max_col=column):
        if isinstance(cell, Cell):
            cell.value, cell.fill = None, PatternFill()


def _last_column(sheet: Worksheet) -> int:
    merged = [one.max_col for one in sheet.merged_cells.ranges]
    filled = [place for (_row, place), cell in sheet._cells.items() if cell.value is not None]
    return max([*merged, *filled], default=0)


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s"


def add_legend(book: Workbook, name: str, lines: list[list[str]]) -> None:
    if name in book.sheetnames:
        del book[name]
    sheet = book.create_sheet(name)
    sheet.column_dimensions["A"].width = 8
    sheet.column_dimensions["B"].width = 90
    for row, (tint, text) in enumerate(lines, start=1):
        _write(sheet, row, 2, text)
        sheet.cell(row, 2).alignment = WRAPPED
        if tint:
            sheet.cell(row, 1).fill = PatternFill("solid", start_color=tint)
    sheet.cell(1, 2).font = BOLD


if __name__ == "__main__":
    sys.exit(main())

"""A person's own workbook back, with what must be mended marked in it."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from tracker.imports.ledgers import draft_rows, plan_rows
from tracker.imports.opening.child_processes import run_reader
from tracker.imports.opening.sheets import Sheet
from tracker.imports.problems import ImportFileError
from tracker.imports.uploads.answers import Answers
from tracker.imports.uploads.cleaning import HINTS
from tracker.imports.uploads.marking import PROCESS, framed, orders_of
from tracker.imports.uploads.steps import read_anew, sheets_of
from tracker.models.uploads import Upload
from tracker.workbooks.cells import storable

HEADING = HINTS
_WIDTH = 44


def marked_book(upload: Upload) -> bytes:
    """An .xlsx: the person's own workbook with a column 台账提示 at the right of each table and marked cells.

    What was put right on the page stands in its cells.
    Where the file was a .csv, or the workbook cannot be kept or marked, a workbook of the values as they were read.
    Raises ImportFileError when the upload was stored or given up, or cannot be read.
    """
    if not upload.sheets:
        raise ImportFileError(_("这个文件已经写入或放弃，原文件没有保留。"))
    sheets = sheets_of(upload)
    report, _about = read_anew(upload, sheets)
    drafts = draft_rows(report)
    with transaction.atomic():
        plan_rows(drafts, upload.office)
        transaction.set_rollback(True)
    orders = orders_of(report) | {"put": _put_right(upload, sheets)}
    if upload.book:
        status, book = run_reader(PROCESS, framed(orders, bytes(upload.book)))
        if status == 0:
            return book
    return _book_of_values(sheets, orders)


def _put_right(upload: Upload, sheets: list[Sheet]) -> dict[str, list[tuple[int, int, str]]]:
    """What the person put right on the page, so that the hints speak of the cells that the workbook shows."""
    cells = Answers.from_json(upload.answers).cells.items()
    return {
        sheet.name: [
            (row, column, text)
            for (name, row, column), text in cells
            if name == sheet.name and 1 <= row <= len(sheet.rows) and row - 1 not in sheet.classified
        ]
        for sheet in sheets
    }


def _book_of_values(sheets: list[Sheet], orders: dict[str, Any]) -> bytes:
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.name[:31])
        page.sheet_state = "visible" if sheet.visible else "hidden"
        marks = orders["mark"].get(sheet.name, {"headings": [], "rows": []})
        _write(page, sheet, marks)
    page = book.create_sheet(HINTS)
    page.column_dimensions["B"].width = 90
    for tint, text in orders["legend"]:
        page.append([_cell(page, "", tint), _cell(page, text)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(page: WriteOnlyWorksheet, sheet: Sheet, marks: dict[str, Any]) -> None:
    width = max(map(len, sheet.rows), default=0)
    hints = {row: (text, tint, {*places, width + 1}) for row, text, tint, places in marks["rows"]}
    hints |= {row: (HINTS, "", set()) for row in marks["headings"]}
    if marks["headings"]:
        page.freeze_panes = f"A{marks['headings'][0] + 1}"
    for number, row in enumerate(sheet.rows, start=1):
        text, tint, places = hints.get(number, ("", "", set()))
        padded = [*row, *[None] * (width - len(row)), text or None]
        page.append(list(_cells(page, padded, tint, places)))


def _cells(page: WriteOnlyWorksheet, values: Iterable[Any], tint: str, places: set[int]) -> Iterator[Any]:
    for place, value in enumerate(values, start=1):
        yield _cell(page, value, tint if place in places else "")


def _cell(page: WriteOnlyWorksheet, value: Any, tint: str = "") -> Any:
    """Text stays text, also where it begins with an equals sign."""
    if value is None and not tint:
        return None
    cell = WriteOnlyCell(page, storable(value))
    if isinstance(value, str):
        cell.data_type = "s"
    if tint:
        cell.fill = PatternFill("solid", start_color=tint)
    return cell

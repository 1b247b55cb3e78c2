"""The rows that need a person, as a workbook. Text stays text, also where it begins with an equals sign."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from tracker.imports.layouts.lines import Outcome
from tracker.imports.ledgers import ImportReport
from tracker.workbooks.cells import storable

_WIDTHS = {"A": 16, "B": 8, "C": 18, "D": 36, "E": 70}


def write_error_book(report: ImportReport, path: Path) -> None:
    """One line for each refused cell and each row in doubt. Rows with a mark of secrecy bear no content."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("待改"))
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    for row in _rows(report):
        sheet.append(_cells(sheet, row))
    book.save(path)


def _rows(report: ImportReport) -> Iterator[tuple[str | int | None, ...]]:
    yield _("工作表"), _("行"), _("列"), _("内容"), _("怎么改")
    for error in report.errors:
        yield error.sheet, error.row, error.column, error.value, error.message
    for line in report.with_outcome(Outcome.DOUBTFUL):
        yield line.sheet, line.row, "", "", line.message


def _cells(sheet: WriteOnlyWorksheet, row: Iterable[str | int | None]) -> Iterator[Cell | int | None]:
    for value in row:
        if not isinstance(value, str):
            yield value
            continue
        cell = WriteOnlyCell(sheet, storable(value))
        cell.data_type = "s"
        yield cell

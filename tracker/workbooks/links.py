"""Links inside a workbook: from a figure to the rows behind it. None leads out of the file."""

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from tracker.workbooks.ranges import LedgerRange, quoted

LAST_SHOWN = "N"  # as far right as a selection of rows reaches


def link(sheet: Worksheet, row: int, column: int, place: str, tooltip: str) -> None:
    """From a cell that was written in the look of a link. place: '文件台账'!A5:N24."""
    cell = sheet.cell(row, column)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, tooltip=tooltip)


def link_to_ledger(sheet: Worksheet, row: int, column: int, rows: LedgerRange) -> None:
    link(sheet, row, column, _place(rows, rows.first, rows.last), _("打开%(sheet)s") % {"sheet": rows.sheet})


def link_to_month(sheet: Worksheet, row: int, column: int, rows: LedgerRange, month: int) -> bool:
    """To the rows of a month. False, and no link, where nothing landed in it."""
    if month not in rows.months:
        return False
    first, last = rows.months[month]
    words = _("打开%(sheet)s第%(first)s至%(last)s行") % {"sheet": rows.sheet, "first": first, "last": last}
    link(sheet, row, column, _place(rows, first, last), words)
    return True


def link_to_issuer(sheet: Worksheet, row: int, column: int, rows: LedgerRange, issuer: int) -> None:
    """To the first row of an issuer; its other rows are found with the filter."""
    if issuer in rows.issuers:
        first = rows.issuers[issuer]
        words = _("打开%(sheet)s中该单位的第一行；在“来文单位”一栏筛选可看全部") % {"sheet": rows.sheet}
        link(sheet, row, column, _place(rows, first, first), words)


def link_to_office(sheet: Worksheet, row: int, column: int, rows: LedgerRange, office: int) -> None:
    """To the column of an office's person-minutes."""
    if office in rows.minutes:
        letter = get_column_letter(rows.minutes[office])
        place = f"{quoted(rows.sheet)}!{letter}{rows.first - 1}:{letter}{rows.last}"
        link(sheet, row, column, place, _("打开%(sheet)s中该单位的人分一栏") % {"sheet": rows.sheet})


def _place(rows: LedgerRange, first: int, last: int) -> str:
    return f"{quoted(rows.sheet)}!A{first}:{LAST_SHOWN}{last}"

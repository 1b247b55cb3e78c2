"""Who signs a sheet (落款): below its table, at the right, as official tables end."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from openpyxl.worksheet.worksheet import Worksheet

from tracker.workbooks.cells import Entry
from tracker.workbooks.sheets import write_block
from tracker.workbooks.words import Edition

ROWS = 2
HEIGHT = 18


def sign(sheet: Worksheet, row: int, columns: int, edition: Edition, *, first: int = 1) -> int:
    """The maker and the day over these columns. Returns the first row below."""
    lines = (edition.made_by, date_format(localtime(edition.made_at), "DATE_FORMAT"))
    for number, words in enumerate(lines, start=row):
        write_block(sheet, number, first, columns, Entry(words, "signature"))
        sheet.row_dimensions[number].height = HEIGHT
    return row + ROWS

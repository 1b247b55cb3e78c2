"""How the standings are to be read: symbol, word, and what must be known before it is said."""

from django.utils.translation import gettext as _
from openpyxl.worksheet.worksheet import Worksheet

from tracker.figures import standing_symbol, standing_word
from tracker.measures.standing import Standing
from tracker.workbooks.cells import Entry, put
from tracker.workbooks.sheets import LINE, height_of, width_between, write_block


def meanings() -> dict[Standing, str]:
    return {
        Standing.OVER: _("本年累计（统计口径）已超过全年限额"),
        Standing.NEAR: _("未超限额，但快于序时进度，或已用满限额"),
        Standing.WITHIN: _("未超限额，不快于序时进度，且近期有登记"),
        Standing.UNKNOWN: _("没有目标、缺底数或近期没有登记，不下结论"),
    }


def write_legend(sheet: Worksheet, row: int, column: int, last: int) -> int:
    """A row for each standing, the meaning in the columns from the next to the last. Returns the first row below."""
    write_block(sheet, row, column, last, Entry(_("状态怎么读"), "head"))
    sheet.row_dimensions[row].height = max(sheet.row_dimensions[row].height or 0, LINE)
    for number, (standing, meaning) in enumerate(meanings().items(), start=row + 1):
        word = f"{standing_symbol(standing)} {standing_word(standing)}"
        put(sheet, number, column, Entry(word, standing.value))
        write_block(sheet, number, column + 1, last, Entry(meaning, "text"))
        needed = height_of(meaning, width_between(sheet, column + 1, last))
        sheet.row_dimensions[number].height = max(sheet.row_dimensions[number].height or 0, needed)
    return row + 1 + len(Standing)

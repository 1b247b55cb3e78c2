"""A list of items as a workbook: the rows, the order and the columns of the page."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from openpyxl import Workbook

from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.queries.items import Sums
from tracker.tables.items import form_of
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry, put_row
from tracker.workbooks.ledgers import HEAD_ROW, MARGIN, counted_columns, of_item, with_return_columns, write_ledger
from tracker.workbooks.return_columns import keep_off_the_page
from tracker.workbooks.sheets import LINE, Column, add_sheet, set_up_page, write_title
from tracker.workbooks.styles import new_workbook


def items_workbook(rows: Iterable[Item], filters_in_words: str, sums: Sums | None = None) -> Workbook:
    """One sheet with a filter, in the order of `rows`, which carry landings and minutes_of_landings (queries.items).

    filters_in_words: what was listed, for the line below the title. sums: of the whole list, for the row above the
    heads; left out, no sums are shown.
    """
    workbook = new_workbook()
    columns = _columns()
    every = with_return_columns("", columns)
    sheet = add_sheet(workbook, _("事项清单"), [column.width for column in every])
    write_title(sheet, _("事项清单"), filters_in_words, _("单位：人时"), len(columns), left_columns=len(columns) - 3)
    put_row(sheet, HEAD_ROW - 1, _totals(len(columns), sums), "total")
    sheet.row_dimensions[HEAD_ROW - 1].height = LINE
    write_ledger(sheet, HEAD_ROW, every, rows)
    sheet.freeze_panes = f"E{HEAD_ROW + 1}"
    set_up_page(sheet, _("事项清单"), heads=f"{HEAD_ROW}:{HEAD_ROW}", margin=MARGIN)
    keep_off_the_page(sheet, len(columns))
    return workbook


def _columns() -> list[Column]:
    return [
        Column(_("序号"), 6, lambda row: Entry(row[0], "plain")),
        of_item(_("日期"), 10.8, lambda item: cells.day(item.day)),
        of_item(_("类别"), 7.5, lambda item: cells.centred(str(Kind(item.kind).label))),
        of_item(_("标题"), 38, lambda item: cells.text(item.title)),
        of_item(_("来文单位"), 21, lambda item: cells.text(item.issuer.name)),
        of_item(_("形式"), 9.5, lambda item: cells.centred(form_of(item))),
        of_item(_("文号"), 18, lambda item: cells.text(item.document_number)),
        of_item(_("计划情况"), 7.5, lambda item: cells.centred(_plan(item))),
        of_item(_("渠道"), 8, lambda item: cells.centred(str(item.get_channel_display()))),
        of_item(_("送达"), 7, lambda item: cells.count(item.landings)),
        of_item(_("人时"), 7.5, lambda item: cells.hours(item.minutes_of_landings)),
        *counted_columns(),
    ]


def _plan(item: Item) -> str:
    return str(item.get_plan_status_display()) if item.kind == Kind.INSPECTION else ""


def _totals(columns: int, sums: Sums | None) -> list[Entry]:
    """Above the columns they belong to."""
    known: dict[int, Entry] = {}
    if sums is not None:
        known = {
            1: cells.centred(_("合计")),
            2: cells.centred(_("%(number)s条") % {"number": sums.number}),
            columns - 3: cells.count(sums.landings),
            columns - 2: cells.hours(sums.minutes),
            columns: cells.text(_("计入%(number)s") % {"number": sums.counted}),
        }
    return [known.get(number, Entry(None, "text")) for number in range(1, columns + 1)]

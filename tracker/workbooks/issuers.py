"""Sheet 来文单位: who causes it. Issuers are sorted by the person-hours they cost; receivers never are."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.chart import Reference
from openpyxl.worksheet.worksheet import Worksheet

from tracker.figures import NOTHING
from tracker.models.kinds import Kind
from tracker.queries.issuers import IssuerRow
from tracker.queries.overview import Overview
from tracker.sentences.words import period_words
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry
from tracker.workbooks.drawings import BLUE, DARK_RED, Axis, Bars, Place, add_stacked_bars
from tracker.workbooks.sheets import (
    LINE,
    Column,
    add_sheet,
    break_before,
    fitted,
    room_left,
    set_up_page,
    write_heads,
    write_note,
    write_rows,
    write_title,
)
from tracker.workbooks.words import Edition, cut_off_line, maker_line

DRAWN = 20  # issuers in the chart: more names than this are skipped on paper
HEADS = 4
COUNTED, NOT_COUNTED = 10, 11  # columns the chart is drawn from


def sheet_name() -> str:
    return pgettext("sheet", "来文单位")


def add_issuers(workbook: Workbook, overview: Overview, edition: Edition) -> None:
    columns = fitted(_columns())
    sheet = add_sheet(workbook, sheet_name(), [column.width for column in columns])
    title = _("%(area)s来文单位占用基层工时（%(period)s）") % {
        "area": overview.area.name,
        "period": period_words(overview.span),
    }
    unit = _("个、件、项次；人时")
    write_title(sheet, title, maker_line(overview, edition), cut_off_line(overview, unit), len(columns))
    first = write_heads(sheet, 3, columns)
    ranked = list(enumerate(overview.issuers, start=1))
    below = write_rows(sheet, first, columns, ranked)
    below = write_note(sheet, below, len(columns), _note())
    last = _add_chart(sheet, first, below, min(len(ranked), DRAWN), len(columns))
    sheet.freeze_panes = "C5"
    set_up_page(sheet, overview.area.name, heads=f"1:{HEADS}", last_row=last)


def _columns() -> list[Column]:
    official, full, cost, quota = _("统计口径"), _("全口径"), _("占用人时"), _("额度状态")
    return [
        Column(_("序号"), 5.5, lambda row: Entry(row[0], "plain")),
        Column(_("来文单位"), 30, lambda row: cells.text(row[1].issuer.name)),
        *(_official_column(kind, official) for kind in Kind),
        *(_full_column(kind, full) for kind in Kind),
        Column(_("合计"), 8.5, lambda row: cells.hours(row[1].minutes), cost),
        Column(_("计入"), 8.5, lambda row: cells.hours(row[1].official_minutes), cost),
        Column(_("未计入"), 8.5, lambda row: cells.hours(row[1].minutes - row[1].official_minutes), cost),
        Column(_("未计入\n占比"), 8, lambda row: cells.percent(row[1].unofficial_share), cost),
        Column(_("较上年\n同期"), 9, lambda row: cells.change(row[1].change), cost),
        *(_quota_column(kind, quota) for kind in Kind),
    ]


def _official_column(kind: Kind, group: str) -> Column:
    return Column(str(kind.label), 7, lambda row: cells.count(row[1].of(kind).official), group)


def _full_column(kind: Kind, group: str) -> Column:
    return Column(str(kind.label), 7, lambda row: cells.count(row[1].of(kind).full), group)


def _quota_column(kind: Kind, group: str) -> Column:
    return Column(str(kind.label), 11, lambda row: quota(row[1], kind), group)


def quota(row: IssuerRow, kind: str) -> Entry:
    """The standing of what it sent; a dash where no target binds it."""
    judged = row.quotas.get(kind)
    return cells.standing(judged.judgement) if judged and judged.target else cells.centred(NOTHING)


def _add_chart(sheet: Worksheet, first: int, row: int, drawn: int, columns: int) -> int:
    """Below the table where it fits, else on a page of its own. Returns its last row."""
    if not drawn:
        return row
    rows = max(8, drawn + 5)
    if room_left(sheet, row, columns, HEADS) < rows * LINE:
        break_before(sheet, row)
    for number in range(row, row + rows):
        sheet.row_dimensions[number].height = LINE
    last = first + drawn - 1
    bars = [
        Bars(_("计入统计口径"), Reference(sheet, min_col=COUNTED, min_row=first, max_row=last), BLUE),
        Bars(_("未计入"), Reference(sheet, min_col=NOT_COUNTED, min_row=first, max_row=last), DARK_RED, hatched=True),
    ]
    names = Reference(sheet, min_col=2, min_row=first, max_row=last)
    title = _("占用人时最多的%(number)s个来文单位") % {"number": drawn}
    add_stacked_bars(sheet, Place(1, row, columns + 1, row + rows), title, names, bars, Axis(letters=8.5))
    return row + rows


def _note() -> str:
    return _(
        "注：只对来文单位排序，不对接收单位排序。件次和人时只算落到本范围的；额度状态按该单位发出的全部事项判定，没有设目标的记“—”。"
        "人时含路途和准备。"
    )

"""Sheet 年末预计: where the year will end, and how many more fit, for the area and each of its offices."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from openpyxl import Workbook

from tracker.figures import NOTHING
from tracker.measures.standing import Reason
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.overview import Overview
from tracker.queries.standings import StandingRow
from tracker.sentences.forecasts import chance_text
from tracker.sentences.words import period_words
from tracker.workbooks import cells
from tracker.workbooks.formulas import left
from tracker.workbooks.sheets import (
    Column,
    add_sheet,
    fitted,
    set_up_page,
    write_heads,
    write_note,
    write_rows,
    write_title,
)
from tracker.workbooks.signatures import sign
from tracker.workbooks.standings import CEILING, COUNTED, Lights, lights_of
from tracker.workbooks.words import Edition, cut_off_line, maker_line

HEADS = "1:4"


def sheet_name() -> str:
    return _("年末预计")


def add_forecasts(workbook: Workbook, overview: Overview, edition: Edition) -> None:
    """By the official count, in official order; a dash where no past year tells the end of this one."""
    columns = fitted(_columns(lights_of(overview)))
    sheet = add_sheet(workbook, sheet_name(), [column.width for column in columns])
    title = _("%(area)s年末预计（%(period)s）") % {"area": overview.area.name, "period": period_words(overview.span)}
    line = cut_off_line(overview, _("个、件、项"))
    write_title(sheet, title, maker_line(overview, edition), line, len(columns))
    first = write_heads(sheet, 3, columns)
    rows = list(enumerate(_rows(overview), start=first))
    below = write_rows(sheet, first, columns, rows, lambda row: _shade(row[1], overview.area))
    below = write_note(sheet, below, len(columns), _note())
    sign(sheet, below, len(columns), edition)
    sheet.freeze_panes = "C5"
    set_up_page(sheet, overview.area.name, heads=HEADS)


def _columns(lights: Lights) -> list[Column]:
    """A row is (number on the sheet, standing)."""
    now, end, more = _("统计口径"), _("年末预计"), _("还可安排")
    return [
        Column(_("单位"), 17, lambda row: cells.text(row[1].office.name)),
        Column(_("事项"), 11, lambda row: cells.centred(str(Kind(row[1].kind).label))),
        Column(_("本年累计"), 10, lambda row: cells.count(row[1].counted).by(lights.cell(row[1], COUNTED)), now),
        Column(_("全年限额"), 10, lambda row: cells.count(row[1].ceiling).by(lights.cell(row[1], CEILING)), now),
        Column(_("中间值"), 10, lambda row: cells.count(row[1].forecast and row[1].forecast.median), end),
        Column(_("区间下端"), 10, lambda row: cells.count(row[1].forecast and row[1].forecast.low), end),
        Column(_("区间上端"), 10, lambda row: cells.count(row[1].forecast and row[1].forecast.high), end),
        Column(_("越线可能"), 11, lambda row: cells.centred(_chance(row[1])), end),
        Column(_("当月"), 9, lambda row: cells.count(row[1].allowance and row[1].allowance.month), more),
        Column(_("本年"), 9, lambda row: cells.count(row[1].remaining).by(left(f"D{row[0]}", f"C{row[0]}")), more),
    ]


def _chance(row: StandingRow) -> str:
    if row.judgement.reason == Reason.CEILING_PASSED:
        return _("已越线")
    return NOTHING if row.forecast is None or row.forecast.breach is None else chance_text(row.forecast.breach)


def _rows(overview: Overview) -> Sequence[StandingRow]:
    return [*overview.cards, *(row for office in overview.offices for row in overview.matrix_row(office))]


def _shade(row: StandingRow, area: Office) -> str:
    return "total" if row.office == area else ""


def _note() -> str:
    return _(
        "注：区间是 80% 区间，五次里约有四次落在其中。由往年各月的数、今年已有的数和同级单位的情况推算，"
        "算法和回头检验见“年末预计”页。没有完整往年分月数的单位不作预计。"
    )

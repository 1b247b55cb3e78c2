"""Sheet 来文单位: who causes it. Issuers are sorted by the person-hours they cost; receivers never are."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.chart import Reference
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tracker.figures import NOTHING
from tracker.models.kinds import Kind
from tracker.queries.issuers import IssuerRow
from tracker.queries.overview import Overview
from tracker.sentences.words import period_words
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry
from tracker.workbooks.drawings import BLUE, DARK_RED, Axis, Bars, Place, add_stacked_bars
from tracker.workbooks.formulas import change, hours, share
from tracker.workbooks.lights import light_up
from tracker.workbooks.links import link_to_issuer
from tracker.workbooks.ranges import Ledgers, quoted
from tracker.workbooks.return_columns import keep_off_the_page
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
from tracker.workbooks.signatures import ROWS, sign
from tracker.workbooks.words import Edition, cut_off_line, maker_line

DRAWN = 20  # issuers in the chart: more names than this are skipped on paper
HEADS = 4
COUNTED, NOT_COUNTED = 10, 11  # columns the chart is drawn from
FIRST_FULL = 6  # column of meetings in the full count
ALL, COUNTED_IN, BEFORE = "QRS"  # columns of whole minutes, right of the page
OFF_THE_PAGE = 3


def sheet_name() -> str:
    return pgettext("sheet", "来文单位")


def add_issuers(workbook: Workbook, overview: Overview, ledgers: Ledgers, edition: Edition) -> None:
    columns = fitted([*_columns(ledgers), *_minutes_columns(ledgers)])
    printed = len(columns) - OFF_THE_PAGE
    sheet = add_sheet(workbook, sheet_name(), [column.width for column in columns])
    title = _("%(area)s来文单位占用基层工时（%(period)s）") % {
        "area": overview.area.name,
        "period": period_words(overview.span),
    }
    unit = _("个、件、项次；人时")
    write_title(sheet, title, maker_line(overview, edition), cut_off_line(overview, unit), printed)
    first = write_heads(sheet, 3, columns)
    ranked = list(enumerate(overview.issuers, start=1))
    below = write_rows(sheet, first, columns, ranked)
    light_up(sheet, f"N{first}:P{below}")
    _link_rows(sheet, first, overview, ledgers)
    below = write_note(sheet, below, printed, _note())
    last = _add_chart(sheet, first, below, min(len(ranked), DRAWN), printed)
    sign(sheet, last, printed, edition)
    sheet.freeze_panes = "C5"
    set_up_page(sheet, overview.area.name, heads=f"1:{HEADS}", last_row=last + ROWS - 1)
    keep_off_the_page(sheet, printed)


def sum_of(column: int, number: int) -> str:
    """A column of counts added up, as formulas of other sheets write it. column: from 0; number: of issuers."""
    letter = get_column_letter(3 + column)
    last = HEADS + max(number, 1)
    return f"SUM({quoted(sheet_name())}!${letter}${HEADS + 1}:${letter}${last})"


def _columns(ledgers: Ledgers) -> list[Column]:
    """A row is (place in the order, issuer); it stands HEADS rows further down."""
    official, full, cost, quota = _("统计口径"), _("全口径"), _("占用人时"), _("额度状态")
    return [
        Column(_("序号"), 5.5, lambda row: Entry(row[0], "plain")),
        Column(_("来文单位"), 37, lambda row: Entry(row[1].issuer.name, "text link")),
        *(_official_column(kind, official, ledgers) for kind in Kind),
        *(_full_column(kind, full, ledgers) for kind in Kind),
        Column(_("合计"), 8.5, lambda row: cells.hours(row[1].minutes).by(hours(_cell(ALL, row))), cost),
        Column(
            _("计入"), 8.5, lambda row: cells.hours(row[1].official_minutes).by(hours(_cell(COUNTED_IN, row))), cost
        ),
        Column(_("未计入"), 8.5, lambda row: cells.hours(_not_counted(row[1])).by(hours(_difference(row))), cost),
        Column(_("未计入\n占比"), 8, lambda row: _share_not_counted(row), cost),
        Column(_("较上年\n同期"), 9, lambda row: _changed(row), cost),
        *(_quota_column(kind, quota) for kind in Kind),
    ]


def _minutes_columns(ledgers: Ledgers) -> list[Column]:
    """Right of the page: whole minutes, from which hours and percentages are computed."""

    def minutes(row: tuple[int, IssuerRow], *, official: bool) -> Entry:
        typed = Entry(row[1].official_minutes if official else row[1].minutes, "count")
        if row[1].issuer.pk not in ledgers.plain_issuers:
            return typed
        sums = [
            ledgers.minutes(kind, _from(row, kind, ledgers), *([ledgers.counts_officially(kind)] if official else []))
            for kind in Kind.values
        ]
        return typed.by("+".join(sums) if all(sums) else "")

    return [
        Column(_("人分\n合计"), 9, lambda row: minutes(row, official=False), is_printed=False),
        Column(_("人分\n计入"), 9, lambda row: minutes(row, official=True), is_printed=False),
        Column(_("上年同期\n人分"), 9, lambda row: Entry(row[1].minutes_before, "count"), is_printed=False),
    ]


def _cell(column: str, row: tuple[int, IssuerRow]) -> str:
    return f"{column}{row[0] + HEADS}"


def _difference(row: tuple[int, IssuerRow]) -> str:
    return f"{_cell(ALL, row)}-{_cell(COUNTED_IN, row)}"


def _not_counted(row: IssuerRow) -> int:
    return row.minutes - row.official_minutes


def _share_not_counted(row: tuple[int, IssuerRow]) -> Entry:
    return cells.percent(row[1].unofficial_share).by(share(_difference(row), _cell(ALL, row)))


def _changed(row: tuple[int, IssuerRow]) -> Entry:
    return cells.change(row[1].change).by(change(_cell(BEFORE, row), _cell(ALL, row)))


def _from(row: tuple[int, IssuerRow], kind: str, ledgers: Ledgers) -> str:
    return ledgers.from_issuer(kind, f"$B{row[0] + HEADS}")


def _official_column(kind: Kind, group: str, ledgers: Ledgers) -> Column:
    def of(row: tuple[int, IssuerRow]) -> Entry:
        typed = cells.count(row[1].of(kind).official)
        return typed.by(ledgers.official(kind, _from(row, kind, ledgers)) if _is_plain(row, ledgers) else "")

    return Column(str(kind.label), 7, of, group)


def _full_column(kind: Kind, group: str, ledgers: Ledgers) -> Column:
    def of(row: tuple[int, IssuerRow]) -> Entry:
        landed = row[1].of(kind)
        typed = Entry(landed.full, "count link" if landed.full_items else "count")
        return typed.by(ledgers.full(kind, _from(row, kind, ledgers)) if _is_plain(row, ledgers) else "")

    return Column(str(kind.label), 7, of, group)


def _is_plain(row: tuple[int, IssuerRow], ledgers: Ledgers) -> bool:
    """Whether the name alone finds the issuer's rows; where two bear it, figures are typed."""
    return row[1].issuer.pk in ledgers.plain_issuers


def _link_rows(sheet: Worksheet, first: int, overview: Overview, ledgers: Ledgers) -> None:
    for number, row in enumerate(overview.issuers, start=first):
        heaviest = max(Kind.values, key=lambda kind: row.of(kind).full_items)
        link_to_issuer(sheet, number, 2, ledgers.ranges[heaviest], row.issuer.pk)
        for place, kind in enumerate(Kind.values):
            link_to_issuer(sheet, number, FIRST_FULL + place, ledgers.ranges[kind], row.issuer.pk)


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

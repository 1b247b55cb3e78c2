"""Sheet 月度: which months, and how far to the ceiling."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.chart import Reference
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tracker.models.baselines import Count
from tracker.models.kinds import Kind
from tracker.queries.baselines import number_of
from tracker.queries.months import MonthRow, YearOfMonths
from tracker.queries.overview import Overview
from tracker.queries.standings import StandingRow
from tracker.sentences.month_names import MONTHS
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry, put_row
from tracker.workbooks.drawings import DARK_RED, GREY, INK, Axis, Line, Place, add_line_chart
from tracker.workbooks.links import link_to_month
from tracker.workbooks.ranges import Ledgers, quoted
from tracker.workbooks.sheets import (
    LINE,
    Column,
    add_sheet,
    set_up_page,
    write_heads,
    write_note,
    write_rows,
    write_title,
)
from tracker.workbooks.signatures import sign
from tracker.workbooks.standings import CEILING, Lights, lights_of
from tracker.workbooks.words import Edition, cut_off_line, maker_line

OF_KIND = 6  # columns of each kind
CHART_ROWS = 14
FIRST = 5  # row of January


@dataclass(frozen=True, slots=True)
class _Cell:
    """One month of one kind with its running sums; None for months that have not begun or have no ledger."""

    row: MonthRow
    running: int | None
    running_before: int | None
    ceiling: int | None


@dataclass(frozen=True, slots=True)
class _Month:
    label: str
    kinds: Sequence[_Cell]


def sheet_name() -> str:
    return _("月度")


def add_months(workbook: Workbook, overview: Overview, ledgers: Ledgers, edition: Edition) -> None:
    columns = _columns(overview, ledgers)
    sheet = add_sheet(workbook, sheet_name(), [column.width for column in columns])
    title = _("%(area)s月度进度（%(year)s年）") % {"area": overview.area.name, "year": overview.year}
    unit = _("个、件、项次")
    write_title(sheet, title, maker_line(overview, edition), cut_off_line(overview, unit), len(columns))
    first = write_heads(sheet, 3, columns)
    rows = list(enumerate(_rows(overview), start=first))
    below = write_rows(sheet, first, columns, rows)
    _link_months(sheet, rows, ledgers)
    put_row(sheet, below, _totals(overview, first, below - 1), "total")
    sheet.row_dimensions[below].height = LINE
    sheet.row_dimensions[below + 1].height = 8
    for place, card in enumerate(overview.cards):
        _add_chart(sheet, first, below + 2, place, overview.months[card.kind], card.ceiling)
    below = write_note(sheet, below + 2 + CHART_ROWS, len(columns), _note())
    sign(sheet, below, len(columns), edition)
    sheet.freeze_panes = "B5"
    set_up_page(sheet, overview.area.name, one_page=True)


def _columns(overview: Overview, ledgers: Ledgers) -> list[Column]:
    """A row is (number on the sheet, month)."""
    lights = lights_of(overview)
    months = Column(_("月份"), 8, lambda row: cells.centred(row[1].label))
    kinds = (_kind_columns(place, card, overview, ledgers, lights) for place, card in enumerate(overview.cards))
    return [months, *(column for kind in kinds for column in kind)]


def _kind_columns(place: int, card: StandingRow, overview: Overview, ledgers: Ledgers, lights: Lights) -> list[Column]:
    year, kind = overview.months[card.kind], str(Kind(card.kind).label)
    now, then = (get_column_letter(2 + place * OF_KIND + number) for number in (0, 2))
    running, running_then = (get_column_letter(2 + place * OF_KIND + number) for number in (3, 4))

    def column(head: str, of: Callable[[int, _Cell], Entry]) -> Column:
        return Column(head, 7.8, lambda row: of(row[0], row[1].kinds[place]), kind)

    def within(cell: _Cell) -> Sequence[str]:
        return ledgers.within(card.kind, cell.row.month)

    base = {"year": year.base_year}
    return [
        column(
            _("统计口径\n本月"),
            lambda _row, cell: _landed(cell, Count.OFFICIAL, ledgers.official(card.kind, *within(cell))),
        ),
        column(_("全口径\n本月"), lambda _row, cell: _landed(cell, Count.FULL, ledgers.full(card.kind, *within(cell)))),
        column(
            _("%(year)s年\n同月") % base,
            lambda _row, cell: cells.count(cell.row.before.official if cell.row.before else None),
        ),
        column(_("本年\n累计"), lambda row, cell: _running(cell.running, now, running, row)),
        column(_("%(year)s年\n累计") % base, lambda row, cell: _running(cell.running_before, then, running_then, row)),
        column(_("全年\n限额"), lambda _row, cell: cells.count(cell.ceiling).by(lights.cell(card, CEILING))),
    ]


def _landed(cell: _Cell, count: str, formula: str) -> Entry:
    """A month that has not begun holds a dash, whatever the rows say."""
    landed = cell.row.landed
    if landed is None:
        return cells.count(None)
    return Entry(number_of(landed, count), "count link" if landed.full_items else "count").by(formula)


def _running(sum_so_far: int | None, month: str, running: str, row: int) -> Entry:
    """The month's own figure, and what had been reached the month before."""
    typed = cells.count(sum_so_far)
    if sum_so_far is None:
        return typed
    return typed.by(f"{month}{row}" if row == FIRST else f"{running}{row - 1}+{month}{row}")


def _link_months(sheet: Worksheet, rows: Sequence[tuple[int, _Month]], ledgers: Ledgers) -> None:
    for number, month in rows:
        for place, cell in enumerate(month.kinds):
            for column in (2, 3):
                where = ledgers.ranges[Kind.values[place]]
                link_to_month(sheet, number, column + place * OF_KIND, where, cell.row.month)


def _rows(overview: Overview) -> list[_Month]:
    kinds = [_cells(overview.months[card.kind], card.ceiling) for card in overview.cards]
    return [_Month(str(MONTHS[number]), row) for number, row in enumerate(zip(*kinds, strict=True))]


def _cells(year: YearOfMonths, ceiling: int | None) -> list[_Cell]:
    running = zip_longest(year.rows, year.running_official(), year.running_baseline())
    return [_Cell(row, now, before, ceiling) for row, now, before in running]


def _totals(overview: Overview, first: int, last: int) -> list[Entry]:
    """Sums of the months; the running sums and the ceiling have none."""
    row = [cells.centred(_("合计"))]
    for place, card in enumerate(overview.cards):
        before = [month.before.official for month in overview.months[card.kind].rows if month.before]
        sums = [card.landed.official, card.landed.full, sum(before) if before else None]
        letters = [get_column_letter(2 + place * OF_KIND + number) for number in range(len(sums))]
        row += [
            cells.count(number).by("" if number is None else f"SUM({letter}{first}:{letter}{last})")
            for number, letter in zip(sums, letters, strict=True)
        ]
        row += [Entry(None, "count")] * (OF_KIND - len(sums))
    return row


def sum_of(place: int, column: int) -> str:
    """The cell of a sum as formulas of other sheets write it. place: of the kind; column: 0 official, 1 full."""
    return f"{quoted(sheet_name())}!${get_column_letter(2 + place * OF_KIND + column)}${FIRST + 12}"


def _add_chart(sheet: Worksheet, first: int, top: int, place: int, year: YearOfMonths, ceiling: int | None) -> None:
    """This year ends with the month that has begun; the base year and the ceiling are drawn where they are known."""
    start = 2 + place * OF_KIND
    begun = len(year.running_official())
    lines = [Line(_("本年累计"), _below(sheet, start + 3, first, begun), INK, 2.25, symbol="circle")]
    if year.has_baseline:
        name = _("%(year)s年累计") % {"year": year.base_year}
        lines.append(Line(name, _below(sheet, start + 4, first, 12), GREY, 1.25, "sysDash", "diamond"))
    if ceiling is not None:
        lines.append(Line(_("全年限额"), _below(sheet, start + 5, first, 12), DARK_RED, 1.5, "lgDash"))
    title = _("%(kind)s：统计口径累计") % {"kind": Kind(year.kind).label}
    for number in range(top, top + CHART_ROWS):
        sheet.row_dimensions[number].height = LINE
    left = 1 if place == 0 else start
    where = Place(left, top, start + OF_KIND, top + CHART_ROWS)
    add_line_chart(sheet, where, title, _below(sheet, 1, first, 12), lines, Axis(letters=7))


def _below(sheet: Worksheet, column: int, first: int, rows: int) -> Reference:
    return Reference(sheet, min_col=column, min_row=first, max_row=first + rows - 1)


def _note() -> str:
    return _(
        "注：粗实线带圆点为本年，虚线带菱形为基期，长划线为全年限额；未到的月份不画线，最后一个月可能不满月。"
        "没有台账的基期不画线。"
    )

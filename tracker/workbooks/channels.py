"""Sheet 渠道: by which ways things came, month by month, beside the year before."""

from decimal import Decimal

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.chart import Reference
from openpyxl.utils import get_column_letter

from tracker.measures.reduction import share as share_of
from tracker.queries.causes import Amount
from tracker.queries.channels import Channels, WayMonth
from tracker.queries.overview import Overview
from tracker.rules.channels import Way
from tracker.sentences.channels import channels_finding
from tracker.sentences.month_names import MONTHS
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry, put_row
from tracker.workbooks.drawings import DARK_RED, GREY, INK, Axis, Line, Place, add_line_chart
from tracker.workbooks.formulas import share
from tracker.workbooks.question_sheets import Answer, begin, end
from tracker.workbooks.sheets import LINE, Column, write_rows
from tracker.workbooks.words import Edition

CHART_ROWS = 16
FIRST = 6  # row of January
WAYS = len(Way)
_NOW, _BEFORE = 2, 2 + WAYS  # first columns of this year's items, and of last year's
Row = tuple[int, WayMonth]


def sheet_name() -> str:
    return _("渠道")


def add_channels(workbook: Workbook, overview: Overview, figures: Channels, edition: Edition) -> None:
    answer = begin(
        workbook, overview, edition, sheet_name(), _columns(figures), _("项；人时"), channels_finding(figures)
    )
    rows = list(enumerate(figures.months, start=answer.first))
    below = write_rows(answer.sheet, answer.first, answer.columns, rows)
    put_row(answer.sheet, below, _totals(figures, answer.first, below - 1), "total")
    answer.sheet.row_dimensions[below].height = LINE
    below = _add_chart(answer, below + 1, figures)
    end(answer, overview, edition, below, _note(), frozen="B", one_page=True)


def _columns(figures: Channels) -> list[Column]:
    now, before = _("%(year)s年（项）"), _("%(year)s年（项）")
    year = figures.span.last.year
    cost = _("%(year)s年（人时）") % {"year": year}
    informal, formal = (get_column_letter(_NOW + Way.values.index(way)) for way in (Way.INFORMAL, Way.FORMAL))

    def part(row: Row) -> Entry:
        number = row[0]
        known = f"(N({formal}{number})+N({informal}{number}))"
        return cells.percent(_informal_share(row[1].now)).by(share(f"N({informal}{number})", known))

    return [
        Column(_("月份"), 9, lambda row: cells.centred(str(MONTHS[row[1].month % 100 - 1]))),
        *(_items_column(way, now % {"year": year}, is_now=True) for way in Way),
        *(_items_column(way, before % {"year": figures.base_year}, is_now=False) for way in Way),
        Column(_("非正式占比"), 11, part),
        *(_hours_column(way, cost) for way in Way),
    ]


def _items_column(way: Way, group: str, *, is_now: bool) -> Column:
    def of(row: Row) -> Entry:
        amounts = row[1].now if is_now else row[1].before
        return cells.count(amounts[way].full_items if amounts else None)

    return Column(str(way.label), 11, of, group)


def _hours_column(way: Way, group: str) -> Column:
    def of(row: Row) -> Entry:
        return cells.hours(row[1].now[way].full_minutes if row[1].now else None)

    return Column(str(way.label), 11, of, group)


def _informal_share(amounts: dict[str, Amount] | None) -> Decimal | None:
    if amounts is None:
        return None
    formal, informal = (amounts[way].full_items for way in (Way.FORMAL, Way.INFORMAL))
    return share_of(informal, formal + informal)


def _totals(figures: Channels, first: int, last: int) -> list[Entry]:
    """Of the months shown: of last year the whole of it, as the months are."""
    row = [cells.centred(_("合计"))]
    for is_now in (True, False):
        for place, way in enumerate(Way):
            letter = get_column_letter((_NOW if is_now else _BEFORE) + place)
            months = [month.now if is_now else month.before for month in figures.months]
            known = [amounts[way].full_items for amounts in months if amounts]
            row.append(
                cells.count(sum(known) if known else None).by(f"SUM({letter}{first}:{letter}{last})" if known else "")
            )
    whole = {way: figures.ways[way].now for way in Way.values}
    informal, formal = (get_column_letter(_NOW + Way.values.index(way)) for way in (Way.INFORMAL, Way.FORMAL))
    below = last + 1
    row.append(
        cells.percent(_informal_share(whole)).by(share(f"{informal}{below}", f"({formal}{below}+{informal}{below})"))
    )
    return [*row, *(cells.hours(whole[way].full_minutes) for way in Way.values)]


def _add_chart(answer: Answer, row: int, figures: Channels) -> int:
    below = row + CHART_ROWS
    for number in range(row, below):
        answer.sheet.row_dimensions[number].height = LINE
    begun = max(sum(month.now is not None for month in figures.months), 1)

    def column(number: int, rows: int) -> Reference:
        last = answer.first + rows - 1
        return Reference(answer.sheet, min_col=number, min_row=answer.first, max_row=last)

    now, before = figures.span.last.year, figures.base_year
    places = [(Way.values.index(way), way) for way in (Way.FORMAL, Way.INFORMAL)]
    looks = {Way.FORMAL: (INK, "circle"), Way.INFORMAL: (DARK_RED, "square")}
    lines = [
        Line(f"{way.label} {now}", column(_NOW + place, begun), looks[way][0], 2.25, symbol=looks[way][1])
        for place, way in places
    ]
    if figures.has_before:
        lines += [
            Line(f"{way.label} {before}", column(_BEFORE + place, 12), GREY if way == Way.FORMAL else DARK_RED, 1.25,
                 "sysDash", "diamond" if way == Way.FORMAL else "triangle")
            for place, way in places
        ]  # fmt: skip
    title = _("正式与非正式渠道各月项数")
    add_line_chart(answer.sheet, Place(1, row, answer.printed + 1, below), title, column(1, 12), lines, Axis())
    return below


def _note() -> str:
    return _(
        "注：每个事项计一次，按全口径；渠道没有登记的列为不明，不算入占比。粗实线为本年，虚线为上年；最后一个月可能不满月。"
    )

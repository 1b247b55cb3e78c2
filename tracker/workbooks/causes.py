"""Sheet 来源: who causes it, with what, and how few make up how much."""

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.chart import Reference
from openpyxl.utils import get_column_letter

from tracker.measures.reduction import change as change_of
from tracker.models.kinds import Kind
from tracker.queries.causes import CauseRow, Causes
from tracker.queries.overview import Overview
from tracker.sentences.causes import causes_finding
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry
from tracker.workbooks.drawings import BLUE, DARK_RED, Axis, Bars, Line, Place, add_columns_with_line
from tracker.workbooks.formulas import change, hours, share
from tracker.workbooks.links import link_to_issuer
from tracker.workbooks.question_sheets import Answer, begin, end, room_for_charts
from tracker.workbooks.ranges import Ledgers
from tracker.workbooks.sheets import Column, write_rows
from tracker.workbooks.words import Edition

FIRST = 6  # row of the heaviest issuer
DRAWN, CHART_ROWS = 20, 20
SHARE, RUNNING = 9, 10  # columns the chart is drawn from
MINUTES = 13  # first column of whole minutes, right of the page: of each kind, of all, of last year
Row = tuple[int, CauseRow]


def sheet_name() -> str:
    return _("来源")


def add_causes(workbook: Workbook, overview: Overview, figures: Causes, ledgers: Ledgers, edition: Edition) -> None:
    """figures: weighed by person-minutes."""
    columns = [*_columns(len(figures.rows)), *_minutes_columns(ledgers)]
    answer = begin(workbook, overview, edition, sheet_name(), columns, _("人时"), causes_finding(figures))
    rows = list(enumerate(figures.rows, start=1))
    below = write_rows(answer.sheet, answer.first, answer.columns, rows)
    for number, row in rows:
        heaviest = max(Kind.values, key=lambda kind: row.of(kind).full_minutes)
        link_to_issuer(answer.sheet, FIRST - 1 + number, 2, ledgers.ranges[heaviest], row.issuer.pk)
    if rows:
        below = _add_pareto(answer, below, min(DRAWN, len(rows)))
    end(answer, overview, edition, below, _note())


def _columns(issuers: int) -> list[Column]:
    kinds, whole = _("占用人时"), _("合在一起")
    return [
        Column(_("序号"), 5.5, lambda row: Entry(row[0], "plain")),
        Column(_("来文单位"), 40, lambda row: Entry(row[1].issuer.name, "text link")),
        Column(_("层级"), 12, lambda row: cells.centred(row[1].issuer.get_level_display())),
        *(_kind_column(place, kind, kinds) for place, kind in enumerate(Kind)),
        Column(_("占用最多的"), 11, lambda row: cells.centred(_heaviest(row[1]))),
        Column(_("人时"), 10, lambda row: cells.hours(row[1].amount.full_minutes).by(hours(_cell(3, row))), whole),
        Column(_("占比"), 9, lambda row: cells.percent(row[1].share).by(share(_cell(3, row), _all(issuers))), whole),
        Column(_("累计占比"), 10, lambda row: cells.percent(row[1].running).by(_running(row, issuers)), whole),
        Column(_("上年同期"), 10, lambda row: cells.hours(row[1].amount_before.full_minutes).by(hours(_cell(4, row)))),
        Column(_("较上年同期"), 10.5, _changed),
    ]


def _heaviest(row: CauseRow) -> str:
    return str(Kind(max(Kind.values, key=lambda kind: row.of(kind).full_minutes)).label)


def _kind_column(place: int, kind: Kind, group: str) -> Column:
    return Column(
        str(kind.label), 9, lambda row: cells.hours(row[1].of(kind).full_minutes).by(hours(_cell(place, row))), group
    )


def _minutes_columns(ledgers: Ledgers) -> list[Column]:
    """Right of the page, so that hours are divided once and shares are those of minutes."""
    kinds = [_minutes_column(kind, ledgers) for kind in Kind]
    first, last = get_column_letter(MINUTES), get_column_letter(MINUTES + len(kinds) - 1)

    def whole(row: Row) -> Entry:
        number = FIRST - 1 + row[0]
        return Entry(row[1].amount.full_minutes, "count").by(f"SUM({first}{number}:{last}{number})")

    before = Column(
        _("上年同期\n人分"), 9, lambda row: Entry(row[1].amount_before.full_minutes, "count"), is_printed=False
    )
    return [*kinds, Column(_("人分\n合计"), 9, whole, is_printed=False), before]


def _minutes_column(kind: Kind, ledgers: Ledgers) -> Column:
    def of(row: Row) -> Entry:
        typed = Entry(row[1].of(kind).full_minutes, "count")
        if row[1].issuer.pk not in ledgers.plain_issuers:
            return typed
        return typed.by(ledgers.minutes(kind, ledgers.from_issuer(kind, f"$B{FIRST - 1 + row[0]}")))

    return Column(_("%(kind)s\n人分") % {"kind": kind.label}, 9, of, is_printed=False)


def _cell(place: int, row: Row) -> str:
    """Of the columns of minutes: 0 to 2 the kinds, 3 all of them, 4 last year."""
    return f"{get_column_letter(MINUTES + place)}{FIRST - 1 + row[0]}"


def _all(issuers: int) -> str:
    letter = get_column_letter(MINUTES + 3)
    return f"SUM(${letter}${FIRST}:${letter}${FIRST - 1 + max(issuers, 1)})"


def _running(row: Row, issuers: int) -> str:
    letter = get_column_letter(MINUTES + 3)
    return share(f"SUM(${letter}${FIRST}:{letter}{FIRST - 1 + row[0]})", _all(issuers))


def _changed(row: Row) -> Entry:
    before, now = row[1].amount_before.full_minutes, row[1].amount.full_minutes
    return cells.change(change_of(before, now)).by(change(_cell(4, row), _cell(3, row)))


def _add_pareto(answer: Answer, row: int, drawn: int) -> int:
    first, below = room_for_charts(answer, row, 1, CHART_ROWS)
    last = answer.first + drawn - 1

    def column(number: int) -> Reference:
        return Reference(answer.sheet, min_col=number, min_row=answer.first, max_row=last)

    title = _("占用人时最多的%(number)s个来文单位：占比和累计占比") % {"number": drawn}
    line = Line(_("累计占比"), column(RUNNING), DARK_RED, 2, symbol="circle")
    axes = Axis("0%", 0, 1, 0.2, letters=8)
    place = Place(1, first, answer.printed + 1, below)
    add_columns_with_line(answer.sheet, place, title, column(2), [Bars(_("占比"), column(SHARE), BLUE)], line, axes)
    return below


def _note() -> str:
    return _("注：只对来文单位排序，不对接收单位排序。占比、累计占比按人分计算；图中柱为占比，线为累计占比，同一刻度。")

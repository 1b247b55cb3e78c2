"""Sheets 会议台账, 发文台账 and 督检考台账: the items behind the figures, one sheet per kind."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.queries.ambiguous_names import ambiguous_names
from tracker.queries.landings import Landed
from tracker.queries.overview import Overview
from tracker.sentences.words import period_words
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry, put_row
from tracker.workbooks.formulas import hours, spoken
from tracker.workbooks.landings import columns_of, fits, write_landings
from tracker.workbooks.ledger_columns import ledger_columns, with_return_columns
from tracker.workbooks.ranges import (
    DAY,
    ISSUER,
    LANDINGS,
    MINUTES,
    OFFICIAL,
    LedgerRange,
    Ledgers,
    issuers_of,
    months_of,
    plain_issuers,
)
from tracker.workbooks.return_columns import keep_off_the_page
from tracker.workbooks.sheets import LINE, Column, add_sheet, set_up_page, write_heads, write_rows, write_title
from tracker.workbooks.words import Edition, cut_off_line, maker_line

HEAD_ROW = 4  # one row of heads, totals above it: filters and re-imports need it so
MARGIN = 0.35


def sheet_name(kind: str) -> str:
    return {
        Kind.MEETING: _("会议台账"),
        Kind.DOCUMENT: _("发文台账"),
        Kind.INSPECTION: _("督检考台账"),
    }[Kind(kind)]


def ledgers_of(overview: Overview, items: Mapping[str, Sequence[Item]]) -> Ledgers:
    """Where the rows of these items will stand. items: by kind, as queries.items gives them."""
    is_live, ambiguous = fits(overview, items), ambiguous_names()
    ranges = {kind: _range(overview, kind, items.get(kind, ()), ambiguous, is_live) for kind in Kind.values}
    return Ledgers(ranges, is_live, _("是"), plain_issuers(items))


def add_ledgers(
    workbook: Workbook, overview: Overview, items: Mapping[str, Sequence[Item]], ledgers: Ledgers, edition: Edition
) -> None:
    """A sheet for each kind. items: by kind, as queries.items gives them."""
    ledgers.define(workbook)
    for card in overview.cards:
        _add_ledger(workbook, overview, card.landed, items.get(card.kind, ()), ledgers, edition)


def _range(overview: Overview, kind: str, items: Sequence[Item], ambiguous: set[str], is_live: bool) -> LedgerRange:
    printed = ledger_columns(kind)
    minutes = len(with_return_columns(kind, printed, ambiguous)) + 1
    by_office = columns_of(kind, overview, minutes + 1) if is_live else ({}, {})
    last = len(printed)
    columns = {DAY: 2, ISSUER: 4, LANDINGS: last - 3, OFFICIAL: last - 1, MINUTES: minutes}
    first = HEAD_ROW + 1
    return LedgerRange(
        kind, sheet_name(kind), first, max(first, HEAD_ROW + len(items)), columns, *by_office,
        months=months_of(items, first), issuers=issuers_of(items, first),
    )  # fmt: skip


def _add_ledger(
    workbook: Workbook,
    overview: Overview,
    landed: Landed,
    items: Sequence[Item],
    ledgers: Ledgers,
    edition: Edition,
) -> None:
    rows = ledgers.ranges[landed.kind]
    columns = ledger_columns(landed.kind)
    every = [*with_return_columns(landed.kind, columns, ambiguous_names()), _minutes_column(rows)]
    every[len(columns) - 3] = _hours_column(rows)
    sheet = add_sheet(workbook, rows.sheet, [column.width for column in every])
    title = _("%(area)s%(sheet)s（全口径，%(period)s）") % {
        "area": overview.area.name,
        "sheet": rows.sheet,
        "period": period_words(overview.span),
    }
    write_title(sheet, title, maker_line(overview, edition), cut_off_line(overview, _("人时")), len(columns))
    put_row(sheet, HEAD_ROW - 1, _totals(columns, landed, len(items), ledgers), "total")
    sheet.row_dimensions[HEAD_ROW - 1].height = LINE
    write_ledger(sheet, HEAD_ROW, every, items)
    set_up_page(sheet, _footer(edition), heads=f"{HEAD_ROW}:{HEAD_ROW}", margin=MARGIN)
    keep_off_the_page(sheet, len(columns))
    if rows.minutes:
        write_landings(sheet, rows, overview, items)
    sheet.freeze_panes = f"F{HEAD_ROW + 1}"


def write_ledger(sheet: Worksheet, row: int, columns: Sequence[Column], items: Iterable[Item]) -> int:
    """Heads with a filter, and the items; those outside the official count on grey. Returns the first row below."""
    numbered = enumerate(items, start=1)
    below = write_rows(sheet, write_heads(sheet, row, columns), columns, numbered, _shade)
    printed = sum(column.is_printed for column in columns)
    sheet.auto_filter.ref = f"A{row}:{get_column_letter(printed)}{max(below - 1, row)}"
    return below


def _totals(columns: Sequence[Column], landed: Landed, rows: int, ledgers: Ledgers) -> list[Entry]:
    """The figures of the dashboard above the columns they belong to; what a filter shows, once one is set."""
    where = ledgers.ranges[landed.kind]
    visible = f"SUBTOTAL(3,{where.name(DAY)})"
    told = _("计入%(number)s")
    said = {"number": landed.official}
    known = {
        1: cells.centred(_("合计")),
        2: cells.centred(_("%(number)s条") % {"number": rows}).by(spoken(_("%(number)s条"), number=visible)),
        len(columns) - 3: cells.count(landed.full_landings).by(f"SUBTOTAL(9,{where.name(LANDINGS)})"),
        len(columns) - 2: cells.hours(landed.full_minutes).by(hours(f"SUBTOTAL(9,{where.name(MINUTES)})")),
        len(columns): cells.text(told % said).by(spoken(told, number=ledgers.official(landed.kind))),
    }
    return [known.get(number, Entry(None, "text")) for number in range(1, len(columns) + 1)]


def _minutes_column(rows: LedgerRange) -> Column:
    """Whole minutes, so that hours are divided once, from the sum."""

    def minutes(row: tuple[int, Item]) -> Entry:
        number, item = row
        typed = Entry(item.minutes_of_landings, "count")  # type: ignore[attr-defined]
        if not rows.minutes:
            return typed
        letters = [get_column_letter(column) for column in rows.minutes.values()]
        return typed.by(f"SUM({letters[0]}{HEAD_ROW + number}:{letters[-1]}{HEAD_ROW + number})")

    return Column(_("人分合计"), 9, minutes, is_printed=False)


def _hours_column(rows: LedgerRange) -> Column:
    letter = get_column_letter(rows.columns[MINUTES])

    def person_hours(row: tuple[int, Item]) -> Entry:
        number, item = row
        return cells.hours(item.minutes_of_landings).by(hours(f"{letter}{HEAD_ROW + number}"))  # type: ignore[attr-defined]

    return Column(_("占用人时"), 7, person_hours)


def _footer(edition: Edition) -> str:
    """Who made it and who is to look: below every page, because nothing may stand below the rows."""
    return _("制表：%(maker)s    审核：            ") % {"maker": edition.made_by}


def _shade(row: tuple[int, Item]) -> str:
    return "" if row[1].official else "quiet"

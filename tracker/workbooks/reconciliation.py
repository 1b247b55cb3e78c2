"""Sheet 核对: the same figure from two sources, side by side, and the system's own as they were at the export.

An edit that stays consistent within the workbook passes every comparison of its sheets: only the frozen figures see it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from tracker.models.kinds import Kind
from tracker.queries.overview import Overview
from tracker.workbooks import cells, issuers, months, offices
from tracker.workbooks.cells import Entry, put, put_row
from tracker.workbooks.formulas import text_of
from tracker.workbooks.landings import OTHERS
from tracker.workbooks.lights import light_up
from tracker.workbooks.ranges import MINUTES, LedgerRange, Ledgers, quoted
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
from tracker.workbooks.words import Edition, cut_off_line, maker_line

HEADS = 3
FIRST = HEADS + 1
RIGHT, WRONG = "✓", "✗"
_JUDGED = "H"


@dataclass(frozen=True, slots=True)
class Check:
    """One figure twice. formula: of the first source, without an equals sign. other: of the second; "" where frozen."""

    figure: str
    first: str
    formula: str
    second: str
    number: int
    other: str = ""


def sheet_name() -> str:
    return _("核对")


def checks(overview: Overview, ledgers: Ledgers) -> list[Check]:
    """None where the workbook computes nothing from its rows."""
    if not ledgers.is_live:
        return []
    return [*_frozen(overview, ledgers), *_between_sheets(overview, ledgers)]


def add_checks(workbook: Workbook, overview: Overview, ledgers: Ledgers, edition: Edition) -> None:
    columns = _columns()
    sheet = add_sheet(workbook, sheet_name(), [column.width for column in columns])
    unit = _("个、件、项次；人分")
    write_title(sheet, _("各表数字核对"), maker_line(overview, edition), cut_off_line(overview, unit), len(columns))
    found = list(enumerate(checks(overview, ledgers), start=FIRST))
    below = write_rows(sheet, write_heads(sheet, HEADS, columns), columns, found)
    if found:
        put_row(sheet, below, [*[Entry(None, "text")] * 3, cells.text(_("结果")), *[Entry(None, "text")] * 4], "total")
        put(sheet, below, 5, result(overview, ledgers, "text"), "total")
        sheet.merge_cells(start_row=below, end_row=below, start_column=5, end_column=8)
        sheet.row_dimensions[below].height = LINE
        light_up(sheet, f"{_JUDGED}{FIRST}:{_JUDGED}{below - 1}")
        below += 1
    below = write_note(sheet, below, len(columns), _note(ledgers))
    sign(sheet, below, len(columns), edition)
    sheet.freeze_panes = f"C{FIRST}"
    set_up_page(sheet, overview.area.name, one_page=True, heads=f"1:{HEADS}")


def result(overview: Overview, ledgers: Ledgers, style: str) -> Entry:
    """✓ 30项核对全部相符, or how many do not agree, as a formula over the sheet."""
    number = len(checks(overview, ledgers))
    if not number:
        return Entry(_("数字按导出时的值写入，不由台账行计算，没有可核对的项"), style)
    place = f"{quoted(sheet_name())}!${_JUDGED}${FIRST}:${_JUDGED}${FIRST + number - 1}"
    wrong = f'COUNTIF({place},"{WRONG}")'
    fine = _("✓ %(number)s项核对全部相符") % {"number": number}
    before, _mark, after = _("✗ %(wrong)s项不符，详见“核对”").partition("%(wrong)s")
    typed = Entry(fine, style)
    return typed.by(f"IF({wrong}=0,{text_of(fine)},{text_of(before)}&{wrong}&{text_of(after)})")


def _columns() -> list[Column]:
    return [
        Column(_("序号"), 6, lambda row: Entry(row[0] - HEADS, "plain")),
        Column(_("核对什么"), 38, lambda row: cells.text(row[1].figure)),
        Column(_("来源一"), 26, lambda row: cells.text(row[1].first)),
        Column(_("数"), 12, lambda row: Entry(row[1].number, "count").by(row[1].formula)),
        Column(_("来源二"), 26, lambda row: cells.text(row[1].second)),
        Column(_("数"), 12, lambda row: Entry(row[1].number, "count").by(row[1].other)),
        Column(_("差"), 9, lambda row: Entry(0, "count").by(f"D{row[0]}-F{row[0]}")),
        Column(_("结果"), 8, lambda row: cells.centred(RIGHT).by(f'IF(G{row[0]}=0,"{RIGHT}","{WRONG}")')),
    ]


def _frozen(overview: Overview, ledgers: Ledgers) -> Iterator[Check]:
    """Each kind, by both counts and in minutes, against what the system said when the file was made."""
    frozen = _("导出时系统中的数（固定）")
    for card in overview.cards:
        sheet, landed = ledgers.ranges[card.kind].sheet, card.landed
        figures = (
            (_("%(kind)s：统计口径"), ledgers.official(card.kind), landed.official),
            (_("%(kind)s：全口径"), ledgers.full(card.kind), landed.full),
            (_("%(kind)s：占用人分"), ledgers.minutes(card.kind), landed.full_minutes),
        )
        for words, formula, number in figures:
            yield Check(words % {"kind": Kind(card.kind).label}, sheet, formula, frozen, number)


def _between_sheets(overview: Overview, ledgers: Ledgers) -> Iterator[Check]:
    for place, card in enumerate(overview.cards):
        kind, rows = {"kind": Kind(card.kind).label}, ledgers.ranges[card.kind]
        official, full = ledgers.official(card.kind), ledgers.full(card.kind)
        by_month, by_issuer = months.sheet_name(), issuers.sheet_name()
        yield Check(
            _("%(kind)s：各月之和（统计口径）") % kind,
            by_month,
            months.sum_of(place, 0),
            rows.sheet,
            card.landed.official,
            official,
        )
        yield Check(
            _("%(kind)s：各月之和（全口径）") % kind,
            by_month,
            months.sum_of(place, 1),
            rows.sheet,
            card.landed.full,
            full,
        )
        count = len(overview.issuers)
        yield Check(
            _("%(kind)s：各来文单位之和（统计口径）") % kind,
            by_issuer,
            issuers.sum_of(place, count),
            rows.sheet,
            card.landed.official,
            official,
        )
        yield Check(
            _("%(kind)s：各来文单位之和（全口径）") % kind,
            by_issuer,
            issuers.sum_of(place + 3, count),
            rows.sheet,
            card.landed.full,
            full,
        )
        yield Check(
            _("%(kind)s：各单位人分之和") % kind,
            _("%(sheet)s右侧各单位栏") % {"sheet": rows.sheet}, _all_offices(rows),
            _("%(sheet)s人分合计栏") % {"sheet": rows.sheet}, card.landed.full_minutes, f"SUM({rows.name(MINUTES)})",
        )  # fmt: skip
        yield Check(
            _("%(kind)s：合计行（全口径）") % kind,
            offices.sheet_name(),
            offices.area_cell(place),
            rows.sheet,
            card.landed.full,
            full,
        )


def _all_offices(rows: LedgerRange) -> str:
    first, last = min(rows.minutes.values()), rows.minutes[OTHERS]
    letters = get_column_letter(first), get_column_letter(last)
    return f"SUM({quoted(rows.sheet)}!${letters[0]}${rows.first}:${letters[1]}${rows.last})"


def _note(ledgers: Ledgers) -> str:
    if not ledgers.is_live:
        return _("注：台账行数或单位数较多，为免每次打开久等，各表的数按导出时的值写入，只有合计由公式计算。")
    return _("注：每次打开重新计算。“固定”的数不随台账行改变：删改台账行后，差不为零的就是改动所在。")

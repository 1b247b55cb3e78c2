"""Sheets 会议台账, 发文台账 and 督检考台账: the items behind the figures, one sheet per kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.queries.ambiguous_names import ambiguous_names
from tracker.queries.facts import grounds
from tracker.queries.landings import Landed
from tracker.queries.overview import Overview
from tracker.sentences.words import period_words
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry, put_row
from tracker.workbooks.return_columns import keep_off_the_page, return_columns
from tracker.workbooks.sheets import (
    LINE,
    Column,
    add_sheet,
    fitted,
    for_prose,
    set_up_page,
    write_heads,
    write_rows,
    write_title,
)
from tracker.workbooks.words import Edition, cut_off_line, maker_line

HEAD_ROW = 4  # one row of heads, totals above it: filters and re-imports need it so
MARGIN = 0.35


def sheet_name(kind: str) -> str:
    return {
        Kind.MEETING: _("会议台账"),
        Kind.DOCUMENT: _("发文台账"),
        Kind.INSPECTION: _("督检考台账"),
    }[Kind(kind)]


def add_ledgers(workbook: Workbook, overview: Overview, items: Mapping[str, Sequence[Item]], edition: Edition) -> None:
    """A sheet for each kind. items: by kind, as queries.items gives them."""
    for card in overview.cards:
        _add_ledger(workbook, overview, card.landed, items.get(card.kind, ()), edition)


def _add_ledger(
    workbook: Workbook, overview: Overview, landed: Landed, items: Sequence[Item], edition: Edition
) -> None:
    columns = ledger_columns(landed.kind)
    every = with_return_columns(landed.kind, columns)
    sheet = add_sheet(workbook, sheet_name(landed.kind), [column.width for column in every])
    title = _("%(area)s%(sheet)s（全口径，%(period)s）") % {
        "area": overview.area.name,
        "sheet": sheet_name(landed.kind),
        "period": period_words(overview.span),
    }
    write_title(sheet, title, maker_line(overview, edition), cut_off_line(overview, _("人时")), len(columns))
    put_row(sheet, HEAD_ROW - 1, _totals(columns, landed, len(items)), "total")
    sheet.row_dimensions[HEAD_ROW - 1].height = LINE
    write_ledger(sheet, HEAD_ROW, every, items)
    sheet.freeze_panes = f"F{HEAD_ROW + 1}"
    set_up_page(sheet, overview.area.name, heads=f"{HEAD_ROW}:{HEAD_ROW}", margin=MARGIN)
    keep_off_the_page(sheet, len(columns))


def write_ledger(sheet: Worksheet, row: int, columns: Sequence[Column], items: Iterable[Item]) -> int:
    """Heads with a filter, and the items; those outside the official count on grey. Returns the first row below."""
    numbered = enumerate(items, start=1)
    below = write_rows(sheet, write_heads(sheet, row, columns), columns, numbered, _shade)
    printed = sum(column.is_printed for column in columns)
    sheet.auto_filter.ref = f"A{row}:{get_column_letter(printed)}{max(below - 1, row)}"
    return below


def ledger_columns(kind: str) -> list[Column]:
    """Columns of one kind's ledger; a row is (number, item)."""
    return fitted([*_first_columns(), *_OF_KIND[Kind(kind)](), *_last_columns(kind)])


def with_return_columns(kind: str, columns: Sequence[Column]) -> list[Column]:
    """The printed columns, and right of them what an import needs besides."""
    return [*columns, *return_columns(kind, ambiguous_names(), (column.head for column in columns))]


def of_item(head: str, width: float, of: Callable[[Item], Entry]) -> Column:
    return Column(head, width, lambda row: of(row[1]))


def choice(head: str, width: float, name: str) -> Column:
    """A column of a field with choices, in words; empty where nothing was told."""
    return of_item(head, width, lambda item: cells.centred(str(getattr(item, f"get_{name}_display")())))


def title_column(head: str) -> Column:
    return of_item(head, 31, lambda item: cells.text(item.title))


def issuer_column() -> Column:
    return of_item(_("来文单位"), 18.5, lambda item: cells.text(item.issuer.name))


def counted_columns() -> list[Column]:
    """Whether an item counts officially, and by which clause."""
    return [
        of_item(_("计入统计口径"), 6.5, lambda item: cells.centred(yes_no(item.official))),
        of_item(_("口径条款"), for_prose(18), lambda item: cells.text(grounds(item))),
    ]


def yes_no(value: bool) -> str:
    return _("是") if value else _("否")


def demands(item: Item) -> str:
    """What the item asks to be sent back: 报送、填表、留痕."""
    asked = ((item.asks_report, _("报送")), (item.asks_form, _("填表")), (item.asks_trace, _("留痕")))
    return _("、").join(word for wanted, word in asked if wanted)


def _first_columns() -> list[Column]:
    return [
        Column(_("序号"), 5.5, lambda row: Entry(row[0], "plain")),
        of_item(_("日期"), 10.4, lambda item: cells.day(item.day)),
    ]


def _meeting_columns() -> list[Column]:
    return [
        of_item(_("开始时间"), 6.2, lambda item: cells.clock(item.starts_at)),
        issuer_column(),
        title_column(_("会议名称")),
        choice(_("会议形式"), 9, "meeting_form"),
        choice(_("会议名义"), 12, "meeting_name"),
        choice(_("会议类别"), 10, "meeting_category"),
        of_item(_("时长（分钟）"), 7, lambda item: _number(item.minutes)),
        choice(_("参会要求"), 12, "required_rank"),
        of_item(_("要求报回"), 8, lambda item: cells.centred(demands(item))),
    ]


def _document_columns() -> list[Column]:
    return [
        of_item(_("发文字号"), 17, lambda item: cells.text(item.document_number)),
        issuer_column(),
        title_column(_("标题")),
        choice(_("文件形式"), 9, "document_format"),
        choice(_("文种"), 7.5, "genre"),
        of_item(_("字数"), 7, lambda item: _number(item.characters)),
        choice(_("渠道"), 8, "channel"),
        of_item(_("要求报回"), 8, lambda item: cells.centred(demands(item))),
        of_item(_("报送期限"), 10.4, lambda item: cells.day(item.deadline)),
    ]


def _inspection_columns() -> list[Column]:
    return [
        choice(_("督检考类型"), 8, "inspection_type"),
        issuer_column(),
        title_column(_("事项名称")),
        choice(_("计划情况"), 8, "plan_status"),
        of_item(_("批准文号"), 14, lambda item: cells.text(item.approval_number)),
        choice(_("参会要求"), 12, "required_rank"),
        of_item(_("要求报回"), 8, lambda item: cells.centred(demands(item))),
        of_item(_("报送期限"), 10.4, lambda item: cells.day(item.deadline)),
    ]


_OF_KIND = {
    Kind.MEETING: _meeting_columns,
    Kind.DOCUMENT: _document_columns,
    Kind.INSPECTION: _inspection_columns,
}


def _last_columns(kind: str) -> list[Column]:
    landings = _("到访次数") if kind == Kind.INSPECTION else _("送达单位数")
    return [
        of_item(landings, 6.5, lambda item: cells.count(item.landings)),
        of_item(_("占用人时"), 7, lambda item: cells.hours(item.minutes_of_landings)),
        *counted_columns(),
    ]


def _number(value: int | None) -> Entry:
    """Empty, not a dash, where nothing was told: a ledger leaves blanks blank."""
    return Entry(value, "count")


def _totals(columns: Sequence[Column], landed: Landed, rows: int) -> list[Entry]:
    """The figures of the dashboard above the columns they belong to."""
    official = _("计入%(number)s") % {"number": landed.official}
    sums = {
        len(columns) - 3: cells.count(landed.full_landings),
        len(columns) - 2: cells.hours(landed.full_minutes),
        len(columns): cells.text(official),
    }
    labels = {1: cells.centred(_("合计")), 2: cells.centred(_("%(number)s条") % {"number": rows})}
    known = labels | sums
    return [known.get(number, Entry(None, "text")) for number in range(1, len(columns) + 1)]


def _shade(row: tuple[int, Item]) -> str:
    return "" if row[1].official else "quiet"

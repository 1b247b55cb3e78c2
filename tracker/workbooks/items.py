"""A list of items as a workbook: the rows, the order and the columns of the page, however many they are."""

from collections.abc import Callable, Iterator, Sequence
from os import PathLike
from typing import IO, Any

from django.contrib.auth.models import AnonymousUser, User
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tracker.models.items import ItemQuerySet
from tracker.queries.ambiguous_names import ambiguous_names
from tracker.queries.item_rows import ItemRow, ItemRows
from tracker.queries.items import ItemFilter
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry, put_row
from tracker.workbooks.item_columns import (
    ItemColumn,
    choice_in_words,
    counted_columns,
    form_column,
    number_column,
    reading,
    streamed,
)
from tracker.workbooks.ledgers import HEAD_ROW, MARGIN
from tracker.workbooks.return_columns import keep_off_the_page, receiver_name, return_columns
from tracker.workbooks.sheets import LINE, add_sheet, for_prose, set_up_page, write_heads, write_title
from tracker.workbooks.streams import ROWS_OF_A_SHEET, Log, Stream, parts_of, save
from tracker.workbooks.styles import new_workbook

_OFFICIAL = ItemRow._fields.index("official")


def items_listed(user: User | AnonymousUser, ordered: ItemQuerySet, wanted: ItemFilter) -> ItemRows:
    """The rows of a file. ordered: what queries.items gives for `wanted`, in the order of the page."""
    return ItemRows(user, ordered, wanted, receiver_name(ambiguous_names()))


def write_items(
    file: str | PathLike[str] | IO[bytes],
    found: ItemRows,
    filters_in_words: str,
    *,
    number: str = "",
    watch: Callable[[int], None] = lambda _done: None,
    log: Log | None = None,
    most: int = ROWS_OF_A_SHEET - HEAD_ROW,
) -> None:
    """Sheets with a filter, each with at most so many rows and complete with title and heads.

    filters_in_words: what was listed, for the line below the title. number: under which the export is registered.
    watch, log: see workbooks.streams.
    """
    workbook = new_workbook()
    columns = item_columns()
    rows: Iterator[ItemRow] = iter(found)
    streams = []
    for part, size in parts_of(found.number, most).items():
        name = _("事项清单") if part == 1 else _("事项清单 (%(part)s)") % {"part": part}
        sheet = add_sheet(workbook, name, [column.width for column in columns])
        _write_frame(sheet, columns, found, filters_in_words, number)
        _set_up(sheet, columns, HEAD_ROW + size)
        streams.append(Stream(sheet, streamed(columns), rows, size, _shade))
    save(workbook, file, streams, watch=watch, log=log)


def item_columns() -> list[ItemColumn]:
    """The printed columns, and right of them what an import needs besides."""
    printed = _printed_columns()
    return [*printed, *return_columns("", ambiguous_names(), (column.head for column in printed))]


def _printed_columns() -> list[ItemColumn]:
    return [
        number_column(6),
        reading(_("日期"), 10.8, cells.day, "day"),
        reading(_("类别"), 7.5, choice_in_words("kind"), "kind"),
        reading(_("标题"), 38, cells.text, "title"),
        reading(_("来文单位"), 21, cells.text, "issuer_name"),
        form_column(9.5),
        reading(_("文号"), 18, cells.text, "document_number"),
        reading(_("计划情况"), 7.5, choice_in_words("plan_status"), "plan_status"),
        reading(_("渠道"), 8, choice_in_words("channel"), "channel"),
        reading(_("送达"), 7, cells.count, "landings"),
        reading(_("人时"), 7.5, cells.hours, "minutes_of_landings"),
        *counted_columns(for_prose(18)),
    ]


def _shade(row: Sequence[Any]) -> str:
    return "" if row[_OFFICIAL] else "quiet"


def _write_frame(sheet: Worksheet, columns: Sequence[ItemColumn], found: ItemRows, words: str, number: str) -> None:
    """What stands above the rows: title, filters, sums and heads."""
    printed = sum(column.is_printed for column in columns)
    unit = _("单位：人时")
    right = _("导出编号：%(number)s    %(unit)s") % {"number": number, "unit": unit} if number else unit
    write_title(sheet, _("事项清单"), words, right, printed, left_columns=printed - 5)
    put_row(sheet, HEAD_ROW - 1, _totals(printed, found), "total")
    sheet.row_dimensions[HEAD_ROW - 1].height = LINE
    write_heads(sheet, HEAD_ROW, columns)


def _set_up(sheet: Worksheet, columns: Sequence[ItemColumn], last: int) -> None:
    printed = sum(column.is_printed for column in columns)
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(printed)}{last}"
    sheet.freeze_panes = f"E{HEAD_ROW + 1}"
    set_up_page(sheet, _("事项清单"), heads=f"{HEAD_ROW}:{HEAD_ROW}", margin=MARGIN, last_row=last)
    keep_off_the_page(sheet, printed)


def _totals(columns: int, found: ItemRows) -> list[Entry]:
    """Above the columns they belong to; of the whole list on every sheet."""
    known = {
        1: cells.centred(_("合计")),
        2: cells.centred(_("%(number)s条") % {"number": found.number}),
        columns - 3: cells.count(found.landings),
        columns - 2: cells.hours(found.minutes),
        columns: cells.text(_("计入%(number)s") % {"number": found.counted}),
    }
    return [known.get(number, Entry(None, "text")) for number in range(1, columns + 1)]

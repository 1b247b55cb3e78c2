"""The columns of the ledgers, and what each says of an item."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry
from tracker.workbooks.item_columns import counted_columns
from tracker.workbooks.return_columns import return_columns
from tracker.workbooks.sheets import Column, fitted, for_prose


def ledger_columns(kind: str) -> list[Column]:
    """Columns of one kind's ledger; a row is (number, item)."""
    return fitted([*_first_columns(), *_OF_KIND[Kind(kind)](), *_last_columns(kind)])


def with_return_columns(kind: str, columns: Sequence[Column], ambiguous: set[str]) -> list[Column]:
    """The printed columns, and right of them what an import needs besides."""
    return [*columns, *return_columns(kind, ambiguous, (column.head for column in columns))]


def of_item(head: str, width: float, of: Callable[[Item], Entry]) -> Column:
    return Column(head, width, lambda row: of(row[1]))


def choice(head: str, width: float, name: str) -> Column:
    """A column of a field with choices, in words; empty where nothing was told."""
    return of_item(head, width, lambda item: cells.centred(str(getattr(item, f"get_{name}_display")())))


def title_column(head: str) -> Column:
    return of_item(head, 31, lambda item: cells.text(item.title))


def issuer_column() -> Column:
    return of_item(_("来文单位"), 18.5, lambda item: cells.text(item.issuer.name))


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
    return [
        of_item(
            _("到访次数") if kind == Kind.INSPECTION else _("送达单位数"), 6.5, lambda item: cells.count(item.landings)
        ),
        of_item(_("占用人时"), 7, lambda item: cells.hours(item.minutes_of_landings)),
        *counted_columns(for_prose(18)),
    ]


def _number(value: int | None) -> Entry:
    """Empty, not a dash, where nothing was told: a ledger leaves blanks blank."""
    return Entry(value, "count")

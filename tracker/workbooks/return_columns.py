"""Columns right of the printed page: what the ledger needs to know a row again when the sheet is imported.

They bear the names the import reads.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry
from tracker.workbooks.sheets import Column

_SEPARATORS = re.compile(r"[、,，;；/\s（）()]")
_LONGEST = 32_000  # what a cell holds, with room to spare
YES, NO = "是", "否"


def return_columns(kind: str, ambiguous: set[str], shown: Iterable[str] = ()) -> list[Column]:
    """For one kind, or for a list of all kinds when it is empty. shown: heads the sheet has already, left out here.

    ambiguous: names that stand for several offices; their codes are given instead.
    """
    heads = set(shown)
    columns = [*_facts(kind), *_figures(kind), _of("接收单位", lambda item: cells.text(receivers(item, ambiguous)), 30)]
    return [column for column in columns if column.head not in heads]


def keep_off_the_page(sheet: Worksheet, columns: int) -> None:
    """Print only the first columns of what set_up_page would print."""
    last = str(sheet.print_area).rsplit("$", 1)[-1]
    sheet.print_area = f"A1:{get_column_letter(columns)}{last}"


def receivers(item: Item, ambiguous: set[str]) -> str:
    """Names, or codes where a name would not do; as many as a cell holds."""
    names = [
        delivery.office.code
        if delivery.office.name in ambiguous or _SEPARATORS.search(delivery.office.name)
        else delivery.office.name
        for delivery in _landed(item)
    ]
    text = "、".join(names)
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit("、", 1)[0]


def _landed(item: Item) -> Sequence[Delivery]:
    return getattr(item, "receivers", ())


def _facts(kind: str) -> list[Column]:
    meeting, document, visit = Kind.MEETING, Kind.DOCUMENT, Kind.INSPECTION
    columns = [
        (("开始时间", lambda item: cells.clock(item.starts_at)), {meeting, visit}),
        (("会议形式", _word("meeting_form")), {meeting}),
        (("套开主题数", lambda item: Entry(item.topics, "count")), {meeting}),
        (("会议名义", _word("meeting_name")), {meeting}),
        (("会议类别", _word("meeting_category")), {meeting}),
        (("文号", lambda item: cells.text(item.document_number)), {meeting}),
        (("文件形式", _word("document_format")), {document}),
        (("文种", _word("genre")), {document}),
        (("成文日期", lambda item: cells.day(item.issued_on)), {document}),
        (("字数", lambda item: Entry(item.characters, "count")), {document}),
        (("督检考类型", _word("inspection_type")), {visit}),
        (("批准文号", lambda item: cells.text(item.approval_number)), {visit}),
        (("是否行政执法", _yes("law_enforcement")), {visit}),
        (("渠道", _word("channel")), {meeting, visit}),
        (("参会要求", _word("required_rank")), set(Kind)),
        (("是否应急", _yes("emergency")), set(Kind)),
        (("是否要求报送情况", _yes("asks_report")), set(Kind)),
        (("是否填表", _yes("asks_form")), set(Kind)),
        (("是否留痕", _yes("asks_trace")), set(Kind)),
        (("报送期限", lambda item: cells.day(item.deadline)), set(Kind)),
        (("准入号", lambda item: cells.text(item.admission_number)), set(Kind)),
    ]
    return [_of(*column) for column, kinds in columns if not kind or kind in kinds]


def _figures(kind: str) -> list[Column]:
    """What was told of a single landing; of several, nothing, because each has its own."""
    people = {Kind.INSPECTION: "陪同人数"}
    heads = ["人数", "陪同人数"] if not kind else [people.get(Kind(kind), "人数")]
    columns = [_of(head, lambda item, head=head: _people(item, head)) for head in heads]
    columns.append(_of("时长（分钟）", lambda item: Entry(_length(item), "count")))
    for head, name in (("往返路程（分钟）", "travel_minutes"), ("准备时间（分钟）", "preparation_minutes")):
        columns.append(_of(head, lambda item, name=name: Entry(_told(item, name), "count")))
    return columns


def _of(head: str, of: Any, width: float = 9) -> Column:
    return Column(head, width, lambda row: of(row[1]), is_printed=False)


def _word(name: str) -> Any:
    return lambda item: cells.centred(str(getattr(item, f"get_{name}_display")()))


def _yes(name: str) -> Any:
    return lambda item: cells.centred(YES if getattr(item, name) else NO)


def _people(item: Item, head: str) -> Entry:
    is_visit = item.kind == Kind.INSPECTION
    return Entry(_told(item, "people") if is_visit == (head == "陪同人数") else None, "count")


def _length(item: Item) -> int | None:
    return _told(item, "minutes") if item.kind == Kind.DOCUMENT else item.minutes


def _told(item: Item, name: str) -> int | None:
    landed = _landed(item)
    figure: int | None = getattr(landed[0], name) if len(landed) == 1 else None
    return figure

"""Columns right of the printed page: what the ledger needs to know a row again when the sheet is imported.

They bear the names the import reads.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.queries.item_rows import joined
from tracker.queries.items import Receiver
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry
from tracker.workbooks.item_columns import NO, YES, ItemColumn, choice_in_words, reading

_SEPARATORS = re.compile(r"[、,，;；/\s（）()]")


def return_columns(kind: str, ambiguous: set[str], shown: Iterable[str] = ()) -> list[ItemColumn]:
    """For one kind, or for a list of all kinds when it is empty. shown: heads the sheet has already, left out here.

    ambiguous: names that stand for several offices; their codes are given instead.
    """
    heads = set(shown)
    columns = [*_facts(kind), *_figures(kind), _receivers(ambiguous)]
    return [column for column in columns if column.head not in heads]


def keep_off_the_page(sheet: Worksheet, columns: int) -> None:
    """Print only the first columns of what set_up_page would print."""
    last = str(sheet.print_area).rsplit("$", 1)[-1]
    sheet.print_area = f"A1:{get_column_letter(columns)}{last}"


def receiver_name(ambiguous: set[str]) -> Callable[[str, str], str]:
    """How a receiver is called, by its code and name: by the code where the name would not do."""

    def name_of(code: str, name: str) -> str:
        return code if name in ambiguous or _SEPARATORS.search(name) else name

    return name_of


def receivers(item: Item, ambiguous: set[str]) -> str:
    """Names, or codes where a name would not do; as many as a cell holds."""
    name_of, landed = receiver_name(ambiguous), _landed(item)
    return joined([name_of(delivery.office.code, delivery.office.name) for delivery in landed])


def _landed(item: Item) -> Sequence[Receiver]:
    return getattr(item, "receivers", ())


def _receivers(ambiguous: set[str]) -> ItemColumn:
    """Of an item its receivers are named, of a row of plain values they are told already."""

    def of(row: tuple[int, Item]) -> Entry:
        return cells.text(receivers(row[1], ambiguous))

    return ItemColumn("接收单位", 30, of, is_printed=False, reads=("receivers",), says=cells.text)


def _facts(kind: str) -> list[ItemColumn]:
    meeting, document, visit = Kind.MEETING, Kind.DOCUMENT, Kind.INSPECTION
    columns = [
        (_of("开始时间", cells.clock, "starts_at"), {meeting, visit}),
        (_word("会议形式", "meeting_form"), {meeting}),
        (_of("套开主题数", _number, "topics"), {meeting}),
        (_word("会议名义", "meeting_name"), {meeting}),
        (_word("会议类别", "meeting_category"), {meeting}),
        (_of("文号", cells.text, "document_number"), {meeting}),
        (_word("文件形式", "document_format"), {document}),
        (_word("文种", "genre"), {document}),
        (_of("成文日期", cells.day, "issued_on"), {document}),
        (_of("字数", _number, "characters"), {document}),
        (_word("督检考类型", "inspection_type"), {visit}),
        (_of("批准文号", cells.text, "approval_number"), {visit}),
        (_of("是否行政执法", _yes, "law_enforcement"), {visit}),
        (_word("渠道", "channel"), {meeting, visit}),
        (_word("参会要求", "required_rank"), set(Kind)),
        (_of("是否应急", _yes, "emergency"), set(Kind)),
        (_of("是否要求报送情况", _yes, "asks_report"), set(Kind)),
        (_of("是否填表", _yes, "asks_form"), set(Kind)),
        (_of("是否留痕", _yes, "asks_trace"), set(Kind)),
        (_of("报送期限", cells.day, "deadline"), set(Kind)),
        (_of("准入号", cells.text, "admission_number"), set(Kind)),
    ]
    return [column for column, kinds in columns if not kind or kind in kinds]


def _figures(kind: str) -> list[ItemColumn]:
    """What was told of a single landing; of several, nothing, because each has its own."""
    people = {Kind.INSPECTION: "陪同人数"}
    heads = ["人数", "陪同人数"] if not kind else [people.get(Kind(kind), "人数")]
    return [
        *(_of(head, _people_under(head), "kind", "people") for head in heads),
        _of("时长（分钟）", _length, "kind", "told_minutes", "minutes"),
        _of("往返路程（分钟）", _number, "travel_minutes"),
        _of("准备时间（分钟）", _number, "preparation_minutes"),
    ]


def _of(head: str, says: Callable[..., Entry], *reads: str) -> ItemColumn:
    return reading(head, 9, says, *reads, is_printed=False)


def _word(head: str, name: str) -> ItemColumn:
    return _of(head, choice_in_words(name), name)


def _number(value: Any) -> Entry:
    return Entry(value, "count")


def _yes(value: bool) -> Entry:
    return cells.centred(YES if value else NO)


def _people_under(head: str) -> Callable[[str, int | None], Entry]:
    def of(kind: str, people: int | None) -> Entry:
        is_visit = kind == Kind.INSPECTION
        return Entry(people if is_visit == (head == "陪同人数") else None, "count")

    return of


def _length(kind: str, told: int | None, minutes: int | None) -> Entry:
    return Entry(told if kind == Kind.DOCUMENT else minutes, "count")

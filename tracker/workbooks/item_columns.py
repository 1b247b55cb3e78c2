"""Columns of items that name what they are made from, so that one definition serves items and rows of plain values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from django.db import models
from django.utils.translation import gettext as _

from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.queries.facts import grounds_in_words
from tracker.queries.item_rows import ItemRow
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry
from tracker.workbooks.sheets import Column
from tracker.workbooks.streams import StreamColumn

YES, NO = "是", "否"
_GROUNDS = ("wording", "official_override", "official_reason", "topics", "meeting_form")
_FORMS = ("kind", "meeting_form", "document_format", "inspection_type")
_FIELD_OF_FORM = dict(zip(Kind.values, _FORMS[1:], strict=True))


@dataclass(frozen=True, slots=True)
class ItemColumn(Column):
    """reads: fields of queries.item_rows.ItemRow. says: the entry of their values, the same whenever they are."""

    reads: tuple[str, ...] = ()
    says: Callable[..., Entry] = cells.text


def reading(head: str, width: float, says: Callable[..., Entry], *reads: str, is_printed: bool = True) -> ItemColumn:
    def of(row: tuple[int, Item]) -> Entry:
        return says(*(_value(row, name) for name in reads))

    return ItemColumn(head, width, of, is_printed=is_printed, reads=reads, says=says)


def streamed(columns: Sequence[ItemColumn]) -> list[StreamColumn]:
    """The same columns of rows of queries.item_rows."""
    return [
        StreamColumn(tuple(map(ItemRow._fields.index, column.reads)), column.says, column.width, _wraps(column))
        for column in columns
    ]


def _wraps(column: ItemColumn) -> bool:
    """Whether it is printed and holds texts: figures and days take one line."""
    return column.is_printed and any(str in _types_of(name) for name in column.reads)


def _types_of(name: str) -> tuple[type, ...]:
    kind = ItemRow.__annotations__[name]
    return get_args(kind) or (kind,)


def choice_in_words(name: str) -> Callable[[str], Entry]:
    """What a field with choices says, in words; empty where nothing was told."""
    field = Item._meta.get_field(name)
    assert isinstance(field, models.Field)
    labels = dict(field.flatchoices)
    return lambda value: cells.centred(str(labels.get(value, value)))


def form_in_words(kind: str, *forms: str) -> Entry:
    """视频会议, 便函, 督查: the form an item took."""
    name = _FIELD_OF_FORM[kind]
    return choice_in_words(name)(forms[_FORMS[1:].index(name)])


def number_column(width: float) -> ItemColumn:
    return reading(_("序号"), width, lambda number: Entry(number, "plain"), "number")


def form_column(width: float) -> ItemColumn:
    return reading(_("形式"), width, form_in_words, *_FORMS)


def counted_columns(width: float) -> list[ItemColumn]:
    """Whether an item counts officially, and by which clause. width: of the clause."""
    return [
        reading(_("计入统计口径"), 6.5, lambda official: cells.centred(_("是") if official else _("否")), "official"),
        reading(_("口径条款"), width, lambda *told: cells.text(grounds_in_words(*told)), *_GROUNDS),
    ]


def _value(row: tuple[int, Item], name: str) -> Any:
    number, item = row
    if name == "number":
        return number
    if name == "wording":
        return item.official_clause and item.official_clause.wording
    if name == "issuer_name":
        return item.issuer.name
    if name in _TOLD:
        return _told(item, _TOLD[name])
    return getattr(item, name)


_TOLD = {
    "people": "people",
    "told_minutes": "minutes",
    "travel_minutes": "travel_minutes",
    "preparation_minutes": "preparation_minutes",
}


def _told(item: Item, name: str) -> int | None:
    """What was told of a single landing; of several None, because each has its own."""
    landed: Sequence[Any] = getattr(item, "receivers", ())
    figure: int | None = getattr(landed[0], name) if len(landed) == 1 else None
    return figure

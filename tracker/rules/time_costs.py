"""What an item costs one office: what was told, and the norm (工时标准) for whatever was not."""

from collections.abc import Mapping
from typing import NamedTuple

from tracker.measures.person_minutes import PersonMinutes, attendance, reading, reading_minutes
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.norms import Norm

Norms = Mapping[str, int]
Code = Norm.Code


class Parts(NamedTuple):
    """What a cost is made of: people of the office, minutes of each in it and on the road, the office's preparation."""

    people: int
    minutes: int
    travel: int
    preparation: int


def parts_of(delivery: Delivery, item: Item, norms: Norms) -> Parts:
    """What was told, and the norm for what was not."""
    return _PARTS[Kind(item.kind)](delivery, item, norms)


def set_cost(delivery: Delivery, item: Item, norms: Norms) -> None:
    """Compute the cost columns of a delivery from its item, its own figures and the norms in force."""
    cost = _cost(parts_of(delivery, item, norms), item.kind)
    delivery.cost_spent, delivery.cost_travel, delivery.cost_preparation = (
        cost.spent,
        cost.travel,
        cost.preparation,
    )
    delivery.cost = cost.total
    delivery.time_source = _time_source(delivery, item)


def _cost(parts: Parts, kind: str) -> PersonMinutes:
    if kind == Kind.DOCUMENT:
        return reading(parts.people, parts.minutes, parts.preparation)
    return attendance(*parts)


def _meeting(delivery: Delivery, item: Item, norms: Norms) -> Parts:
    travel = 0 if item.meeting_form == Item.MeetingForm.VIDEO else norms[Code.MEETING_TRAVEL]
    return Parts(
        _told(delivery.people, norms[Code.MEETING_PEOPLE]),
        _told(delivery.minutes, item.minutes, norms[Code.MEETING_MINUTES]),
        _told(delivery.travel_minutes, travel),
        _told(delivery.preparation_minutes, norms[Code.MEETING_PREPARATION] + _demands(item, norms)),
    )


def _document(delivery: Delivery, item: Item, norms: Norms) -> Parts:
    by_length = None if item.characters is None else reading_minutes(item.characters, norms[Code.READING_SPEED])
    return Parts(
        _told(delivery.people, norms[Code.READERS]),
        _told(delivery.minutes, by_length, norms[Code.READING_MINUTES]),
        0,
        _told(delivery.preparation_minutes, _demands(item, norms)),
    )


def _inspection(delivery: Delivery, item: Item, norms: Norms) -> Parts:
    return Parts(
        _told(delivery.people, norms[Code.INSPECTION_PEOPLE]),
        _told(delivery.minutes, item.minutes, norms[Code.INSPECTION_MINUTES]),
        _told(delivery.travel_minutes, 0),
        _told(delivery.preparation_minutes, norms[Code.INSPECTION_PREPARATION] + _demands(item, norms)),
    )


_PARTS = {Kind.MEETING: _meeting, Kind.DOCUMENT: _document, Kind.INSPECTION: _inspection}


def demands(item: Item, norms: Norms) -> dict[Code, int]:
    """Person-minutes of an office for each thing an item asks to be sent back."""
    asked = {
        Code.REPORT_MINUTES: item.asks_report,
        Code.FORM_MINUTES: item.asks_form,
        Code.TRACE_MINUTES: item.asks_trace,
    }
    return {code: norms[code] for code, is_asked in asked.items() if is_asked}


def _demands(item: Item, norms: Norms) -> int:
    return sum(demands(item, norms).values())


def _told(*values: int | None) -> int:
    """The first value that was told; the last one is a norm and always there."""
    return next(value for value in values if value is not None)


def _time_source(delivery: Delivery, item: Item) -> str:
    length = delivery.minutes if item.kind == Kind.DOCUMENT else _told(delivery.minutes, item.minutes, -1)
    told = [delivery.people is not None, length not in (None, -1)]
    if all(told):
        return Delivery.TimeSource.MEASURED
    return Delivery.TimeSource.ESTIMATED if any(told) else Delivery.TimeSource.DEFAULT

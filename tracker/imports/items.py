"""A record → an item and its landings. What a row leaves open is derived from what it says, by stated rules."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from tracker.actions.deliveries import Landing
from tracker.imports.opening.cells import plain
from tracker.imports.records.records import Record
from tracker.imports.values.choices import mentioned
from tracker.imports.values.durations import DAY
from tracker.imports.values.numbers import number_prefix
from tracker.imports.vocabulary import names
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import month_of
from tracker.rules.entries import FEWEST_TOPICS, MOST_TOPICS

_MEETING_NOTICE = re.compile(r"召开.*会.*通知$|会议?的?通知$")
_NAME_OF_KIND = {
    Office.Kind.PARTY: Item.MeetingName.COMMITTEE,
    Office.Kind.GOVERNMENT: Item.MeetingName.COMMITTEE,
    Office.Kind.GENERAL_OFFICE: Item.MeetingName.GENERAL_OFFICE,
    Office.Kind.COORDINATION: Item.MeetingName.COORDINATION,
}
_COMMON = ("channel", "emergency", "asks_report", "asks_form", "asks_trace", "required_rank", "admission_number")


def item_of(record: Record) -> Item:
    """An unsaved item. The record must be free of errors."""
    assert record.day is not None
    issuer = record.issuers[0]
    item = _item(
        kind=record.kind,
        issuer_text="" if record.issuer_text == issuer.name else record.issuer_text,
        title=record.title,
        day=record.day,
        month=month_of(record.day),
        document_number=record.numbers[0] if record.numbers else "",
        deadline=record.deadline,
        source=Item.Source.IMPORT,
        **{name: record.others[name] for name in _COMMON if name in record.others},
        **_OF_KIND[Kind(record.kind)](record, issuer),
    )
    item.issuer = issuer
    return item


def _item(**given: Any) -> Item:
    """Item(**given), in half the time: the defaults of its fifty columns are looked up once."""
    return Item(*(_defaults() | given).values())


@cache
def _defaults() -> dict[str, Any]:
    return {field.attname: field.get_default() for field in Item._meta.concrete_fields}


def landings_of(record: Record) -> list[Landing]:
    """One for each receiving office. Figures of people and time belong to a single office, not to each of several."""
    if len(record.receivers) > 1:
        return [Landing(office) for office in record.receivers]
    return [
        Landing(
            office,
            people=record.people,
            minutes=record.minutes if record.kind == Kind.DOCUMENT else None,
            travel_minutes=record.others.get("travel_minutes"),
            preparation_minutes=record.others.get("preparation_minutes"),
        )
        for office in record.receivers
    ]


def _document(record: Record, issuer: Office) -> Mapping[str, Any]:
    return {
        "document_format": record.others.get("document_format") or format_of(record.numbers),
        "genre": record.others.get("genre") or genre_of(record.title),
        "issued_on": record.others.get("issued_on"),
        "characters": record.others.get("characters"),
    }


def _meeting(record: Record, issuer: Office) -> Mapping[str, Any]:
    form = record.others.get("meeting_form") or mentioned("meeting_form", record.title) or Item.MeetingForm.IN_PERSON
    return {
        "starts_at": record.start,
        "minutes": record.minutes,
        "meeting_form": form,
        "topics": _topics(record) if form == Item.MeetingForm.BUNDLED else None,
        "meeting_name": record.others.get("meeting_name") or meeting_name_of(issuer),
        "meeting_category": record.others.get("meeting_category") or mentioned("meeting_category", record.title),
    }


def _topics(record: Record) -> int | None:
    """How many meetings were held in one; None where nobody said, or said what cannot be."""
    topics: int | None = record.others.get("topics")
    return topics if topics is not None and FEWEST_TOPICS <= topics <= MOST_TOPICS else None


def _inspection(record: Record, issuer: Office) -> Mapping[str, Any]:
    return {
        "starts_at": record.start,
        "minutes": record.minutes or (round(record.days * DAY) if record.days else record.minutes),
        "inspection_type": record.others.get("inspection_type")
        or mentioned("inspection_type", record.title)
        or Item.InspectionType.INSPECTION,
        "plan_status": record.others.get("plan_status") or Item.PlanStatus.UNPLANNED,
        "approval_number": record.others.get("approval_number", ""),
        "law_enforcement": record.others.get("law_enforcement", False),
    }


_OF_KIND = {Kind.DOCUMENT: _document, Kind.MEETING: _meeting, Kind.INSPECTION: _inspection}


def meeting_name_of(issuer: Office) -> str:
    """In whose name a meeting is held when nothing says so: that of its issuer's kind."""
    return _NAME_OF_KIND.get(Office.Kind(issuer.kind), Item.MeetingName.DEPARTMENT)


def format_of(numbers: list[str]) -> str:
    """By the tail of the number's prefix (函, 明电); a paper without a number is a white-head paper."""
    if not numbers:
        return Item.DocumentFormat.WHITE_HEAD
    prefix = number_prefix(numbers[0])
    by_tail = (code for code, tails in names("format_by_number").items() if prefix.endswith(tuple(tails)))
    return next(by_tail, Item.DocumentFormat.RED_HEAD)


def genre_of(title: str) -> str:
    """The kind of paper (文种) its title ends with; a notice that calls a meeting is a meeting notice."""
    end = plain(re.sub(r"[（(][^（）()]*[）)]\s*$", "", title))
    if _MEETING_NOTICE.search(end):
        return Item.Genre.MEETING_NOTICE
    endings = ((len(word), code) for code, known in names("genre").items() for word in known if end.endswith(word))
    return max(endings, default=(0, Item.Genre.OTHER))[1]

"""What a record says, in the words of the truth files: the stable shape of `import_ledger --json --rows`."""

import re
import unicodedata
from datetime import date, timedelta
from math import ceil
from typing import Any

from tracker.imports.items import genre_of
from tracker.imports.records.records import Record
from tracker.imports.values.chinese_numerals import with_digits
from tracker.imports.values.recipients import is_local
from tracker.imports.vocabulary import channel_name
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.rules.fingerprints import normal_number

_FORMATS = {Item.DocumentFormat.MEMO: "便函", Item.DocumentFormat.WHITE_HEAD: "白头"}
_CALLS_MEETING = re.compile(r"^关于(?:召开|组织收看|举办|参加).*(?:会|会议|培训班)的(?:紧急)?通知$|会议通知$")
_ABOUT = re.compile(r"[约近]|左右|上下")
_BY_POLICY = re.compile(r"半[天日]|一[上下]午|[全一]天")
_PER_YEAR = {"季度": 4, "半年": 2, "月": 12, "年": 1}


def told_by(record: Record) -> dict[str, Any]:
    """Fields that every record has, and then those of its kind that the row speaks of."""
    return _always(record) | _OF_KIND[Kind(record.kind)](record) | (_plan(record) if record.is_plan else {})


def _always(record: Record) -> dict[str, Any]:
    return {
        "kind": record.kind,
        "title": record.title,
        "issuer": record.issuer_text,
        "issuers": [office.name for office in record.issuers],
        "doc_number": record.numbers[0] if record.numbers else None,
        "doc_numbers": record.numbers,
        "date": _iso(record.day),
        "start": record.start and record.start.isoformat("minutes"),
        "minutes": record.minutes,
        "attendees": record.people if record.kind == Kind.MEETING else None,
        "channel": channel_name(record.others.get("channel", "")) if record.kind != Kind.INSPECTION else None,
        "recipients": [office.name for office in record.receivers if is_local(office)] if record.is_sent_list else [],
        "deadline": _deadline(record),
    } | _as_written(record)


def _as_written(record: Record) -> dict[str, Any]:
    """The cells themselves, where they say it otherwise than the field beside them."""
    said = record.said
    told: dict[str, Any] = {f"{name}_raw": said[name] for name in ("channel", "recipients") if said.get(name)}
    raw = said.get("number", "")
    if record.numbers and raw != record.numbers[0]:
        told |= {"doc_number_raw": raw} | ({"repaired": True} if normal_number(raw) != record.numbers[0] else {})
    if record.moved_from:
        told["rescheduled_from"] = record.moved_from.isoformat()
    return told


def _document(record: Record) -> dict[str, Any]:
    return {
        "format": _FORMATS.get(record.others.get("document_format", "")),
        "is_meeting_notice": genre_of(record.title) == Item.Genre.MEETING_NOTICE
        or _CALLS_MEETING.search(record.title) is not None,
        "recipients_other": record.other_addressees,
        "copies": _number(record.said.get("copies", "")),
        "pages": _number(record.said.get("pages", "")),
        "received_at": f"{_iso(record.day)}T{record.start.isoformat('minutes')}"
        if record.day and record.start
        else None,
        "secrecy": record.said.get("secrecy"),
        "asks_form": record.others.get("asks_form", False),
        "drafter": record.drafter or None,
    }


def _meeting(record: Record) -> dict[str, Any]:
    return {
        "place": record.said.get("place"),
        "required_rank_raw": record.said.get("required_rank"),
        "attendees_approx": _ABOUT.search(record.said.get("attendees", "")) is not None,
        "minutes_approx": _ABOUT.search(record.said.get("minutes", "")) is not None,
        "minutes_by_policy": _BY_POLICY.search(record.said.get("minutes", "")) is not None,
        "video": record.others.get("meeting_form") == Item.MeetingForm.VIDEO,
    }


def _inspection(record: Record) -> dict[str, Any]:
    days = record.days or ((record.last_day - record.day).days + 1 if record.last_day and record.day else 1)
    last = record.last_day
    if last is None and record.day is not None and days > 1:
        last = record.day + timedelta(days=ceil(days) - 1)
    return {
        "days": int(days) if days == int(days) else days,
        "date_end": _iso(last),
        "team": record.team,
        "accompany": record.people,
        "planned": {"planned": True, "unplanned": False}.get(record.others.get("plan_status", "")),
        "method": record.said.get("method") or record.said.get("manner"),
        "materials": 0 if record.said.get("materials") in {"无", "没有"} else _number(record.said.get("materials", "")),
    }


def _plan(record: Record) -> dict[str, Any]:
    first, last = record.period
    return {
        "plan_item": True,
        "inspection_type": record.said.get("inspection_type"),
        "period_start": _iso(first),
        "period_end": _iso(last),
        "times_per_year": _times_per_year(record.said.get("frequency", "")),
    }


_OF_KIND = {Kind.DOCUMENT: _document, Kind.MEETING: _meeting, Kind.INSPECTION: _inspection}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _deadline(record: Record) -> str | None:
    if record.deadline is None or record.deadline_time is None:
        return _iso(record.deadline)
    return f"{record.deadline.isoformat()}T{record.deadline_time.isoformat('minutes')}"


def _number(text: str) -> int | None:
    match = re.match(r"\d+", unicodedata.normalize("NFKC", text))
    return int(match[0]) if match else None


def _times_per_year(text: str) -> int | None:
    """2次 is 2, 每季度1次 is 4, 一年一次 is 1."""
    told = with_digits(unicodedata.normalize("NFKC", text)).replace("一次", "1次")
    match = re.search(r"(\d+)次", told)
    if match is None:
        return None
    unit = re.search(r"每?(季度|半年|月|年)", told)
    return int(match[1]) * (_PER_YEAR[unit[1]] if unit else 1)

"""A pasted notice read into fields. Pure: text in, values with their places in the text out. Nothing is invented."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tracker.imports.notices import deadlines, demands, issuers, numbers, places, ranks, times, titles
from tracker.imports.notices.channels import channel_of
from tracker.imports.notices.kinds import NoticeKind, kind_of
from tracker.imports.notices.moments import CHINA, Moment, moments
from tracker.imports.notices.texts import Found, Text
from tracker.imports.values.classified import is_classified_row

FIELDS = (
    "title", "issuer", "doc_number", "date", "start", "end", "place", "deadline", "required_rank",
    "asks_report", "asks_photo",
)  # fmt: skip
_TRUTHS = {"asks_report", "asks_photo"}
CLASSIFIED = {"kind": None, "refuse": True, "reason": "classified"}


@dataclass(frozen=True)
class Notice:
    """What a notice says. `found` lacks what was not recognised; each value there knows its place in the text."""

    kind: NoticeKind
    channel: str | None
    found: dict[str, Found[Any]] = field(default_factory=dict)

    def value(self, name: str) -> Any:
        """None for what was not recognised; False for a demand that is not made."""
        if name in self.found:
            return self.found[name].value
        return False if name in _TRUTHS else None


def read_notice(pasted: str, reference: datetime | None, source: str = "") -> Notice | None:
    """The fields of a notice that arrived at `reference` (without an offset: China's time) through `source`.

    None for a text that bears a mark of secrecy: nothing of it may be kept. Never raises, whatever the text.
    """
    if is_classified_row([pasted, *pasted.splitlines()]):
        return None
    text, now = Text(pasted), _in_china(reference)
    mentioned = moments(text, now)
    event = times.event_of(text, mentioned, now)
    kind, channel = kind_of(text, mentioned, event), channel_of(text, source)
    name = channel.value if isinstance(channel, Found) else channel
    if kind == NoticeKind.NONE:
        return Notice(kind, name)
    found = _facts(text, kind, mentioned, event, now)
    if isinstance(channel, Found):
        found["channel"] = channel
    return Notice(kind, name, {name: value for name, value in found.items() if value is not None})


def as_json(notice: Notice | None) -> dict[str, Any]:
    """The fields of a notice in the shape that read_notice prints; a refusal for a classified one."""
    if notice is None:
        return dict(CLASSIFIED)
    values = {name: _printable(notice.value(name)) for name in FIELDS}
    return {"kind": str(notice.kind), **values, "channel": notice.channel}


def _facts(
    text: Text, kind: NoticeKind, mentioned: list[Moment], event: Moment | None, now: datetime | None
) -> dict[str, Found[Any] | None]:
    gathers, title = kind in (NoticeKind.MEETING, NoticeKind.INSPECTION), _title(text, kind, mentioned)
    paper = title if kind == NoticeKind.DOCUMENT else None
    found: dict[str, Found[Any] | None] = {
        "title": title,
        "issuer": issuers.issuer_of(text, mentioned),
        "deadline": deadlines.deadline_of(text, mentioned, event if gathers else None, now),
        "asks_report": demands.report_asked(text, paper),
        "asks_photo": demands.photos_asked(text),
    }
    if kind != NoticeKind.FORM_DEMAND:
        found["doc_number"] = numbers.number_of(text)
    if kind == NoticeKind.DOCUMENT:
        found["date"] = times.printed_day(text, mentioned)
    return found | (_occasion(text, mentioned, event, found["title"]) if gathers and event else {})


def _occasion(
    text: Text, mentioned: list[Moment], event: Moment, title: Found[str] | None
) -> dict[str, Found[Any] | None]:
    start = event.at(event.start)
    return {
        "date": Found(event.day, *event.span),
        "start": Found(start, *event.span) if start else None,
        "end": times.end_of(text, event, mentioned),
        "place": places.place_of(text, mentioned, title),
        "required_rank": ranks.rank_of(text, title),
    }


def _title(text: Text, kind: NoticeKind, mentioned: list[Moment]) -> Found[str] | None:
    readers: dict[NoticeKind, Callable[[], Found[str] | None]] = {
        NoticeKind.MEETING: lambda: titles.meeting_title(text, mentioned),
        NoticeKind.INSPECTION: lambda: titles.visit_title(text, mentioned),
        NoticeKind.DOCUMENT: lambda: titles.paper_title(text),
        NoticeKind.FORM_DEMAND: lambda: titles.form_title(text),
    }
    return readers[kind]()


def _in_china(reference: datetime | None) -> datetime | None:
    if reference is None or reference.tzinfo is None:
        return reference.replace(tzinfo=CHINA) if reference else None
    try:
        return reference.astimezone(CHINA)
    except OverflowError:
        return None


def _printable(value: date | str | bool | None) -> str | bool | None:
    return value.isoformat() if isinstance(value, date) else value

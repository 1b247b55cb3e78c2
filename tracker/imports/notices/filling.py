"""A notice → the form that logs it: the fields it fills, and where in the text each was read."""

import re
from datetime import date, datetime
from typing import Any

from tracker.imports.filling import Filling, put_deadline, put_sender, recipients_meant
from tracker.imports.items import format_of, genre_of
from tracker.imports.notices.kinds import NoticeKind
from tracker.imports.notices.reading import Notice
from tracker.imports.notices.texts import Found, Text
from tracker.imports.notices.titles import paper_title
from tracker.imports.opening.cells import plain
from tracker.imports.values.choices import mentioned
from tracker.imports.vocabulary import codes, names
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.senders import SenderChoice

KINDS: dict[NoticeKind, Kind] = {
    NoticeKind.MEETING: Kind.MEETING,
    NoticeKind.INSPECTION: Kind.INSPECTION,
    NoticeKind.DOCUMENT: Kind.DOCUMENT,
    NoticeKind.FORM_DEMAND: Kind.DOCUMENT,
}
LOOKED_FOR = {
    Kind.MEETING: ("title", "issuer", "day", "starts_at", "minutes", "required_rank"),
    Kind.INSPECTION: ("title", "issuer", "day", "plan_status", "minutes"),
    Kind.DOCUMENT: ("title", "issuer", "document_number"),
}
_FORMAT_OF_CHANNEL = {
    Item.Channel.CHAT: Item.DocumentFormat.CHAT_NOTICE,
    Item.Channel.APP: Item.DocumentFormat.APP_NOTICE,
}
_ADDRESSED = re.compile(r"^\s*(?:@\S+\s+)?([^\n。:]{2,80}):", re.MULTILINE)
_LEADING, _FOLLOWING = "前请须需 ,", "至到给县市镇我群"
_SHORTEST_WORD = 3  # 视频 alone may be what is to be sent in


def fill_from_notice(
    notice: Notice, text: str, received: date, senders: SenderChoice, home: Office, *, as_document: bool = False
) -> Filling:
    """The form of a notice that came on a day. as_document: what calls a meeting is logged as the notice it is."""
    kind = Kind.DOCUMENT if as_document else KINDS[notice.kind]
    filling = Filling(kind, Item.Source.PASTE)
    _fill_facts(filling, notice, text, received)
    _fill_sender(filling, notice, senders, home)
    _fill_demands(filling, notice, text)
    known = {"issuer"} if senders.is_closed else set()
    filling.missing = [name for name in LOOKED_FOR[kind] if name not in known and not filling.values.get(name)]
    return filling


def addressed_in(text: str, home: Office, offices: list[Office]) -> list[Office]:
    """Whom a notice speaks to, by the words before its first colon: 各乡镇、街道："""
    match = _ADDRESSED.search(Text(text).plain)
    return recipients_meant(match[1].replace(" ", ""), home, offices) if match else []


def _fill_facts(filling: Filling, notice: Notice, text: str, received: date) -> None:
    if filling.kind == Kind.DOCUMENT:
        _fill_document(filling, notice, text, received)
    else:
        _fill_occasion(filling, notice, text, received)
    _put(filling, "channel", notice.found.get("channel"), _channel(notice))
    if filling.kind != Kind.INSPECTION:
        _put(filling, "document_number", notice.found.get("doc_number"))


def _fill_document(filling: Filling, notice: Notice, text: str, received: date) -> None:
    calls = notice.kind in (NoticeKind.MEETING, NoticeKind.INSPECTION)
    title = (paper_title(Text(text)) if calls else None) or notice.found.get("title")
    _put(filling, "title", title, _one_line(title))
    filling.put("day", received)
    printed = notice.found.get("date")
    if printed and not calls and _day(printed.value) <= received:
        _put(filling, "issued_on", printed)
    number = notice.value("doc_number")
    by_channel = _FORMAT_OF_CHANNEL.get(Item.Channel(_channel(notice))) if _channel(notice) and not number else None
    filling.put("document_format", by_channel or format_of([number] if number else []))
    genre = genre_of(title.value) if title else Item.Genre.OTHER
    if notice.kind == NoticeKind.MEETING:
        genre = Item.Genre.MEETING_NOTICE
    filling.put("genre", genre if genre != Item.Genre.OTHER else None)


def _fill_occasion(filling: Filling, notice: Notice, text: str, received: date) -> None:
    found = notice.found
    title, start, end = found.get("title"), found.get("start"), found.get("end")
    _put(filling, "title", title, _one_line(title))
    _put(filling, "day", found.get("date"))
    _put(filling, "starts_at", start, start.value.time() if start else None)
    if start and end and end.value > start.value:
        filling.put("minutes", int((end.value - start.value).total_seconds()) // 60, (end.start, end.end))
    rank = found.get("required_rank")
    _put(filling, "required_rank", rank, codes("required_rank").get(plain(rank.value), "") if rank else "")
    if filling.kind == Kind.INSPECTION and title:
        _put(filling, "inspection_type", title, mentioned("inspection_type", title.value))
    if filling.kind == Kind.MEETING:
        _fill_meeting_form(filling, title.value if title else "", text)


def _fill_meeting_form(filling: Filling, title: str, text: str) -> None:
    """By the title, else by a word of the text that means nothing else."""
    if form := mentioned("meeting_form", title):
        filling.put("meeting_form", form)
        return
    for form in (Item.MeetingForm.VIDEO, Item.MeetingForm.BUNDLED):
        words = [word for word in names("meeting_form")[form] if len(word) >= _SHORTEST_WORD]
        if match := re.search("|".join(words), Text(text).plain):
            filling.put("meeting_form", form, match.span())
            return


def _fill_sender(filling: Filling, notice: Notice, senders: SenderChoice, home: Office) -> None:
    written, number = notice.found.get("issuer"), notice.found.get("doc_number")
    told = (written.value if written else "", number.value if number else "")
    evidence = written or number
    put_sender(filling, *told, senders, home, *([(evidence.start, evidence.end)] if evidence else []))


def _fill_demands(filling: Filling, notice: Notice, text: str) -> None:
    asked, found = notice.found.get("asks_report"), None
    if asked:
        found = Found(True, *_whole_words(Text(text).plain, asked.start, asked.end))
    _put(filling, "asks_form" if notice.kind == NoticeKind.FORM_DEMAND else "asks_report", found)
    _put(filling, "asks_trace", notice.found.get("asks_photo"))
    deadline = notice.found.get("deadline")
    if deadline:
        put_deadline(filling, _day(deadline.value), (deadline.start, deadline.end))


def _whole_words(plain: str, start: int, end: int) -> tuple[int, int]:
    """Without what only leads to the demand (前报) or away from it (报县), and with the 送 of 报送."""
    while start < end - 1 and plain[start] in _LEADING:
        start += 1
    while start < end - 1 and plain[end - 1] in _FOLLOWING:
        end -= 1
    return start, end + plain.startswith("送", end)


def _put(filling: Filling, name: str, found: Found[Any] | None, value: Any = None) -> None:
    """The value of a find, or what stands for it in the form; its place in the text."""
    if found is not None:
        filling.put(name, found.value if value is None else value, (found.start, found.end))


def _channel(notice: Notice) -> str:
    return codes("channel").get(plain(notice.channel or ""), "")


def _one_line(title: Found[str] | None) -> str:
    return " ".join(title.value.split()) if title else ""


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value

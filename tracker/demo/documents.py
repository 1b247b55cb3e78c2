"""Documents of the demo: red heads that count, and the letters, memos, tips and chat notices that do not."""

from datetime import date, timedelta
from typing import Any

from tracker.demo.county import Issuer
from tracker.demo.data import read
from tracker.demo.drafts import Period, around, chance, chosen
from tracker.demo.titles import pick_title
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office

Format = Item.DocumentFormat
Genre = Item.Genre
OFFICIAL_FORMATS = {Format.RED_HEAD.value: 95, Format.TELEGRAM.value: 5}
OFFICIAL_GENRES = {"notice": 76, "plan": 11, "circular": 9, "opinion": 4}
UNCOUNTED_GENRES = {"meeting_notice": 70, "personnel": 12, "minutes": 12, "reply": 6}
CHANNELS = {
    Format.CHAT_NOTICE: {"chat": 1},
    Format.APP_NOTICE: {"app": 1},
    Format.MEMO: {"oa": 50, "chat": 35, "paper": 15},
    Format.WORK_TIP: {"oa": 55, "chat": 45},
    Format.TELEGRAM: {"oa": 60, "phone": 40},
}
ON_PAPER_OR_OA = {"oa": 85, "paper": 15}
LENGTHS = {Format.RED_HEAD: 2600, Format.TELEGRAM: 1100, Format.LETTER: 900, Format.WHITE_HEAD: 1500}
SHORT = 320
PRESSING = {Format.LETTER, Format.MEMO, Format.WORK_TIP, Format.CHAT_NOTICE}
TRACED = {Format.CHAT_NOTICE, Format.APP_NOTICE}


def make_document(issuer: Issuer, day: date, period: Period, *, official: bool) -> Item:
    """An unsaved document that the counting rule will count, or will not, as asked."""
    document_format = _format(issuer, period, official=official)
    genre = _genre(document_format, period, official=official)
    emergency = document_format == Format.TELEGRAM and not official
    titles = read("titles")
    patterns = titles["urgent"]["patterns"] if emergency else titles["documents"][document_format][genre]
    topics = titles["urgent"]["topics"] if emergency else None
    rng = period.rng
    return Item(
        kind=Kind.DOCUMENT,
        issuer=issuer.office,
        title=pick_title(patterns, issuer, period, topics),
        day=day,
        document_format=document_format,
        genre=genre,
        emergency=emergency,
        channel=chosen(rng, CHANNELS.get(Format(document_format), ON_PAPER_OR_OA)),
        characters=_characters(document_format, period) if chance(rng, 0.7) else None,
        issued_on=day - timedelta(rng.randint(0, 6)) if chance(rng, 0.6) else None,
        **_demands(document_format, genre, day, period),
    )


def _format(issuer: Issuer, period: Period, *, official: bool) -> str:
    """Urgent telegrams come from those who deal with emergencies; only the county writes into chat groups."""
    if official:
        return chosen(period.rng, OFFICIAL_FORMATS)
    weights = dict(read("volumes")["formats"]["base" if period.is_base_year else "current"])
    titles = read("titles")
    is_urgent = issuer.office.code in titles["urgent"]["issuers"]
    weights["telegram"] *= (9 if period.number in (6, 7, 8) else 3) if is_urgent else 0
    if issuer.office.level != Office.Level.COUNTY:
        weights |= dict.fromkeys(titles["county_formats"], 0)
    return chosen(period.rng, weights)


def _genre(document_format: str, period: Period, *, official: bool) -> str:
    if document_format == Format.RED_HEAD:
        return chosen(period.rng, OFFICIAL_GENRES if official else UNCOUNTED_GENRES)
    genres = read("titles")["documents"][document_format]
    return str(period.rng.choice(sorted(genres)))


def _characters(document_format: str, period: Period) -> int:
    median = LENGTHS.get(Format(document_format), SHORT)
    return around(period.rng, median, 0.45, (60, 9000), 10)


def _demands(document_format: str, genre: str, day: date, period: Period) -> dict[str, Any]:
    if genre in UNCOUNTED_GENRES:
        return {}
    rng = period.rng
    report = chance(rng, 0.4 if document_format in PRESSING else 0.2)
    form = chance(rng, 0.25)
    trace = chance(rng, 0.35 if document_format in TRACED else 0.1)
    days = rng.randint(0, 2) if document_format in TRACED else rng.randint(3, 20)
    deadline = day + timedelta(days) if report or form else None
    return {"asks_report": report, "asks_form": form, "asks_trace": trace, "deadline": deadline}

"""Lengths of time in whole minutes: 90, 90分钟, 1.5小时, 1小时30分, 半天, 1:30."""

import re
import unicodedata
from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _

from tracker.imports.opening.cells import Cell, text_of
from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.values.chinese_numerals import with_digits

HALF_DAY = 180  # policy of the ledger: 半天, 半日 and 一上午 are three hours
DAY = 2 * HALF_DAY
LONGEST = 12 * 60  # a longer single meeting or visit is nearly always a slip between morning and afternoon
_SHORTEST_BARE = 10  # a bare 2 or 1.5 may be hours
_ABOUT = re.compile(r"^(大约|约|近|共)|(左右|上下|多)$")
_PARTS = re.compile(
    r"^(?:(?P<days>\d+(?:\.\d+)?)(?:个?工作日|天|日))?(?:(?P<hours>\d+(?:\.\d+)?)(?:个?小时|个?钟头|个钟|时|hours?|hrs?|h))?(?P<half>半)?"
    r"(?:(?P<minutes>\d+(?:\.\d+)?)(?:分钟|分|minutes?|mins?|min|m|['′]))?$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"^(\d{1,2}):([0-5]\d)(?::[0-5]\d)?$")
_NUMBER = re.compile(r"^-?\d+(?:\.\d+)?$")
_WORDS = {
    "半天": HALF_DAY, "半日": HALF_DAY, "一上午": HALF_DAY, "一下午": HALF_DAY, "一天": DAY, "全天": DAY,
    "1上午": HALF_DAY, "1下午": HALF_DAY, "上午": HALF_DAY, "下午": HALF_DAY, "半个工作日": HALF_DAY,
    "半小时": 30, "半个小时": 30, "半个钟头": 30, "半个钟": 30, "一刻钟": 15, "三刻钟": 45,
}  # fmt: skip


def understand_duration(cell: Cell, unit: str | None = None) -> int | None:
    """Minutes, None for a blank cell. unit: minutes or hours, what a bare number means where the heading tells it.

    Raises UnreadableError for what is no length or is negative, DoubtError for a bare number that may be hours.
    """
    if isinstance(cell, time) and not isinstance(cell, datetime):
        return cell.hour * 60 + cell.minute
    if isinstance(cell, timedelta):
        return _whole(cell.total_seconds() / 60, text_of(cell))
    text = with_digits(_ABOUT.sub("", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text_of(cell)))))
    text = re.sub(r"个半(?=小时|钟头)", ".5", text)
    if not text:
        return None
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.match(text):
        return _bare(text, unit)
    return _from_parts(text)


def days_of(text: str) -> float | None:
    """How many days a length in whole or half days has: 3天 is 3, 1天半 is 1.5. None for any other."""
    if text in {"半天", "半日", "全天"}:
        return 1 if text == "全天" else 0.5
    match = re.fullmatch(r"(\d+(?:\.\d+)?)个?(?:天|工作日|日)(半)?", with_digits(unicodedata.normalize("NFKC", text)))
    return float(match[1]) + (0.5 if match[2] else 0) if match else None


def minutes_between(start: datetime, end: datetime) -> int:
    """Raises UnreadableError when the end is before the start, DoubtError for no time at all or over 12 hours."""
    minutes = round((end - start).total_seconds() / 60)
    times = {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}", "minutes": minutes}
    if minutes < 0:
        raise UnreadableError(
            _("结束时间 %(end)s 早于开始时间 %(start)s（%(minutes)s 分钟）。请核对上午、下午。") % times
        )
    if minutes == 0:
        raise DoubtError("zero_minutes", _("开始和结束都是 %(start)s，时长为 0。请核对。") % times)
    if minutes > LONGEST:
        raise DoubtError("too_long", _("从 %(start)s 到 %(end)s 超过 12 小时，可能写错了上午、下午。请核对。") % times)
    return minutes


def _bare(text: str, unit: str | None) -> int:
    number = float(text)
    if unit is None and 0 <= number < _SHORTEST_BARE:
        raise DoubtError(
            "duration_without_unit", _("时长“%(text)s”没有写明是小时还是分钟。请补上单位。") % {"text": text}
        )
    return _whole(number * 60 if unit == "hours" else number, text)


def _from_parts(text: str) -> int:
    if match := _CLOCK.match(text):
        return int(match[1]) * 60 + int(match[2])
    match = _PARTS.match(text)
    if match is None or not any(match.groups()):
        raise UnreadableError(_("“%(text)s”不是时长。请写成 90分钟 或 1.5小时 的样子。") % {"text": text})
    half = 30 if match["half"] else 0
    days, hours, minutes = (float(match[part] or 0) for part in ("days", "hours", "minutes"))
    return _whole(days * DAY + hours * 60 + half + minutes, text)


def _whole(minutes: float, text: str) -> int:
    if minutes < 0:
        raise UnreadableError(_("时长“%(text)s”是负数。请核对起止时间。") % {"text": text})
    if minutes > 100 * DAY:
        raise UnreadableError(_("时长“%(text)s”过大，请核对。") % {"text": text})
    return round(minutes)

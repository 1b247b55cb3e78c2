"""Times of day: 9:00, 14时30分, 下午3点, 09:30-11:00, the time of a date with a time."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from tracker.imports.opening.cells import Cell, text_of
from tracker.imports.problems import DoubtError, UnreadableError

_HALF = r"(?P<half>上午|早上|早|下午|晚上|晚|中午)?\s*"
_TIME = re.compile(
    _HALF
    + r"(?P<hour>\d{1,2})\s*(?:[:：时点]\s*(?P<minute>\d{1,2}|半)?)\s*分?(?::\d{1,2})?(?:\s*(?P<mark>[AaPp][Mm]))?"
)
_AFTERNOON = {"下午", "晚上", "晚"}
_EARLIEST_BARE_HOUR = 7  # 3点 without a half of the day is more likely 15:00, and is not guessed


def understand_moment(cell: Cell) -> tuple[date | None, time | None]:
    """Day and time of day of a cell, as printed: an offset such as -04:00 is not applied. Each may be missing."""
    if isinstance(cell, datetime):
        return cell.date(), cell.time().replace(microsecond=0)
    if isinstance(cell, time):
        return None, cell.replace(microsecond=0)
    if isinstance(cell, date):
        return cell, None
    if isinstance(cell, timedelta):
        return None, (datetime.min + cell).time()
    text = unicodedata.normalize("NFKC", text_of(cell))
    if moment := _iso(text):
        return moment.date(), moment.time().replace(microsecond=0)
    return None, understand_time(text)


def clock_in(cell: Cell) -> time | None:
    """The time of day that stands beside a date (1月6日上午9:30, 45694.6667); None when the cell holds a day only."""
    if isinstance(cell, datetime):
        return None if cell.time() == time() else cell.time().replace(microsecond=0)
    text = unicodedata.normalize("NFKC", text_of(cell))
    if re.fullmatch(r"\d{5}\.\d+", text):
        minutes = round(float(text) % 1 * 24 * 60)
        return time(minutes // 60 % 24, minutes % 60) if minutes else None
    match = _TIME.search(re.sub(r"^.*?\d[月.\-/]\d{1,2}[日号]?(?!\d|[.\-/]\d)", "", text))
    return understand_time(match[0]) if match else None


def understand_time(text: str) -> time | None:
    """The first time of day in a text; None for a blank one."""
    if not text.strip():
        return None
    match = _TIME.search(text)
    if match is None:
        raise UnreadableError(_("“%(text)s”不是时间。请写成 14:30 的样子。") % {"text": text})
    minute = 30 if match["minute"] == "半" else int(match["minute"] or 0)
    try:
        return time(_hour(match, text), minute)
    except ValueError:
        raise UnreadableError(_("“%(text)s”这个时刻不存在，请核对。") % {"text": text}) from None


def _hour(match: re.Match[str], text: str) -> int:
    hour, half, mark = int(match["hour"]), match["half"], (match["mark"] or "").lower()
    if (half in _AFTERNOON or mark == "pm") and hour < 12:
        return hour + 12
    if mark == "am" and hour == 12:
        return 0
    is_padded = re.search(r"(?<!\d)0\d[:：]", text) is not None  # 02:30 is a clock of 24 hours, 2:30 may be either
    if not half and not mark and hour < _EARLIEST_BARE_HOUR and not is_padded:
        raise DoubtError("time_half_of_day", _("“%(text)s”分不清上午、下午。请写成 15:00 的样子。") % {"text": text})
    return hour


def _iso(text: str) -> datetime | None:
    if len(text) < len("2026-01-01 09:00"):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None

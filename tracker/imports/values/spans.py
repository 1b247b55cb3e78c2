"""Spans: 14:30—16:30, 9时至10时30分, 1月17-18日, 5月30日至6月1日."""

import re
import unicodedata
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from tracker.imports.opening.cells import Cell, text_of
from tracker.imports.problems import DoubtError
from tracker.imports.values.chinese_numerals import with_digits
from tracker.imports.values.dates import understand_date
from tracker.imports.values.durations import minutes_between
from tracker.imports.values.times import understand_time

_TO = r"\s*(?:[-—–―‐~]+|至|到)\s*"
_HALF = r"(?:上午|早上|早|下午|晚上|晚|中午)?\s*"
_CLOCK = rf"{_HALF}\d{{1,2}}\s*(?:[:时点]\s*(?:\d{{1,2}}|半)?)\s*分?"
_TIMES = re.compile(rf"(?<![\d:])({_CLOCK}){_TO}({_CLOCK})(?!\d|:\d)\s*(上午|下午|晚上?)?")
_DAYS = re.compile(
    rf"^(.*?(?:\d{{1,2}}月\d{{1,2}}[日号]?|\d{{1,2}}[./]\d{{1,2}})){_TO}"
    r"((?:\d{4}[年./])?(?:\d{1,2}[月./])?\d{1,2}[日号]?)$"
)
_BARE_DAYS = re.compile(rf"^(\d{{1,2}})([日号]?)({_TO})(\d{{1,2}})([日号]?)$")
_MONTHS = 12
_ANY_DAY = date(2000, 1, 3)


def understand_times(text: str) -> tuple[time, int] | None:
    """Start and minutes of a span of time within a text; None when there is none. Raises as minutes_between does."""
    match = _TIMES.search(unicodedata.normalize("NFKC", text))
    if match is None:
        return None
    first = (match[3] or "") + match[1] if not re.match(r"[上下早晚中]", match[1]) else match[1]  # 2:30—4:00下午
    start, end = understand_time(first), understand_time(_with_half_of(first, match[2]))
    assert start is not None
    assert end is not None
    return start, minutes_between(datetime.combine(_ANY_DAY, start), datetime.combine(_ANY_DAY, end))


def understand_days(cell: Cell, year: int | None, month: int | None) -> tuple[date, date | None] | None:
    """First day and, where the cell gives a span, the last one. None for a blank cell. Raises as understand_date.

    Days without a month (16—17日) are of the month that is given.
    """
    text = with_digits(unicodedata.normalize("NFKC", text_of(cell))) if isinstance(cell, str) else ""
    match = _DAYS.match(_with_month(text, month))
    if match is None:
        day = understand_date(cell, year, month)
        return None if day is None else (day, None)
    first = understand_date(match[1], year, month)
    assert first is not None
    last = match[2] if re.search(r"[./月]", match[2]) else f"{first.month}月{match[2]}"
    return first, _ended(text, first, understand_date(last, first.year))


def _with_month(text: str, month: int | None) -> str:
    """16—17日 with its month; 3-5, which is a month and a day, as it is. Raises DoubtError for what may be either."""
    match = _BARE_DAYS.match(text) if month is not None else None
    if match is None:
        return text
    first, unit, mark, last, ending = match.groups()
    if unit or int(first) > _MONTHS or mark.strip() != "-":
        return f"{month}月{first}日-{last}日"
    if ending and int(first) == month:
        raise DoubtError("date_unclear", _("“%(text)s”看不出是哪一天。请补上日期。") % {"text": text})
    return f"{month}月{first}日-{last}日" if ending else text


def _ended(text: str, first: date, last: date | None) -> date | None:
    """The last day, of the next year after December. Raises DoubtError where it lies before the first."""
    if last is not None and last < first and (first.month, last.month) == (12, 1):
        last = last.replace(year=last.year + 1)
    if last is not None and last < first:
        raise DoubtError("invalid_date", _("“%(text)s”这一天不存在，请核对。") % {"text": text})
    return last


def _with_half_of(start: str, end: str) -> str:
    """下午2点至4点: the afternoon is meant for both."""
    half = re.match(r"下午|晚上|晚", start.strip())
    return half[0] + end if half and not re.match(r"上午|早|下午|晚|中午", end.strip()) else end

"""Every moment a notice mentions: a day, a time of day, or both, with the end of a span where one is given."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cache

from tracker.imports.notices import days
from tracker.imports.notices.chats import frame_lines
from tracker.imports.notices.stamps import is_stamp
from tracker.imports.notices.texts import Text
from tracker.imports.notices.vocabulary import any_of, end_of_work
from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.values.chinese_numerals import number_of
from tracker.imports.values.times import understand_time

CHINA = timezone(timedelta(hours=8))
_BESIDES = re.compile(
    rf"""(?P<until>\s*(?:-|—|–|~|至|到)\s*(?:{days.NUMBER}月)?{days.NUMBER}[日号])?
    (?P<paren>\s*\([^()\n]{{1,16}}\)|\s*(?:周|星期|礼拜)[一二三四五六日天])?[\s,]{{0,2}}""",
    re.VERBOSE,
)
_RECURRING = re.compile(r"每[天日周月年晚早]?\s*$")
_AFTER = re.compile(r"(?:结束|完成|检查|督导|调研|考核|离开)后\s*$")  # 督导结束后3日内: of no day that is told
_HOURS = re.compile(rf"(?P<hours>{days.NUMBER})\s*个?小时(?:之内|以内|内)")
_RESPELLED = (
    (r"一刻", "15分"),
    (r"三刻", "45分"),
    (r"[整钟许]", ""),
    (r"傍晚|晚间|夜间|夜里", "晚"),
    (r"午后", "下午"),
)


@dataclass(frozen=True)
class Moment:
    """day, start and end are None where the text does not tell them; `away` counts days from the meeting itself."""

    span: tuple[int, int]
    day: date | None
    start: time | None = None
    end: time | None = None
    away: int | None = None
    printed: bool = False  # a day of the calendar, not one counted from today

    def at(self, clock: time | None, day: date | None = None) -> datetime | None:
        """The day (or another one) at a time of day, in China; None unless both are known."""
        day = day or self.day
        return datetime.combine(day, clock, CHINA) if day and clock else None


def moments(text: Text, reference: datetime | None) -> list[Moment]:
    """In the order of the text. Without a reference, relative days come out without a day."""
    today = reference.date() if reference else None
    plain, found, position = text.plain, [], 0
    frames = frame_lines(text)
    while (mention := _next_mention(plain, position)) is not None:
        moment = _read(plain, mention, reference, today)
        is_said = not any(start <= mention.start() < end for start, end in frames)
        is_said = is_said and not is_stamp(text, moment.span, moment.day, moment.start, reference)
        before = plain[max(mention.start() - 4, 0) : mention.start()]
        is_bound = mention.groupdict().get("within") and _AFTER.search(before)
        if is_said and not is_bound and not _RECURRING.search(before):
            found.append(moment)
        position = max(moment.span[1], position + 1)
    return found


def _next_mention(plain: str, position: int) -> re.Match[str] | None:
    nearest = [pattern.search(plain, position) for pattern in (days.DAY, _clock(), _HOURS)]
    return min((match for match in nearest if match), key=lambda match: match.start(), default=None)


def _read(plain: str, mention: re.Match[str], reference: datetime | None, today: date | None) -> Moment:
    if mention.re is _HOURS:
        return _within_hours(mention, reference)
    if mention.re is not days.DAY:
        return Moment(mention.span(), None, *_times(mention))
    beside = _BESIDES.match(plain, mention.end())
    day = _told_beside(beside, today) or days.resolve(mention, today)
    clock = _clock().match(plain, beside.end()) if beside else None
    start, end = _times(clock) if clock else (None, None)
    stop = clock.end() if clock else _end_of_day(plain, mention, beside)
    printed = bool(mention["year"] or mention["iy"] or mention["month"])
    return Moment((mention.start(), stop), day, start, end, days.days_from_event(mention), printed)


def _told_beside(beside: re.Match[str] | None, today: date | None) -> date | None:
    """明天（7月3日）: the calendar's word counts."""
    inside = days.DAY.search(beside["paren"]) if beside and beside["paren"] else None
    return days.resolve(inside, today) if inside and inside["month"] else None


def _end_of_day(plain: str, mention: re.Match[str], beside: re.Match[str] | None) -> int:
    """The end of a day with its weekday and half of the day, but not the comma behind it."""
    if beside is None:
        return mention.end()
    half = re.compile(any_of("noon_like")).match(plain, beside.end())
    if half and plain[mention.end() : beside.end()].strip(", ") == (beside["paren"] or "").strip():
        return half.end()
    return mention.end() + len(plain[mention.end() : beside.end()].rstrip(" ,\n"))


def _within_hours(mention: re.Match[str], reference: datetime | None) -> Moment:
    try:
        until = reference + timedelta(hours=number_of(mention["hours"])) if reference else None
    except (ValueError, OverflowError):
        until = None
    return Moment(mention.span(), until.date() if until else None, until.time() if until else None)


@cache
def _clock() -> re.Pattern[str]:
    half = any_of("noon_like")

    def one(name: str) -> str:
        digits = (
            rf"(?:{half}\s*)?\d{{1,2}}\s*(?::\s*\d{{2}}(?::00)?|[点时](?:\s*\d{{1,2}}\s*分?|半|一刻|三刻|整|钟|许)?)"
        )
        spelt = (
            rf"{half}\s*[一二三四五六七八九十两]{{1,3}}[点时](?:[一二三四五六七八九十]{{1,3}}分|半|一刻|三刻|整|钟)?"
        )
        return rf"(?P<{name}>{digits}|{spelt})"

    until = rf"(?:\s*(?:-|—|–|−|~|至|到|一)+\s*{one('end')})?"
    return re.compile(rf"(?<![\d.])(?<!\d:){one('start')}(?![\d:]){until}|(?P<closing>(?:{half})?下班)(?=之?以?前|时)")


def _times(match: re.Match[str]) -> tuple[time | None, time | None]:
    if match["closing"]:
        return (time.fromisoformat(end_of_work()) if match["closing"] in ("下班", "下午下班") else None), None
    first, last = match["start"], match["end"]
    start = _time(first)
    if last is None or start is None:
        return start, None
    half = re.match(any_of("noon_like"), first)
    end = _time(last if half is None or re.match(any_of("noon_like"), last) else half.group() + last)
    return start, end if end and end > start else None


def _time(text: str) -> time | None:
    """Read as a cell of a ledger is; None where morning and afternoon cannot be told apart."""
    for written, meant in _RESPELLED:
        text = re.sub(written, meant, text)
    text = re.sub(r"[一二三四五六七八九十两]+", lambda match: _digits(match.group()), text)
    if re.match(r"中午\s*[12]\D", text):
        text = text.replace("中午", "下午")
    if re.match(r"0?[1-6]\s*:", text):
        return None
    try:
        return understand_time(text)
    except (DoubtError, UnreadableError):
        return None


def _digits(text: str) -> str:
    try:
        return str(number_of(text))
    except ValueError:
        return text

"""When a meeting or a visit takes place, and the day printed on a paper."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from tracker.imports.notices.deadlines import is_limit
from tracker.imports.notices.moments import Moment
from tracker.imports.notices.texts import Found, Text
from tracker.imports.notices.vocabulary import any_of
from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.values.durations import understand_duration

_LONGEST_PART = 4 * 60  # a stated length of more is days of work, not hours of sitting
_LABEL = re.compile(r"时间\s*(?:为|定于|安排在|是)?\s*:?\s*$")
_LENGTH = re.compile(
    r"(?:会期|时长|预计|会议?时间|历时|用时|大约|约|为时|持续)[^,。;\n\d一两二三半]{0,4}"
    r"(半天|(?:\d+(?:\.\d+)?|[一两半])个?半?(?:小时|钟头)(?:\d+分钟?)?|\d+分钟)"
)


def event_of(text: Text, mentioned: list[Moment], now: datetime | None) -> Moment | None:
    """The moment of the meeting or visit: after 改到, after 时间：, or the first that is no limit and not past.

    An hour without a day is today's, while it is still to come.
    """
    today = now.date() if now else None
    times = [m for m in mentioned if m.day and _may_be_event(text, m, today)]
    if not any(m.day for m in mentioned):
        times = [replace(m, day=today) for m in mentioned if _is_to_come(m, now) and _may_be_event(text, m, today)]
    moved = [m for m in times if re.search(any_of("moving") + r"\s*$", text.plain[: m.span[0]])]
    labelled = [m for m in times if _LABEL.search(text.plain[: m.span[0]])]
    chosen = next(iter(moved + labelled + times), None)
    return _with_time(chosen, text, mentioned) if chosen else None


def end_of(text: Text, event: Moment, mentioned: list[Moment]) -> Found[datetime] | None:
    """The end where one is printed, beside the start or by its label, or follows from a length; None otherwise."""
    if end := event.at(event.end):
        return Found(end, *event.span)
    for moment in mentioned:
        told = event.at(moment.start) if moment.day in (None, event.day) else None
        if told and re.search(r"结束(?:时间)?\s*:?\s*$", text.plain[: moment.span[0]]):
            return Found(told, *moment.span)
    start, length = event.at(event.start), _LENGTH.search(text.plain)
    if start is None or length is None:
        return None
    try:
        minutes = understand_duration(length[1])
    except (DoubtError, UnreadableError):
        return None
    return Found(start + timedelta(minutes=minutes), *length.span(1)) if minutes and minutes <= _LONGEST_PART else None


def printed_day(text: Text, mentioned: list[Moment]) -> Found[date] | None:
    """The day printed on a paper: behind 成文日期 or the like, or alone on the last line."""
    for moment in mentioned:
        labelled = re.search(
            rf"(?:(?<!收文)(?<!登记){any_of('document_days')}|\n\s*时间)\s*:?\s*$", text.plain[: moment.span[0]]
        )
        if moment.day and moment.printed and (labelled or signs(text, moment) or _is_issued(text, moment)):
            return Found(moment.day, *moment.span)
    return None


def _may_be_event(text: Text, moment: Moment, today: date | None) -> bool:
    past = bool(today and moment.day and moment.day < today)
    return not past and moment.away is None and not is_limit(text, moment) and not signs(text, moment)


def _is_to_come(moment: Moment, now: datetime | None) -> bool:
    return bool(now and moment.start and moment.start > now.time())


def signs(text: Text, moment: Moment) -> bool:
    """Alone on its line, or behind the name of a body at the very end: the date of a signature."""
    start, end = moment.span
    line = text.plain[text.plain.rfind("\n", 0, start) + 1 : start].strip()
    rest = text.plain[end:].strip(" \n)")
    return moment.printed and moment.start is None and not rest and ":" not in line and "," not in line


def _is_issued(text: Text, moment: Moment) -> bool:
    return bool(re.match(r"(?:印发|发布|签发|制发|发文)", text.plain[moment.span[1] :]))


def _with_time(event: Moment, text: Text, mentioned: list[Moment]) -> Moment:
    """The day, with the time of day that stands apart from it (明天召开推进会，上午9:00开始)."""
    if event.start:
        return event
    behind = [m for m in mentioned if m.span[0] > event.span[0]]
    for moment in behind:
        if moment.day == event.day and moment.start and not is_limit(text, moment):
            return moment
        if moment.day is None and moment.away is None and moment.start and not is_limit(text, moment):
            return Moment(moment.span, event.day, moment.start, moment.end)
        if moment.day:
            break
    return event

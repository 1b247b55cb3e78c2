"""When it was: the day, the start, the length, or the months that a plan names."""

import re
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from tracker.imports.opening.cells import Cell, text_of
from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.records.readings import Reading
from tracker.imports.values.dates import check_day, formatted_date, understand_date
from tracker.imports.values.durations import DAY, days_of, minutes_between, understand_duration
from tracker.imports.values.periods import moved_to, period_of
from tracker.imports.values.spans import understand_days, understand_times
from tracker.imports.values.times import clock_in, understand_moment
from tracker.models.kinds import Kind
from tracker.rules.entries import check_minutes


def read_day_and_time(reading: Reading) -> None:
    name = next((name for name in ("date", "issued_on", "start") if name in reading.cells), None)
    if name is None and "period" in reading.cells:
        _plan(reading)
        return
    if name is None:
        reading.refuse("date", _("没有日期。请补上。"))
        return
    _day(reading, name)
    issued_on = _issued_on(reading)
    if issued_on and reading.record.kind == Kind.DOCUMENT:
        reading.record.others["issued_on"] = issued_on
    _times(reading, name)


def _day(reading: Reading, name: str) -> None:
    record, ledger = reading.record, reading.ledger
    if pattern := reading.source(name).format:
        day, last_day = reading.take(name, formatted_date, pattern), None
    else:
        day, last_day = reading.take(name, understand_days, ledger.year, ledger.month) or (None, None)
    if day is not None:
        told = (reading.text("remark"), reading.text(name))
        moved = next((new for text in told if text and (new := reading.recall(moved_to, text, day))), None)
        record.day, record.last_day, record.moved_from = moved or day, last_day, day if moved else None
        reading.attempt(name, check_day, record.day, ledger.today, ledger.year)


def _issued_on(reading: Reading) -> date | None:
    if pattern := reading.source("issued_on").format:
        return reading.take("issued_on", formatted_date, pattern)
    return reading.take("issued_on", understand_date, reading.ledger.year, reading.ledger.month)


def _plan(reading: Reading) -> None:
    """A row of a yearly plan names a period, and nothing has landed yet."""
    reading.record.is_plan = True
    reading.record.period = period_of(reading.text("period"), reading.ledger.year)


def _times(reading: Reading, day_column: str) -> None:
    record = reading.record
    start_day, record.start = _start(reading, day_column)
    if record.minutes is None:
        record.minutes = reading.attempt("minutes", _minutes, reading) if "minutes" in reading.cells else None
    if record.start is None and record.day and "end" in reading.cells:
        record.last_day = _last_day(reading) or record.last_day
    elif record.minutes is None and record.start is not None and "end" in reading.cells:
        record.minutes = _between(reading, start_day, record.start)
    if record.minutes is not None:
        reading.attempt("minutes", check_minutes, record.minutes, record.kind)


def _start(reading: Reading, day_column: str) -> tuple[date | None, time | None]:
    """The column of the start, or else the time that stands beside the day; either may hold a span."""
    column = "start" if "start" in reading.cells else day_column
    cell = reading.cells[column]
    if isinstance(cell, str) and (span := reading.attempt(column, reading.recall, understand_times, cell)):
        start, reading.record.minutes = span
        return None, start
    if column == "start":
        if isinstance(cell, str) and not re.search(r"\d[:：点时]", cell) and (length := _length(cell)):
            reading.record.minutes = length
            return None, None
        return reading.take("start", understand_moment) or (None, None)
    return None, reading.recall(clock_in, cell)


def _length(cell: Cell) -> int | None:
    """The length that stands where the start should: 全天, 半天, 90分钟."""
    try:
        return understand_duration(cell)
    except (DoubtError, UnreadableError):
        return None


def _minutes(reading: Reading) -> int | None:
    """A length, or a span of time; days of an inspection are days."""
    cell, record = reading.cells["minutes"], reading.record
    if isinstance(cell, str) and (span := reading.recall(understand_times, cell)):
        record.start = span[0]
        return span[1]
    in_days = reading.source("minutes").unit == "days"
    days = reading.recall(days_of, text_of(cell)) or (
        reading.recall(days_of, f"{text_of(cell)}天") if in_days else None
    )
    if record.kind == Kind.INSPECTION and days:
        record.days = days
        return None
    if in_days and days:
        return round(days * DAY)
    if record.kind == Kind.DOCUMENT and not re.search(r"\d|[半一两]", text_of(cell)):
        return None
    return reading.recall(understand_duration, cell, reading.source("minutes").unit)


def _last_day(reading: Reading) -> date | None:
    """The day a visit ended, where a column of its own tells it."""
    try:
        return reading.recall(understand_date, reading.cells["end"], reading.ledger.year, reading.ledger.month)
    except (DoubtError, UnreadableError):
        return None


def _between(reading: Reading, start_day: date | None, start: time) -> int | None:
    day, end = reading.take("end", understand_moment) or (None, None)
    first = start_day or reading.record.day
    if end is None or first is None:
        return None
    return reading.attempt("end", minutes_between, datetime.combine(first, start), datetime.combine(day or first, end))

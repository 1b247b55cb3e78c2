"""Reads one calendar (.ics) from stdin and prints its events as lines of JSON. Run in a process of its own.

A hostile calendar can hold a series of a million years. Here that ends this process, at its own limits, and not the
server. Nothing of the project is imported. The first line of stdin is today, as an ISO day; the calendar follows.
Lines: {"day", "start", "minutes", "title", "issuer", "place", "remark", "cancelled"} in the order of their days, or
{"secret": true} for an event that is not public. The last line counts what is not listed: occurrences of series
"before" the days that are looked at, occurrences "after" today, "endless" series, and those "too_often" to be meetings.
Times are those of Beijing. Exit status 4: no calendar; any other but 0: the limits were reached.
"""

import json
import resource
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar

MEMORY = 512 * 1024 * 1024
SECONDS = 15
BEIJING = ZoneInfo("Asia/Shanghai")
BACK = timedelta(days=400)
MOST_OF_A_SERIES = 50_000
LONGEST_TEXT = 1_000
TOO_MANY = 5
SLOW_ENOUGH = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)
Moment = date | datetime


@dataclass
class Left:
    """What is not listed."""

    before: int = 0
    after: int = 0
    endless: int = 0
    too_often: int = 0


@dataclass
class Found:
    today: date
    left: Left = field(default_factory=Left)
    events: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def add(self, start: Moment, event: Any, *, of_series: bool) -> None:
        day = at_home(start)[0]
        if day > self.today:
            self.left.after += 1
        elif of_series and day < self.today - BACK:
            self.left.before += 1
        else:
            self.events.append((f"{day.isoformat()} {at_home(start)[1] or ''}", told(start, event)))


def at_home(moment: Moment) -> tuple[date, str | None]:
    """Day and time in Beijing; a time that names no zone is meant as it stands."""
    if not isinstance(moment, datetime):
        return moment, None
    local = moment.astimezone(BEIJING) if moment.tzinfo else moment
    return local.date(), local.strftime("%H:%M")


def told(start: Moment, event: Any) -> dict[str, Any]:
    if text(event, "CLASS").upper() == "CONFIDENTIAL":
        return {"secret": True}
    day, clock = at_home(start)
    remark = text(event, "DESCRIPTION")
    return {
        "day": day.isoformat(),
        "start": clock,
        "minutes": minutes_of(event),
        "title": text(event, "SUMMARY"),
        "issuer": issuer_of(event),
        "place": text(event, "LOCATION"),
        "remark": remark,
        "cancelled": text(event, "STATUS").upper() == "CANCELLED",
    }


def text(event: Any, name: str) -> str:
    value = event.get(name, "")
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(str(value).split())[:LONGEST_TEXT]


def issuer_of(event: Any) -> str:
    """The organiser's name; never the address, which names no office."""
    organiser = event.get("ORGANIZER")
    organiser = organiser[0] if isinstance(organiser, list) and organiser else organiser
    name = str(getattr(organiser, "params", {}).get("CN", ""))
    return "" if "@" in name else " ".join(name.split())[:LONGEST_TEXT]


def minutes_of(event: Any) -> int | None:
    """None where no end is told, and for whole days."""
    try:
        start, end = event["DTSTART"].dt, event["DTEND"].dt if "DTEND" in event else None
        length = end - start if end is not None else event["DURATION"].dt
    except BROKEN:
        return None
    if not isinstance(start, datetime) or not isinstance(length, timedelta) or length <= timedelta(0):
        return None
    return round(length.total_seconds() / 60)


def occurrences(event: Any, start: Moment, found: Found) -> Iterator[Moment]:
    """Every occurrence until some way past today, EXDATE and RDATE considered."""
    out = {at_home(day) for day in listed(event, "EXDATE")}
    days = [*ruled(event, start, found), *listed(event, "RDATE")] or [start]
    seen = set()
    for day in days:
        key = at_home(day)
        if key not in out and key not in seen:
            seen.add(key)
            yield day


def ruled(event: Any, start: Moment, found: Found) -> Iterator[Moment]:
    """By RRULE, in the clock of the series itself, so that nine stays nine; without an end, to today."""
    zone = start.tzinfo if isinstance(start, datetime) else None
    naive = start.replace(tzinfo=None) if isinstance(start, datetime) else datetime.combine(start, time())
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        if "".join(str(part) for part in rule.get("FREQ", [])).upper() not in SLOW_ENOUGH:
            found.left.too_often += 1
            yield start
            continue
        endless = "COUNT" not in rule and "UNTIL" not in rule
        found.left.endless += endless
        last = datetime.combine(found.today, time.max) if endless else datetime.max
        for number, moment in enumerate(rrulestr(written(rule, zone), dtstart=naive)):
            if moment > last:
                break
            if number >= MOST_OF_A_SERIES:
                sys.exit(TOO_MANY)
            yield moment.replace(tzinfo=zone) if isinstance(start, datetime) else moment.date()


def written(rule: Any, zone: Any) -> str:
    """The rule as text, its end in the clock of the series: dateutil takes no other."""
    plain = {name: value for name, value in rule.items() if name.upper() != "UNTIL"}
    said = type(rule)(plain).to_ical().decode()
    for until in rule.get("UNTIL", []):
        if isinstance(until, datetime):
            end = until.astimezone(zone) if until.tzinfo and zone else until
            said += f";UNTIL={end:%Y%m%dT%H%M%S}"
        else:
            said += f";UNTIL={until:%Y%m%d}T235959"
    return said


def listed(event: Any, name: str) -> list[Moment]:
    """The days of EXDATE or RDATE, in one line or in several; of a period, its beginning."""
    lines = event.get(name, [])
    days: list[Moment] = []
    for line in lines if isinstance(lines, list) else [lines]:
        for entry in getattr(line, "dts", []):
            moment = entry.dt
            days.append(moment[0] if isinstance(moment, tuple) else moment)
    return days


def gather(calendars: list[Any], found: Found) -> None:
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    changed: dict[tuple[str, tuple[date, str | None]], Any] = {}
    for event in events:
        if "RECURRENCE-ID" in event:
            try:
                changed[text(event, "UID"), at_home(event["RECURRENCE-ID"].dt)] = event
            except BROKEN:
                continue
    for event in events:
        if "RECURRENCE-ID" not in event:
            add_event(event, changed, found)
    for event in changed.values():
        found.add(event["DTSTART"].dt, event, of_series=True)


def add_event(event: Any, changed: dict[tuple[str, tuple[date, str | None]], Any], found: Found) -> None:
    """Every occurrence but those that an event of their own replaces. One without a day is left to the reader."""
    try:
        start = event["DTSTART"].dt
        is_series = any(name in event for name in ("RRULE", "RDATE"))
        days = list(occurrences(event, start, found)) if is_series else [start]
        for day in days:
            if (text(event, "UID"), at_home(day)) not in changed:
                found.add(day, event, of_series=is_series)
    except BROKEN:
        found.events.append(("", told_without_day(event)))


def told_without_day(event: Any) -> dict[str, Any]:
    if text(event, "CLASS").upper() == "CONFIDENTIAL":
        return {"secret": True}
    title, issuer = text(event, "SUMMARY"), issuer_of(event)
    nothing = {"day": None, "start": None, "minutes": None, "place": "", "remark": "", "cancelled": False}
    return {"title": title, "issuer": issuer} | nothing


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    today, _newline, data = sys.stdin.buffer.read().partition(b"\n")
    found = Found(date.fromisoformat(today.decode()))
    try:
        calendars = Calendar.from_ical(data, multiple=True)
        gather(calendars, found)
    except BROKEN:
        return 4
    if not calendars:
        return 4
    for _when, event in sorted(found.events, key=lambda pair: pair[0]):
        print(json.dumps(event))
    print(json.dumps(asdict(found.left)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

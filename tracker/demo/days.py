"""On which day a thing of the demo happens: working days, a few weekends, no meeting in the no-meeting week."""

from datetime import date, timedelta
from functools import cache

from tracker.demo.data import read
from tracker.demo.drafts import Period, chance
from tracker.models.kinds import Kind
from tracker.periods import month_span

SATURDAY = 5


def pick_day(period: Period, kind: str) -> date:
    """A day of the month. Ordinary meetings keep out of the no-meeting week (无会周)."""
    workdays, weekend = _days(period.month, kind == Kind.MEETING)
    at_weekend = chance(period.rng, read("volumes")["weekend_share"])
    return period.rng.choice(weekend if at_weekend else workdays)


def day_of(year: int, text: str) -> date:
    """03-31 of a year, as the demo's data write it."""
    return date.fromisoformat(f"{year}-{text}")


def in_no_meeting_week(day: date) -> bool:
    first, last = read("volumes")["no_meeting_days"]
    return bool(first <= day.day <= last)


def is_holiday(day: date) -> bool:
    return day in _holidays()


@cache
def _days(month: int, for_meetings: bool) -> tuple[list[date], list[date]]:
    """Working days and weekend days of a month; holidays are in neither."""
    span = month_span(month)
    days = [span.first + timedelta(number) for number in range(span.days)]
    open_days = [day for day in days if not is_holiday(day) and not (for_meetings and in_no_meeting_week(day))]
    return (
        [day for day in open_days if day.weekday() < SATURDAY],
        [day for day in open_days if day.weekday() >= SATURDAY],
    )


@cache
def _holidays() -> frozenset[date]:
    spans = [[date.fromisoformat(text) for text in pair] for pair in read("volumes")["holidays"]]
    return frozenset(first + timedelta(number) for first, last in spans for number in range((last - first).days + 1))

"""On which days a series recurs."""

from calendar import monthrange
from datetime import date, timedelta

STEPS = {"week": timedelta(weeks=1), "two_weeks": timedelta(weeks=2)}


def occurrences(every: str, first: date, last: date) -> list[date]:
    """The days from `first` to `last`, both included, on which a series takes place; empty when it has not begun.

    every: week, two_weeks or month. A month keeps the day of the first one; where it is too short, its last day:
    31 January, 28 February, 31 March. Raises ValueError for anything else.
    """
    if every == "month":
        return _monthly(first, last)
    if every not in STEPS:
        raise ValueError(f"Not a recurrence: {every}.")
    times = (last - first) // STEPS[every]
    return [first + number * STEPS[every] for number in range(times + 1)]


def following(every: str, first: date, day: date) -> date:
    """The first day of the series after `day`."""
    start = max(first, day + timedelta(days=1))
    return next(found for found in occurrences(every, first, start + timedelta(days=31)) if found >= start)


def _monthly(first: date, last: date) -> list[date]:
    months = (last.year - first.year) * 12 + last.month - first.month
    days = [_months_later(first, number) for number in range(months + 1)]
    return [day for day in days if day <= last]


def _months_later(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    year = first.year + years
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
